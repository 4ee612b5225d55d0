"""Areas as observations: the moment equation of Paule and Mandel holds, and known cases come out."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.random_effects import random_effects


def _areas(spread: float, seed: int = 3, n: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    random = np.random.default_rng(seed)
    variance = random.uniform(0.01, 0.05, n)
    x = np.column_stack([np.ones(n), np.arange(n) < 8]).astype(float)
    y = x @ np.array([0.1, -0.3]) + np.sqrt(variance + spread**2) * random.standard_normal(n)
    return x, y, variance


def test_the_weighted_residuals_equal_their_degrees_of_freedom() -> None:
    x, y, variance = _areas(0.4)
    fit = random_effects(x=x, y=y, variance=variance)
    assert fit.between > 0.0
    assert fit.heterogeneity == pytest.approx(1.0, abs=1e-9)
    weight = 1.0 / (fit.between + variance)
    expected = np.linalg.inv((x * weight[:, None]).T @ x)
    assert fit.covariance == pytest.approx(expected, rel=1e-8)
    assert fit.coefficients == pytest.approx(expected @ (x * weight[:, None]).T @ y, rel=1e-8)


def test_areas_that_differ_less_than_chance_are_pooled_without_narrowing() -> None:
    x, _, variance = _areas(0.0)
    fit = random_effects(x=x, y=x @ np.array([0.1, -0.3]) + 1e-3 * np.sin(np.arange(40)), variance=variance)
    assert fit.between == 0.0
    assert fit.heterogeneity < 1.0
    assert fit.covariance == pytest.approx(np.linalg.inv((x / variance[:, None]).T @ x), rel=1e-9)


def test_the_spread_between_areas_is_found() -> None:
    found = [random_effects(x=x, y=y, variance=v).between for x, y, v in (_areas(0.3, seed) for seed in range(60))]
    assert np.mean(found) == pytest.approx(0.09, abs=0.01)


def test_dependent_columns_are_refused() -> None:
    x, y, variance = _areas(0.1)
    with pytest.raises(NotEstimableError, match="collinear"):
        random_effects(x=np.column_stack([x, x[:, 1]]), y=y, variance=variance)
