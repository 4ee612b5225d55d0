"""A finding in words: the place in front, in the language of the reader."""

from __future__ import annotations

import pytest

from evaluera.errors import DataError, Finding, ParameterError, Place
from evaluera.text.findings import place_text, render
from evaluera.text.languages import current_language

LANGUAGE = Finding(
    code="parameter.unknown_language", place=Place(parameter="language"), values={"found": "de", "known": "sv, en"}
)


@pytest.mark.parametrize(
    ("place", "swedish", "english"),
    [
        (Place(), "", ""),
        (
            Place(file="brott.csv", row=14, column="antal"),
            "brott.csv, rad 14, kolumn antal",
            "brott.csv, row 14, column antal",
        ),
        (
            Place(file="b.xlsx", sheet="2024", row=12345),
            "b.xlsx, blad 2024, rad 12345",
            "b.xlsx, sheet 2024, row 12345",
        ),
        (
            Place(file="evaluation.yaml", line=14, parameter="analyses[0].confidens"),
            "evaluation.yaml rad 14, analyses[0].confidens",
            "evaluation.yaml line 14, analyses[0].confidens",
        ),
        (Place(parameter="start"), "start", "start"),
        (Place(line=3), "rad 3", "line 3"),
    ],
)
def test_places(place, swedish, english):
    assert place_text(place, "sv") == swedish
    assert place_text(place, "en") == english


def test_the_place_stands_in_front_of_the_sentence():
    assert render(LANGUAGE, "sv") == 'language: Språket "de" finns inte. Välj ett av: sv, en.'
    assert render(LANGUAGE, "en") == 'language: The language "de" is not known. Choose one of: sv, en.'


def test_a_code_without_sentence_is_still_readable():
    finding = Finding(code="data.of_a_third_party", place=Place(file="a.csv"), values={"found": 3})
    assert render(finding, "sv") == "a.csv: data.of_a_third_party found=3"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [(None, "sv"), ("", "sv"), ("en", "en"), ("en_GB.UTF-8", "en"), ("SV", "sv"), ("de", "sv")],
)
def test_the_language_of_the_environment(monkeypatch, setting, expected):
    monkeypatch.delenv("EVALUERA_LANGUAGE", raising=False)
    if setting is not None:
        monkeypatch.setenv("EVALUERA_LANGUAGE", setting)
    assert current_language() == expected
    assert render(LANGUAGE) == render(LANGUAGE, expected)


def test_an_error_prints_every_finding_on_its_own_line(monkeypatch):
    monkeypatch.setenv("EVALUERA_LANGUAGE", "en")
    error = DataError([LANGUAGE, Finding(code="x.y")])
    assert str(error).splitlines() == [render(LANGUAGE, "en"), "x.y"]


def test_a_language_that_is_asked_for_must_exist():
    with pytest.raises(ParameterError, match='"fi"'):
        render(LANGUAGE, "fi")
