"""Budget, costs and staff."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

BUDGET = pd.DataFrame(
    [
        (2024, "b1", "a1", "municipality", 300_000.0, 250_000.0),
        (2024, "b2", None, "police", 200_000.0, 162_000.0),
        (2024, "b3", None, "bra", 50_000.0, None),
        (2023, "b1", "a1", "municipality", 100_000.0, 120_000.0),
    ],
    columns=["year", "line_id", "activity_id", "funder", "budget_sek", "actual_sek"],
)


def _log(*rows: tuple[str, str, float | None, float | None, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["date", "status", "sessions_n", "n_unique_new", "cost_sek"])


LOG = _log(
    ("2024-02-01", "held", 10.0, 30.0, 5_000.0),
    ("2024-03-01", "held", None, None, None),
    ("2024-03-01", "held", 3.0, 10.0, 2_000.0),
    ("2024-04-01", "partly", 2.0, 1.0, None),
    ("2024-05-01", "cancelled", 1.0, 0.0, 500.0),
    ("2024-06-01", "moved", 1.0, None, None),
    ("2025-01-01", "held", 1.0, 50.0, 9_000.0),
)


def _estimate(*, budget: pd.DataFrame = BUDGET, log: pd.DataFrame = LOG, **options: Any) -> ProcessResult:
    tables = process_tables(budget=budget, activity_log=log)
    return evaluera.estimate("resources", tables, **{"year": 2024, **options})


def _of(result: ProcessResult, indicator: str, **where: str) -> Measure:
    found = result.of(indicator, **where)
    assert found is not None
    return found


def test_budget_of_the_worked_example() -> None:
    """412 000 of 500 000; the line without outcome is left out of both sums. 14 held sessions: 29 428.57 each."""
    result = _estimate()
    found = _of(result, "PB01")
    assert (found.numerator, found.denominator, found.value, found.missing) == (412_000.0, 500_000.0, 0.824, 1)
    assert (found.band, found.bounds) == ("", "none")
    assert _of(result, "PB02").value == pytest.approx(29_428.57, abs=0.005)
    assert _of(result, "PB02").denominator == 14.0
    assert _of(result, "PB01", split="funder", part="police").value == 0.81
    assert _of(result, "PB01", split="funder", part="bra").reason == "all_missing"
    assert _of(result, "PB01", split="activity", part="a1").value == pytest.approx(5 / 6)


def test_years_are_added_before_dividing() -> None:
    assert _of(_estimate(first_year=2023), "PB01").value == pytest.approx(532 / 600)


def test_costs_of_the_log_stand_beside() -> None:
    found = _of(_estimate(), "PB02", variant="logged_cost")
    assert (found.numerator, found.denominator, found.missing) == (7_500.0, 14.0, 2)


def test_cost_per_person_reached() -> None:
    """41 new participants; one delivered row says nothing, and one budget line has no outcome."""
    found = _of(_estimate(), "PB03")
    assert (found.value, found.missing, found.persons) == (pytest.approx(412_000 / 41), 2, True)


def test_nothing_held_and_nobody_reached() -> None:
    result = _estimate(log=_log(("2024-05-01", "partly", 1.0, 0.0, None)))
    assert _of(result, "PB02").reason == "nothing_held"
    assert _of(result, "PB02", variant="logged_cost").reason == "all_missing"
    assert _of(result, "PB03").reason == "nobody_reached"


@pytest.mark.parametrize(
    ("effect", "state"),
    [
        (None, "no_effect_estimate"),
        ((-40.0, -90.0, 10.0), "effect_not_clear"),
        ((-40.0, -90.0, 0.0), "effect_not_clear"),
        ((40.0, 10.0, 90.0), "effect_not_clear"),
    ],
)
def test_cost_of_a_crime_prevented_cannot_be_computed(effect: tuple[float, ...] | None, state: str) -> None:
    found = _of(_estimate(effect=effect), "PB04")
    assert (found.value, found.reason, found.state) == (None, "cannot_be_computed", state)


def test_cost_of_a_crime_prevented() -> None:
    found = _of(_estimate(effect=(-40.0, -80.0, -10.0)), "PB04")
    assert (found.value, found.low, found.high) == (10_300.0, 5_150.0, 41_200.0)
    assert (found.numerator, found.denominator, found.bounds) == (412_000.0, 40.0, "confidence")


def test_without_outcome_and_without_table() -> None:
    silent = _estimate(budget=BUDGET.assign(actual_sek=None), effect=(-4.0, -8.0, -1.0))
    assert [_of(silent, name).reason for name in ("PB01", "PB02", "PB03", "PB04")] == ["all_missing"] * 4
    empty = _estimate(budget=BUDGET.iloc[:0])
    assert [_of(empty, name).reason for name in ("PB01", "PB02", "PB03", "PB04")] == ["no_rows"] * 4
    assert (_of(empty, "PB05").reason, _of(empty, "PB05").state) == ("no_data", "staffing")


def test_staffing() -> None:
    """January 3.0 of 3.0, February 2.2 of 3.0 (short), March 1.0 of 1.0 with one role silent; April is later."""
    rows = pd.DataFrame(
        [
            ("leader", "2024-01-01", 2.0, 2.0),
            ("analyst", "2024-01-01", 1.0, 1.0),
            ("leader", "2024-02-01", 2.0, 1.2),
            ("analyst", "2024-02-01", 1.0, 1.0),
            ("leader", "2024-03-01", 2.0, None),
            ("analyst", "2024-03-01", 1.0, 1.0),
            ("leader", "2024-04-01", 2.0, 0.0),
        ],
        columns=["role", "month", "fte_planned", "fte_actual"],
    )
    result = evaluera.estimate("resources", process_tables(staffing=rows), year=2024, until="2024-03-31")
    total = _of(result, "PB05")
    assert (total.value, total.denominator, total.missing) == (pytest.approx(6.2 / 7.0), 7.0, 1)
    short = _of(result, "PB05", variant="months_short")
    assert (short.value, short.denominator) == (1.0, 3.0)
    assert _of(result, "PB05", split="role", part="leader").value == pytest.approx(0.8)
    assert [m.period for m in result.all_of("PB05", split="") if m.period] == ["2024-01", "2024-02", "2024-03"]


@given(st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_order_does_not_matter(shuffling: Any) -> None:
    orders = [list(range(len(frame))) for frame in (BUDGET, LOG)]
    for order in orders:
        shuffling.shuffle(order)
    mixed = _estimate(budget=BUDGET.iloc[orders[0]], log=LOG.iloc[orders[1]])
    assert mixed.to_json() == _estimate().to_json()


def test_staff_of_another_year_and_no_rows() -> None:
    rows = pd.DataFrame(
        {
            "role": ["leader"] * 3,
            "month": ["2023-12-01", "2024-01-01", "2025-01-01"],
            "fte_planned": [1.0, 2.0, 4.0],
            "fte_actual": [1.0, 1.0, 4.0],
        }
    )
    found = _of(evaluera.estimate("resources", process_tables(staffing=rows), year=2024), "PB05")
    assert (found.numerator, found.denominator) == (1.0, 2.0)
    none = evaluera.estimate("resources", process_tables(staffing=rows.iloc[:1]), year=2024)
    assert (_of(none, "PB05").reason, _of(none, "PB05", variant="months_short").reason) == ("no_rows", "no_rows")
