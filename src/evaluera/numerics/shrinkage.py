"""Empirical Bayes: how much of a high level is chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["Shrunk", "shrunk"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shrunk:
    """``level`` (k): each observed level drawn towards ``mean``, that of all; ``weight`` (k) of the mean.

    ``between`` is the variance of true levels.
    """

    level: Floats
    weight: Floats
    mean: float
    between: float


def shrunk(*, level: Floats, variance: Floats, all_levels: Floats, all_variances: Floats) -> Shrunk:
    """Draw levels (k) with chance ``variance`` (k) towards the distribution of all levels (J >= 2).

    The expected true level is w m + (1 - w) x with w = variance / (variance + between) (Hauer 1997,
    chapter 11, for any chance variance); m is the mean of all and ``between`` their variance less their mean
    chance variance, at least 0.

    Examples
    --------
    >>> found = shrunk(
    ...     level=np.array([16.0]),
    ...     variance=np.array([10.0]),
    ...     all_levels=np.array([5.0, 10.0, 15.0]),
    ...     all_variances=np.full(3, 15.0),
    ... )
    >>> found.between, found.level
    (10.0, array([13.]))
    """
    between = max(0.0, float(np.var(all_levels, ddof=1) - np.mean(all_variances)))
    total = variance + between
    weight = np.divide(variance, total, out=np.zeros_like(variance), where=total > 0.0)
    mean = float(np.mean(all_levels))
    return Shrunk(level=weight * mean + (1.0 - weight) * level, weight=weight, mean=mean, between=between)
