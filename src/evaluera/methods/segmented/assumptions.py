"""The checks of one fitted series."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from evaluera.methods.checks.autocorrelation import autocorrelation
from evaluera.methods.checks.dispersion import dispersion
from evaluera.methods.checks.influence import influence
from evaluera.methods.checks.pre_trend import drift_before, no_pre_trend, straight_trend
from evaluera.methods.checks.seasonal_autocorrelation import seasonal_autocorrelation
from evaluera.methods.segmented.courses import labels
from evaluera.methods.segmented.segment import SegmentFit, bounded_exp
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts
from evaluera.numerics.failure import NotEstimableError
from evaluera.results.diagnostic import Diagnostic

__all__ = ["drift_of", "residual_checks", "straightness_of"]

_SPARE = 4
"""Periods that must be left over after the coefficients for the trend before to be looked at."""


def residual_checks(fitted: SegmentFit, *, row: Floats) -> tuple[Diagnostic, ...]:
    """Autocorrelation, season left, dispersion, and influence of single periods on the effect that ``row`` gives."""
    segment, fit = fitted.segment, fitted.fit
    name = {"outcome": segment.series.outcome, "area": segment.series.area}
    time = segment.time[segment.used]
    n, p = segment.sample().x.shape
    return (
        autocorrelation(residuals=fit.residuals, time=time, **name),
        seasonal_autocorrelation(residuals=fit.residuals, time=time, season_length=segment.season_length, **name),
        dispersion(dispersion=fit.dispersion, df=n - p, handled=fit.allows_dispersion, **name),
        _influence(fitted, row),
    )


def _influence(fitted: SegmentFit, row: Floats) -> Diagnostic:
    segment, sample = fitted.segment, fitted.segment.sample()

    def refit(index: int) -> Contrasts | None:
        try:
            again = fitted.model.fit(sample.keep(np.arange(len(sample.y)) != index))
        except NotEstimableError:
            return None
        return again.contrasts(np.atleast_2d(row), confidence=fitted.confidence)

    used = [period for period, keep in zip(segment.series.periods, segment.used, strict=True) if keep]
    return influence(
        answer=fitted.contrasts(row),
        approximate=fitted.fit.deletion @ row,
        refit=refit,
        labels=labels(used),
        point="period",
        outcome=segment.series.outcome,
        area=segment.series.area,
    )


def straightness_of(fitted: SegmentFit) -> Diagnostic:
    """Was the trend before the start a straight line?"""
    segment = fitted.segment
    name = {"outcome": segment.series.outcome, "area": segment.series.area}
    since = (segment.time - segment.first_after).astype(float)
    bend = _before(fitted, np.column_stack([since, since**2]))
    if bend is None:
        return no_pre_trend(null="straight", **name)
    return straight_trend(p_value=float(bend.p_value[0]), **name)


def drift_of(
    fitted: SegmentFit,
    *,
    smallest_change: float,
    against: Literal["level", "comparison"] = "level",
    level: float | None = None,
) -> Diagnostic:
    """How much would the trend before alone have changed the outcome between the windows?

    ``against`` says what the series is compared with; ``level`` is what differences are set in relation to (the mean
    before if left out).
    """
    segment = fitted.segment
    name = {"outcome": segment.series.outcome, "area": segment.series.area}
    time = segment.time.astype(float)
    distance = float(time[segment.after].mean() - time[segment.before].mean())
    drift = _before(fitted, ((time - segment.first_after) / distance)[:, None])
    if drift is None:
        return no_pre_trend(null=against, **name)
    base = float(np.mean(segment.series.value[segment.before])) if level is None else level
    change, low, high = (float(_relative(edge, segment.counts, base)[0]) for edge in _edges(drift))
    return drift_before(change=change, low=low, high=high, smallest_change=smallest_change, against=against, **name)


def _edges(answer: Contrasts) -> tuple[Floats, Floats, Floats]:
    return answer.estimate, answer.low, answer.high


def _relative(values: Floats, counts: bool, level: float) -> Floats:
    return bounded_exp(values) - 1.0 if counts else values / abs(level) if level != 0.0 else values * np.inf


def _before(fitted: SegmentFit, extra: Floats) -> Contrasts | None:
    """Fit the periods before alone with ``extra`` columns (T x m) in place of trend and change; the last column's row.

    None when there are too few periods or the model cannot be fitted to them.
    """
    segment = fitted.segment
    built, before = segment.regressors, segment.before[segment.used]
    gone = {"trend", *built.changes}
    early = built.x[segment.before]
    kept = [i for i, name in enumerate(built.names) if name not in gone and (i == 0 or np.ptp(early[:, i]) > 0.0)]
    x = np.column_stack([built.x[:, kept], extra])
    if int(before.sum()) < x.shape[1] + _SPARE:
        return None
    sample = replace(segment.sample(), x=x[segment.used])
    try:
        fit = fitted.model.fit(sample.keep(before))
    except NotEstimableError:
        return None
    return fit.contrasts(np.eye(x.shape[1])[-1:], confidence=fitted.confidence)
