"""Is one Poisson rate larger than another? The E-test, which estimates the common rate and adds up what is as rare."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, ndtr

from evaluera.numerics.arrays import Floats

__all__ = ["e_test"]

_REACH = 9.0
"""Standard deviations around the mean that are added up; what lies outside is below 1e-15."""

_MANY = 4000.0
"""With more events than this the score statistic is normal to four decimals, and adding up takes too long."""

_AS_RARE = 1.0 - 1e-12


def e_test(*, first: float, second: float, first_exposure: float = 1.0, second_exposure: float = 1.0) -> float:
    """The two-sided p-value that two totals come from the same rate.

    ``first`` and ``second`` are events over an exposure (periods, person-time). The statistic is the difference of the
    rates over its standard error at the common rate (the score statistic). Its distribution is that of two Poisson
    numbers at the rate estimated from both totals, added up over all pairs.

    Assumes Poisson: events that do not come in clusters or waves. Less conservative than the exact conditional test.

    Reference: Krishnamoorthy and Thomson (2004), J Stat Plan Inference 119:23-35, equations 3.5 and 3.6.

    >>> round(e_test(first=6, second=2), 4), round(e_test(first=0, second=3), 4)
    (0.1749, 0.0884)
    """
    total = first + second
    if total == 0.0:
        return 1.0
    share = first_exposure / (first_exposure + second_exposure)
    seen = abs(float(_statistic(np.array(first), np.array(second), first_exposure, second_exposure)))
    if total > _MANY:
        return 2.0 * float(ndtr(-seen))
    (ones, one_probability), (others, other_probability) = _poisson(total * share), _poisson(total * (1.0 - share))
    rare = np.abs(_statistic(ones[:, None], others[None, :], first_exposure, second_exposure)) >= seen * _AS_RARE
    return min(1.0, float(one_probability @ rare @ other_probability))


def _statistic(first: Floats, second: Floats, first_exposure: float, second_exposure: float) -> Floats:
    difference = first / first_exposure - second / second_exposure
    variance = (first + second) / (first_exposure * second_exposure)
    return np.asarray(difference / np.sqrt(np.where(variance > 0.0, variance, 1.0)), dtype=float)


def _poisson(mean: float) -> tuple[Floats, Floats]:
    """The numbers that can come up and their probabilities."""
    half = _REACH * np.sqrt(mean) + _REACH**2
    number = np.arange(max(0.0, np.floor(mean - half)), np.ceil(mean + half) + 1.0)
    return number, np.exp(number * np.log(mean) - mean - gammaln(number + 1.0))
