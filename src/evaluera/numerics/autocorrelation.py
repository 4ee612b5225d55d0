"""Does a series of residuals resemble itself some periods later?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from evaluera.numerics.arrays import Floats, Integers

__all__ = ["Autocorrelation", "portmanteau"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Autocorrelation:
    """``correlations`` at the asked lags and ``p_value`` of the joint test that all of them are zero."""

    correlations: Floats
    p_value: float


def portmanteau(*, residuals: Floats, time: Integers, lags: Integers) -> Autocorrelation:
    """Autocorrelations at ``lags`` and the Ljung-Box test of them together.

    ``time`` (n, increasing) gives the true distance; only pairs that are exactly so far apart count, so a gap is never
    bridged. The chi-square reference is approximate for residuals of a regression: it finds somewhat too little.
    Reference: Ljung and Box (1978), Biometrika 65:297.
    """
    position = time - time[0]
    grid = np.zeros(int(position[-1]) + 1)
    grid[position] = residuals
    total = float(residuals @ residuals)
    n = len(residuals)
    correlations = np.array([_lagged(grid, int(lag)) / total for lag in lags])
    statistic = n * (n + 2.0) * float((correlations**2 / (n - lags)).sum())
    return Autocorrelation(correlations=correlations, p_value=float(chdtrc(len(lags), statistic)))


def _lagged(grid: Floats, lag: int) -> float:
    return float(grid[lag:] @ grid[:-lag]) if lag < len(grid) else 0.0
