"""Do areas go up and down together, month by month? Then they are not as many witnesses as they are areas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["correlation_of_areas", "shared_covariance", "shared_noise"]

_TOGETHER = 4
"""Periods in a moving sum."""
_FEWEST = 8
"""Periods in common below which a correlation says nothing."""
_LEAST_OWN = 0.1
"""Part of an area's variance that is its own at least, so that the covariance can be inverted."""


def shared_noise(result: EffectResult, estimates: Sequence[Estimate]) -> float:
    """The mean correlation between the residuals of the areas' courses (0 when it is negative or cannot be known).

    Residuals are log(observed + 0.5) - log(fitted + 0.5) in the used periods, as moving sums of 4 periods: what is
    shared lasts longer than chance in the counts, and so weighs more in a level than in a month. Pairs with fewer than
    8 periods in common do not count. A pair counts by the product of the two precisions (1 / standard error), so that
    the variance of the mean of all areas, which the large areas decide, comes out right.
    """
    weight_of = {(each.outcome, each.area): 1.0 / each.std_error for each in estimates}
    courses = [each for each in result.courses if (each.outcome, each.area) in weight_of]
    periods = sorted({period for course in courses for period in course.periods})
    if len(courses) < 2:
        return 0.0
    return correlation_of_areas(
        np.array([_residuals(course, periods) for course in courses]),
        np.array([weight_of[each.outcome, each.area] for each in courses]),
    )


def correlation_of_areas(residuals: Floats, weight: Floats) -> float:
    """The same from ``residuals`` (areas x periods, NaN where not known) and the precision of each area."""
    rows = np.array([_lasting(each - np.nanmean(each) if np.isfinite(each).any() else each) for each in residuals])
    known = np.isfinite(rows)
    filled = np.where(known, rows, 0.0)
    counted = known.astype(float)
    square = filled**2 @ counted.T
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = (filled @ filled.T) / np.sqrt(square * square.T)
    pairs = np.triu(counted @ counted.T >= _FEWEST, k=1) & np.isfinite(correlation)
    if not pairs.any():
        return 0.0
    mean = np.average(correlation[pairs], weights=np.outer(weight, weight)[pairs])
    return float(min(max(mean, 0.0), 0.99))


def shared_covariance(std_error: Floats, correlation: float) -> Floats:
    """The covariance (k x k) of estimates whose standard errors (k) are partly one and the same noise.

    What hits all areas moves all of them by the same per cent, so it is a variance that they all have, not a share of
    each one's own: S = c 11' + diag(s_i^2 - c), with c such that the mean correlation (a pair counts by the product of
    its precisions) is ``correlation``. With the same correlation for all pairs instead, imprecise areas would count
    with the wrong sign, and the mean would look safer than any of its areas. An area with less variance than c keeps a
    tenth of its own.

    Examples
    --------
    >>> shared_covariance(np.array([0.1, 0.2]), 0.25).round(3).tolist()
    [[0.01, 0.005], [0.005, 0.04]]
    >>> shared_covariance(np.array([0.1, 0.2]), 0.0).round(3).tolist()
    [[0.01, 0.0], [0.0, 0.04]]
    """
    weight = np.outer(1.0 / std_error, 1.0 / std_error)[np.triu_indices(len(std_error), k=1)]
    shared = correlation * float(weight.sum() / (weight**2).sum())
    return np.asarray(shared + np.diag(np.maximum(std_error**2 - shared, _LEAST_OWN * std_error**2)), dtype=float)


def _residuals(course: Course, periods: Sequence[str]) -> Floats:
    place = {period: i for i, period in enumerate(periods)}
    found = np.full(len(periods), np.nan)
    for period, observed, fitted, used in zip(course.periods, course.observed, course.fitted, course.used, strict=True):
        if used and observed is not None and fitted is not None:
            found[place[period]] = np.log(observed + 0.5) - np.log(fitted + 0.5)
    return found


def _lasting(residuals: Floats) -> Floats:
    """Moving sums of neighbouring residuals, NaN where the residual itself is not known."""
    known = np.isfinite(residuals)
    sums = np.convolve(np.where(known, residuals, 0.0), np.ones(_TOGETHER), mode="full")[: len(residuals)]
    return np.where(known, sums, np.nan)
