"""The covariances between survey years."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.known_variance import integrated_variance
from evaluera.numerics.student_mixture import StudentMixture
from evaluera.numerics.year_variance import year_covariances


def test_three_kinds_of_every_size_on_top_of_the_samples() -> None:
    variance = np.array([0.01, 0.02, 0.03])
    stack, log_prior = year_covariances(time=np.array([3, 4, 6]), variance=variance, scale=0.5)
    assert np.exp(log_prior).sum() == pytest.approx(1.0)
    beyond = stack - np.diag(variance)
    largest = (5.0 * 0.5) ** 2
    assert beyond[11] == pytest.approx(largest * np.eye(3))
    assert beyond[23][0, 1:] == pytest.approx(largest * np.array([0.6, 0.6**3]))
    walk = beyond[35]
    assert np.trace(walk) == pytest.approx(largest * 3 * 1.05)
    assert walk.sum(axis=0) == pytest.approx(largest * np.full(3, 0.05))


def test_a_walk_grows_with_the_years_between() -> None:
    stack, _ = year_covariances(time=np.array([0, 1, 4]), variance=np.zeros(3), scale=1.0)
    walk = stack[35]

    def apart(i: int, j: int) -> float:
        return float(walk[i, i] + walk[j, j] - 2 * walk[i, j])

    steady = 2 * 25 * 0.05
    assert (apart(0, 2) - steady) / (apart(0, 1) - steady) == pytest.approx(4.0)


def test_the_prior_alone_makes_two_years_say_little() -> None:
    stack, log_prior = year_covariances(time=np.array([0, 1]), variance=np.full(2, 1e-6), scale=0.03)
    x = np.array([[1.0, 0.0], [1.0, 1.0]])
    fitted = integrated_variance(x=x, y=np.array([0.30, 0.25]), covariance=stack, log_prior=log_prior)
    mixture = fitted.mixture(np.array([[0.0, 1.0]]))
    assert mixture.quantile(0.5)[0] == pytest.approx(-0.05, abs=1e-9)
    assert mixture.quantile(0.975)[0] - mixture.quantile(0.025)[0] > 0.2


def test_a_mixture_of_normals_has_normal_quantiles() -> None:
    one = StudentMixture(weight=np.ones(1), centre=np.array([[1.0]]), scale=np.array([[2.0]]), df=float("inf"))
    assert one.quantile(0.975)[0] == pytest.approx(1.0 + 2.0 * 1.959963985, abs=1e-8)
    assert one.spread()[0] == pytest.approx(2.0)
    assert one.two_sided_p(1.0 + 2.0 * 1.959963985)[0] == pytest.approx(0.05, abs=1e-9)
