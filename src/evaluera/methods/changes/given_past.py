"""Areas that were chosen for their past are compared given that past: how much of a high level passes by itself?"""

from __future__ import annotations

import numpy as np

from evaluera.methods.changes.area_changes import (
    Side,
    columns,
    contrast,
    least_squares_change,
    mean_of,
    of_areas,
    side_of,
)
from evaluera.methods.changes.change import Change
from evaluera.methods.changes.compared import Compared
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.least_squares import least_squares
from evaluera.numerics.random_effects import random_effects
from evaluera.numerics.random_effects_counts import random_effects_counts

__all__ = ["ancova", "ancova_counts", "history_of", "mean_changes_given_past", "small_counts"]

_LARGE = 100.0
"""Events of an area in a window from which the logarithm of a count plus one half does no harm."""
_MOST_EQUAL = 10.0
"""The constant of :func:`_level` is at most so many times the mean count: areas that hardly differ."""
_LEAST_CONSTANT = 0.5


def ancova(areas: Compared, *, confidence: float) -> Change:
    """Random effects given the past: log count after on the treatment, the last year's and the earlier log count.

    The comparison areas themselves show how much of a high last year is passing. Variance 1/b_i + tau^2, t(N - 4).
    Fails with small counts (use ``ancova_counts``): with a median of 20 events a year in areas chosen for their level
    the log ratio is 0.05 too high, and 90 % of the intervals hold the truth.

    Raises NotEstimableError("no_history") without a calendar season or without more than a year before.
    """
    last_year, earlier = history_of(areas)
    recent, past, after = side_of(areas, last_year), side_of(areas, earlier), side_of(areas, areas.window.after)
    x = np.column_stack([columns(areas), recent.log_rate, past.log_rate])
    fit = random_effects(x=x, y=after.log_rate, variance=1.0 / after.count)
    answer = contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
    return of_areas(areas, fit, answer, answer, errors="ancova", estimand="change_given_the_past")


def ancova_counts(areas: Compared, *, confidence: float) -> Change:
    """The same for small counts: a log-linear model of the counts themselves, given the areas' expected levels.

    Two things bias ``ancova`` when counts are small. The logarithm of a count after plus one half, weighed by that
    count, is too low for areas that happen to have few: here the count itself is the response, with variance
    m + tau^2 m^2. And how much of a high year passes depends on how small the area is, so that the line through the
    many small comparison areas is no guide to the treated ones: here the past enters as the level that is expected of
    an area with such a count (see :func:`_level`), which is straight. t(N - 4).

    Raises NotEstimableError("no_history") as ``ancova``, and "no_convergence" without events after in a group.
    """
    last_year, earlier = history_of(areas)
    recent, past, after = side_of(areas, last_year), side_of(areas, earlier), side_of(areas, areas.window.after)
    x = np.column_stack([columns(areas), _level(recent), _level(past)])
    fit = random_effects_counts(x=x, y=after.raw, offset=np.log(after.exposure))
    answer = contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
    return of_areas(areas, fit, answer, answer, errors="ancova_counts", estimand="change_given_the_past")


def small_counts(areas: Compared) -> bool:
    """Whether the logarithm of counts is no good guide: the past says that half of the areas have few events.

    Fewer than 100 in the last year before, or to be expected at that rate in the window after. False when one of the
    groups has no events after, for then there is nothing to fit a model of counts to.
    """
    recent, after = side_of(areas, history_of(areas)[0]), side_of(areas, areas.window.after)
    fewest = min(float(np.median(recent.raw)), float(np.median(recent.raw / recent.exposure * after.exposure)))
    seen = all(after.raw[group].sum() > 0.0 for group in (areas.treated, ~areas.treated))
    return fewest < _LARGE and seen


def _level(side: Side) -> Floats:
    """The logarithm (N) of the rate to be expected of each area after its count, up to a constant.

    With rates from a gamma distribution of mean m and shape a it is log((count + a) / (exposure + a / m)); a from the
    variance of the counts beyond chance. What is estimated from it has a slope of its own, so only the bend matters.

    Reference: Hauer (1997), Observational before-after studies in road safety, section 11.2.
    """
    mean = float(side.raw.sum() / side.exposure.sum())
    if mean <= 0.0:
        return side.log_rate
    spread = float(((side.raw - mean * side.exposure) ** 2 - side.raw).sum() / (side.exposure**2).sum())
    largest = _MOST_EQUAL * float(side.raw.mean())
    shape = max(mean**2 / max(spread, mean**2 / largest), _LEAST_CONSTANT)
    return np.asarray(np.log((side.raw + shape) / (side.exposure + shape / mean)), dtype=float)


def history_of(areas: Compared) -> tuple[Bools, Bools]:
    """The last year before the start and what lies before it (T each)."""
    season = areas.season_length
    places = np.flatnonzero(areas.window.before)
    if season is None or len(places) <= season:
        raise NotEstimableError("no_history")
    last_year, earlier = np.zeros_like(areas.window.before), np.zeros_like(areas.window.before)
    last_year[places[-season:]], earlier[places[:-season]] = True, True
    return last_year, earlier


def mean_changes_given_past(areas: Compared, *, confidence: float) -> Change:
    """Rates, shares and means: the mean after on the treatment, the last year's and the earlier mean, t(N - 4)."""
    last_year, earlier = history_of(areas)
    recent, past, after = (mean_of(areas, side) for side in (last_year, earlier, areas.window.after))
    d = areas.treated.astype(float)
    fit = least_squares(x=np.column_stack([np.ones_like(d), d, recent, past]), y=after)
    return least_squares_change(areas, fit, errors="ancova", estimand="change_given_the_past", confidence=confidence)
