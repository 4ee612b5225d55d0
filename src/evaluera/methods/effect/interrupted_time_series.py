"""Did the level change when the initiative began, compared with where the earlier development pointed?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from evaluera.data.panel import Bools, Floats, Panel, SeriesData
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding, Place
from evaluera.methods.areas import resolve_groups
from evaluera.methods.assembling import assembled
from evaluera.methods.choices import WindowParams
from evaluera.methods.error_models.catalogue import ErrorName, error_model
from evaluera.methods.error_models.model import ErrorModel
from evaluera.methods.joining import times, without_weights
from evaluera.methods.method import Names, Params
from evaluera.methods.moment import Moment, resolve_moment
from evaluera.methods.options import nearest
from evaluera.methods.part import Line, Part, each_part, lines_of, rows_of
from evaluera.methods.refusal import refuse
from evaluera.methods.season import DUMMIES_NEED, harmonics_for, season_findings
from evaluera.methods.segmented.assumptions import residual_checks, straightness_of
from evaluera.methods.segmented.backing import evidence_of, periods_of
from evaluera.methods.segmented.courses import axis_of, course_of
from evaluera.methods.segmented.effects import average_effect, coefficient_effect, cumulative_effect, mean_change
from evaluera.methods.segmented.segment import Segment, SegmentFit, fit_segment, named, observed_periods, refused
from evaluera.methods.window import resolve_window
from evaluera.numerics.regressors import regressors
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["InterruptedTimeSeries", "InterruptedTimeSeriesParams"]

_SHORT = 12
_FEWEST_BEFORE = 3
_FEWEST_AFTER = {"level": 1, "level_and_slope": 3}
_SPARE = 2
_LONG_AFTER = 12
"""With more periods after than this the average effect out of level and slope is false too often to decide alone."""


class InterruptedTimeSeriesParams(WindowParams):
    """Options of the interrupted time series."""

    shape: Literal["level", "level_and_slope"] = Field(
        default="level",
        description="What may change at the start: the level, or the level and the slope of the trend.",
        examples=["level"],
        json_schema_extra={"unit": "name"},
    )
    errors: ErrorName = Field(
        default="default",
        description="How the noise is modelled; default is chosen by what kind of number the outcome is.",
        examples=["default"],
        json_schema_extra={"unit": "name"},
    )
    harmonics: Literal["auto"] | Annotated[int, Field(ge=0)] = Field(
        default="auto",
        description="Pairs of cosine and sine that describe the season; auto chooses by the length of the series.",
        examples=[2],
        json_schema_extra={"unit": "pairs"},
    )
    season: Literal["harmonics", "dummies"] = Field(
        default="harmonics",
        description="Describe the season by harmonics or by one level for each month or quarter.",
        examples=["harmonics"],
        json_schema_extra={"unit": "name"},
    )
    covariates: Names = Field(
        default=(),
        description="Columns of the panel that also explain the outcome; they are never chosen automatically.",
        examples=[["petrol_price"]],
        json_schema_extra={"unit": "column names"},
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Plan:
    """The options, read against one panel."""

    panel: Panel
    params: InterruptedTimeSeriesParams
    moment: Moment
    model: ErrorModel
    lines: tuple[Line, ...]
    columns: tuple[int, ...]


class InterruptedTimeSeries:
    """Did the level change when the initiative began, compared with where the earlier development pointed?

    Each outcome in each area is a series of its own, or the ``treated`` areas together. The model is a level, a trend,
    a season, covariates and a step at the start (``shape="level"``); ``level_and_slope`` also lets the trend change.
    Counts have a log link with the exposure as offset, so their effects are ratios; rates, shares and means are linear.
    ``level_change`` is the step in the first period after, ``slope_change`` the change per period from there,
    ``average_effect`` the mean of the change over the periods after (for counts a geometric mean of ratios) and
    ``cumulative_effect`` observed minus expected events (interval by the delta method on the log scale).

    Assumes that the trend and the season before would have gone on, and that nothing else happened at the start.
    When not to use: fewer than 12 months (8 quarters, 6 years) on a side, an initiative that came gradually (give
    ``transition``), or a level that had been drifting. With a slope change and more than 12 periods after, the average
    effect is shown but should not decide: on real crime without an initiative it is false in 10-16 cases of 100.

    References
    ----------
    Lopez Bernal, Cummins, Gasparrini (2017), Int J Epidemiol 46:348-355, models 1-3 and the correction of 2020.
    Wagner et al. (2002), J Clin Pharm Ther 27:299-309.

    Examples
    --------
    >>> import evaluera, numpy as np, pandas as pd
    >>> count = np.r_[np.tile([20, 24, 28], 8), np.tile([12, 14, 17], 8)]
    >>> frame = pd.DataFrame({"month": pd.period_range("2018-01", periods=48, freq="M"), "count": count})
    >>> panel = evaluera.panel(frame, period="month", value="count")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="2020-01")
    >>> round(float(result.primary()[0].estimate), 2)
    0.56
    """

    name: ClassVar[str] = "interrupted_time_series"
    Params: ClassVar[type[Params]] = InterruptedTimeSeriesParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:
        """How many periods each series has before and after; raises all findings about options and data at once."""
        plan = _plan(panel, params)
        segments, _ = each_part(plan.lines, lambda line: _segment(line.series, plan))
        return tuple(periods_of(segment) for segment in segments)

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The change at the start, with its course and the checks of its assumptions."""
        plan = _plan(panel, params)
        parts, left_out = each_part(plan.lines, lambda line: _part(line, plan))
        return assembled(
            parts,
            method=self.name,
            design=DesignClass.INTERRUPTED_TIME_SERIES,
            primary_term=_primary_term(params),
            panel=panel,
            params=params,
            question=question,
            moment=plan.moment,
            notes=(Note(code=f"errors.{plan.model.name}"), *left_out),
        )


def _primary_term(params: InterruptedTimeSeriesParams) -> str:
    return "level_change" if params.shape == "level" else "average_effect"


def _plan(panel: Panel, params: InterruptedTimeSeriesParams) -> _Plan:
    """Read the options against the panel; everything that is wrong is raised at once."""
    moment, findings = resolve_moment(panel, start=params.start, transition=params.transition)
    groups, wrong_areas = resolve_groups(panel, treated=params.treated)
    columns, wrong_columns = _columns(panel, params.covariates)
    model = error_model(params.errors)
    wrong = [*findings, *wrong_areas, *wrong_columns]
    wrong += without_weights(groups.treated, kind=panel.kind, has_exposure=panel.has_exposure, parameter="treated")
    wrong += season_findings(season_length=panel.season_length, harmonics=params.harmonics, season=params.season)
    if model.counts_only and panel.kind != "count":
        values = {"errors": params.errors, "kind": panel.kind}
        wrong.append(Finding(code="method.errors_need_counts", place=Place(parameter="errors"), values=values))
    refuse(wrong)
    assert moment is not None
    return _Plan(
        panel=panel,
        params=params,
        moment=moment,
        model=model,
        lines=lines_of(panel, groups.treated),
        columns=columns,
    )


def _columns(panel: Panel, names: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
    """Where the covariates stand among the panel's."""
    findings = []
    if names and not panel.covariates:
        findings.append(Finding(code="parameter.no_covariates", place=Place(parameter="covariates")))
    for name in names if panel.covariates else ():
        if name not in panel.covariates:
            near = nearest(name, panel.covariates)
            values = {"found": name, "nearest": near, "known": ", ".join(panel.covariates)}
            code = "parameter.unknown_covariate_near" if near else "parameter.unknown_covariate"
            findings.append(Finding(code=code, place=Place(parameter="covariates"), values=values))
    return tuple(panel.covariates.index(name) for name in names if name in panel.covariates), tuple(findings)


def _segment(series: SeriesData, plan: _Plan) -> Segment:
    """The series with its regressors; raises MethodError when it is too short for the model."""
    params, moment, season_length = plan.params, plan.moment, plan.panel.season_length
    time = times(series)
    window, findings = resolve_window(
        time=time,
        preliminary=series.preliminary,
        moment=moment,
        before=params.before,
        after=params.after,
        include_preliminary=params.include_preliminary,
    )
    refuse(findings)
    used = observed_periods(series, window)
    covariates = _covariates(series, used, plan)
    n = int(used.sum())
    if params.season == "dummies" and n < DUMMIES_NEED:
        raise refused(series, "too_few_for_dummies", {"n": n, "needed": DUMMIES_NEED})
    built = regressors(
        time=time,
        first_after=moment.first_after,
        trend=True,
        slope=params.shape == "level_and_slope",
        season_length=season_length,
        harmonics=harmonics_for(n=n, season_length=season_length, harmonics=params.harmonics),
        dummies=params.season == "dummies",
        covariates=covariates,
    )
    segment = Segment(
        series=series,
        time=time,
        kind=plan.panel.kind,
        season_length=season_length,
        window=window,
        used=used,
        first_after=moment.first_after,
        regressors=built,
    )
    _long_enough(segment, params)
    return segment


def _covariates(series: SeriesData, used: Bools, plan: _Plan) -> Floats:
    """The chosen covariates (T x c): known in every used period, and not the same throughout."""
    columns = series.covariates[:, list(plan.columns)]
    for name, column in zip(plan.params.covariates, columns[used].T, strict=True):
        if np.isnan(column).any():
            raise refused(series, "covariate_missing", {"name": name, "periods": int(np.isnan(column).sum())})
        if np.ptp(column) == 0.0:
            raise refused(series, "covariate_constant", {"name": name})
    return columns


def _long_enough(segment: Segment, params: InterruptedTimeSeriesParams) -> None:
    before, after = int(segment.before.sum()), int(segment.after.sum())
    n = before + after
    counted = {"before": before, "after": after}
    if params.shape == "level_and_slope" and n < _SHORT:
        raise refused(segment.series, "too_few_for_slope", {"n": n, "needed": _SHORT})
    fewest_after = _FEWEST_AFTER[params.shape]
    if before < _FEWEST_BEFORE or after < fewest_after:
        needed = {"needed_before": _FEWEST_BEFORE, "needed_after": fewest_after}
        raise refused(segment.series, "too_few_periods", {**counted, **needed})
    coefficients = len(segment.regressors.names)
    if n < coefficients + _SPARE:
        raise refused(segment.series, "too_many_coefficients", {"n": n, "coefficients": coefficients})


def _part(line: Line, plan: _Plan) -> Part:
    """One series: fitted, its effects, its course and the checks."""
    segment = _segment(line.series, plan)
    fitted = fit_segment(segment, plan.model, confidence=plan.params.confidence)
    slope = plan.params.shape == "level_and_slope"
    row = mean_change(fitted) if slope else fitted.row("level")
    return Part(
        estimates=_effects(fitted, slope=slope),
        courses=(course_of(fitted, axis=axis_of(plan.panel, plan.moment)),),
        diagnostics=(periods_of(segment), *residual_checks(fitted, row=row), straightness_of(fitted)),
        evidence=evidence_of(fitted, line),
        notes=_notes(segment, slope=slope),
        rows=rows_of(line.parts, segment.time[segment.used]),
    )


def _effects(fitted: SegmentFit, *, slope: bool) -> tuple[Estimate, ...]:
    effects = [coefficient_effect(fitted, column="level", term="level_change", estimand="step_at_start")]
    if slope:
        effects.append(coefficient_effect(fitted, column="slope", term="slope_change", estimand="change_per_period"))
    effects.append(average_effect(fitted))
    if fitted.segment.counts:
        effects.append(cumulative_effect(fitted))
    return tuple(effects)


def _notes(segment: Segment, *, slope: bool) -> tuple[Note, ...]:
    n, after = int(segment.used.sum()), int(segment.after.sum())
    notes = []
    if n < _SHORT:
        notes.append(Note(code="short_series", values={"series": named(segment.series), "n": n}))
    if slope and after > _LONG_AFTER:
        notes.append(Note(code="slope_never_decides", values={"after": after, "limit": _LONG_AFTER}))
    return tuple(notes)
