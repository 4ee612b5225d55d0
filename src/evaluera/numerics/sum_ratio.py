"""The ratio of two sums: what it owes to each period, and a course that adds up to a given sum."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["bend", "period_shares"]

_STEPS = 100
_NEAR = 1e-12
_EQUAL = 1e-6
"""Logarithms closer than this: the logarithmic mean is taken by its series."""


def period_shares(*, changed: Floats, unchanged: Floats) -> Floats:
    """Weights w (n, sum 1) with log(sum changed / sum unchanged) = sum w log(changed / unchanged), exactly.

    Each is the logarithmic mean of the period's shares of the two sums. All values must be above zero.

    References: Sato (1976), Review of Economics and Statistics 58:223; Vartia (1976), Scandinavian Journal of
    Economics 78:288.

    >>> period_shares(changed=np.array([10.0, 20.0]), unchanged=np.array([20.0, 40.0])).round(4)
    array([0.3333, 0.6667])
    """
    first, second = changed / changed.sum(), unchanged / unchanged.sum()
    difference = np.log(first / second)
    close = np.abs(difference) < _EQUAL
    mean = np.where(close, np.sqrt(first * second), (first - second) / np.where(close, 1.0, difference))
    return np.asarray(mean / mean.sum(), dtype=float)


def bend(*, course: Floats, since: Floats, total: float) -> float:
    """The rate k with sum course exp(k since) = total: how fast the course must drift to add up to the total.

    ``course`` (n) is above zero, ``since`` (n) at least 1. The logarithm of the sum is convex and rises with k by at
    least 1 per unit, so Newton's method cannot miss.

    >>> round(bend(course=np.array([1.0, 1.0]), since=np.array([1.0, 2.0]), total=6.0), 4)
    0.6931
    """
    level, target, rate = np.log(course), float(np.log(total)), 0.0
    for _ in range(_STEPS):
        terms = level + rate * since
        top = float(terms.max())
        share = np.exp(terms - top)
        move = (target - top - float(np.log(share.sum()))) / float(share @ since / share.sum())
        rate += move
        if abs(move) <= _NEAR:
            break
    return rate
