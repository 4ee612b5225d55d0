"""REML AR(1): against the likelihood written out in full, with and without gaps in time."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autoregression import reml_autoregression
from evaluera.numerics.failure import NotEstimableError


def _series(rho: float, n: int, seed: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    noise = np.empty(n)
    noise[0] = random.standard_normal() / np.sqrt(1 - rho**2)
    for i in range(1, n):
        noise[i] = rho * noise[i - 1] + random.standard_normal()
    time = np.arange(n)
    x = np.column_stack([np.ones(n), time, time >= n // 2]).astype(float)
    return x, x @ np.array([5.0, 0.1, -2.0]) + noise


def _minus_log_likelihood(rho: float, x: Floats, y: Floats, time: Integers) -> float:
    """The profiled restricted likelihood with the full covariance matrix."""
    v = np.sign(rho) ** np.abs(np.subtract.outer(time, time)) * np.abs(rho) ** np.abs(np.subtract.outer(time, time))
    inverse = np.linalg.inv(v)
    information = x.T @ inverse @ x
    b = np.linalg.solve(information, x.T @ inverse @ y)
    rss = (y - x @ b) @ inverse @ (y - x @ b)
    df = len(y) - x.shape[1]
    return float(0.5 * (df * np.log(rss) + np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1]))


@pytest.mark.parametrize(("rho", "seed"), [(0.6, 1), (0.0, 2), (-0.5, 3), (0.9, 4)])
@pytest.mark.parametrize("missing", [(), (5,), (3, 4, 5, 20), (0, 11, 13, 39)])
def test_it_maximises_the_restricted_likelihood(rho: float, seed: int, missing: tuple[int, ...]) -> None:
    x, y = _series(rho, 40, seed)
    keep = ~np.isin(np.arange(40), missing)
    x, y, time = x[keep], y[keep], np.arange(40)[keep]
    fit = reml_autoregression(x=x, y=y, time=time)
    grid = np.linspace(-0.98, 0.98, 393)
    best = min(_minus_log_likelihood(each, x, y, time) for each in grid)
    assert _minus_log_likelihood(fit.rho, x, y, time) <= best + 1e-9


@pytest.mark.parametrize("missing", [(), (7, 8, 22)])
def test_estimates_are_those_of_the_full_covariance_matrix(missing: tuple[int, ...]) -> None:
    x, y = _series(0.5, 36, 9)
    keep = ~np.isin(np.arange(36), missing)
    x, y, time = x[keep], y[keep], np.arange(36)[keep]
    fit = reml_autoregression(x=x, y=y, time=time)
    inverse = np.linalg.inv(fit.rho ** np.abs(np.subtract.outer(time, time)))
    information = x.T @ inverse @ x
    b = np.linalg.solve(information, x.T @ inverse @ y)
    residuals = y - x @ b
    assert fit.coefficients == pytest.approx(b, rel=1e-9)
    expected = np.linalg.inv(information) * (residuals @ inverse @ residuals) / fit.df
    assert fit.covariance == pytest.approx(expected, rel=1e-9)
    assert fit.innovations @ fit.innovations == pytest.approx(residuals @ inverse @ residuals, rel=1e-9)


def test_deletion_is_exact_at_the_same_autocorrelation() -> None:
    x, y = _series(0.5, 30, 11)
    time = np.arange(30)
    fit = reml_autoregression(x=x, y=y, time=time)
    for left_out in (0, 14, 15, 29):
        keep = time != left_out
        inverse = np.linalg.inv(fit.rho ** np.abs(np.subtract.outer(time[keep], time[keep])))
        b = np.linalg.solve(x[keep].T @ inverse @ x[keep], x[keep].T @ inverse @ y[keep])
        assert fit.deletion[left_out] == pytest.approx(b - fit.coefficients, abs=1e-9)


def test_a_series_without_noise_is_refused() -> None:
    x, _ = _series(0.0, 20, 1)
    with pytest.raises(NotEstimableError, match="no_variation"):
        reml_autoregression(x=x, y=x @ np.array([1.0, 2.0, 3.0]), time=np.arange(20))


def test_as_many_coefficients_as_observations_are_refused() -> None:
    with pytest.raises(NotEstimableError, match="no_degrees_of_freedom"):
        reml_autoregression(x=np.eye(3), y=np.arange(3.0), time=np.arange(3))
