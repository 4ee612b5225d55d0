"""Design ceiling, steps and caps: what lowers the certainty, and that it never rises above the ceiling."""

from __future__ import annotations

import itertools

import pytest

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import conclude
from evaluera.design.question import DesignClass
from evaluera.errors import MethodError
from evaluera.results.diagnostic import Verdict

CITS = DesignClass.CONTROLLED_TIME_SERIES
ITS = DesignClass.INTERRUPTED_TIME_SERIES
BAC = DesignClass.BEFORE_AFTER_COMPARISON


def codes(conclusion):
    return [step.code for step in conclusion.steps]


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        (DesignClass.UNDECLARED, Certainty.VERY_LOW),
        (DesignClass.ONLY_AFTER, Certainty.VERY_LOW),
        (DesignClass.BEFORE_AFTER, Certainty.VERY_LOW),
        (BAC, Certainty.LOW),
        (ITS, Certainty.LOW),
        (CITS, Certainty.MODERATE),
        (DesignClass.RANDOMISED, Certainty.HIGH),
    ],
)
def test_each_design_has_its_ceiling_and_reaches_it_when_nothing_is_wrong(make_result, design, expected):
    conclusion = conclude(make_result(0.6, 0.4, 0.9, design=design))
    assert conclusion.ceiling.certainty is expected
    assert conclusion.certainty is expected
    assert conclusion.steps == ()


def test_before_after_reaches_low_only_when_large_untrended_and_not_selected(make_result):
    flat = {"pre_trend": Verdict.HOLDS}
    large = make_result(0.45, 0.3, 0.6, checks=flat)
    assert conclude(large).ceiling.certainty is Certainty.LOW
    assert conclude(large).ceiling.reason == "before_after_large"
    not_large = make_result(0.55, 0.3, 0.7, checks=flat)
    trended = make_result(0.45, 0.3, 0.6, checks={"pre_trend": Verdict.DOUBTFUL})
    unchecked = make_result(0.45, 0.3, 0.6)
    selected = make_result(0.45, 0.3, 0.6, checks=flat, question={"selection_reason": "high_level"})
    unknown = make_result(0.45, 0.3, 0.6, checks=flat, question={"selection_reason": None})
    for result in (not_large, trended, unchecked, selected, unknown):
        assert conclude(result).ceiling.certainty is Certainty.VERY_LOW
    doubled = make_result(2.2, 1.5, 3.0, checks=flat)
    assert conclude(doubled).ceiling.certainty is Certainty.LOW


@pytest.mark.parametrize(
    ("areas", "verdict", "expected"),
    [
        (3, Verdict.HOLDS, Certainty.MODERATE),
        (2, Verdict.HOLDS, Certainty.LOW),
        (135, Verdict.DOUBTFUL, Certainty.LOW),
    ],
)
def test_comparison_areas_reach_moderate_when_parallel_and_three(make_result, areas, verdict, expected):
    result = make_result(0.6, 0.4, 0.9, design=BAC, checks={"pre_trend": verdict}, evidence={"comparison_areas": areas})
    assert conclude(result).ceiling.certainty is expected


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"evidence": {"unit": "areas", "comparison_areas": 9, "periods_after": 11}}, "short_window"),
        ({"checks": {"dispersion": Verdict.FAILS}}, "dispersion_not_handled"),
        ({"checks": {"autocorrelation": Verdict.FAILS}}, "autocorrelation_not_handled"),
        ({"checks": {"autocorrelation": Verdict.FAILS, "dispersion": Verdict.FAILS}}, "noise_not_handled"),
        ({"checks": {"seasonal_autocorrelation": Verdict.FAILS}}, "season_not_handled"),
        ({"checks": {"sensitivity": Verdict.FAILS}}, "sensitive"),
        ({"checks": {"selection_sensitivity": Verdict.FAILS}}, "sensitive"),
        ({"question": {"implementation": "unknown"}}, "implementation_unknown"),
        ({"question": {"decided_beforehand": False}}, "chosen_afterwards"),
        (
            {"question": {"outcome_area_level": "municipality", "intervention_area_level": "district"}},
            "area_level_differs",
        ),
        ({"question": {"selection_reason": "rising_trend"}}, "rising_trend_cap"),
    ],
)
def test_each_reason_takes_one_step_from_moderate(make_result, changes, code):
    conclusion = conclude(make_result(0.6, 0.4, 0.9, design=CITS, **changes))
    assert codes(conclusion) == [code]
    assert conclusion.certainty is Certainty.LOW


@pytest.mark.parametrize(
    "changes",
    [
        {"checks": {"dispersion": Verdict.DOUBTFUL, "autocorrelation": Verdict.NOT_APPLICABLE}},
        {"question": {"implementation": "partly"}},
        {"question": {"selection_reason": "high_level"}},
        {"question": {"outcome_area_level": "district", "intervention_area_level": "district"}},
        {"question": {"outcome_area_level": "district"}},
    ],
)
def test_what_is_not_a_reason_takes_no_step_with_a_comparison(make_result, changes):
    conclusion = conclude(make_result(0.6, 0.4, 0.9, design=CITS, **changes))
    assert conclusion.steps == ()
    assert conclusion.certainty is Certainty.MODERATE


def test_an_area_chosen_for_its_level_costs_a_step_without_comparison(make_result):
    for reason in ("high_level", "rising_trend"):
        conclusion = conclude(make_result(0.6, 0.4, 0.9, design=ITS, question={"selection_reason": reason}))
        assert codes(conclusion)[0] == "selected_without_comparison"
        assert conclusion.certainty is Certainty.VERY_LOW


def test_when_nobody_said_what_was_decided_it_is_told_without_a_step(make_result):
    conclusion = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question={"decided_beforehand": None}))
    assert [(step.code, step.change) for step in conclusion.steps] == [("beforehand_not_stated", 0)]
    assert conclusion.certainty is Certainty.MODERATE


def test_two_totals_are_very_low_whatever_the_design(make_result):
    evidence = {"season_length": None, "periods_before": 1, "periods_after": 1}
    conclusion = conclude(make_result(0.6, 0.37, 0.96, design=CITS, evidence=evidence))
    assert conclusion.finding == "decrease"
    assert conclusion.certainty is Certainty.VERY_LOW
    assert codes(conclusion) == ["two_totals_cap"]


def test_a_rising_trend_caps_at_low_after_the_other_steps(make_result):
    asked = {"selection_reason": "rising_trend", "implementation": "unknown"}
    conclusion = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question=asked))
    assert codes(conclusion) == ["implementation_unknown"]
    assert conclusion.certainty is Certainty.LOW
    randomised = conclude(make_result(0.6, 0.4, 0.9, design=DesignClass.RANDOMISED, question={**asked}))
    assert [(s.code, s.change) for s in randomised.steps] == [("implementation_unknown", -1), ("rising_trend_cap", -1)]


def test_a_method_that_tells_no_evidence_loses_a_step(make_result):
    result = make_result(0.6, 0.4, 0.9, design=CITS, evidence={"outcome": "something else"})
    conclusion = conclude(result)
    assert codes(conclusion) == ["evidence_unknown"]
    assert conclusion.certainty is Certainty.LOW


CHECKS = [{}, {"dispersion": Verdict.FAILS}, {"dispersion": Verdict.FAILS, "sensitivity": Verdict.FAILS}]
QUESTIONS = [{}, {"implementation": "unknown"}, {"selection_reason": "rising_trend", "decided_beforehand": False}]
INTERVALS = [(0.4, 0.9), (1.1, 1.9), (0.95, 1.05), (0.5, 1.5), (float("nan"), float("nan"))]


@pytest.mark.parametrize(
    ("design", "checks", "asked", "interval", "better"),
    list(itertools.product(DesignClass, CHECKS, QUESTIONS, INTERVALS, ("lower", "higher"))),
)
def test_the_certainty_is_the_ceiling_moved_by_the_steps_and_never_above_it(
    make_result, design, checks, asked, interval, better
):
    low, high = interval
    conclusion = conclude(
        make_result(1.0, low, high, design=design, checks=checks, question={**asked, "better": better})
    )
    assert conclusion.certainty is conclusion.ceiling.certainty.moved(sum(s.change for s in conclusion.steps))
    assert conclusion.certainty.rank <= conclusion.ceiling.certainty.rank
    assert all(step.change <= 0 for step in conclusion.steps)
    if conclusion.finding == "too_little_data":
        assert conclusion.certainty is Certainty.VERY_LOW


def test_several_series_are_refused_with_their_names(make_result):
    result = make_result()
    first = result.estimates[0]
    other = type(first)(**{name: getattr(first, name) for name in first.__slots__} | {"outcome": "theft"})
    several = type(result)(**{n: getattr(result, n) for n in result.__slots__} | {"estimates": (first, other)})
    with pytest.raises(MethodError) as error:
        conclude(several)
    assert error.value.findings[0].code == "method.several_outcomes"
    assert "vandalism, theft" in str(error.value)
    assert conclude(several.select(outcome="vandalism")).finding == "no_clear_effect"


def test_an_estimate_over_all_areas_goes_before_those_of_single_areas(make_result):
    result = make_result(0.6, 0.4, 0.9)
    first = result.estimates[0]
    single = type(first)(**{n: getattr(first, n) for n in first.__slots__} | {"area": "Teg", "low": 0.1, "high": 9.0})
    both = type(result)(**{n: getattr(result, n) for n in result.__slots__} | {"estimates": (single, first)})
    assert conclude(both).finding == "decrease"


def test_a_result_without_its_primary_estimate_is_refused(make_result):
    with pytest.raises(MethodError, match="rate_ratio") as error:
        conclude(make_result(term="other"))
    assert error.value.findings[0].code == "method.no_primary_estimate"
