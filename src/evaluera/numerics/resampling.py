"""Intervals out of resamples."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["percentile_limits"]


def percentile_limits(resampled: Floats, *, confidence: float = 0.95) -> tuple[float, float]:
    """The limits that leave the same share of the resamples on either side (Efron 1982, percentile method).

    >>> percentile_limits(np.arange(101.0), confidence=0.5)
    (25.0, 75.0)
    """
    tail = 50.0 * (1.0 - confidence)
    low, high = np.percentile(resampled, [tail, 100.0 - tail])
    return float(low), float(high)
