"""Months with other events since the intervention began."""

from __future__ import annotations

from typing import Any

import pandas as pd

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.measure import Measure

PROJECT = pd.DataFrame({"project_id": ["p"], "intervention_start": ["2023-07-01"]})
AREAS = pd.DataFrame(
    [
        ("ersboda", "intervention", "umea"),
        ("teg", "comparison", "umea"),
        ("umea", "municipality", "lan"),
        ("lan", "region", None),
    ],
    columns=["area_id", "kind", "parent_area"],
)
EVENTS = pd.DataFrame(
    [
        ("e1", "2023-05-01", "2023-08-01", "ersboda", "true_level"),
        ("e2", "2023-08-01", "2023-09-01", "umea", "reporting"),
        ("e3", "2024-01-01", "2024-03-01", "teg", "both"),
        ("e4", "2024-05-01", "2024-05-01", None, None),
        ("e5", "2024-11-01", None, "lan", "true_level"),
        ("e6", "2025-01-01", None, None, "both"),
    ],
    columns=["event_id", "start", "end", "area_id", "affects"],
)


def _measures(events: pd.DataFrame = EVENTS, **options: Any) -> dict[tuple[str, str], Measure]:
    tables = process_tables(project=PROJECT, area=AREAS, context_event=events)
    result = evaluera.estimate("context", tables, **{"year": 2024, **options})
    return {(m.variant, m.part): m for m in result.measures}


def _numbers(found: Measure) -> tuple[float | None, float | None]:
    return found.numerator, found.denominator


def test_months_with_events() -> None:
    """July 2023 to December 2024 are 18 months: e1 7-8/23, e2 8-9/23, e4 5/24, e5 11-12/24; teg is not ours."""
    found = _measures()
    assert _numbers(found["", ""]) == (6.0, 18.0)
    assert (found["", ""].band, found["", ""].bounds) == ("", "none")
    assert _numbers(found["true_level", ""]) == (4.0, 18.0)
    assert _numbers(found["reporting", ""]) == (2.0, 18.0)
    assert _numbers(found["both", ""]) == (0.0, 18.0)
    assert {part: m.value for (variant, part), m in found.items() if variant == "months"} == {
        "e1": 2.0,
        "e2": 2.0,
        "e4": 1.0,
        "e5": 2.0,
    }


def test_an_event_of_unknown_kind_widens_the_bounds() -> None:
    found = _measures()["both", ""]
    assert (found.low, found.high, found.missing) == (0.0, 1 / 18, 1)
    more = _measures(EVENTS.assign(affects=None))["true_level", ""]
    assert (more.low, more.high) == (0.0, 6 / 18)


def test_until_a_day_its_month_counts() -> None:
    assert _numbers(_measures(until="2024-05-02")["", ""]) == (4.0, 11.0)


def test_the_period_is_the_whole_time_since_the_start() -> None:
    assert _numbers(_measures(year=2023)["", ""]) == (3.0, 6.0)
    assert _measures(year=2022)["", ""].reason == "not_started"


def test_empty_and_absent() -> None:
    assert _numbers(_measures(EVENTS.iloc[:0])["", ""]) == (0.0, 18.0)
    absent = evaluera.estimate("context", process_tables(project=PROJECT), year=2024).of("PX01")
    assert absent is not None
    assert (absent.reason, absent.state) == ("no_data", "context_event area")


def test_order_does_not_matter_and_a_later_event_changes_nothing() -> None:
    plain = {key: m for key, m in _measures().items() if key[1] != "e6"}
    other = _measures(EVENTS.iloc[::-1].query("event_id != 'e6'"))
    assert other == plain
