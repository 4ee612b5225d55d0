"""Data quality: rows in the log, delay, empty cells and findings, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.errors import Finding


def test_due_sessions_with_any_row(compute):
    log = [{}, {"status": "partly"}, {"status": "cancelled"}, {"sessions_n": 3, "status": "cancelled"}]
    logged = compute("data_quality", log=log).of("DQ01")
    assert (logged.numerator, logged.denominator, logged.band) == (6, 12, "low")


def test_one_activity_cannot_pay_for_another(compute):
    plan = [{"planned_sessions": 2}, {"activity_id": "b", "planned_sessions": 2}]
    answers = compute("data_quality", plan=plan, log=[{}, {}, {}, {}])
    assert (answers.value("DQ01"), answers.value("DQ01", split="activity", part="a")) == (0.5, 1.0)
    assert answers.value("DQ01", split="activity", part="b") == 0.0


def test_a_moved_row_counts_only_when_its_new_session_lies_elsewhere(compute):
    inside = [{"log_id": "x", "status": "moved", "moved_to": "y"}, {"log_id": "y"}]
    next_year = [{"log_id": "x", "status": "moved", "moved_to": "y"}, {"log_id": "y", "date": "2025-01-05"}]
    not_there = [{"log_id": "x", "status": "moved", "moved_to": "z"}, {"log_id": "y"}]
    counts = [compute("data_quality", log=log).of("DQ01").numerator for log in (inside, next_year, not_there)]
    assert counts == [1, 1, 2]


def test_activities_without_a_plan_number(compute):
    answers = compute(
        "data_quality", plan=[{}, {"activity_id": "b", "planned_sessions": None}], log=[{"activity_id": "b"}]
    )
    assert (answers.of("DQ01").numerator, answers.of("DQ01").denominator) == (0, 12)
    assert answers.of("DQ01", split="activity", part="b").reason == "plan_number_missing"


def test_delay_of_rows(compute):
    days = ("2024-03-02", "2024-03-31", "2024-04-01", None)
    answers = compute("data_quality", log=[{"logged_on": day, "status": "cancelled"} for day in days])
    median, late = answers.of("DQ02"), answers.of("DQ02", "late")
    assert (median.value, median.n, median.missing) == (30, 3, 1)
    assert (late.value, late.low, late.high) == (1 / 3, 1 / 4, 2 / 4)
    assert compute("data_quality", log=[{}]).of("DQ02").reason == "all_missing"
    assert compute("data_quality").of("DQ02", "late").reason == "no_rows"


def test_delay_belongs_to_the_year_of_the_session(compute):
    log = [{"date": "2023-12-31", "logged_on": "2024-01-10"}, {"date": "2024-12-31", "logged_on": "2025-01-05"}]
    assert compute("data_quality", log=log).value("DQ02") == 5


def columns(answers):
    found = (each for each in answers.result.all_of("DQ03", split="column"))
    return {each.part: (each.numerator, each.denominator) for each in found}


def test_empty_cells_of_sessions_only_where_something_was_held(compute):
    log = [
        {"core_delivered": None, "minutes": None},
        {"status": "partly"},
        {
            "status": "cancelled",
            "core_delivered": None,
            "minutes": None,
            "cancel_reason": None,
            "logged_on": "2024-03-02",
        },
    ]
    found = columns(compute("data_quality", log=log))
    assert found["activity_log.core_delivered"] == (1, 2)
    assert found["activity_log.minutes"] == (1, 2)
    assert found["activity_log.cancel_reason"] == (1, 1)
    assert found["activity_log.logged_on"] == (2, 3)
    assert "activity_log.moved_to" not in found


def test_a_folded_column_that_nobody_uses_does_not_count(compute):
    found = columns(compute("data_quality", log=[{}, {}]))
    assert "activity_log.quality" not in found
    assert "activity_log.sessions_n" not in found
    used = columns(compute("data_quality", log=[{"quality": 4}, {}]))
    assert used["activity_log.quality"] == (1, 2)
    assert "activity_log.quality_by" not in used


def test_an_empty_date_means_not_yet(initiative):
    tables = initiative(log=[{}])
    decision = pd.DataFrame(
        {"decision_id": ["d"], "decided_on": ["2024-02-01"], "meeting_id": ["m"], "status": ["open"]}
    )
    more = process_tables(**{**tables.frames, "decision": decision.assign(responsible_org="o")})
    parts = {each.part for each in evaluera.estimate("data_quality", more, year=2024).all_of("DQ03", split="column")}
    assert "decision.due_on" in parts
    assert "decision.done_on" not in parts


def test_rows_after_the_evaluation_date_are_not_there_yet(compute):
    log = [{"date": "2024-02-01"}, {"date": "2024-09-01", "minutes": None}]
    found = columns(compute("data_quality", log=log, until="2024-06-30"))
    assert found["activity_log.minutes"] == (0, 1)


def test_a_check_after_the_evaluation_date_asks_for_no_answer_yet():
    """The effect is checked in August: in June nobody misses what the check showed."""
    action = {"action_id": ["e"], "decided_on": ["2024-02-01"], "status": ["done"], "done_on": ["2024-03-01"]}
    action |= {"effect_checked_on": ["2024-08-01"], "problem_returned": [None]}
    tables = process_tables(est_action=pd.DataFrame(action))

    def asked_for(**options):
        result = evaluera.estimate("data_quality", tables, year=2024, **options)
        return result.of("DQ03", split="column", part="est_action.problem_returned")

    assert asked_for(until="2024-06-30") is None
    assert (asked_for().numerator, asked_for().denominator) == (1, 1)


def test_all_cells_together(compute):
    answers = compute("data_quality", log=[{"minutes": None}])
    whole, parts = answers.of("DQ03"), columns(answers)
    assert whole.numerator == sum(empty for empty, _ in parts.values())
    assert whole.denominator == sum(cells for _, cells in parts.values())


def test_findings_per_hundred_rows(initiative):
    tables = initiative(log=[{} for _ in range(42)])
    assert tables.rows == 50  # 1 area, 6 of population, 1 activity, 42 sessions
    findings = (
        Finding(code="process.date_outside_plan", severity="warning"),
        Finding(code="process.date_outside_plan", severity="warning"),
        Finding(code="process.required_cell"),
    )
    result = evaluera.estimate("data_quality", replace(tables, findings=findings), year=2024)
    whole = result.of("DQ04")
    assert (whole.value, whole.numerator, whole.denominator) == (6.0, 3, 50)
    assert (result.of("DQ04", variant="error").value, result.of("DQ04", variant="warning").value) == (2.0, 4.0)
    assert result.of("DQ04", split="rule", part="process.date_outside_plan").value == 4.0


def test_no_tables_at_all():
    result = evaluera.estimate("data_quality", process_tables(), year=2024)
    assert {each.indicator: each.reason for each in result.measures} == {
        "DQ01": "no_data",
        "DQ02": "no_data",
        "DQ03": "no_rows",
        "DQ04": "no_rows",
    }
