"""Newey-West: a covariance of least squares that allows for autocorrelation up to a lag."""

from __future__ import annotations

import math

import numpy as np

from evaluera.numerics.arrays import Floats, Integers

__all__ = ["newey_west_covariance", "newey_west_lag"]


def newey_west_lag(*, n: int) -> int:
    """Largest lag: the whole part of 4 (n / 100)^(2/9), the rule of Newey and West (1994) for Bartlett weights.

    >>> newey_west_lag(n=59)
    3
    """
    return math.floor(4.0 * math.pow(n / 100.0, 2.0 / 9.0))


def newey_west_covariance(
    *, x: Floats, residuals: Floats, unscaled: Floats, time: Integers, lag: int, corrected: bool = False
) -> Floats:
    """The sandwich (X'X)^-1 S (X'X)^-1 with Bartlett weights 1 - l / (lag + 1).

    ``time`` (n, increasing) gives the true distance: a pair of observations counts at lag l only when l periods lie
    between them, whatever is missing. ``corrected`` multiplies by n / (n - p).

    When not to use: short series; measured coverage of its 95 % intervals is 43-59 % with 24-100 periods.
    Reference: Newey and West (1987), Econometrica 55:703, eq. 5.
    """
    n, p = x.shape
    position = time - time[0]
    scores = np.zeros((int(position[-1]) + 1, p))
    scores[position] = x * residuals[:, None]
    middle = scores.T @ scores
    for step in range(1, min(lag, len(scores) - 1) + 1):
        cross = scores[step:].T @ scores[:-step]
        middle += (1.0 - step / (lag + 1.0)) * (cross + cross.T)
    covariance = unscaled @ middle @ unscaled
    return np.asarray(covariance * n / (n - p) if corrected else covariance, dtype=float)
