"""Delivery: hand-computed numbers, due sessions, plan versions and the edges of the year."""

from __future__ import annotations

import pytest

import evaluera
from evaluera.data.process.process_tables import process_tables

MONTHS = [f"2024-{month:02d}-15" for month in range(1, 13)]


def monthly(*statuses, **fields):
    """One session a month, from January on."""
    return [{"date": day, "status": status, **fields} for day, status in zip(MONTHS, statuses, strict=False)]


def test_held_of_due(compute):
    answers = compute("activity", log=monthly("held", "held", "partly", "cancelled", "held"))
    assert (answers.of("PF01").numerator, answers.of("PF01").denominator) == (3, 12)
    assert answers.value("PF01", "partly_half") == 3.5 / 12
    assert answers.of("PF01").band == "low"


def test_the_weight_of_a_partly_held_session_is_a_limit(compute):
    answers = compute("activity", log=monthly("partly"), limits={"partly_counts": 0.25})
    assert answers.value("PF01", "partly_half") == 0.25 / 12


def test_a_run_to_june_counts_the_sessions_due_in_june(compute):
    log = monthly("held", "held", "held", "held", "held", "held", "held", "held")
    june = compute("activity", log=log, until="2024-06-30")
    # 182 of 366 days: floor(12 x 182 / 366) = 5
    assert (june.of("PF01").numerator, june.of("PF01").denominator) == (6, 5)
    assert june.value("PF01") == 1.2
    assert compute("activity", log=log).value("PF01") == 8 / 12


def test_a_row_that_stands_for_several_sessions(compute):
    log = [{"sessions_n": 3, "minutes": 150}, {"status": "cancelled", "sessions_n": 2}]
    answers = compute("activity", log=log)
    assert answers.of("PF01").numerator == 3
    assert answers.of("PF05").numerator == 2
    assert (answers.of("PF02").numerator, answers.of("PF02").denominator) == (150, 720)


def test_a_moved_session_is_not_held_and_the_row_it_became_is(compute):
    log = [{"log_id": "x", "status": "moved", "moved_to": "y", "minutes": 60}, {"log_id": "y", "date": "2024-05-01"}]
    answers = compute("activity", log=log)
    assert (answers.of("PF01").numerator, answers.of("PF02").numerator) == (1, 60)


def test_activities_without_a_plan_number_are_left_out_above_and_below(compute):
    plan = [{}, {"activity_id": "b", "planned_sessions": None}, {"activity_id": "c", "planned_minutes": None}]
    log = [{"activity_id": each} for each in "abc"]
    answers = compute("activity", plan=plan, log=log)
    assert (answers.of("PF01").numerator, answers.of("PF01").denominator) == (2, 24)
    assert (answers.of("PF02").numerator, answers.of("PF02").denominator) == (60, 720)
    assert answers.of("PF01", split="activity", part="b").reason == "plan_number_missing"
    assert answers.of("PF02", split="activity", part="c").reason == "plan_number_missing"
    assert answers.of("PF05").denominator == 24


def test_all_activities_without_a_plan_number(compute):
    answers = compute("activity", plan=[{"planned_sessions": None}], log=[{}])
    assert [answers.of(each).reason for each in ("PF01", "PF02", "PF05")] == ["plan_number_missing"] * 3


def test_missing_minutes_add_nothing_and_are_counted(compute):
    answers = compute("activity", log=[{}, {"minutes": None}, {"status": "cancelled", "minutes": None}])
    dose = answers.of("PF02")
    assert (dose.numerator, dose.missing, dose.low, dose.high) == (60, 1, None, None)


def test_more_than_planned_is_shown(compute):
    answers = compute("activity", plan=[{"planned_sessions": 2}], log=[{}, {}, {}])
    assert answers.value("PF01") == 1.5
    assert answers.of("PF01").band == ""


def test_few_sessions_give_no_band_although_their_minutes_are_many(compute):
    answers = compute("activity", plan=[{"planned_sessions": 4}], log=[{}, {}])
    assert (answers.of("PF02").denominator, answers.of("PF02").n, answers.of("PF02").band) == (240, 4, "")
    five = compute("activity", plan=[{"planned_sessions": 5}], log=[{}, {}])
    assert five.of("PF02").band == "low"


def test_a_window_over_the_turn_of_the_year_is_due_in_both_years(compute):
    plan = [{"planned_start": "2023-07-01", "planned_end": "2024-06-30", "planned_sessions": 12}]
    log = [{"date": "2023-12-31"}, {"date": "2024-01-01"}, {"date": "2024-02-01"}]
    years = [compute("activity", plan=plan, log=log, year=year).of("PF01") for year in (2023, 2024)]
    # 184 of 366 days by the end of 2023: floor(12 x 184 / 366) = 6, the rest in 2024
    assert [(each.numerator, each.denominator) for each in years] == [(1, 6), (2, 6)]
    both = compute("activity", plan=plan, log=log, first_year=2023).of("PF01")
    assert (both.numerator, both.denominator) == (3, 12)


def test_a_session_after_the_window_belongs_to_the_year_of_its_date(compute):
    plan = [{}, {"activity_id": "b", "planned_start": "2023-01-01", "planned_end": "2023-12-31"}]
    answers = compute("activity", plan=plan, log=[{"activity_id": "b", "date": "2024-01-10"}])
    assert (answers.of("PF01").numerator, answers.of("PF01").denominator) == (1, 12)
    assert answers.of("PF01", split="activity", part="b").reason == "nothing_planned"


def test_cancelled_by_reason(compute):
    log = monthly("cancelled", "cancelled", "cancelled", "held")
    for row, reason in zip(log, ["staff", "staff", None], strict=False):
        row["cancel_reason"] = reason
    answers = compute("activity", log=log)
    assert answers.value("PF05") == 3 / 12
    assert answers.value("PF05", split="reason", part="staff") == 2 / 12
    assert answers.value("PF05", split="reason", part="missing_value") == 1 / 12
    assert answers.value("PF05", split="activity", part="a") == 3 / 12
    assert answers.of("PF05").band == ""


def test_in_time_within_fourteen_days_before_and_after(compute):
    plan = [{"activity_id": name, "planned_start": "2024-03-15"} for name in "abcde"]
    days = {"a": "2024-03-01", "b": "2024-03-29", "c": "2024-03-30", "d": "2024-02-29"}
    answers = compute("activity", plan=plan, log=[{"activity_id": name, "date": day} for name, day in days.items()])
    assert (answers.of("PF04").numerator, answers.of("PF04").denominator) == (2, 5)  # e has not begun
    assert answers.value("PF04", "median_days") == 0.0  # of -15, -14, 14 and 15
    assert answers.value("PF04", "median_days", split="activity", part="c") == 15


def test_the_first_session_may_be_partly_held_but_not_cancelled(compute):
    log = [
        {"date": "2024-01-02", "status": "cancelled"},
        {"date": "2024-01-11", "status": "partly"},
        {"date": "2024-01-20"},
    ]
    assert compute("activity", log=log).value("PF04", "median_days") == 10


def test_the_first_session_may_lie_in_the_year_before(compute):
    answers = compute("activity", log=[{"date": "2023-12-22"}, {"date": "2024-03-01"}])
    assert (answers.value("PF04"), answers.value("PF04", "median_days")) == (1.0, -10)


def test_an_activity_that_starts_after_the_evaluation_date_is_not_judged(compute):
    plan = [{}, {"activity_id": "b", "planned_start": "2024-09-01"}]
    log = [{"date": "2024-01-05"}, {"activity_id": "b", "date": "2024-09-05"}]
    june = compute("activity", plan=plan, log=log, until="2024-06-30")
    assert june.of("PF04").denominator == 1
    assert compute("activity", plan=plan, log=log).of("PF04").denominator == 2


def test_nothing_begun_has_no_median(compute):
    answers = compute("activity", log=[{"date": "2024-09-01"}], until="2024-06-30")
    assert answers.value("PF04") == 0.0
    assert answers.of("PF04", "median_days").reason == "no_rows"


def test_delivery_is_judged_by_the_current_plan_and_drift_shows_the_first(compute):
    plan = [
        {"planned_sessions": 12},
        {"planned_sessions": 6, "plan_version": 2, "changed_on": "2024-05-01", "change_reason": "fewer staff"},
        {"activity_id": "b"},
    ]
    answers = compute("activity", plan=plan, log=monthly("held", "held", "held"))
    assert answers.value("PF08") == 1 / 2
    assert answers.of("PF01").denominator == 18
    assert answers.of("PF08", "first_plan").denominator == 24
    assert answers.value("PF08", "current_plan", split="activity", part="a") == 3 / 6
    assert answers.value("PF08", "first_plan", split="activity", part="a") == 3 / 12


def test_a_version_of_later_date_is_not_yet_the_plan(compute):
    plan = [{}, {"planned_sessions": 6, "plan_version": 2, "changed_on": "2024-05-01"}]
    april = compute("activity", plan=plan, log=[{}], until="2024-04-30")
    assert april.value("PF08") == 0.0
    assert april.of("PF01").denominator == 3  # floor(12 x 121 / 366)


def test_an_activity_added_later_is_in_neither_plan(compute):
    plan = [{}, {"activity_id": "b", "changed_on": "2024-05-01"}]
    april = compute("activity", plan=plan, log=[{}], until="2024-04-30")
    assert april.of("PF08").denominator == 1
    assert april.of("PF08", "first_plan").denominator == 3


def test_an_empty_log_is_nothing_held(compute):
    answers = compute("activity")
    assert (answers.value("PF01"), answers.value("PF02"), answers.value("PF05")) == (0.0, 0.0, 0.0)


def test_an_empty_plan_is_nothing_planned(compute):
    answers = compute("activity", plan=[], log=[{}])
    assert [answers.of(each).reason for each in ("PF01", "PF02", "PF05")] == ["nothing_planned"] * 3
    assert [answers.of(each).reason for each in ("PF04", "PF08")] == ["no_rows"] * 2


@pytest.mark.parametrize("absent", ["activity_plan", "activity_log"])
def test_an_absent_table_is_named(initiative, absent):
    frames = {name: frame for name, frame in initiative(log=[{}]).frames.items() if name != absent}
    result = evaluera.estimate("activity", process_tables(**frames), year=2024)
    told = {(measure.indicator, measure.reason, measure.state) for measure in result.measures}
    assert told == {(each, "no_data", absent) for each in ("PF01", "PF02", "PF04", "PF05", "PF08")}


def test_numbers_come_in_order_all_together_first(compute):
    answers = compute("activity", plan=[{"activity_id": "b"}, {"activity_id": "a"}], log=[{}])
    tidy = answers.result.tidy()
    rate = tidy[(tidy["indicator"] == "PF01") & (tidy["variant"] == "")]
    assert rate["part"].tolist() == ["", "a", "b"]
