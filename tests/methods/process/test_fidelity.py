"""Fidelity: core components, adaptation, ratings and the profile, computed by hand."""

from __future__ import annotations

import pytest

import evaluera
from evaluera.data.process.process_tables import process_tables


def test_core_components_over_sessions_with_a_value(compute):
    answers = compute("fidelity", log=[{"core_delivered": 4}, {"core_delivered": 1}, {"core_delivered": None}])
    core = answers.of("PF03")
    assert (core.numerator, core.denominator, core.value) == (5, 8, 0.625)
    assert (core.low, core.high, core.missing, core.n) == (5 / 12, 9 / 12, 1, 2)


def test_core_components_of_partly_held_sessions_count_and_of_cancelled_ones_do_not(compute):
    log = [{"status": "partly", "core_delivered": 2}, {"status": "cancelled", "core_delivered": None}]
    core = compute("fidelity", log=log).of("PF03")
    assert (core.value, core.missing, core.bounds) == (0.5, 0, "none")


def test_core_components_hold_for_each_session_of_a_row(compute):
    core = compute("fidelity", log=[{"core_delivered": 4, "sessions_n": 3}, {"core_delivered": 2}]).of("PF03")
    assert (core.numerator, core.denominator, core.n) == (14, 16, 4)


def test_activities_without_core_components_are_left_out(compute):
    plan = [{}, {"activity_id": "b", "core_components": None}]
    log = [{"core_delivered": 3}, {"activity_id": "b", "core_delivered": None}]
    answers = compute("fidelity", plan=plan, log=log)
    assert (answers.value("PF03"), answers.of("PF03").missing) == (0.75, 0)
    assert answers.of("PF03", split="activity", part="b").reason == "plan_number_missing"
    none = compute("fidelity", plan=[{"core_components": None}], log=log[:1])
    assert none.of("PF03").reason == "plan_number_missing"


def test_core_components_missing_in_all_rows(compute):
    core = compute("fidelity", log=[{"core_delivered": None}]).of("PF03")
    assert (core.value, core.reason, core.missing) == (None, "all_missing", 1)
    assert compute("fidelity").of("PF03").reason == "no_rows"


def test_major_adaptations_and_those_in_line_with_the_theory(compute):
    log = [
        {"adaptation": "none"},
        {"adaptation": "minor", "consistent_with_theory": False},
        {"adaptation": "major", "consistent_with_theory": True},
        {"adaptation": "major", "consistent_with_theory": False},
        {"adaptation": "major", "consistent_with_theory": None},
        {"adaptation": None},
        {"status": "cancelled", "adaptation": "major", "consistent_with_theory": True},
    ]
    answers = compute("fidelity", log=log)
    major = answers.of("PF06")
    assert (major.numerator, major.denominator, major.low, major.high) == (3, 5, 0.5, 4 / 6)
    consistent = answers.of("PF06", "consistent")
    assert (consistent.value, consistent.low, consistent.high) == (0.5, 1 / 3, 2 / 3)
    assert answers.value("PF06", split="activity", part="a") == 0.6


def test_a_row_of_several_sessions_weighs_as_many(compute):
    answers = compute("fidelity", log=[{"adaptation": "major", "sessions_n": 3}, {"adaptation": "none"}])
    assert answers.value("PF06") == 0.75


def test_quality_median_and_good_share(compute):
    log = [{"quality": rating, "quality_by": by} for rating, by in ((5, "self"), (4, "self"), (2, "peer"), (3, None))]
    answers = compute("fidelity", log=log)
    assert answers.value("PQ01") == 3.5
    assert answers.value("PQ01", "good") == 0.5
    assert answers.value("PQ01", split="quality_by", part="self") == 4.5
    assert answers.value("PQ01", "good", split="quality_by", part="peer") == 0.0
    assert answers.value("PQ01", split="quality_by", part="missing_value") == 3.0


def test_missing_ratings_make_bounds(compute):
    log = [{"responsiveness": 4}, {"responsiveness": 3}, {"responsiveness": None}]
    answers = compute("fidelity", log=log)
    median, good = answers.of("PQ02"), answers.of("PQ02", "good")
    assert (median.value, median.low, median.high, median.missing) == (3.5, 3.0, 4.0, 1)
    assert (good.value, good.low, good.high) == (0.5, 1 / 3, 2 / 3)


def test_ratings_count_once_for_each_session(compute):
    assert compute("fidelity", log=[{"quality": 5, "sessions_n": 3}, {"quality": 1}]).value("PQ01") == 5.0


def test_good_ratings_from_a_limit(compute):
    assert compute("fidelity", log=[{"quality": 3}], limits={"good_from": 3}).value("PQ01", "good") == 1.0


def test_the_profile_is_cut_at_one_and_takes_the_least(compute):
    plan = [{"planned_sessions": 5, "planned_minutes": 60, "core_components": 4}]
    log = [{"minutes": 90, "core_delivered": 3, "quality": 4} for _ in range(4)]
    answers = compute("fidelity", plan=plan, log=log)
    parts = [answers.value("PF07", name) for name in ("PF01", "PF02", "PF03", "PQ01")]
    assert parts == [0.8, 1.0, 0.75, 0.75]
    least = answers.of("PF07")
    assert (least.value, least.band, least.state, least.n) == (0.75, "partly", "", 5)
    mean = answers.of("PF07", "geometric_mean")
    assert mean.value == pytest.approx((0.8 * 1.0 * 0.75 * 0.75) ** 0.25, rel=1e-12)
    assert (mean.low, mean.high, mean.bounds) == (0.75, 1.0, "range")


def test_missing_components_are_left_out_and_named(compute):
    answers = compute("fidelity", plan=[{"core_components": None}], log=[{"quality": None}])
    least = answers.of("PF07")
    assert (least.value, least.state) == (1 / 12, "PF03 PQ01")
    assert answers.of("PF07", "PF03").reason == "component_missing"
    assert answers.of("PF07", split="activity", part="a").state == "PF03 PQ01"


def test_a_profile_of_nothing(compute):
    answers = compute("fidelity", plan=[])
    assert answers.of("PF07").reason == "no_components"
    assert answers.of("PF07").state == "PF01 PF02 PF03 PQ01"


def test_sessions_after_the_evaluation_date_have_not_happened(compute):
    log = [{"date": "2024-06-01", "quality": 2}, {"date": "2024-07-01", "quality": 5, "adaptation": "major"}]
    june = compute("fidelity", log=log, until="2024-06-30")
    assert (june.value("PQ01"), june.value("PF06")) == (2.0, 0.0)


def test_adaptation_and_ratings_need_the_log_only(initiative):
    tables = process_tables(activity_log=initiative(log=[{"quality": 4}]).frame("activity_log"))
    result = evaluera.estimate("fidelity", tables, year=2024)
    assert (result.of("PQ01").value, result.of("PF06").value) == (4.0, 0.0)
    assert (result.of("PF03").reason, result.of("PF03").state) == ("no_data", "activity_plan")
    assert (result.of("PF07").reason, result.of("PF07").state) == ("no_data", "activity_plan")
