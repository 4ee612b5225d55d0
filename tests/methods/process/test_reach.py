"""Reach: the target group, groups of inhabitants, repeat contacts, areas and participants, computed by hand."""

from __future__ import annotations

import pytest

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.numerics.wilson import wilson_interval


def test_new_persons_of_the_target_group(compute):
    plan = [{}, {"activity_id": "b", "target_group_size": 50}]
    log = [{"n_unique_new": 6}, {"n_unique_new": 4}, {"activity_id": "b", "n_unique_new": 10}]
    answers = compute("reach", plan=plan, log=log)
    whole = answers.of("PR01")
    assert (whole.numerator, whole.denominator, whole.state, whole.persons) == (20, 150, "upper_bound", True)
    assert answers.value("PR01", split="activity", part="b") == 0.2
    assert answers.of("PR01", split="activity", part="b").state == ""


def test_contacts_are_the_upper_bound_where_new_persons_are_missing(compute):
    log = [{"n_unique_new": 6}, {"n_unique_new": None, "n_participants": 12}]
    reach = compute("reach", log=log).of("PR01")
    assert (reach.value, reach.low, reach.high, reach.missing, reach.bounds) == (0.06, 0.06, 0.18, 1, "missing")


def test_without_contacts_too_all_may_have_been_reached(compute):
    log = [{"n_unique_new": 6}, {"n_unique_new": None, "n_participants": None}]
    reach = compute("reach", log=log).of("PR01")
    assert (reach.value, reach.high) == (0.06, 1.0)


def test_activities_without_a_target_group_are_left_out(compute):
    plan = [{}, {"activity_id": "b", "target_group_size": None}]
    answers = compute("reach", plan=plan, log=[{}, {"activity_id": "b"}])
    assert (answers.value("PR01"), answers.of("PR01").state) == (0.04, "")
    assert answers.of("PR01", split="activity", part="b").reason == "plan_number_missing"
    assert compute("reach", plan=[{"target_group_size": None}]).of("PR01").reason == "plan_number_missing"


def test_two_years_together_are_an_upper_bound(compute):
    plan = [{"planned_start": "2023-01-01"}]
    both = compute("reach", plan=plan, log=[{"date": "2023-05-01"}, {"date": "2024-05-01"}], first_year=2023)
    assert (both.value("PR01"), both.of("PR01").state) == (0.08, "upper_bound")


def test_only_activities_of_the_period(compute):
    plan = [{}, {"activity_id": "b", "planned_start": "2023-01-01", "planned_end": "2023-12-31"}]
    answers = compute("reach", plan=plan, log=[{}, {"activity_id": "b", "n_unique_new": 50}])
    assert (answers.of("PR01").numerator, answers.of("PR01").denominator) == (4, 100)


def test_groups_against_the_inhabitants(compute):
    log = [{"n_participants": 20, "n_women": 15, "n_men": 5, "n_youth": 4}]
    answers = compute("reach", log=log)
    women, men, youth = (answers.of("PR02", split="group", part=group) for group in ("women", "men", "youth"))
    assert (women.value, women.state) == (pytest.approx(1.5), "over_represented")
    assert (men.value, men.state) == (pytest.approx(0.5), "under_represented")
    assert (youth.value, youth.state) == (pytest.approx(1.0), "balanced")
    assert (women.numerator, women.denominator, women.persons) == (15, 20, True)


def test_few_contacts_are_not_judged(compute):
    women = compute("reach", log=[{"n_participants": 4, "n_women": 4}]).of("PR02", split="group", part="women")
    assert (women.value, women.state) == (2.0, "")


def test_contacts_of_unknown_group_make_bounds(compute):
    log = [{"n_participants": 10, "n_women": 6}, {"n_participants": 10, "n_women": None}]
    women = compute("reach", log=log).of("PR02", split="group", part="women")
    assert (women.value, women.low, women.high, women.missing) == (pytest.approx(1.2), 0.6, 1.6, 1)


def test_contacts_elsewhere_are_not_counted(compute):
    areas = ({}, {"area_id": "far", "kind": "adjacent"})
    log = [{"n_participants": 10, "n_women": 5}, {"area_id": "far", "n_participants": 90, "n_women": 90}]
    women = compute("reach", log=log, areas=areas).of("PR02", split="group", part="women")
    assert (women.value, women.denominator) == (1.0, 10)


def test_inhabitants_of_the_year_of_the_evaluation_date(compute):
    women = compute("reach", log=[{"date": "2023-05-01", "n_women": 5}], year=2023).of(
        "PR02", split="group", part="women"
    )
    assert women.reason == "no_population"


def test_an_interval_only_when_the_reader_generalises(compute):
    log = [{"n_participants": 40, "n_women": 30}]
    plain = compute("reach", log=log).of("PR02", split="group", part="women")
    assert (plain.low, plain.high, plain.bounds) == (None, None, "none")
    asked = compute("reach", log=log, limits={"generalise": True}).of("PR02", split="group", part="women")
    low, high = wilson_interval(yes=30, n=40)
    assert (asked.low, asked.high, asked.bounds) == (low / 0.5, high / 0.5, "confidence")


def test_repeat_contacts_over_rows_with_both_numbers(compute):
    log = [
        {"n_participants": 10, "n_unique_new": 10},
        {"n_participants": 10, "n_unique_new": 3},
        {"n_participants": 20, "n_unique_new": None},
        {"n_participants": None, "n_unique_new": 5},
    ]
    repeat = compute("reach", log=log).of("PR03")
    assert (repeat.value, repeat.numerator, repeat.denominator) == (0.35, 7, 20)
    assert (repeat.low, repeat.high, repeat.missing) == (7 / 40, 27 / 40, 2)


def test_area_coverage_by_quarter(compute):
    areas = ({}, {"area_id": "south"})
    plan = [{}, {"activity_id": "b", "area_id": "south", "planned_start": "2024-04-01", "planned_end": "2024-09-30"}]
    log = [
        {"date": "2024-02-01"},
        {"date": "2024-05-01"},
        {"date": "2024-08-01", "area_id": "south"},
        {"date": "2024-11-01", "status": "partly"},
    ]
    answers = compute("reach", plan=plan, log=log, areas=areas)
    quarters = {
        each.period: (each.numerator, each.denominator) for each in answers.result.all_of("PR04") if each.period
    }
    assert quarters == {"2024-Q1": (1, 1), "2024-Q2": (1, 2), "2024-Q3": (1, 2), "2024-Q4": (0, 1)}
    assert (answers.of("PR04").numerator, answers.of("PR04").denominator) == (3, 6)
    assert answers.value("PR04", split="area", part="south") == 0.5


def test_the_area_of_the_log_counts(compute):
    answers = compute("reach", log=[{"area_id": "south"}], areas=({}, {"area_id": "south"}))
    assert answers.of("PR04").numerator == 0


def test_a_quarter_that_has_not_come_is_not_judged(compute):
    answers = compute("reach", log=[{"date": "2024-02-01"}, {"date": "2024-05-20"}], until="2024-05-10")
    quarters = {each.period: each.value for each in answers.result.all_of("PR04") if each.period}
    assert quarters == {"2024-Q1": 1.0, "2024-Q2": 0.0}


def test_participants_against_the_plan(compute):
    plan = [{"planned_sessions": 2}, {"activity_id": "b", "planned_participants": None}]
    log = [{"n_participants": 15}, {"n_participants": None}, {"activity_id": "b", "n_participants": 99}]
    answers = compute("reach", plan=plan, log=log)
    taking_part = answers.of("PR05")
    assert (taking_part.numerator, taking_part.denominator, taking_part.missing) == (15, 20, 1)
    assert answers.of("PR05", split="activity", part="b").reason == "plan_number_missing"


def test_an_empty_log(compute):
    answers = compute("reach")
    assert (answers.value("PR01"), answers.value("PR04"), answers.value("PR05")) == (0.0, 0.0, 0.0)
    assert answers.of("PR03").reason == "no_rows"
    assert answers.of("PR02", split="group", part="men").reason == "no_rows"


def test_missing_in_all_rows(compute):
    answers = compute("reach", log=[{"n_participants": None, "n_unique_new": None}])
    assert answers.of("PR03").reason == "all_missing"
    assert answers.of("PR02", split="group", part="men").reason == "all_missing"


def test_absent_tables_are_named(initiative):
    tables = process_tables(activity_log=initiative(log=[{}]).frame("activity_log"))
    result = evaluera.estimate("reach", tables, year=2024)
    told = {measure.indicator: measure.state for measure in result.measures if measure.reason == "no_data"}
    assert told == {
        "PR01": "activity_plan",
        "PR02": "area population",
        "PR04": "activity_plan",
        "PR05": "activity_plan",
    }
    assert result.of("PR03").value == 0.6
