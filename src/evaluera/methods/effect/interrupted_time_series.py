"""Did the level change when the initiative began, compared with where the earlier development pointed?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from evaluera.data.panel import Bools, Floats, Panel, SeriesData
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding, Place
from evaluera.methods.areas import resolve_groups
from evaluera.methods.assembling import assembled
from evaluera.methods.changes.choosing import areas_are_the_evidence
from evaluera.methods.choices import ComparisonParams
from evaluera.methods.error_models.catalogue import ErrorName, error_model
from evaluera.methods.error_models.controlled import noise_of_differences
from evaluera.methods.error_models.integrated import IntegratedModel
from evaluera.methods.error_models.model import ErrorModel
from evaluera.methods.joining import times, without_weights
from evaluera.methods.method import Names, Params
from evaluera.methods.moment import Moment, resolve_moment
from evaluera.methods.options import nearest
from evaluera.methods.part import Line, Part, each_part, lines_of, rows_of
from evaluera.methods.refusal import refuse
from evaluera.methods.season import DUMMIES_NEED, harmonics_for, season_findings
from evaluera.methods.segmented.against import Against, set_against
from evaluera.methods.segmented.assumptions import residual_checks, straightness_of
from evaluera.methods.segmented.backing import evidence_of, periods_of
from evaluera.methods.segmented.controlled import (
    controlled_course,
    controlled_events,
    controlled_evidence,
    parallel_before,
)
from evaluera.methods.segmented.courses import axis_of, course_of
from evaluera.methods.segmented.effects import average_effect, coefficient_effect, cumulative_effect, mean_change
from evaluera.methods.segmented.segment import Segment, SegmentFit, fit_segment, named, observed_periods, refused
from evaluera.methods.window import resolve_window
from evaluera.numerics.regressors import regressors, step
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["InterruptedTimeSeries", "InterruptedTimeSeriesParams"]

_SHORT = 12
_FEWEST_BEFORE = 3
_FEWEST_AFTER = {"level": 1, "level_and_slope": 3}
_SPARE = 2
_AGAINST = {
    "level_change": "step_against_comparison",
    "slope_change": "change_per_period_against_comparison",
    "average_effect": "mean_over_after_against_comparison",
}
_LONG_AFTER = 12
"""With more periods after than this the average effect out of level and slope is false too often to decide alone."""


class InterruptedTimeSeriesParams(ComparisonParams):
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
    comparison_outcome: str | None = Field(
        default=None,
        description="An outcome that the initiative does not concern, to set the series against.",
        examples=["rear_ksi"],
        json_schema_extra={"unit": "outcome name"},
    )
    trend_difference: bool = Field(
        default=False,
        description="Let the series have a trend of its own against the comparison, and carry it on.",
        examples=[False],
        json_schema_extra={"unit": "yes or no"},
    )
    covariates: Names = Field(
        default=(),
        description="Columns of the panel that also explain the outcome; they are never chosen automatically.",
        examples=[["petrol_price"]],
        json_schema_extra={"unit": "column names"},
    )

    @property
    def controlled(self) -> bool:
        """Whether the series is set against a comparison."""
        return bool(self.comparison) or self.comparison_outcome is not None

    @property
    def other_outcomes(self) -> Names:
        """The outcome to compare with is needed beside the one that is asked about."""
        return () if self.comparison_outcome is None else (self.comparison_outcome,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Plan:
    """The options, read against one panel."""

    panel: Panel
    params: InterruptedTimeSeriesParams
    moment: Moment
    model: ErrorModel
    lines: tuple[Line, ...]
    comparison: tuple[str, ...]
    columns: tuple[int, ...]


class InterruptedTimeSeries:
    """Did the level change when the initiative began, compared with where the earlier development pointed?

    Each outcome in each area is a series of its own, or the ``treated`` areas together. The model is a level, a trend,
    a season, covariates and a step at the start (``shape="level"``); ``level_and_slope`` also lets the trend change.
    Counts have a log link with the exposure as offset, so their effects are ratios; rates, shares and means are linear.
    ``level_change`` is the step in the first period after, ``slope_change`` the change per period from there,
    ``average_effect`` the mean of the change over the periods after (for counts a geometric mean of ratios) and
    ``cumulative_effect`` observed minus expected events (interval by the delta method on the log scale).

    With ``comparison`` areas (or a ``comparison_outcome``) the series is set against them, period by period: counts as
    the treated share of all events (binomial), other outcomes as a difference. Common shocks cancel, the season too.
    The default is a step without a difference in trend: a rise that was the reason for choosing the area is not
    carried on. ``trend_difference=True`` and ``harmonics`` add what should differ. Second-order autocorrelation is
    integrated out. With 6 comparison areas or more ``before_after`` is the better answer, and a note says so.

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
        segments, _ = each_part(plan.lines, lambda line: _ready(line, plan)[0])
        return tuple(periods_of(segment) for segment in segments)

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The change at the start, with its course and the checks of its assumptions."""
        plan = _plan(panel, params)
        parts, left_out = each_part(plan.lines, lambda line: _part(line, plan, question))
        return assembled(
            parts,
            method=self.name,
            design=DesignClass.CONTROLLED_TIME_SERIES if params.controlled else DesignClass.INTERRUPTED_TIME_SERIES,
            primary_term=_primary_term(params),
            panel=panel,
            params=params,
            question=question,
            moment=plan.moment,
            notes=(Note(code=f"errors.{plan.model.name}"), *_comparison_notes(plan), *left_out),
        )

    def effects(self, panel: Panel, params: Any, question: Question) -> tuple[Estimate, ...]:  # noqa: ARG002
        """The primary estimates alone, without courses and checks: for whoever asks many times."""
        plan = _plan(panel, params)
        found, _ = each_part(plan.lines, lambda line: _primary_effect(line, plan))
        return found


def _primary_term(params: InterruptedTimeSeriesParams) -> str:
    return "level_change" if params.shape == "level" else "average_effect"


def _plan(panel: Panel, params: InterruptedTimeSeriesParams) -> _Plan:
    """Read the options against the panel; everything that is wrong is raised at once."""
    moment, findings = resolve_moment(panel, start=params.start, transition=params.transition)
    groups, wrong_areas = resolve_groups(
        panel, treated=params.treated, comparison=params.comparison, displacement=params.displacement
    )
    columns, wrong_columns = _columns(panel, params.covariates)
    model = _model(params)
    wrong = [*findings, *wrong_areas, *wrong_columns, *_wrong_comparison(params, panel)]
    for areas, parameter in ((groups.treated, "treated"), (groups.comparison, "comparison")):
        wrong += without_weights(areas, kind=panel.kind, has_exposure=panel.has_exposure, parameter=parameter)
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
        lines=tuple(
            line for line in lines_of(panel, groups.treated) if line.series.outcome not in params.other_outcomes
        ),
        comparison=groups.comparison,
        columns=columns,
    )


def _model(params: InterruptedTimeSeriesParams) -> ErrorModel:
    named_model = error_model(params.errors)
    noise = noise_of_differences(named_model, default=params.errors == "default")
    return noise if params.controlled and noise is not None else named_model


def _wrong_comparison(params: InterruptedTimeSeriesParams, panel: Panel) -> list[Finding]:
    """A comparison that does not exist, that is given twice, or that the error model cannot be used with."""
    findings = []

    def wrong(code: str, parameter: str, **values: str) -> None:
        findings.append(Finding(code=code, place=Place(parameter=parameter), values=values))

    other = params.comparison_outcome
    if other is not None and other not in panel.outcomes:
        near = nearest(other, panel.outcomes)
        code = "parameter.unknown_outcome_near" if near else "parameter.unknown_outcome"
        wrong(code, "comparison_outcome", found=other, nearest=near, known=", ".join(panel.outcomes))
    elif other is not None and panel.outcomes == (other,):
        wrong("method.compared_with_itself", "comparison_outcome", found=other)
    if other is not None and params.comparison:
        wrong("method.two_comparisons", "comparison_outcome")
    if params.controlled and not isinstance(_model(params), IntegratedModel):
        wrong("method.errors_without_comparison", "errors", errors=params.errors)
    if params.trend_difference and not params.controlled:
        wrong("method.trend_difference_needs_comparison", "trend_difference")
    return findings


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
    after, slope = step(time, moment.first_after), params.shape == "level_and_slope"
    built = regressors(
        time=time,
        first_after=moment.first_after,
        trend=not params.controlled or params.trend_difference,
        changes=[("level", after), *([("slope", (time - moment.first_after) * after)] if slope else [])],
        season_length=season_length,
        harmonics=harmonics_for(n=n, season_length=season_length, harmonics=_pairs(params)),
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


def _pairs(params: InterruptedTimeSeriesParams) -> Literal["auto"] | int:
    """The season cancels against a comparison unless it is asked for."""
    return 0 if params.controlled and params.harmonics == "auto" else params.harmonics


def _against(line: Line, plan: _Plan) -> Against | None:
    """The comparison of a series; None when it stands alone."""
    params, panel, series = plan.params, plan.panel, line.series
    if not params.controlled:
        return None
    if params.comparison_outcome is None:
        others = panel.select(outcome=series.outcome, areas=plan.comparison)
    else:
        others = panel.select(outcome=params.comparison_outcome, areas=[part.area for part in line.parts])
    found = tuple(others.series())
    if not found:
        raise refused(series, "no_comparison_here")
    assert isinstance(plan.model, IntegratedModel)
    return set_against(series, found, kind=panel.kind, noise=plan.model)


def _ready(line: Line, plan: _Plan) -> tuple[Segment, Against | None]:
    """The segment of a series and what it is set against."""
    against = _against(line, plan)
    segment = _segment(line.series if against is None else against.series, plan)
    if against is not None:
        against.refuse_empty(before=segment.before, after=segment.after)
    return segment, against


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


def _primary_effect(line: Line, plan: _Plan) -> Estimate:
    """The estimate that carries the conclusion, as in the part."""
    segment, against = _ready(line, plan)
    model = plan.model if against is None else against.model
    fitted = fit_segment(segment, model, confidence=plan.params.confidence)
    if plan.params.shape == "level_and_slope":
        effect = average_effect(fitted)
    else:
        effect = coefficient_effect(fitted, column="level", term="level_change", estimand="step_at_start")
    return effect if against is None else replace(effect, estimand=_AGAINST[effect.term])


def _part(line: Line, plan: _Plan, question: Question) -> Part:
    """One series: fitted, its effects, its course and the checks."""
    segment, against = _ready(line, plan)
    if against is not None:
        return _controlled(line, segment, against, plan, question)
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


def _controlled(line: Line, segment: Segment, against: Against, plan: _Plan, question: Question) -> Part:
    """One series set against its comparison."""
    fitted = fit_segment(segment, against.model, confidence=plan.params.confidence)
    slope = plan.params.shape == "level_and_slope"
    row = mean_change(fitted) if slope else fitted.row("level")
    before = (
        straightness_of(fitted)
        if plan.params.trend_difference
        else parallel_before(fitted, against, smallest_change=question.smallest_change)
    )
    return Part(
        estimates=tuple(
            controlled_events(fitted)
            if each.term == "cumulative_effect"
            else replace(each, estimand=_AGAINST[each.term])
            for each in _effects(fitted, slope=slope)
        ),
        courses=(controlled_course(fitted, against, axis=axis_of(plan.panel, plan.moment)),),
        diagnostics=(periods_of(segment), *residual_checks(fitted, row=row), before),
        evidence=controlled_evidence(fitted, line, comparison_areas=len(plan.comparison)),
        notes=_notes(segment, slope=slope),
        rows=rows_of((*line.parts, *against.parts), segment.time[segment.used]),
    )


def _comparison_notes(plan: _Plan) -> tuple[Note, ...]:
    """How the series is compared, and which design is better when there are many areas."""
    params = plan.params
    if params.comparison_outcome is not None:
        return (Note(code="compared_with_outcome"),)
    if not plan.comparison:
        return ()
    treated = len(params.treated)
    notes = [Note(code="compared_with_areas", values={"areas": len(plan.comparison)})]
    if areas_are_the_evidence(treated=treated, comparison=len(plan.comparison)):
        notes.append(Note(code="areas_answer_better", values={"areas": treated + len(plan.comparison)}))
    return tuple(notes)


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
