"""Noise of the kinds that series really have, drawn many series at a time; marginal variance 1 unless said."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = [
    "autoregressive",
    "first_order",
    "heavy_tailed",
    "random_walk",
    "second_order",
    "with_observation_noise",
]

_WARM_UP = 300
"""Steps that are thrown away, so that the start of a series is as its middle."""


def first_order(random: np.random.Generator, *, series: int, n: int, rho: float) -> Floats:
    """AR(1) noise (series x n) with correlation ``rho`` between neighbours; exact from the first period on."""
    shocks = random.standard_normal((series, n))
    result = np.empty((series, n))
    result[:, 0] = shocks[:, 0]
    spread = np.sqrt(1.0 - rho**2)
    for t in range(1, n):
        result[:, t] = rho * result[:, t - 1] + spread * shocks[:, t]
    return result


def autoregressive(random: np.random.Generator, *, shocks: Floats, one: float, two: float) -> Floats:
    """u_t = one u_(t-1) + two u_(t-2) + shock_t, after shocks (series x n) and a warm-up of normal ones."""
    series, n = shocks.shape
    every = np.concatenate([random.standard_normal((series, _WARM_UP)), shocks], axis=1)
    result = np.zeros((series, _WARM_UP + n))
    result[:, :2] = every[:, :2]
    for t in range(2, _WARM_UP + n):
        result[:, t] = one * result[:, t - 1] + two * result[:, t - 2] + every[:, t]
    return result[:, _WARM_UP:]


def second_order(random: np.random.Generator, *, series: int, n: int, one: float, two: float) -> Floats:
    """AR(2) noise (series x n) with shocks of variance 1."""
    return autoregressive(random, shocks=random.standard_normal((series, n)), one=one, two=two)


def with_observation_noise(random: np.random.Generator, *, series: int, n: int, rho: float) -> Floats:
    """AR(1) plus independent noise of the same variance: (u + e) / sqrt(2)."""
    hidden = first_order(random, series=series, n=n, rho=rho)
    return np.asarray((hidden + random.standard_normal((series, n))) / np.sqrt(2.0), dtype=float)


def heavy_tailed(random: np.random.Generator, *, series: int, n: int, rho: float) -> Floats:
    """AR(1) noise with shocks from Student's t with 4 degrees of freedom, scaled to shock variance 1."""
    shocks = random.standard_t(4.0, (series, n)) / np.sqrt(2.0)
    return autoregressive(random, shocks=shocks, one=rho, two=0.0)


def random_walk(random: np.random.Generator, *, series: int, n: int, step: float) -> Floats:
    """A random walk (series x n) from 0 with steps of standard deviation ``step``."""
    return np.asarray(np.cumsum(step * random.standard_normal((series, n)), axis=1), dtype=float)
