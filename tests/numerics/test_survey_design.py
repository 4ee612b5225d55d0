"""Estimates of a sample: what the textbook formulas give, and what has no margin."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.survey_design import SurveyDesign, survey_mean, survey_share, survey_total


def test_a_simple_random_sample_has_the_textbook_error() -> None:
    value = np.array([3.0, 5.0, 4.0, 1.0, 2.0, 5.0])
    found = survey_mean(value=value, design=SurveyDesign.of(weight=np.full(6, 10.0)))
    assert found is not None
    assert found.std_error == pytest.approx(value.std(ddof=1) / np.sqrt(6))
    assert (found.n, found.df) == (6, 5)


def test_answers_of_one_person_are_one_draw() -> None:
    """Each person's three equal answers say no more than one."""
    value = np.array([1.0, 0.0, 1.0, 1.0, 0.0])
    once = survey_share(yes=value, design=SurveyDesign.of(weight=np.ones(5)))
    person = np.repeat(np.arange(5), 3)
    thrice = survey_share(yes=np.repeat(value, 3), design=SurveyDesign.of(weight=np.ones(15), cluster=person))
    assert once is not None
    assert thrice is not None
    assert (thrice.low, thrice.high) == pytest.approx((once.low, once.high))
    assert (once.n, thrice.n) == (5, 15)


def test_everybody_says_yes_and_a_margin_remains() -> None:
    """Of 20 of 20 the exact 95 % limit is 0.025 ** (1 / 20)."""
    everybody = survey_share(yes=np.ones(20), design=SurveyDesign.of(weight=np.ones(20)))
    nobody = survey_share(yes=np.zeros(20), design=SurveyDesign.of(weight=np.ones(20)))
    assert everybody is not None
    assert nobody is not None
    assert (everybody.low, everybody.high) == pytest.approx((0.025 ** (1 / 20), 1.0))
    assert (nobody.low, nobody.high) == pytest.approx((0.0, 1.0 - 0.025 ** (1 / 20)))
    assert everybody.std_error is None


def test_one_draw_has_no_margin_and_no_answer_no_estimate() -> None:
    one = survey_mean(value=np.array([4.0]), design=SurveyDesign.of(weight=np.array([2.0])))
    assert one is not None
    assert (one.estimate, one.std_error, one.low, one.high, one.df) == (4.0, None, None, None, 0)
    none = np.array([np.nan, np.nan])
    for estimate in (survey_mean, survey_total):
        assert estimate(value=none, design=SurveyDesign.of(weight=np.ones(2))) is None
    assert survey_share(yes=none, design=SurveyDesign.of(weight=np.ones(2))) is None


def test_the_order_of_rows_and_the_unit_of_weights_do_not_matter() -> None:
    rng = np.random.default_rng(4)
    yes, weight = (rng.random(60) < 0.4).astype(float), rng.uniform(1, 9, 60)
    stratum, cluster = rng.integers(0, 3, 60), rng.integers(0, 20, 60)
    order = rng.permutation(60)
    first = survey_share(yes=yes, design=SurveyDesign.of(weight=weight, stratum=stratum, cluster=cluster))
    design = SurveyDesign.of(weight=7.0 * weight[order], stratum=stratum[order], cluster=cluster[order])
    second = survey_share(yes=yes[order], design=design)
    assert first is not None
    assert second is not None
    assert (second.estimate, second.low, second.high) == pytest.approx((first.estimate, first.low, first.high))
