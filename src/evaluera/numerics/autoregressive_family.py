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
    pairs = [(first, second) for first in FIRST for second in SECOND]
    weight = np.array([(1.0 - first) ** -0.5 / (1.0 - second**2) for first, second in pairs])
    if steps[-1] == len(steps) - 1:
        return _unbroken(np.array(pairs), len(steps), weight)
    time = np.array(steps)
    distance = np.abs(time[:, None] - time[None, :])
    matrices = [_correlations(first, second, int(time[-1]))[distance] for first, second in pairs]
    return covariances(np.array(matrices), weight=weight)


def _unbroken(pairs: Floats, n: int, weight: Floats) -> Covariances:
    """Without gaps the whitening is known: each period minus what the two before it say, over what is then left."""
    first, second = pairs.T
    left = np.sqrt([np.ones_like(first), 1.0 - first**2, (1.0 - first**2) * (1.0 - second**2)])
    whiten = np.zeros((len(pairs), n, n))
    whiten[:, 0, 0] = 1.0
    if n > 1:
        whiten[:, 1, 1], whiten[:, 1, 0] = 1.0 / left[1], -first / left[1]
    rows = np.arange(2, n)
    whiten[:, rows, rows] = (1.0 / left[2])[:, None]
    whiten[:, rows, rows - 1] = (-first * (1.0 - second) / left[2])[:, None]
    whiten[:, rows, rows - 2] = (-second / left[2])[:, None]
    return Covariances(
        whiten=whiten,
        half_log_determinant=-np.log(np.diagonal(whiten, axis1=1, axis2=2)).sum(axis=1),
        log_prior=np.log(weight / weight.sum()),
        autocorrelation=first if n > 1 else np.zeros(len(pairs)),
    )


def _correlations(first: float, second: float, longest: int) -> Floats:
    """Autocorrelations at lags 0 ... longest of the AR(2) with these partial autocorrelations."""
    one, two = first * (1.0 - second), second
    result = np.ones(longest + 2)
    result[1] = first
    for lag in range(2, longest + 1):
        result[lag] = one * result[lag - 1] + two * result[lag - 2]
    return result[: longest + 1]
