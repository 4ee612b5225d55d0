"""Walks and what they found, counted by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

AREA = pd.DataFrame({"area_id": ["a", "b", "c"], "kind": ["intervention", "intervention", "comparison"]})
POPULATION = pd.DataFrame(
    {
        "area_id": ["a", "b", "c", "a", "a", "b"],
        "year": [2024, 2024, 2024, 2024, 2025, 2025],
        "group": ["all", "all", "all", "women", "all", "all"],
        "n": [6000, 4000, 50000, 3000, 6000, 4000],
    }
)
WALK = pd.DataFrame(
    {
        "walk_id": list("vwxyz"),
        "kind": "safety_walk",
        "area_id": ["a", "a", "b", "c", "a"],
        "date": pd.to_datetime(["2024-01-31", "2024-03-31", "2024-12-31", "2024-02-01", "2025-01-01"]),
        "n_participants": [20, 10, 30, 100, 50],
        "n_women": [12, None, 12, 100, 50],
        "n_youth": [0, 10, 15, 100, 50],
        "hours": [2, 1.5, None, 10, 10],
    }
)
"""Area c is no intervention area, and the last walk belongs to 2025."""

FINDING = pd.DataFrame(
    {
        "finding_id": list("abcdef"),
        "reported_on": pd.to_datetime(["2024-01-01"] * 4 + ["2023-12-31", "2024-12-01"]),
        "fixed_on": pd.to_datetime(["2024-01-21", "2024-02-10", None, None, "2024-01-01", "2025-02-01"]),
        "status": ["fixed", "fixed", "open", "wont_fix", "fixed", "fixed"],
    }
)


def _result(*, year: int = 2024, until: dt.date | None = None, **frames: pd.DataFrame) -> ProcessResult:
    return evaluera.estimate("walks", process_tables(**frames), year=year, until=until)


def _walks(**changed: pd.DataFrame) -> ProcessResult:
    return _result(**({"walk": WALK, "area": AREA, "population": POPULATION} | changed))


def _of(result: ProcessResult, indicator: str, variant: str = "") -> Measure:
    found = result.of(indicator, variant=variant)
    assert found is not None
    return found


def test_findings_fixed_with_open_ones_as_not_yet_fixed() -> None:
    """PW01: of 4 (one will not be fixed, one is of 2023), fixed after 20 and 40 days; open 365 and 30 days.

    S(20) = 3/4; at 40 days 2 are at risk: S(40) = 3/8. So 62.5 % within 90 days, median 40.
    """
    result = _result(walk_finding=FINDING)
    share = _of(result, "PW01")
    assert (share.value, share.n, share.bounds) == (pytest.approx(0.625), 4, "confidence")
    assert _of(result, "PW01", "median").value == 40.0
    assert _of(result, "PW01", "open").value == 2.0
    assert _of(result, "PW01", "dropped").value == 1.0


def test_nothing_is_said_of_ninety_days_before_they_have_passed() -> None:
    result = _result(walk_finding=FINDING, until=dt.date(2024, 1, 31))
    assert (_of(result, "PW01").value, _of(result, "PW01").reason) == (None, "not_followed")
    assert _of(result, "PW01", "open").value == 2.0


def test_walks_per_thousand_inhabitants_and_quarter() -> None:
    """PW02: 3 walks in areas of 10 000 inhabitants, two in the first quarter, one in the last; 40 + 15 + ? hours."""
    result = _walks()
    assert _of(result, "PW02").value == 3.0
    hours = _of(result, "PW02", "participant_hours")
    assert (hours.value, hours.unit, hours.missing) == (55.0, "person_hours", 1)
    quarters = {m.period: m.value for m in result.all_of("PW02", variant="walks_per_1000")}
    assert quarters == pytest.approx({"": 0.075, "2024-Q1": 0.2, "2024-Q2": 0.0, "2024-Q3": 0.0, "2024-Q4": 0.1})
    spent = {m.period: (m.value, m.missing) for m in result.all_of("PW02", variant="hours_per_1000")}
    assert spent["2024-Q1"] == (pytest.approx(5.5), 0)
    assert spent["2024-Q4"] == (0.0, 1)
    assert spent[""] == (pytest.approx(1.375), 1)


def test_women_and_young_people_among_participants() -> None:
    """Women: 24 of 50 where both are known; of the 10 others none or all. Youth: 25 of 60."""
    women, youth = _of(_walks(), "PW02", "women"), _of(_walks(), "PW02", "youth")
    assert (women.value, women.low, women.high, women.missing) == (24 / 50, 24 / 60, 34 / 60, 1)
    assert (youth.value, youth.bounds, youth.persons) == (25 / 60, "none", True)


def test_a_quarter_that_is_not_over_is_shown_but_is_not_in_the_mean() -> None:
    result = _walks_until(dt.date(2024, 5, 15))
    assert _of(result, "PW02", "walks_per_1000").value == pytest.approx(0.2)
    assert [m.period for m in result.all_of("PW02", variant="walks_per_1000")] == ["", "2024-Q1", "2024-Q2"]
    early = _walks_until(dt.date(2024, 2, 15))
    assert (_of(early, "PW02").value, _of(early, "PW02", "walks_per_1000").reason) == (1.0, "no_whole_quarter")


def _walks_until(day: dt.date) -> ProcessResult:
    return _result(walk=WALK, area=AREA, population=POPULATION, until=day)


def test_without_all_inhabitants_there_is_no_rate_but_there_are_counts() -> None:
    result = _walks(population=POPULATION[POPULATION["area_id"] != "b"])
    assert _of(result, "PW02").value == 3.0
    assert (_of(result, "PW02", "walks_per_1000").value, _of(result, "PW02", "walks_per_1000").reason) == (
        None,
        "no_population",
    )


def test_absent_and_empty_tables() -> None:
    absent = _result(walk=WALK, area=AREA)
    assert (_of(absent, "PW02").reason, _of(absent, "PW02").state) == ("no_data", "population")
    nowhere = _walks(area=AREA.assign(kind="comparison"))
    assert _of(nowhere, "PW02").reason == "no_intervention_area"
    empty = _walks(walk=WALK[:0], walk_finding=FINDING[:0])
    assert [_of(empty, "PW02").value, _of(empty, "PW02", "walks_per_1000").value] == [0.0, 0.0]
    assert (_of(empty, "PW02", "women").reason, _of(empty, "PW01").reason) == ("no_rows", "no_rows")


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(5)), st.sets(st.integers(0, 2)))
def test_missing_numbers_of_women_widen_the_bounds_whatever_the_order(order: list[int], hidden: set[int]) -> None:
    women = WALK["n_women"].where(~np.isin(np.arange(5), list(hidden)), np.nan)
    full, less = (
        _of(_walks(), "PW02", "women"),
        _of(_walks(walk=WALK.assign(n_women=women).iloc[order]), "PW02", "women"),
    )
    if less.value is None:
        return
    assert full.low is not None
    assert full.high is not None
    assert less.low is not None
    assert less.high is not None
    assert less.low <= full.low + 1e-12
    assert less.high >= full.high - 1e-12
