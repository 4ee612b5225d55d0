"""From interval to finding: the order of the conditions and the cases that must come out right."""

from __future__ import annotations

import itertools
import math

import pytest

from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.minimum import Lack
from evaluera.design.question import DesignClass

AREAS = {"unit": "areas", "treated_areas": 1, "comparison_areas": 135, "season_length": 4}


def test_a_district_at_minus_40_per_cent_with_an_interval_below_zero_is_a_decrease(make_result):
    conclusion = conclude(make_result(0.60, 0.37, 0.96))
    assert conclusion.finding is FindingClass.DECREASE
    assert conclusion.change.estimate == pytest.approx(-0.4)
    assert conclusion.at_least is None  # the interval does not lie wholly below -10 %


def test_a_wide_interval_around_a_fall_is_no_clear_effect_and_says_what_it_takes(make_result):
    conclusion = conclude(make_result(0.78, 0.57, 1.06))
    assert conclusion.finding is FindingClass.NO_CLEAR_EFFECT
    assert conclusion.need is not None
    assert conclusion.good is None


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.50, 0.99, FindingClass.DECREASE),
        (1.01, 1.90, FindingClass.INCREASE),
        (0.91, 1.09, FindingClass.NO_IMPORTANT_EFFECT),
        (0.90, 1.10, FindingClass.NO_IMPORTANT_EFFECT),
        (0.89, 1.05, FindingClass.NO_CLEAR_EFFECT),
        (0.95, 1.11, FindingClass.NO_CLEAR_EFFECT),
        (0.50, 1.00, FindingClass.NO_CLEAR_EFFECT),
        (1.00, 1.90, FindingClass.NO_CLEAR_EFFECT),
        (0.50, math.inf, FindingClass.NO_CLEAR_EFFECT),
        (math.nan, math.nan, FindingClass.TOO_LITTLE_DATA),
    ],
)
def test_the_first_condition_that_fits_is_the_finding(make_result, low, high, expected):
    assert conclude(make_result(1.0, low, high)).finding is expected


def test_an_interval_inside_the_smallest_change_but_off_zero_is_a_decrease(make_result):
    assert conclude(make_result(0.95, 0.92, 0.98)).finding is FindingClass.DECREASE


def test_at_least_is_said_only_beyond_the_smallest_change(make_result):
    assert conclude(make_result(0.7, 0.6, 0.8)).at_least == pytest.approx(0.2)
    assert conclude(make_result(0.7, 0.6, 0.92)).at_least is None
    assert conclude(make_result(1.6, 1.3, 2.0)).at_least == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("season", "before", "after", "enough"),
    [
        (12, 12, 12, True),
        (12, 11, 30, False),
        (4, 8, 8, True),
        (4, 20, 7, False),
        (52, 52, 52, True),
        (52, 80, 51, False),
        (1, 6, 6, True),
        (1, 9, 5, False),
        (None, 3, 3, True),
    ],
)
def test_a_single_series_needs_a_year_or_two_on_each_side(make_result, season, before, after, enough):
    evidence = {"season_length": season, "periods_before": before, "periods_after": after}
    conclusion = conclude(make_result(0.6, 0.4, 0.9, evidence=evidence))
    assert (conclusion.finding is FindingClass.DECREASE) is enough
    assert (conclusion.shortfall is None) is enough
    if not enough:
        assert conclusion.shortfall.lack is Lack.PERIODS
        assert conclusion.shortfall.found == min(before, after)
        assert conclusion.certainty == "very_low"


def test_few_events_are_too_little_unless_there_are_many_periods(make_result):
    few = {"expected": 4.9, "season_length": None, "periods_before": 12, "periods_after": 11}
    assert conclude(make_result(0.6, 0.4, 0.9, evidence=few)).shortfall.lack is Lack.EVENTS
    many = {**few, "periods_after": 12}
    assert conclude(make_result(0.6, 0.4, 0.9, evidence=many)).finding is FindingClass.DECREASE
    not_counted = {**few, "expected": None}
    assert conclude(make_result(0.6, 0.4, 0.9, evidence=not_counted)).finding is FindingClass.DECREASE


def test_evidence_of_areas_needs_four_periods_a_side_and_six_areas(make_result):
    short = {**AREAS, "periods_before": 12, "periods_after": 3}
    assert conclude(make_result(evidence=short)).shortfall.lack is Lack.PERIODS
    few = {**AREAS, "periods_before": 12, "periods_after": 4, "comparison_areas": 4}
    assert conclude(make_result(evidence=few)).shortfall.lack is Lack.AREAS
    enough = {**few, "comparison_areas": 5}
    assert conclude(make_result(evidence=enough)).finding is FindingClass.NO_CLEAR_EFFECT


@pytest.mark.parametrize(
    ("design", "better", "interval"),
    list(itertools.product(DesignClass, ("lower", "higher"), [(0.5, 0.8), (1.2, 1.9)])),
)
def test_good_follows_the_wanted_direction_in_every_design(make_result, design, better, interval):
    low, high = interval
    conclusion = conclude(make_result((low + high) / 2, low, high, design=design, question={"better": better}))
    decreased = high < 1
    assert conclusion.finding is (FindingClass.DECREASE if decreased else FindingClass.INCREASE)
    assert conclusion.good is (decreased == (better == "lower"))


def test_a_difference_is_compared_with_the_counterfactual_level(make_result):
    result = make_result(-10.0, -18.0, -2.0, scale="identity", unit="per 1000", term="rate_ratio")
    change = conclude(result).change
    assert (change.estimate, change.low, change.high) == pytest.approx((-0.25, -0.45, -0.05))
    assert (change.amount, change.level) == (-10.0, 40.0)


def test_a_number_of_events_is_compared_with_their_sum(make_result):
    result = make_result(-20.0, -36.0, -4.0, scale="identity", unit="events")
    assert conclude(result).change.estimate == pytest.approx(-20 / 80)


def test_a_difference_without_a_known_level_is_never_called_unimportant(make_result):
    result = make_result(0.0, -0.001, 0.001, scale="identity", unit="x", expected=0.0)
    conclusion = conclude(result)
    assert conclusion.finding is FindingClass.NO_CLEAR_EFFECT
    assert conclusion.at_least is None
    assert math.isnan(conclusion.change.estimate)
