"""Goals in force, their follow-up and their distance to the target."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.process import ProcessResult

DOCUMENTS = pd.DataFrame(
    [
        ("plan", "action_plan", "2022-12-01", "2023-01-01", "2026-12-31"),
        ("old", "action_plan", "2018-12-01", "2019-01-01", "2023-12-31"),
        ("next", "action_plan", "2024-12-15", "2025-01-01", None),
    ],
    columns=["doc_id", "kind", "adopted_on", "valid_from", "valid_to"],
)
COLUMNS = ["goal_id", "doc_id", "goal_area", "level", "indicator_id", "baseline_value", "baseline_period"]
GOALS = pd.DataFrame(
    [
        ("g1", "plan", "safety", "outcome", "ntu", 30.0, "2022", 20.0, "2026-12-31"),
        ("g2", "plan", "crime", "impact", "brott", 1000.0, "2022", 800.0, None),
        ("g3", "plan", "antd", "outcome", "canfor", 10.0, "2022", 10.0, "2026-12-31"),
        ("g4", None, "gambling", "process", None, None, None, None, None),
        ("g5", "plan", "participation", "output", "moten", 5.0, "2022", 9.0, "2026-12-31"),
        ("vision", "plan", "safety", "vision", None, None, None, None, None),
        ("past", "old", "crime", "outcome", "brott", 1.0, "2018", 2.0, "2023-12-31"),
        ("later", "next", "crime", "outcome", "brott", 1.0, "2024", 2.0, "2026-12-31"),
    ],
    columns=[*COLUMNS, "target_value", "target_date"],
)
FOLLOWED = pd.DataFrame(
    [
        ("g1", "2024", 26.0, 24.0, 28.5, 1200.0, "final", "partly"),
        ("g1", "2024-Q4", 19.0, None, None, None, None, "met"),
        ("g1", "2023", 29.0, None, None, None, None, "not_met"),
        ("g2", "2024-H1", 900.0, None, None, None, "preliminary", "not_assessable"),
        ("g3", "2024", 9.0, None, None, None, None, "met"),
        ("g5", "2024-Q1", None, None, None, None, None, "not_met"),
        ("vision", "2024", 1.0, None, None, None, None, "met"),
        ("past", "2023", 1.5, None, None, None, None, "met"),
    ],
    columns=["goal_id", "period", "value", "ci_low", "ci_high", "n", "value_status", "assessment"],
)


def _estimate(goals: pd.DataFrame = GOALS, told: pd.DataFrame = FOLLOWED, **options: Any) -> ProcessResult:
    tables = process_tables(goal=goals, goal_followup=told, document=DOCUMENTS)
    return evaluera.estimate("goal_attainment", tables, **{"year": 2024, **options})


def _numbers(result: ProcessResult, indicator: str, **where: str) -> tuple[float | None, float | None]:
    found = result.of(indicator, **where)
    assert found is not None
    return found.numerator, found.denominator


def test_follow_up_coverage() -> None:
    """In force in 2024: g1-g5 (g4 without document); all but g4 followed up."""
    found = _estimate().of("PG01")
    assert found is not None
    assert (found.numerator, found.denominator, found.band) == (4.0, 5.0, "high")
    assert _numbers(_estimate(year=2023), "PG01") == (2.0, 6.0)
    assert _numbers(_estimate(first_year=2023), "PG01") == (6.0, 11.0)


def test_a_period_that_has_not_ended_is_not_followed_up() -> None:
    assert _numbers(_estimate(until="2024-06-30"), "PG01") == (2.0, 5.0)
    assert _numbers(_estimate(until="2024-06-29"), "PG01") == (1.0, 5.0)


def test_grades_are_counted_and_never_averaged() -> None:
    """The year 2024 comes after its last quarter: g1 is partly met."""
    result = _estimate()
    counts = {
        grade: _numbers(result, "PG02", variant=grade)
        for grade in ("met", "partly", "not_met", "not_assessable", "not_followed_up")
    }
    assert counts == {
        "met": (1.0, 5.0),
        "partly": (1.0, 5.0),
        "not_met": (1.0, 5.0),
        "not_assessable": (1.0, 5.0),
        "not_followed_up": (1.0, 5.0),
    }
    assert _numbers(result, "PG02", variant="not_followed_up", split="goal_area", part="gambling") == (1.0, 1.0)
    states = {m.part: m.state for m in result.all_of("PG02", variant="assessment", split="goal")}
    assert states == {"g1": "partly", "g2": "not_assessable", "g3": "met", "g4": "not_followed_up", "g5": "not_met"}
    assert result.of("PG02") is None


def test_measurable_goals() -> None:
    """g2 lacks a target date, g4 lacks everything."""
    assert _numbers(_estimate(), "PG03") == (3.0, 5.0)


def test_distance_to_target() -> None:
    result = _estimate()
    first = result.of("PG04", split="goal", part="g1")
    assert first is not None
    assert (first.value, first.low, first.high) == pytest.approx((0.4, 0.15, 0.6))
    assert (first.bounds, first.n, first.state) == ("confidence", 1200, "final")
    second = result.of("PG04", split="goal", part="g2")
    assert second is not None
    assert (second.value, second.bounds, second.state) == (0.5, "none", "preliminary")
    reasons = {m.part: m.reason for m in result.all_of("PG04") if m.value is None}
    assert reasons == {"g3": "target_is_baseline", "g4": "not_measurable", "g5": "no_value"}
    quiet = _estimate(told=FOLLOWED[FOLLOWED["goal_id"] != "g1"]).of("PG04", split="goal", part="g1")
    assert quiet is not None
    assert quiet.reason == "not_followed_up"


def test_past_the_target_is_more_than_all_the_way() -> None:
    told = pd.DataFrame({"goal_id": ["g1"], "period": ["2024"], "value": [18.0], "assessment": ["met"]})
    found = _estimate(told=told).of("PG04", split="goal", part="g1")
    assert found is not None
    assert found.value == pytest.approx(1.2)


def test_nothing_in_force_and_no_table() -> None:
    none = _estimate(goals=GOALS[GOALS["level"] == "vision"])
    reasons = [none.of("PG01"), none.of("PG02", variant="met"), none.of("PG03"), none.of("PG04")]
    assert [each.reason for each in reasons if each is not None] == ["no_rows"] * 4
    absent = evaluera.estimate("goal_attainment", process_tables(goal=GOALS), year=2024)
    found = [(m.indicator, m.reason, m.state) for m in absent.measures if m.reason == "no_data"]
    assert found == [(name, "no_data", "goal_followup") for name in ("PG01", "PG02", "PG04")]
    assert _numbers(absent, "PG03") == (5.0, 7.0)


@given(st.randoms(use_true_random=False), st.floats(-50.0, 50.0), st.floats(0.1, 10.0))
@settings(max_examples=5, deadline=None)
def test_order_and_unit_do_not_matter(shuffling: Any, shift: float, scale: float) -> None:
    """The distance is the same in any unit."""
    values = ["baseline_value", "target_value"]
    goals = GOALS.assign(**{name: GOALS[name] * scale + shift for name in values})
    told = FOLLOWED.assign(**{name: FOLLOWED[name] * scale + shift for name in ("value", "ci_low", "ci_high")})
    order = list(range(len(told)))
    shuffling.shuffle(order)
    plain, other = _estimate().all_of("PG04"), _estimate(goals, told.iloc[order]).all_of("PG04")
    for first, second in zip(plain, other, strict=True):
        assert (first.part, first.reason) == (second.part, second.reason)
        if first.value is not None:
            assert second.value == pytest.approx(first.value)
