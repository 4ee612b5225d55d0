"""The reliability of a scale: what it cannot be computed for, and its interval."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.scale_reliability import cronbach_alpha, omega_total


def _rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_one_item_or_no_variation_has_no_reliability() -> None:
    assert cronbach_alpha(answers=np.array([[1.0], [2.0]]), rng=_rng()) is None
    assert cronbach_alpha(answers=np.ones((30, 3)), rng=_rng()) is None
    two = np.random.default_rng(2).normal(size=(40, 2))
    assert omega_total(answers=two, rng=_rng()) is None
    still = np.column_stack([np.random.default_rng(2).normal(size=(40, 2)), np.ones(40)])
    assert omega_total(answers=still, rng=_rng()) is None


def test_items_that_weigh_the_same_have_equal_alpha_and_omega() -> None:
    """The truth of both is 4 * 1 / (4 * 1 + 1) = 0.8 with four items, each half noise."""
    rng = np.random.default_rng(8)
    answers = rng.normal(size=(4000, 1)) + rng.normal(size=(4000, 4))
    alpha, omega = cronbach_alpha(answers=answers, rng=_rng()), omega_total(answers=answers, rng=_rng(), resamples=100)
    assert alpha is not None
    assert omega is not None
    assert (alpha.value, omega.value) == pytest.approx((0.8, 0.8), abs=0.01)
    assert alpha.low < 0.8 < alpha.high


def test_the_interval_is_seeded() -> None:
    answers = np.random.default_rng(3).integers(1, 6, (50, 4)).astype(float)
    assert omega_total(answers=answers, rng=_rng()) == omega_total(answers=answers, rng=_rng())
    assert cronbach_alpha(answers=answers, rng=_rng()) == cronbach_alpha(answers=answers, rng=_rng())
