"""One count per area: Poisson variance plus a variance between areas, by quasi-likelihood."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.random_effects import random_effects
from evaluera.numerics.random_effects_counts import random_effects_counts


def _areas(*, mean: float, spread: float, n: int = 60, seed: int = 1) -> tuple[Floats, Floats]:
    """Regressors (one, treated, a level) and counts."""
    random = np.random.default_rng(seed)
    level = random.standard_normal(n)
    x = np.column_stack([np.ones(n), np.arange(n) < 10, level]).astype(float)
    expected = mean * np.exp(0.5 * level + spread * random.standard_normal(n))
    return x, random.poisson(expected).astype(float)


def test_the_variance_between_areas_makes_pearsons_sum_the_degrees_of_freedom() -> None:
    x, y = _areas(mean=8.0, spread=0.5)
    fit = random_effects_counts(x=x, y=y, offset=np.zeros(60))
    mean = np.exp(x @ fit.coefficients)
    assert fit.between > 0.0
    assert ((y - mean) ** 2 / (mean + fit.between * mean**2)).sum() == pytest.approx(57.0, rel=1e-7)
    weight = mean / (1.0 + fit.between * mean)
    assert x.T @ (weight * (y - mean) / mean) == pytest.approx(np.zeros(3), abs=1e-6)
    assert fit.covariance == pytest.approx(np.linalg.inv((x.T * weight) @ x), rel=1e-6)
    assert (fit.df, fit.heterogeneity) == (57, pytest.approx(1.0, rel=1e-7))


def test_areas_that_differ_by_chance_alone_are_poisson_regression() -> None:
    x, y = _areas(mean=3.0, spread=0.0, seed=6)
    fit = random_effects_counts(x=x, y=y, offset=np.zeros(60))
    plain = generalised_linear(x=x, y=y, family="poisson", offset=np.zeros(60), trials=np.ones(60))
    assert fit.between == 0.0
    assert fit.heterogeneity < 1.0
    assert fit.coefficients == pytest.approx(plain.coefficients, rel=1e-8)
    assert fit.covariance == pytest.approx(plain.unscaled, rel=1e-7)


def test_with_large_counts_it_is_random_effects_on_the_logarithm() -> None:
    x, y = _areas(mean=20_000.0, spread=0.05)
    fit = random_effects_counts(x=x, y=y, offset=np.zeros(60))
    logs = random_effects(x=x, y=np.log(y + 0.5), variance=1.0 / (y + 0.5))
    assert fit.coefficients == pytest.approx(logs.coefficients, abs=2e-3)
    assert np.sqrt(np.diagonal(fit.covariance)) == pytest.approx(np.sqrt(np.diagonal(logs.covariance)), rel=0.02)


def test_exposure_and_the_order_of_areas_do_not_matter() -> None:
    x, y = _areas(mean=8.0, spread=0.5)
    fit = random_effects_counts(x=x, y=y, offset=np.zeros(60))
    scaled = random_effects_counts(x=x[::-1], y=y[::-1], offset=np.full(60, np.log(12.0)))
    assert scaled.coefficients[1:] == pytest.approx(fit.coefficients[1:], rel=1e-6)
    assert scaled.coefficients[0] == pytest.approx(fit.coefficients[0] - np.log(12.0), rel=1e-6)
    assert scaled.between == pytest.approx(fit.between, rel=1e-6)


def test_a_group_without_events_has_no_ratio() -> None:
    x, y = _areas(mean=8.0, spread=0.3)
    with pytest.raises(NotEstimableError, match="no_convergence"):
        random_effects_counts(x=x, y=np.where(x[:, 1] > 0.0, 0.0, y), offset=np.zeros(60))


def test_as_many_coefficients_as_areas() -> None:
    with pytest.raises(NotEstimableError, match="no_degrees_of_freedom"):
        random_effects_counts(x=np.eye(3), y=np.array([1.0, 2.0, 3.0]), offset=np.zeros(3))
