"""What a planned analysis supposes: taken from a series that exists."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evaluera.data.calendar import parse_period, period_label
from evaluera.data.panel import Panel, SeriesData
from evaluera.errors import DataError, Finding, MethodError, Place
from evaluera.methods.areas import resolve_groups
from evaluera.methods.joining import times, without_weights
from evaluera.methods.moment import ordinal
from evaluera.methods.part import lines_of
from evaluera.methods.refusal import refuse
from evaluera.methods.season import harmonics_for
from evaluera.methods.segmented.segment import named
from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.least_squares import has_noise
from evaluera.numerics.noise import noise_of
from evaluera.numerics.regressors import regressors
from evaluera.results.power_analysis import Assumed

__all__ = ["FEWEST", "Supposed", "supposed"]

FEWEST = 12
"""Fewer periods tell too little about the noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """Which series it is about (outcome, area, label of the first period after) and what is assumed of it."""

    outcome: str
    area: str
    start: str
    assumed: Assumed


def supposed(panel: Panel, *, start: str | None, treated: tuple[str, ...]) -> Supposed:
    """Level, dispersion and autocorrelation of the one series of the panel before the start.

    Raises
    ------
    ParameterError
        An area that the data do not have; a start that cannot be read or lies before the data.
    MethodError
        ``method.plan_several_series`` when it is not one series; ``method.plan_too_short``,
        ``method.plan_no_events`` or ``method.plan_no_variation`` when the noise cannot be seen.
    """
    series = _one_series(panel, treated)
    time = times(series)
    first_after, label = _start(panel, start)
    known = (time < first_after) & ~np.isnan(series.value) & ~series.preliminary
    if int(known.sum()) < FEWEST:
        raise _refused(series, "plan_too_short", n=int(known.sum()), needed=FEWEST)
    return Supposed(
        outcome=series.outcome,
        area=series.area,
        start=label,
        assumed=_assumed(panel, series, time, known, first_after),
    )


def _one_series(panel: Panel, treated: tuple[str, ...]) -> SeriesData:
    groups, findings = resolve_groups(panel, treated=treated)
    weights = without_weights(groups.treated, kind=panel.kind, has_exposure=panel.has_exposure, parameter="treated")
    refuse([*findings, *weights])
    lines = lines_of(panel, groups.treated)
    if len(lines) > 1:
        values = {"outcomes": len(panel.outcomes), "areas": len(panel.areas)}
        raise MethodError(Finding(code="method.plan_several_series", values=values))
    return lines[0].series


def _start(panel: Panel, start: str | None) -> tuple[int, str]:
    """The start as an ordinal and a label; the period after the last figures when none is given."""
    if start is None:
        last = panel.periods[-1]
        return ordinal(last) + 1, period_label(last + 1)
    try:
        period = parse_period(start, frequency=panel.frequency, calendar=panel.calendar)
    except DataError as error:
        refuse([replace(finding, place=Place(parameter="start")) for finding in error.findings])
        raise
    return ordinal(period), period_label(period)


def _assumed(panel: Panel, series: SeriesData, time: Integers, known: Bools, first_after: int) -> Assumed:
    """The noise around a trend and a season; the level of the last year."""
    season_length = panel.season_length
    y, counts = series.value[known], panel.kind == "count"
    if counts and y.sum() == 0.0:
        raise _refused(series, "plan_no_events")
    built = regressors(
        time=time[known],
        first_after=first_after,
        trend=True,
        changes=[],
        season_length=season_length,
        harmonics=harmonics_for(n=len(y), season_length=season_length, harmonics="auto"),
        dummies=False,
        covariates=np.zeros((len(y), 0)),
    )
    residuals = _residuals(series, built.x, y, counts=counts)
    noise = noise_of(residuals=residuals, time=time[known], coefficients=built.x.shape[1], counts=counts)
    if noise.dispersion <= 0.0:
        raise _refused(series, "plan_no_variation")
    return Assumed(
        kind=panel.kind,
        level=float(y[-(season_length or FEWEST) :].mean()) or float(y.mean()),
        dispersion=noise.dispersion,
        autocorrelation=noise.autocorrelation,
        before=int(first_after - time[known][0]),
        known=len(y),
        season_length=season_length,
    )


def _residuals(series: SeriesData, x: Floats, y: Floats, *, counts: bool) -> Floats:
    if not counts:
        basis = orthonormal(x=x)
        left = np.asarray(y - basis.q @ (basis.q.T @ y), dtype=float)
        return left if has_noise(residuals=left, response=y) else np.zeros_like(y)
    try:
        flat = np.zeros_like(y)
        return generalised_linear(x=x, y=y, family="poisson", offset=flat, trials=flat + 1.0).residuals
    except NotEstimableError as error:
        raise _refused(series, "plan_no_variation") from error


def _refused(series: SeriesData, code: str, **values: str | int | float) -> MethodError:
    return MethodError(Finding(code=f"method.{code}", values={"series": named(series), **values}))
