"""Years side by side: what happens in one year never changes the figures of another."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from evaluera.data.process.process_tables import process_tables
from evaluera.methods.process.over_years import over_years
from evaluera.methods.registry import process_methods
from evaluera.results.years import Years

THEMES = tuple(sorted(process_methods()))


def _frames() -> dict[str, pd.DataFrame]:
    """Two years of records, kept at the end of 2023."""
    days = [f"2023-{month:02d}-10" for month in range(2, 12, 3)]
    return {
        "project": pd.DataFrame({"project_id": ["p"], "intervention_start": ["2022-09-01"]}),
        "area": pd.DataFrame({"area_id": ["a"], "kind": ["intervention"]}),
        "population": pd.DataFrame({"area_id": ["a"], "year": [2023], "group": ["all"], "n": [9000]}),
        "organisation": pd.DataFrame({"org_id": ["kommun", "polis"], "sector": ["municipality", "police"]}),
        "document": pd.DataFrame({"doc_id": ["d"], "kind": ["situation_picture"], "adopted_on": ["2022-05-01"]}),
        "goal": pd.DataFrame({"goal_id": ["g"], "goal_area": ["crime"], "level": ["outcome"]}),
        "goal_followup": pd.DataFrame({"goal_id": ["g"], "period": ["2023"], "assessment": ["partly"]}),
        "promise": pd.DataFrame({"promise_id": ["l"], "valid_from": ["2023-01-01"], "valid_to": ["2023-06-30"]}),
        "promise_followup": pd.DataFrame({"promise_id": ["l"], "period": ["2023-H1"], "status": ["partly"]}),
        "activity_plan": pd.DataFrame(
            {
                "activity_id": ["x"],
                "area_id": ["a"],
                "planned_start": ["2022-01-01"],
                "planned_end": ["2025-12-31"],
                "planned_sessions": [16],
                "plan_version": [1],
                "changed_on": [None],
                "change_reason": [None],
            }
        ),
        "activity_log": pd.DataFrame(
            {
                "log_id": list("abcd"),
                "activity_id": "x",
                "area_id": "a",
                "date": days,
                "status": ["held", "held", "cancelled", "partly"],
                "minutes": [60, 90, None, 30],
                "n_participants": [10, 8, None, 5],
                "n_unique_new": [10, 2, None, 1],
                "logged_on": days,
            }
        ),
        "meeting": pd.DataFrame(
            {"meeting_id": ["m1"], "forum": ["umebra"], "date": ["2023-03-01"], "status": ["held"]}
        ),
        "decision": pd.DataFrame(
            {
                "decision_id": ["b1", "b2"],
                "meeting_id": ["m1", "m1"],
                "decided_on": ["2023-03-01", "2023-10-01"],
                "due_on": ["2023-06-01", "2023-12-01"],
                "done_on": ["2023-05-01", None],
                "status": ["done", "open"],
            }
        ),
        "budget": pd.DataFrame({"year": [2023], "line_id": ["r"], "budget_sek": [100.0], "actual_sek": [90.0]}),
        "staffing": pd.DataFrame({"role": ["leader"], "month": ["2023-01-01"], "fte_planned": [1], "fte_actual": [1]}),
        "context_event": pd.DataFrame({"event_id": ["e"], "start": ["2023-02-01"], "end": ["2023-03-01"]}),
        "recommendation": pd.DataFrame(
            {
                "recommendation_id": ["r1", "r2", "r3"],
                "year": [2022, 2022, 2023],
                "due": ["2023-06-30", "2023-12-31", "2024-12-31"],
                "status": ["in_progress", "done", "open"],
                "done_on": [None, "2023-11-01", None],
            }
        ),
    }


def _a_year_later() -> dict[str, pd.DataFrame]:
    """The same records at the end of 2024: rows were added, and what was open was closed."""
    frames = _frames()
    more = {
        "population": {"area_id": "a", "year": 2024, "group": "all", "n": 9100},
        "document": {"doc_id": "d2", "kind": "situation_picture", "adopted_on": "2024-02-01"},
        "goal_followup": {"goal_id": "g", "period": "2024", "assessment": "met"},
        "promise": {"promise_id": "l2", "valid_from": "2024-01-01", "valid_to": "2024-06-30"},
        "promise_followup": {"promise_id": "l", "period": "2024-H1", "status": "kept"},
        "activity_plan": {
            **frames["activity_plan"].iloc[0].to_dict(),
            "planned_sessions": 8,
            "plan_version": 2,
            "changed_on": "2024-03-01",
            "change_reason": "fewer staff",
        },
        "activity_log": {
            **frames["activity_log"].iloc[0].to_dict(),
            "log_id": "e",
            "date": "2024-02-10",
            "logged_on": "2024-02-10",
        },
        "meeting": {"meeting_id": "m2", "forum": "umebra", "date": "2024-03-01", "status": "held"},
        "decision": {
            "decision_id": "b3",
            "meeting_id": "m2",
            "decided_on": "2024-03-01",
            "due_on": "2024-04-01",
            "done_on": "2024-04-01",
            "status": "done",
        },
        "budget": {"year": 2024, "line_id": "r", "budget_sek": 200.0, "actual_sek": 210.0},
        "staffing": {"role": "leader", "month": "2024-01-01", "fte_planned": 1, "fte_actual": 0.5},
        "context_event": {"event_id": "e2", "start": "2024-02-01", "end": "2024-03-01"},
        "recommendation": {"recommendation_id": "r4", "year": 2024, "due": "2025-12-31", "status": "open"},
    }
    for name, row in more.items():
        old = frames[name].astype("object")
        frames[name] = pd.DataFrame([*old.to_dict("records"), row])
    decisions = frames["decision"].set_index("decision_id")
    decisions.loc["b2", ["done_on", "status"]] = ["2024-01-20", "done"]
    frames["decision"] = decisions.reset_index()
    told = frames["recommendation"].set_index("recommendation_id")
    told.loc["r3", ["status", "done_on"]] = ["done", "2024-10-01"]
    frames["recommendation"] = told.reset_index()
    return frames


def _over(frames: dict[str, pd.DataFrame], *years: int, until: dt.date | None = None) -> Years:
    return over_years(process_tables(**frames), years=years, methods=process_methods(), until=until)


@pytest.fixture(scope="module")
def before() -> Years:
    return _over(_frames(), 2023)


@pytest.fixture(scope="module")
def after() -> Years:
    return _over(_a_year_later(), 2024, 2023)


@pytest.mark.parametrize("theme", THEMES)
def test_a_later_year_never_changes_an_earlier_one(theme: str, before: Years, after: Years) -> None:
    assert after.results[2023][theme].to_json() == before.results[2023][theme].to_json()


def test_plan_versions_and_recommendations_of_the_earlier_year_stay(before: Years, after: Years) -> None:
    assert [each for each in after.plan_versions if each.year == 2023] == list(before.plan_versions)
    assert [each for each in after.recommendations if each.year == 2023] == list(before.recommendations)


def test_years_side_by_side(after: Years) -> None:
    assert after.years == (2023, 2024)
    meetings = {year: m and (m.numerator, m.denominator) for year, m in after.of("PM01").items()}
    assert meetings == {2023: (1.0, 5.0), 2024: (1.0, 5.0)}
    spent = {year: m and m.value for year, m in after.of("PB01").items()}
    assert spent == {2023: 0.9, 2024: 1.05}
    done = {year: m and (m.numerator, m.denominator) for year, m in after.of("PM04").items()}
    assert done == {2023: (1.0, 2.0), 2024: (1.0, 1.0)}
    assert after.of("XX99") == {2023: None, 2024: None}
    rows = after.tidy()
    assert list(rows.columns[:2]) == ["year", "indicator"]
    assert set(rows["year"]) == {2023, 2024}


def test_plan_versions(after: Years) -> None:
    assert [(each.year, each.activity, each.version, each.changed) for each in after.plan_versions] == [
        (2023, "x", 1, False),
        (2024, "x", 2, True),
    ]
    assert after.plan_versions[1].changed_on == dt.date(2024, 3, 1)
    assert after.plan_versions[1].reason == "fewer staff"


def test_what_became_of_last_years_recommendations(after: Years) -> None:
    found = [(each.year, each.recommendation, each.status, each.overdue) for each in after.recommendations]
    assert found == [
        (2023, "r1", "in_progress", True),
        (2023, "r2", "done", False),
        (2024, "r3", "done", False),
    ]


def test_a_recommendation_done_later_was_open() -> None:
    early = _over(_a_year_later(), 2024, until=dt.date(2024, 6, 30)).recommendations
    assert [(each.recommendation, each.status, each.done_on) for each in early] == [("r3", "open", None)]


def test_no_year_and_no_records() -> None:
    nothing = _over({"area": pd.DataFrame()}, 2024)
    assert (nothing.plan_versions, nothing.recommendations) == ((), ())
    assert over_years(process_tables(), years=[], methods=process_methods()).tidy().empty
