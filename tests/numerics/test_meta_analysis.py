"""The pooling of estimates against metafor's published numbers and against its own definitions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.known_variance import integrated_variance
from evaluera.numerics.meta_analysis import heterogeneity, integrated_pooling, pooling, tau_grid

BCG = Path(__file__).resolve().parents[2] / "data" / "reference" / "bcg-vaccine-meta" / "bcg.csv"
ONE = np.ones((1, 1))


@pytest.fixture(scope="module")
def trials() -> tuple[np.ndarray, np.ndarray]:
    """Log risk ratios and the diagonal covariance of the thirteen trials."""
    a, b, c, d = pd.read_csv(BCG).drop(columns="trial").to_numpy(dtype=float).T
    return np.log(a / (a + b)) - np.log(c / (c + d)), np.diag(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def test_reml_is_metafors(trials: tuple[np.ndarray, np.ndarray]) -> None:
    found = pooling(estimate=trials[0], covariance=trials[1], between="reml")
    assert found.mean == pytest.approx(-0.714532, abs=5e-7)
    assert found.std_error == pytest.approx(0.179782, abs=5e-7)
    assert found.between == pytest.approx(0.313243, abs=5e-7)
    half = 1.959964 * np.sqrt(found.between + found.std_error**2)
    # metafor stops its search at 1e-5
    assert (found.mean - half, found.mean + half) == pytest.approx((-1.866692, 0.437630), abs=3e-6)


def test_hartung_knapp_is_metafors(trials: tuple[np.ndarray, np.ndarray]) -> None:
    found = pooling(estimate=trials[0], covariance=trials[1], between="reml")
    t12 = 2.178812830
    assert found.df == 12
    assert found.hartung_knapp == pytest.approx(0.180792, abs=5e-7)
    ends = (found.mean - t12 * found.hartung_knapp, found.mean + t12 * found.hartung_knapp)
    assert ends == pytest.approx((-1.108444, -0.320621), abs=2e-6)
    ends = (found.mean - t12 * found.prediction_error, found.mean + t12 * found.prediction_error)
    assert ends == pytest.approx((-1.996017, 0.566953), abs=2e-6)


def test_paule_mandel_is_metafors_up_to_its_tolerance(trials: tuple[np.ndarray, np.ndarray]) -> None:
    found = pooling(estimate=trials[0], covariance=trials[1], between="paule_mandel")
    # metafor's search for the root stops at a tolerance of 1.2e-4; ours solves the equation.
    assert found.between == pytest.approx(0.318094, abs=1e-4)
    assert found.mean == pytest.approx(-0.714970, abs=5e-6)
    weight = 1 / (np.diag(trials[1]) + found.between)
    assert (weight * (trials[0] - found.mean) ** 2).sum() == pytest.approx(12.0, abs=1e-9)


def test_heterogeneity_is_metafors(trials: tuple[np.ndarray, np.ndarray]) -> None:
    found = heterogeneity(estimate=trials[0], covariance=trials[1])
    assert (found.q, found.df) == (pytest.approx(152.23301, abs=5e-6), 12)
    assert found.i_squared == pytest.approx(0.922214, abs=5e-7)


def test_estimates_that_agree_do_not_shrink_the_interval_below_chance() -> None:
    found = pooling(estimate=np.array([0.2, 0.2001, 0.1999]), covariance=0.04 * np.eye(3))
    assert found.between == 0.0
    assert found.hartung_knapp == pytest.approx(np.sqrt(0.04 / 3), rel=1e-12)


def test_areas_that_move_together_are_not_independent_witnesses() -> None:
    y, alone = np.array([-0.2, -0.25, -0.15, -0.22]), 0.01 * np.eye(4)
    together = 0.01 * (0.5 * np.eye(4) + 0.5)
    assert pooling(estimate=y, covariance=together).std_error > 1.5 * pooling(estimate=y, covariance=alone).std_error


def test_correlated_estimates_are_pooled_by_generalised_least_squares() -> None:
    y = np.array([-0.4, 0.1, 0.3, -0.2])
    covariance = np.array([0.04, 0.02, 0.03, 0.05])[:, None] ** 0.5 * (0.7 * np.eye(4) + 0.3)
    covariance = covariance * np.array([0.04, 0.02, 0.03, 0.05]) ** 0.5
    found = pooling(estimate=y, covariance=covariance)
    inverse = np.linalg.inv(covariance + found.between * np.eye(4))
    assert found.mean == pytest.approx((inverse.sum(axis=0) @ y) / inverse.sum(), rel=1e-10)
    assert found.std_error == pytest.approx(inverse.sum() ** -0.5, rel=1e-10)


def test_one_estimate_cannot_be_pooled() -> None:
    with pytest.raises(NotEstimableError, match="no_degrees_of_freedom"):
        pooling(estimate=np.array([0.1]), covariance=np.eye(1))


def test_integrated_weights_are_the_restricted_likelihood(trials: tuple[np.ndarray, np.ndarray]) -> None:
    y, v = trials[0], np.diag(trials[1])
    fitted, tau2 = integrated_pooling(estimate=y, covariance=trials[1])
    _, log_prior = tau_grid()
    log_weight = []
    for variance, prior in zip(tau2, log_prior, strict=True):
        w = 1 / (v + variance)
        mean = (w * y).sum() / w.sum()
        log_weight.append(prior + 0.5 * (np.log(w).sum() - np.log(w.sum()) - (w * (y - mean) ** 2).sum()))
    weight = np.exp(np.array(log_weight) - max(log_weight))
    assert fitted.weight == pytest.approx(weight / weight.sum(), abs=1e-12)
    mixture = fitted.mixture(ONE)
    assert mixture.quantile(0.5)[0] == pytest.approx(-0.7145, abs=0.01)
    below = float(fitted.mixture(ONE, extra=tau2).quantile(0.025)[0])
    assert below < mixture.quantile(0.025)[0] < -0.3


def test_with_nothing_to_learn_from_the_prior_stands_alone() -> None:
    stack = np.array([np.eye(2), 4 * np.eye(2)])
    log_prior = np.log([0.25, 0.75])
    fitted = integrated_variance(x=np.eye(2), y=np.array([1.0, 2.0]), covariance=stack, log_prior=log_prior)
    assert fitted.weight == pytest.approx([0.25, 0.75])


@pytest.mark.parametrize("tau", [0.0, 0.2])
def test_integrated_interval_covers_the_mean_and_a_new_area(tau: float) -> None:
    random = np.random.default_rng(20261123)
    replicates, areas = 250, 6
    mean_covered = new_covered = 0
    for _ in range(replicates):
        v = random.uniform(0.05, 0.3, areas) ** 2
        y = -0.1 + random.normal(0.0, tau, areas) + random.normal(0.0, np.sqrt(v))
        fitted, tau2 = integrated_pooling(estimate=y, covariance=np.diag(v))
        mean, new = fitted.mixture(ONE), fitted.mixture(ONE, extra=tau2)
        mean_covered += bool(mean.quantile(0.025)[0] < -0.1 < mean.quantile(0.975)[0])
        new_covered += bool(new.quantile(0.025)[0] < -0.1 + random.normal(0.0, tau) < new.quantile(0.975)[0])
    # 95 % less two Monte Carlo errors of 1.4 points
    assert mean_covered / replicates >= 0.922
    assert new_covered / replicates >= 0.922
