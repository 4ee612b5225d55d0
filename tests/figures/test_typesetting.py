"""Lines break where they fit."""

from __future__ import annotations

import pytest

from evaluera.figures.typesetting import text_width, wrap

SENTENCE = "Antalet anmälda brott blev färre än väntat, men osäkerheten är stor"


@pytest.mark.parametrize("balanced", [False, True])
@pytest.mark.parametrize("width", [60.0, 120.0, 400.0])
def test_lines_fit_and_nothing_is_lost(width: float, balanced: bool) -> None:
    lines = wrap(SENTENCE, width, 9.0, balanced=balanced)
    assert max(text_width(line, 9.0) for line in lines) <= width
    assert " ".join(lines) == SENTENCE


def test_balanced_lines_are_as_many_but_more_alike() -> None:
    plain, even = wrap(SENTENCE, 250.0, 9.0), wrap(SENTENCE, 250.0, 9.0, balanced=True)
    assert len(plain) == len(even) == 2
    assert text_width(even[-1], 9.0) > text_width(plain[-1], 9.0)


def test_a_word_that_is_too_long_is_cut() -> None:
    lines = wrap("Brottsförebyggandesamordningsgrupp", 60.0, 9.0)
    assert "".join(lines) == "Brottsförebyggandesamordningsgrupp"
    assert max(text_width(line, 9.0) for line in lines) <= 60.0


def test_bold_is_wider() -> None:
    assert text_width("bred", 9.0, "bold") > text_width("bred", 9.0)


def test_a_number_stays_with_its_unit() -> None:
    words = "Det blev 412\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kronor"
    assert wrap(words, 90.0, 9.0) == ("Det blev", "412\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kronor")
