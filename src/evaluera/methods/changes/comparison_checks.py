"""The checks of a comparison between areas."""

from __future__ import annotations

import numpy as np

from evaluera.methods.changes.change import Change, Estimator
from evaluera.methods.changes.compared import Compared
from evaluera.methods.checks.autocorrelation import autocorrelation
from evaluera.methods.checks.dispersion import area_dispersion, dispersion, unseen_dispersion
from evaluera.methods.checks.influence import influence
from evaluera.methods.checks.number_of_areas import number_of_areas
from evaluera.methods.checks.number_of_periods import number_of_periods
from evaluera.methods.checks.pre_trend import drift_before, no_pre_trend
from evaluera.methods.segmented.courses import labels
from evaluera.methods.segmented.segment import bounded_exp
from evaluera.methods.window import Window
from evaluera.numerics.contrast import Contrasts
from evaluera.numerics.failure import NotEstimableError
from evaluera.results.diagnostic import Diagnostic

__all__ = ["comparison_checks"]


def comparison_checks(
    areas: Compared,
    change: Change,
    *,
    estimator: Estimator,
    placebo: Estimator,
    confidence: float,
    smallest_change: float,
) -> tuple[Diagnostic, ...]:
    """Periods, areas (or autocorrelation of the series), dispersion, influence of single points, and the time before.

    ``placebo`` is the estimator for a made-up start before the true one (the same, or random effects for ANCOVA, which
    needs a past of its own).
    """
    of_areas = change.unit == "areas"
    sides = [int((areas.used() & side).sum()) for side in (areas.window.before, areas.window.after)]
    periods = number_of_periods(
        before=sides[0],
        after=sides[1],
        season_length=areas.season_length,
        trend=False,
        areas=of_areas,
        outcome=areas.outcome,
        area=areas.area,
    )
    return (
        periods,
        _areas(areas) if of_areas else _autocorrelation(areas, change),
        _dispersion(areas, change),
        *_influence(areas, change, estimator, confidence),
        _time_before(areas, placebo, confidence, smallest_change),
    )


def _areas(areas: Compared) -> Diagnostic:
    return number_of_areas(
        treated=areas.treated_areas, comparison=areas.comparison_areas, outcome=areas.outcome, area=areas.area
    )


def _autocorrelation(areas: Compared, change: Change) -> Diagnostic:
    return autocorrelation(
        residuals=change.residuals, time=areas.time[list(change.points)], outcome=areas.outcome, area=areas.area
    )


def _dispersion(areas: Compared, change: Change) -> Diagnostic:
    if change.between is not None:
        return area_dispersion(between=change.between, outcome=areas.outcome, area=areas.area)
    if areas.counts and change.dispersion is None:
        return unseen_dispersion(outcome=areas.outcome, area=areas.area)
    sides = 1 if change.errors == "controlled_series" else 2
    df = sides * (len(change.points) - 2 - change.event_terms)
    return dispersion(
        dispersion=change.dispersion, df=df, handled=change.df is not None, outcome=areas.outcome, area=areas.area
    )


def _influence(areas: Compared, change: Change, estimator: Estimator, confidence: float) -> tuple[Diagnostic, ...]:
    """Leave out one comparison area, or one period, at a time; nothing to leave out: no check."""
    of_areas = change.unit == "areas"
    kept = [i for i, point in enumerate(change.points) if not of_areas or not areas.treated[point]]
    points = [change.points[i] for i in kept]
    if len(points) < 3:
        return ()

    def refit(index: int) -> Contrasts | None:
        point = points[index]
        less = areas.without_area(point) if of_areas else areas.within(_without_period(areas.window, point))
        try:
            return estimator(less, confidence=confidence).answer
        except NotEstimableError:
            return None

    names = areas.names if of_areas else labels(areas.periods)
    check = influence(
        answer=change.answer,
        approximate=change.deletion[kept],
        refit=refit,
        labels=tuple(names[point] for point in points),
        point="area" if of_areas else "period",
        outcome=areas.outcome,
        area=areas.area,
    )
    return (check,)


def _without_period(window: Window, point: int) -> Window:
    keep = np.arange(len(window.before)) != point
    return Window(before=window.before & keep, after=window.after & keep)


def _time_before(areas: Compared, placebo: Estimator, confidence: float, smallest_change: float) -> Diagnostic:
    """The same comparison with a made-up start in the window before."""
    earlier = areas.placebo()
    if earlier is None:
        return no_pre_trend(null="comparison", outcome=areas.outcome, area=areas.area)
    try:
        answer = placebo(earlier, confidence=confidence).answer
    except NotEstimableError:
        return no_pre_trend(null="comparison", outcome=areas.outcome, area=areas.area)
    edges = np.concatenate([answer.estimate, answer.low, answer.high])
    if areas.counts:
        change, low, high = (bounded_exp(edges) - 1.0).tolist()
    else:
        level = abs(float(np.nanmean(areas.group(True)[0][areas.window.before])))
        change, low, high = (edges / level if level > 0.0 else edges).tolist()
    return drift_before(
        change=change,
        low=low,
        high=high,
        smallest_change=smallest_change,
        against="comparison",
        outcome=areas.outcome,
        area=areas.area,
    )
