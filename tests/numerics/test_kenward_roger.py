"""Kenward and Roger's corrections against their formulas with every derivative taken numerically."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autoregression import Autoregression, autoregression_at, reml_autoregression
from evaluera.numerics.kenward_roger import small_sample

TIMES = {"complete": np.arange(30), "gaps": np.delete(np.arange(36), [3, 4, 11, 20, 21, 30])}


def series(time: Integers, seed: int = 3) -> tuple[Floats, Floats]:
    n = len(time)
    x = np.column_stack([np.ones(n), time, time >= 18, np.cos(2 * np.pi * time / 12)]).astype(float)
    noise = np.random.default_rng(seed).normal(size=n)
    for i in range(1, n):
        noise[i] += 0.5 * noise[i - 1]
    return x, 3.0 + 0.1 * time + 2.0 * noise


def covariance(theta: Floats, time: Integers) -> Floats:
    return theta[0] * theta[1] ** np.abs(time[:, None] - time[None, :])


def by_differences(x: Floats, time: Integers, fit: Autoregression) -> tuple[Floats, Floats, Floats]:
    """Covariance, adjusted covariance and 2 / df of each coefficient, from V(theta) alone."""
    theta = np.array([fit.innovations @ fit.innovations / fit.df, fit.rho])
    h = np.array([1e-4 * theta[0], 1e-4])
    step = np.diag(h)

    def inverse(at: Floats) -> Floats:
        return np.linalg.inv(covariance(at, time))

    v, vi = covariance(theta, time), inverse(theta)
    change = [(inverse(theta + step[i]) - inverse(theta - step[i])) / (2 * h[i]) for i in range(2)]
    second = [
        [
            sum(
                a * b * covariance(theta + a * step[i] + b * step[j], time)
                for a, b in itertools.product((-1.0, 1.0), repeat=2)
            )
            / (4 * h[i] * h[j])
            for j in range(2)
        ]
        for i in range(2)
    ]
    c = np.linalg.inv(x.T @ vi @ x)
    p = [x.T @ each @ x for each in change]
    q = [[x.T @ a @ v @ b @ x for b in change] for a in change]
    information = np.array(
        [
            [
                0.5 * np.trace(change[i] @ v @ change[j] @ v)
                - np.trace(c @ q[i][j])
                + 0.5 * np.trace(c @ p[i] @ c @ p[j])
                for j in range(2)
            ]
            for i in range(2)
        ]
    )
    w = np.linalg.inv(information)
    inner = sum(
        w[i, j] * (q[i][j] - p[i] @ c @ p[j] - 0.25 * x.T @ vi @ second[i][j] @ vi @ x)
        for i, j in itertools.product(range(2), repeat=2)
    )

    def of_beta(at: Floats) -> Floats:
        return np.diag(np.linalg.inv(x.T @ inverse(at) @ x))

    slope = np.array([(of_beta(theta + step[i]) - of_beta(theta - step[i])) / (2 * h[i]) for i in range(2)])
    spread = np.einsum("ik,ij,jk->k", slope, w, slope) / np.diag(c) ** 2
    return c, c + 2 * c @ inner @ c, spread


@pytest.mark.parametrize("name", TIMES)
@pytest.mark.parametrize("rho", [None, -0.4, 0.85])
def test_against_numerical_derivatives(name: str, rho: float | None) -> None:
    """Central differences with steps of 1e-4 are right to about 1e-7 of each matrix; 1e-5 leaves room for inverses."""
    time = TIMES[name]
    x, y = series(time)
    fit = reml_autoregression(x=x, y=y, time=time) if rho is None else autoregression_at(x=x, y=y, time=time, rho=rho)
    ours, theirs = small_sample(x=x, time=time, fit=fit), by_differences(x, time, fit)
    assert ours.covariance == pytest.approx(fit.covariance, rel=1e-9)
    assert ours.covariance == pytest.approx(theirs[0], rel=1e-8)
    size = np.sqrt(np.outer(np.diag(theirs[1]), np.diag(theirs[1])))
    assert ours.adjusted / size == pytest.approx(theirs[1] / size, abs=1e-5)
    assert 2.0 / ours.df(np.eye(4)) == pytest.approx(theirs[2], rel=1e-5)


def test_without_autocorrelation_the_derivatives_are_those_of_rho_zero() -> None:
    x, y = series(TIMES["complete"])
    zero = small_sample(x=x, time=TIMES["complete"], fit=autoregression_at(x=x, y=y, time=TIMES["complete"], rho=0.0))
    near = small_sample(x=x, time=TIMES["complete"], fit=autoregression_at(x=x, y=y, time=TIMES["complete"], rho=1e-7))
    assert zero.adjusted == pytest.approx(near.adjusted, rel=1e-5)


def test_units_of_response_and_regressors_change_nothing() -> None:
    time = TIMES["gaps"]
    x, y = series(time)
    scale = np.array([1.0, 1e-4, 1e5, 3.0])
    plain = small_sample(x=x, time=time, fit=reml_autoregression(x=x, y=y, time=time))
    scaled = small_sample(x=x * scale, time=time, fit=reml_autoregression(x=x * scale, y=1e6 * y, time=time))
    assert scaled.adjusted == pytest.approx(1e12 * plain.adjusted / np.outer(scale, scale), rel=1e-6)
    assert scaled.df(np.eye(4)) == pytest.approx(plain.df(np.eye(4)), rel=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_degrees_of_freedom_never_exceed_those_of_least_squares(seed: int) -> None:
    time = TIMES["complete"]
    x, y = series(time, seed)
    df = small_sample(x=x, time=time, fit=reml_autoregression(x=x, y=y, time=time)).df(np.eye(4))
    assert (df > 0.0).all()
    assert (df <= 26.0 + 1e-9).all()
