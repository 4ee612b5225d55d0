"""How much was carried out: the order of the tests, unrounded, and the worked example activity by activity."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import evaluera
from evaluera.conclusion.implementation import carried_out
from evaluera.data.process.process_tables import process_tables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

EXAMPLE = Path(__file__).parents[1] / "methods" / "process" / "worked_example"


def recorded(**values: float | None) -> dict[str, ProcessResult]:
    """One result with the totals of these indicators."""
    measures = [
        Measure(indicator=name, value=value, unit="share", numerator=None if value is None else 10 * value)
        for name, value in values.items()
    ]
    result = ProcessResult(method="fidelity", first="2024-01-01", last="2024-12-31", measures=tuple(measures))
    return {"fidelity": result}


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ({"PF01": 0.2, "PF02": 0.2, "PF03": 0.2, "DQ01": 0.5999}, "unknown"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.9, "DQ01": 0.59}, "unknown"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.9}, "unknown"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.9, "DQ01": None}, "unknown"),
        ({"PF02": 0.9, "PF03": 0.9, "DQ01": 0.9}, "unknown"),
        ({"PF01": None, "PF02": 0.9, "PF03": 0.9, "DQ01": 0.9}, "unknown"),
        ({"PF01": 0.5, "PF02": 0.9, "PF03": 0.9, "DQ01": 0.60}, "low"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.59999, "DQ01": 1.0}, "low"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.60, "DQ01": 1.0}, "partly"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.79999, "DQ01": 1.0}, "partly"),
        ({"PF01": 0.8, "PF02": 0.8, "PF03": 0.8, "DQ01": 0.8}, "high"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.9, "DQ01": 0.60}, "partly"),
        ({"PF01": 0.9, "PF02": 0.9, "PF03": 0.9, "DQ01": 0.79}, "partly"),
    ],
)
def test_unknown_comes_before_low_and_low_before_high(values: dict[str, float | None], grade: str) -> None:
    assert carried_out(recorded(**values)).grade == grade


def test_a_component_that_cannot_be_computed_is_left_out_and_named() -> None:
    carried = carried_out(recorded(PF01=0.9, PF02=0.85, PF03=None, DQ01=1.0))
    assert (carried.grade, carried.left_out, carried.lowest) == ("high", ("PF03",), "PF02")


def test_the_limits_are_those_of_the_settings() -> None:
    results = recorded(PF01=0.75, PF02=0.75, PF03=0.75, DQ01=0.75)
    assert carried_out(results).grade == "partly"
    assert carried_out(results, high_from=0.7).grade == "high"
    assert carried_out(results, low_below=0.76, high_from=0.9).grade == "unknown"


def test_without_any_record_it_is_unknown() -> None:
    carried = carried_out({})
    assert (carried.grade, carried.lowest, carried.done, carried.planned) == ("unknown", "", None, None)


@pytest.fixture(scope="module")
def example() -> dict[str, ProcessResult]:
    """Section 8 of the process data model, 2024."""
    paths = sorted(EXAMPLE.glob("*.csv"))
    tables = process_tables(**{path.stem: pd.read_csv(path, dtype="object") for path in paths})
    return {name: evaluera.estimate(name, tables, year=2024) for name in ("activity", "fidelity", "data_quality")}


@pytest.mark.parametrize(
    ("activity", "grade", "lowest", "least", "logged"),
    [
        ("A1", "partly", "PF01", 0.600, 0.8),
        ("A2", "unknown", "PF02", 0.4792, 0.5),
        ("A3", "high", "PF01", 1.000, 1.0),
    ],
)
def test_the_worked_example(
    example: dict[str, ProcessResult], activity: str, grade: str, lowest: str, least: float, logged: float
) -> None:
    carried = carried_out(example, activity=activity)
    assert (carried.grade, carried.lowest) == (grade, lowest)
    assert carried.values[lowest] == pytest.approx(least, abs=5e-5)
    assert carried.logged == logged


def test_the_delivery_rate_of_a2_alone_reads_low_but_half_has_no_row(example: dict[str, ProcessResult]) -> None:
    found = example["activity"].of("PF01", split="activity", part="A2") or example["fidelity"].of(
        "PF01", split="activity", part="A2"
    )
    assert found is not None
    assert (found.value, found.band) == (0.5, "low")
    assert carried_out(example, activity="A2").grade == "unknown"
