"""What is due and not written down: by month, rows of the log answer for others, and nothing is due too early."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.span import Span
from evaluera.methods.process.due_entries import due_entries, unlogged
from evaluera.text.findings import sentence

PLAN = {
    "activity_id": ["A"],
    "goal_id": ["G"],
    "area_id": ["north"],
    "planned_start": ["2024-01-01"],
    "planned_end": ["2024-12-31"],
    "planned_sessions": [12],
    "plan_version": [1],
}
YEAR = Span.of_year(2024)


def _log(*days: str, **columns: Any) -> pd.DataFrame:
    status = columns.pop("status", "held")
    return pd.DataFrame({"log_id": [f"L{n}" for n in range(len(days))], "activity_id": "A", "date": list(days)}).assign(
        status=status, **columns
    )


def _tables(log: pd.DataFrame, **more: pd.DataFrame) -> ProcessTables:
    return process_tables(activity_plan=pd.DataFrame(PLAN), activity_log=log, **more)


def _missing(log: pd.DataFrame, span: Span = YEAR) -> list[str]:
    rows = unlogged(_tables(log), span)
    return rows["month"].dt.strftime("%Y-%m").tolist() if len(rows) else []


def _days(*months: int) -> list[str]:
    return [f"2024-{month:02d}-15" for month in months]


def test_a_month_without_rows_is_named() -> None:
    assert _missing(_log(*_days(1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12))) == ["2024-04"]


def test_a_row_too_many_answers_for_the_earliest_month_that_is_left() -> None:
    """Two sessions in March: one is March's, the other that of January."""
    assert _missing(_log(*_days(3, 3, 5, 6, 7, 8, 9, 10, 11, 12))) == ["2024-02", "2024-04"]


def test_cancelled_rows_and_rows_for_several_sessions_count() -> None:
    log = _log(*_days(1, 6), status=["cancelled", "held"], sessions_n=[1, 11])
    assert _missing(log) == []


def test_a_moved_session_is_the_row_that_it_became() -> None:
    log = _log(*_days(1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), status=["moved", *["held"] * 11])
    assert _missing(log.assign(moved_to=["L1", *[None] * 11])) == ["2024-12"]
    assert _missing(log.assign(moved_to=None)) == []


def test_a_session_is_due_on_the_last_day_of_its_part() -> None:
    """Twelve sessions in 366 days: the third is due on day 92, the first of April."""
    log = _log(*_days(1, 2))
    assert _missing(log, Span.of_year(2024, until=dt.date(2024, 3, 31))) == []
    assert _missing(log, Span.of_year(2024, until=dt.date(2024, 4, 1))) == ["2024-03"]


def test_several_sessions_a_day() -> None:
    plan = pd.DataFrame(PLAN).assign(planned_end="2024-01-02", planned_sessions=4)
    rows = unlogged(process_tables(activity_plan=plan, activity_log=_log("2024-01-01", sessions_n=[3])), YEAR)
    assert rows["due"].dt.strftime("%Y-%m-%d").tolist() == ["2024-01-02"]


def test_nothing_planned_nothing_due() -> None:
    plan = pd.DataFrame(PLAN).assign(planned_sessions=None)
    assert unlogged(process_tables(activity_plan=plan), YEAR).empty
    assert due_entries(process_tables(), on=dt.date(2024, 12, 31)) == ()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 12), max_size=15))
def test_the_sum_is_that_of_log_completeness(months: list[int]) -> None:
    """DQ01 of the year: due sessions less those with a row, each activity at most those due."""
    tables = _tables(_log(*_days(*months)) if months else _log())
    complete = evaluera.estimate("data_quality", tables, year=2024).of("DQ01")
    assert complete is not None
    assert len(unlogged(tables, YEAR)) == complete.denominator - (complete.numerator or 0.0)


def test_the_finding_names_months_and_day() -> None:
    (found,) = due_entries(_tables(_log(*_days(*range(1, 11)))), on=dt.date(2024, 12, 31))
    assert (found.code, found.severity) == ("process.sessions_due", "warning")
    assert sentence(found, "sv") == (
        'Aktiviteten "A" saknar rad i loggen för 2 av de planerade tillfällena (november 2024, december 2024). '
        "De skulle vara gjorda senast 2024-12-31. Skriv in dem, även de som ställdes in."
    )
    assert sentence(found, "en") == (
        'The activity "A" has no row in the log for 2 of the planned sessions (November 2024, December 2024). '
        "They were due by 2024-12-31. Write them, also those that were cancelled."
    )


FULL = _log(*_days(*range(1, 13)))


@pytest.mark.parametrize(("on", "said"), [(dt.date(2024, 12, 30), False), (dt.date(2024, 12, 31), True)])
def test_a_goal_is_due_when_its_year_is_over(on: dt.date, said: bool) -> None:
    goal = pd.DataFrame({"goal_id": ["G", "V", "F"], "level": ["outcome", "vision", "outcome"]})
    followed = pd.DataFrame({"goal_id": ["F"], "period": ["2024-H2"], "assessment": ["met"]})
    found = due_entries(_tables(FULL, goal=goal, goal_followup=followed), on=on)
    assert [(each.code, each.values["found"]) for each in found] == ([("process.goal_due", "G")] if said else [])
    if said:
        assert sentence(found[0], "sv") == (
            'Målet "G" är inte uppföljt för 2024. Det skulle vara gjort 2024-12-31. Skriv in hur det gick.'
        )


def test_promises_and_budget_have_the_day_they_were_due() -> None:
    promise = pd.DataFrame({"promise_id": ["P", "Q"], "valid_to": ["2024-06-30", "2024-06-30"]})
    followed = pd.DataFrame({"promise_id": ["Q"], "period": ["2024"], "status": ["kept"]})
    budget = pd.DataFrame(
        {"year": [2024, 2024], "line_id": ["a", "b"], "budget_sek": [10, 10], "actual_sek": [None, 9]}
    )
    tables = _tables(FULL, promise=promise, promise_followup=followed, budget=budget)
    assert due_entries(tables, on=dt.date(2024, 9, 29)) == ()
    (early,) = due_entries(tables, on=dt.date(2024, 9, 30))
    assert (early.code, early.values["due"]) == ("process.promise_not_followed_up", "2024-09-30")
    late = due_entries(tables, on=dt.date(2024, 12, 31))
    assert [(each.code, each.values["found"], each.values["due"]) for each in late] == [
        ("process.promise_not_followed_up", "P", "2024-09-30"),
        ("process.no_actual_cost", "a", "2024-12-31"),
    ]
