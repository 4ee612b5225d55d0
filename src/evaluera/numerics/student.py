"""Quantiles and tails of Student's t, and of the normal where the degrees of freedom are None."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from evaluera.numerics.arrays import Floats

__all__ = ["two_sided_p", "two_sided_quantile", "two_sided_quantiles"]


def two_sided_quantile(*, confidence: float, df: float | None) -> float:
    """The factor k for which estimate ± k · standard error holds with this confidence.

    >>> round(two_sided_quantile(confidence=0.95, df=None), 4)
    1.96
    >>> round(two_sided_quantile(confidence=0.95, df=10), 4)
    2.2281
    """
    upper = 0.5 + confidence / 2.0
    return float(ndtri(upper) if df is None else stdtrit(df, upper))


def two_sided_quantiles(*, confidence: float, df: Floats) -> Floats:
    """The same factor for each of several degrees of freedom.

    >>> two_sided_quantiles(confidence=0.95, df=np.array([10.0, 20.0])).round(4).tolist()
    [2.2281, 2.086]
    """
    return np.asarray(stdtrit(df, 0.5 + confidence / 2.0), dtype=float)


def two_sided_p(*, statistic: Floats, df: Floats | float | None) -> Floats:
    """Twice the smaller tail beyond ``statistic`` (computed as a lower tail, so that tiny values keep their digits)."""
    lower = -np.abs(statistic)
    return np.asarray(2.0 * (ndtr(lower) if df is None else stdtr(df, lower)), dtype=float)
