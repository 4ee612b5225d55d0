"""Monthly counts as crime has them: chance alone, more than chance, and runs of good and bad months."""

from __future__ import annotations

from typing import Literal

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.testing.noise import first_order, random_walk

__all__ = ["CountNoise", "draw_counts", "seasonal_mean"]

CountNoise = Literal["poisson", "negative_binomial", "autocorrelated", "drifting"]

_OVERDISPERSION = 0.1
_RHO, _SPREAD = 0.5, 0.2
_STEP = 0.04


def seasonal_mean(*, n: int, mean: float, season: float, season_length: int = 12) -> Floats:
    """Expected counts (n): ``mean`` with a season of relative amplitude ``season``."""
    angle = 2.0 * np.pi * np.arange(n) / season_length
    return np.asarray(mean * (1.0 + season * np.cos(angle)), dtype=float)


def draw_counts(random: np.random.Generator, *, noise: CountNoise, series: int, mean: Floats) -> Floats:
    """Counts (series x n) around the expected ``mean`` (n).

    ``poisson``: independent. ``negative_binomial``: variance mean + 0.1 mean^2. ``autocorrelated``: a latent log-AR(1)
    of correlation 0.5 and standard deviation 0.2. ``drifting``: a latent random walk of 4 % a month.
    """
    return random.poisson(mean * _factor(random, noise, series, len(mean))).astype(float)


def _factor(random: np.random.Generator, noise: CountNoise, series: int, n: int) -> Floats:
    if noise == "poisson":
        return np.ones((series, n))
    if noise == "negative_binomial":
        return random.gamma(1.0 / _OVERDISPERSION, _OVERDISPERSION, (series, n))
    if noise == "autocorrelated":
        return np.asarray(np.exp(_SPREAD * first_order(random, series=series, n=n, rho=_RHO)), dtype=float)
    walk = random_walk(random, series=series, n=n, step=_STEP)
    return np.asarray(np.exp(walk - walk.mean(axis=1, keepdims=True)), dtype=float)
