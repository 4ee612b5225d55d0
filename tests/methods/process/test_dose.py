"""Dose: hours per inhabitants and month, contact hours, and the dose added up, computed by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import process_tables

TWO = ({}, {"area_id": "south"})


def series(answers, indicator, **place):
    """The months of a series: period and value."""
    split, part = place.get("split", ""), place.get("part", "")
    found = [
        each for each in answers.result.measures if (each.indicator, each.split, each.part) == (indicator, split, part)
    ]
    return {each.period: each.value for each in found if each.period}


def test_hours_of_staff_else_of_the_session(compute):
    log = [{"date": "2024-01-10", "staff_hours": 5, "minutes": 60}, {"date": "2024-01-20", "minutes": 90}]
    answers = compute("dose", log=log, until="2024-02-29")
    assert series(answers, "PD01") == {"2024-01": 6.5, "2024-02": 0.0}
    assert answers.value("PD01") == 3.25


def test_areas_together_are_their_hours_by_their_inhabitants(compute):
    log = [{"date": "2024-01-10", "minutes": 120}, {"date": "2024-01-11", "area_id": "south", "minutes": 60}]
    answers = compute("dose", log=log, areas=TWO, until="2024-01-31")
    assert answers.value("PD01") == 1.5  # 3 hours, 2 000 inhabitants
    assert answers.value("PD01", split="area", part="north") == 2.0
    assert answers.value("PD01", split="area", part="south") == 1.0
    january = [
        each for each in answers.result.measures if (each.indicator, each.split, each.period) == ("PD01", "", "2024-01")
    ]
    assert [(each.numerator, each.denominator) for each in january] == [(3.0, 2000.0)]


def test_other_areas_are_shown_but_not_added(compute):
    areas = ({}, {"area_id": "south", "kind": "comparison"})
    log = [{"minutes": 60}, {"area_id": "south", "minutes": 600}]
    answers = compute("dose", log=log, areas=areas)
    assert answers.value("PD01") == pytest.approx(1 / 12)
    assert answers.value("PD01", split="area", part="south") == pytest.approx(10 / 12)


def test_cancelled_and_moved_sessions_give_no_dose(compute):
    log = [
        {"status": "cancelled", "minutes": 60},
        {"status": "moved", "moved_to": "l2"},
        {"status": "partly", "minutes": 30},
    ]
    answers = compute("dose", log=log, until="2024-03-31")
    assert series(answers, "PD01")["2024-03"] == 0.5
    assert answers.value("PD02") == 5.0


def test_a_session_without_hours_is_counted_as_missing(compute):
    answers = compute("dose", log=[{"minutes": None}, {"minutes": 60}])
    assert (answers.value("PD01"), answers.of("PD01").missing) == (pytest.approx(1 / 12), 1)


def test_an_area_without_inhabitants_is_left_out_and_named(initiative):
    frames = dict(initiative(log=[{"minutes": 60}, {"area_id": "south"}], areas=TWO).frames)
    frames["population"] = frames["population"][frames["population"]["area_id"] == "north"]
    result = evaluera.estimate("dose", process_tables(**frames), year=2024)
    whole = result.of("PD01")
    assert (whole.value, whole.state) == (pytest.approx(1 / 12), "south")
    assert result.of("PD01", split="area", part="south").reason == "no_population"


def test_population_of_another_year_is_not_borrowed(compute):
    answers = compute("dose", log=[{"date": "2023-05-01"}], year=2023)
    assert (answers.of("PD01").reason, answers.of("PD01").state) == ("no_population", "north")


def test_without_areas_of_the_initiative(compute):
    answers = compute("dose", log=[{}], areas=({"kind": "comparison"},))
    assert answers.of("PD01").reason == "no_intervention_area"
    assert answers.value("PD01", split="area", part="north") == pytest.approx(1 / 12)


def test_contact_hours_by_activity_and_area(compute):
    log = [
        {"minutes": 90, "n_participants": 10},
        {"minutes": 30, "n_participants": 4, "area_id": "south"},
        {"activity_id": "b", "minutes": None},
        {"activity_id": "c", "n_participants": None},
    ]
    answers = compute("dose", log=log, areas=TWO)
    whole = answers.of("PD02")
    assert (whole.value, whole.n, whole.missing) == (17.0, 2, 2)
    assert answers.value("PD02", split="activity", part="a") == 17.0
    assert answers.of("PD02", split="activity", part="b").reason == "all_missing"
    assert answers.value("PD02", split="area", part="south") == 2.0


def test_a_row_of_several_sessions_has_the_length_of_one(compute):
    # three sessions, 180 minutes and 30 participants in all: 1 hour each, 30 person-hours
    assert compute("dose", log=[{"sessions_n": 3, "minutes": 180, "n_participants": 30}]).value("PD02") == 30.0


def test_the_dose_adds_up_from_the_first_logged_month(compute):
    log = [{"date": "2024-02-10", "minutes": 60}, {"date": "2024-04-10", "minutes": 120}]
    answers = compute("dose", log=log, until="2024-05-31")
    assert answers.value("PD03") == 3.0
    assert answers.of("PD03").n == 4
    assert series(answers, "PD03") == {"2024-02": 1.0, "2024-03": 1.0, "2024-04": 3.0, "2024-05": 3.0}


def test_what_was_delivered_long_ago_weighs_less_with_a_decay(compute):
    log = [{"date": "2024-02-10", "minutes": 60}, {"date": "2024-04-10", "minutes": 120}]
    answers = compute("dose", log=log, until="2024-05-31", limits={"decay": 0.5})
    assert answers.value("PD03") == 1.0 * 0.5**3 + 2.0 * 0.5
    assert answers.value("PD03", split="area", part="north") == 1.125


def test_earlier_years_are_in_the_dose_that_adds_up(initiative):
    frames = dict(initiative(log=[{"date": "2023-12-10", "minutes": 60}, {"date": "2024-01-10", "minutes": 60}]).frames)
    earlier = frames["population"].assign(year=2023, n=frames["population"]["n"] / 2)
    frames["population"] = pd.concat([frames["population"], earlier])
    result = evaluera.estimate("dose", process_tables(**frames), year=2024)
    assert result.of("PD03").value == 3.0  # 2 per 1 000 in 2023, 1 in 2024
    assert next(each.period for each in result.measures if each.indicator == "PD03" and each.period) == "2024-01"
    assert result.of("PD01").value == pytest.approx(1 / 12)


def test_dates_after_the_evaluation_date_add_nothing(compute):
    log = [{"date": "2024-01-10", "minutes": 60}, {"date": "2024-03-10", "minutes": 60}]
    answers = compute("dose", log=log, until="2024-02-29")
    assert (answers.value("PD03"), answers.value("PD02")) == (1.0, 10.0)


def test_an_empty_log(compute):
    answers = compute("dose")
    assert answers.value("PD01") == 0.0
    assert [answers.of(each).reason for each in ("PD02", "PD03")] == ["no_rows", "no_rows"]


def test_absent_tables_are_named(initiative):
    tables = process_tables(activity_log=initiative(log=[{}]).frame("activity_log"))
    result = evaluera.estimate("dose", tables, year=2024)
    assert (result.of("PD01").reason, result.of("PD01").state) == ("no_data", "area population")
    assert result.of("PD02").value == 10.0
