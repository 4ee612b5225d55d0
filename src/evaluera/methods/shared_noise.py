"""Do areas go up and down together, month by month? Then they are not as many witnesses as they are areas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["shared_noise"]

_FEWEST = 8
"""Periods in common below which a correlation says nothing."""


def shared_noise(result: EffectResult, estimates: Sequence[Estimate]) -> float:
    """The mean correlation between the residuals of the areas' courses (0 when it is negative or cannot be known).

    Residuals are log(observed + 0.5) - log(fitted + 0.5) in the used periods; pairs with fewer than 8 periods in
    common do not count.
    """
    wanted = [(each.outcome, each.area) for each in estimates]
    courses = [each for each in result.courses if (each.outcome, each.area) in wanted]
    periods = sorted({period for course in courses for period in course.periods})
    if len(courses) < 2:
        return 0.0
    rows = np.array([_residuals(course, periods) for course in courses])
    known = np.isfinite(rows)
    filled = np.where(known, rows, 0.0)
    counted = known.astype(float)
    square = filled**2 @ counted.T
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = (filled @ filled.T) / np.sqrt(square * square.T)
    pairs = np.triu(counted @ counted.T >= _FEWEST, k=1) & np.isfinite(correlation)
    return float(min(max(correlation[pairs].mean(), 0.0), 0.99)) if pairs.any() else 0.0


def _residuals(course: Course, periods: Sequence[str]) -> Floats:
    place = {period: i for i, period in enumerate(periods)}
    found = np.full(len(periods), np.nan)
    for period, observed, fitted, used in zip(course.periods, course.observed, course.fitted, course.used, strict=True):
        if used and observed is not None and fitted is not None:
            found[place[period]] = np.log(observed + 0.5) - np.log(fitted + 0.5)
    return found - np.nanmean(found) if np.isfinite(found).any() else found
