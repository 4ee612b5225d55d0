"""The value axis starts where it must and is written in the language."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.figures.values import ValueAxis, value_axis

NOTHING = np.array([np.nan])


def axis(
    observed: object, kind: str = "count", *, lines: object = (), band: object = (), language: str = "sv"
) -> ValueAxis:
    arrays = [np.asarray(values, dtype=float) for values in (observed, lines, band)]
    return value_axis(observed=arrays[0], lines=arrays[1], band=arrays[2], kind=kind, language=language)


def test_counts_start_at_zero() -> None:
    found = axis([900.0, 1000.0])
    assert (found.low, found.ticks[0], found.texts[0]) == (0.0, 0.0, "0")
    assert found.high > 1000.0


def test_grid_lines_of_counts_are_whole() -> None:
    assert all(tick == int(tick) for tick in axis([0.0, 2.0]).ticks)


def test_means_far_from_zero_do_not_start_there() -> None:
    found = axis([3.2, 3.6], "mean")
    assert 0 < found.low < 3.2
    assert all("," in text for text in found.texts)


def test_decimal_mark_is_that_of_the_language() -> None:
    assert {text.count(".") for text in axis([3.2, 3.6], "mean", language="en").texts} == {1}


def test_shares_are_percentages() -> None:
    assert axis([0.2, 0.55], "share").texts[1] == "10\N{NO-BREAK SPACE}%"
    assert axis([0.2, 0.55], "share", language="en").texts[1] == "10%"


def test_negative_values_are_inside() -> None:
    found = axis([-3.0, -1.0], "mean")
    assert found.low < -3.0
    assert found.high > -1.0


@pytest.mark.parametrize(
    ("value", "scale", "text"), [(2e9, "million", "2000"), (3e10, "billion", "30"), (90000.0, None, "80")]
)
def test_large_numbers_are_scaled(value: float, scale: str | None, text: str) -> None:
    found = axis([value, value / 2])
    assert found.scale == scale
    assert any(each.startswith(text) for each in found.texts)


def test_thousands_are_set_apart() -> None:
    assert "20\N{NARROW NO-BREAK SPACE}000" in axis([20000.0, 30000.0]).texts


@pytest.mark.parametrize("observed", [[0.0, 0.0], [np.nan, np.nan]])
def test_nothing_but_zero_or_missing_still_gives_an_axis(observed: list[float]) -> None:
    found = axis(observed)
    assert (found.low, found.ticks) == (0.0, (0.0, 1.0))


def test_a_wide_band_is_cut_and_said_so() -> None:
    found = axis([10.0, 12.0], lines=[11.0], band=[500.0])
    assert found.cut
    assert found.high < 30.0


def test_a_line_that_runs_away_is_cut() -> None:
    found = axis([10.0, 12.0], lines=[11.0, 900.0], band=[2000.0])
    assert found.cut
    assert found.high < 12.0 * 5


def test_an_ordinary_band_is_not_cut() -> None:
    found = axis([10.0, 12.0], lines=[11.0], band=[14.0, NOTHING[0]])
    assert not found.cut
    assert found.high > 14.0
