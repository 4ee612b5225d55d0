"""One series with the regressors of its plan."""

from __future__ import annotations

from typing import Literal

import numpy as np

from evaluera.data.panel import Bools, Floats, SeriesData
from evaluera.methods.event_terms import event_terms, told_apart
from evaluera.methods.joining import times
from evaluera.methods.known_events import left_out
from evaluera.methods.refusal import refuse
from evaluera.methods.season import DUMMIES_NEED, harmonics_for
from evaluera.methods.segmented.occasions import dose_of
from evaluera.methods.segmented.options import InterruptedTimeSeriesParams
from evaluera.methods.segmented.plan import Plan
from evaluera.methods.segmented.segment import Segment, observed_periods, refused
from evaluera.methods.shapes.shape import Impact
from evaluera.methods.window import Window, resolve_window
from evaluera.numerics.arrays import Integers
from evaluera.numerics.regressors import Named, Regressors, regressors, step

__all__ = ["SHORT", "segment_of"]

SHORT = 12
"""Below so many periods only a step in the level is estimated."""
_FEWEST_BEFORE = 3
_SPARE = 2


def segment_of(series: SeriesData, plan: Plan) -> Segment:
    """The series with its regressors.

    Raises
    ------
    MethodError
        It is too short for the model, or the options do not fit it.
    """
    time = times(series)
    window = _window(series, time, plan)
    used = observed_periods(series, window)
    impact = _impact(series, used, time, plan)
    built, inseparable = _with_others(series, used, time, impact, plan)
    segment = Segment(
        series=series,
        time=time,
        kind=plan.panel.kind,
        season_length=plan.panel.season_length,
        window=window,
        used=used,
        first_after=plan.moment.first_after,
        regressors=built,
        impact=impact,
        inseparable=inseparable,
    )
    _long_enough(segment, plan)
    return segment


def _window(series: SeriesData, time: Integers, plan: Plan) -> Window:
    """The periods that take part; those of an excluded event do not."""
    params = plan.params
    window, findings = resolve_window(
        time=time,
        preliminary=series.preliminary,
        moment=plan.moment,
        before=params.before,
        after=params.after,
        include_preliminary=params.include_preliminary,
    )
    refuse(findings)
    out = left_out(plan.events, time)
    return Window(before=window.before & ~out, after=window.after & ~out)


def _impact(series: SeriesData, used: Bools, time: Integers, plan: Plan) -> Impact:
    """The columns of the shape; a dose must be known in every used period."""
    first = plan.moment.first_after
    dose = dose_of(series, plan.dose, name=plan.params.dose, time=time, first=first)
    if dose is not None:
        name = plan.params.dose or ""
        missing = int(np.isnan(dose[used]).sum())
        if missing:
            raise refused(series, "covariate_missing", {"name": name, "periods": missing})
        if not dose[used].any():
            raise refused(series, "covariate_constant", {"name": name})
    return plan.shape.impact(time, plan.occasion.with_dose(dose))


def _with_others(
    series: SeriesData, used: Bools, time: Integers, impact: Impact, plan: Plan
) -> tuple[Regressors, tuple[str, ...]]:
    """The design matrix, and the names of the events whose step cannot be told from the rest of it."""
    built = _regressors(series, used, time, impact, [], plan)
    terms = event_terms(plan.events, time=time, used=used, x=built.x)
    others = list(terms.columns)
    if others:
        built = _regressors(series, used, time, impact, others, plan)
    for further in plan.further:
        column = step(time, further.first)
        if np.ptp(column[used]) == 0.0:
            continue
        if not told_apart(column[used], built.x[used]):
            raise refused(series, "start_inseparable", {"start": further.label})
        others.append((further.column, column))
        built = _regressors(series, used, time, impact, others, plan)
    return built, terms.inseparable


def _regressors(
    series: SeriesData, used: Bools, time: Integers, impact: Impact, others: list[Named], plan: Plan
) -> Regressors:
    params, season_length, n = plan.params, plan.panel.season_length, int(used.sum())
    if params.season == "dummies" and n < DUMMIES_NEED:
        raise refused(series, "too_few_for_dummies", {"n": n, "needed": DUMMIES_NEED})
    return regressors(
        time=time,
        first_after=plan.moment.first_after,
        trend=not params.controlled or params.trend_difference,
        changes=[(change.column, change.values) for change in impact.changes],
        others=others,
        season_length=season_length,
        harmonics=harmonics_for(n=n, season_length=season_length, harmonics=_pairs(params)),
        dummies=params.season == "dummies",
        covariates=_covariates(series, used, plan),
    )


def _pairs(params: InterruptedTimeSeriesParams) -> Literal["auto"] | int:
    """The season cancels against a comparison unless it is asked for."""
    return 0 if params.controlled and params.harmonics == "auto" else params.harmonics


def _covariates(series: SeriesData, used: Bools, plan: Plan) -> Floats:
    """The chosen covariates (T x c): known in every used period, and not the same throughout."""
    columns = series.covariates[:, list(plan.columns)]
    for name, column in zip(plan.params.covariates, columns[used].T, strict=True):
        if np.isnan(column).any():
            raise refused(series, "covariate_missing", {"name": name, "periods": int(np.isnan(column).sum())})
        if np.ptp(column) == 0.0:
            raise refused(series, "covariate_constant", {"name": name})
    return columns


def _long_enough(segment: Segment, plan: Plan) -> None:
    before, after, active = (int(each.sum()) for each in (segment.before, segment.after, segment.active))
    n = before + after
    if plan.shape.name != "level" and n < SHORT:
        raise refused(segment.series, "too_few_for_shape", {"n": n, "needed": SHORT, "shape": plan.shape.name})
    if before < _FEWEST_BEFORE or active < plan.shape.fewest:
        counted = {"before": before, "after": active}
        needed = {"needed_before": _FEWEST_BEFORE, "needed_after": plan.shape.fewest}
        raise refused(segment.series, "too_few_periods", {**counted, **needed})
    coefficients = len(segment.regressors.names)
    if n < coefficients + _SPARE:
        raise refused(segment.series, "too_many_coefficients", {"n": n, "coefficients": coefficients})
