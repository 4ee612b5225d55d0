"""Section 8 of the process data model, value for value: plan and log."""

from __future__ import annotations

import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.results.measure import Measure

ROUNDED = 5e-5
"""The model prints four decimals."""


@pytest.fixture(scope="module")
def measures(worked_example: ProcessTables) -> dict[tuple[str, str, str], Measure]:
    themes = ("activity", "fidelity", "dose", "reach", "data_quality")
    results = [evaluera.estimate(theme, worked_example, year=2024) for theme in themes]
    return {
        (measure.indicator, measure.variant, measure.part): measure
        for result in results
        for measure in result.measures
        if measure.split in ("", "activity") and not measure.period
    }


@pytest.mark.parametrize(
    ("indicator", "variant", "expected"),
    [
        ("PF01", "", (0.600, 0.500, 1.000)),
        ("PF01", "partly_half", (0.650, 0.500, 1.000)),
        ("PF02", "", (0.6250, 0.4792, 1.0000)),
        ("PF03", "", (0.8750, 0.9500, 1.0000)),
        ("PF06", "", (1 / 7, 0.0, 0.0)),
        ("PF07", "", (0.600, 0.4792, 1.000)),
        ("PD02", "", (155.5, 130.0, 147.0)),
        ("PR01", "", (0.0617, 0.4063, 0.0283)),
        ("PR05", "", (0.5533, 0.4688, 1.2250)),
        ("DQ01", "", (0.8, 0.5, 1.0)),
    ],
)
def test_each_activity(
    measures: dict[tuple[str, str, str], Measure], indicator: str, variant: str, expected: tuple[float, ...]
) -> None:
    values = [measures[indicator, variant, activity].value for activity in ("A1", "A2", "A3")]
    assert values == pytest.approx(expected, abs=ROUNDED)


@pytest.mark.parametrize(
    ("indicator", "activity", "numerator", "denominator"),
    [
        ("PF01", "", 14, 22),
        ("PR01", "A1", 37, 600),
        ("PR01", "A2", 39, 96),
        ("PR01", "A3", 68, 2400),
        ("DQ01", "A1", 8, 10),
        ("DQ01", "A2", 4, 8),
        ("DQ01", "A3", 4, 4),
    ],
)
def test_what_is_printed_as_of(
    measures: dict[tuple[str, str, str], Measure], indicator: str, activity: str, numerator: int, denominator: int
) -> None:
    measure = measures[indicator, "", activity]
    assert (measure.numerator, measure.denominator) == (numerator, denominator)


def test_all_three_together(measures: dict[tuple[str, str, str], Measure]) -> None:
    assert measures["PF01", "", ""].value == pytest.approx(0.6364, abs=ROUNDED)


def test_bounds_of_the_core_components(measures: dict[tuple[str, str, str], Measure]) -> None:
    first = measures["PF03", "", "A1"]
    assert (first.low, first.high) == pytest.approx((0.7500, 0.8929), abs=ROUNDED)
    assert (first.bounds, first.missing) == ("missing", 1)
    assert [measures["PF03", "", name].low for name in ("A2", "A3")] == [None, None]


def test_bands_are_not_printed_for_fewer_than_five(measures: dict[tuple[str, str, str], Measure]) -> None:
    assert [measures["PF07", "", name].band for name in ("A1", "A2", "A3")] == ["partly", "low", ""]
    assert [measures["DQ01", "", name].band for name in ("A1", "A2", "A3")] == ["high", "low", ""]
    assert [measures["PF02", "", name].band for name in ("A1", "A2", "A3")] == ["partly", "low", ""]


def test_the_missing_component_is_named(measures: dict[tuple[str, str, str], Measure]) -> None:
    assert measures["PF07", "", "A1"].state == "PQ01"
