"""Error covariances with second-order autocorrelation."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.covariances import Covariances, covariances

__all__ = ["autoregressive_covariances"]

FIRST = tuple(np.linspace(-0.3, 0.98, 17).tolist())
SECOND = tuple(np.linspace(-0.6, 0.8, 8).tolist())

_KEPT = 3
"""Patterns whose factors are kept: 16 MB each for 120 months."""


def autoregressive_covariances(*, time: Integers) -> Covariances:
    """A grid of stationary AR(2) correlations over their partial autocorrelations p1 and p2.

    p1 in -0.3 ... 0.98 (17 points), p2 in -0.6 ... 0.8 (8 points), prior (1 - p1)^(-1/2) / (1 - p2^2), which leans
    towards strong autocorrelation. ``time`` (n, whole numbers, increasing) may have gaps: distances are the true ones.

    Reference: Barndorff-Nielsen and Schou (1973), J Multivariate Analysis 3:408 (AR(p) by partial autocorrelations).
    """
    return _factored(tuple((np.asarray(time) - time[0]).tolist()))


@lru_cache(maxsize=_KEPT)
def _factored(steps: tuple[int, ...]) -> Covariances:
    time = np.array(steps)
    distance = np.abs(time[:, None] - time[None, :])
    matrices, weight = [], []
    for first in FIRST:
        for second in SECOND:
            matrices.append(_correlations(first, second, int(time[-1]))[distance])
            weight.append((1.0 - first) ** -0.5 / (1.0 - second**2))
    return covariances(np.array(matrices), weight=np.array(weight))


def _correlations(first: float, second: float, longest: int) -> Floats:
    """Autocorrelations at lags 0 ... longest of the AR(2) with these partial autocorrelations."""
    one, two = first * (1.0 - second), second
    result = np.ones(longest + 2)
    result[1] = first
    for lag in range(2, longest + 1):
        result[lag] = one * result[lag - 1] + two * result[lag - 2]
    return result[: longest + 1]
