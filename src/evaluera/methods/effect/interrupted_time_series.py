"""Did the level change when the initiative began, compared with where the earlier development pointed?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from evaluera.data.panel import Panel
from evaluera.design.question import DesignClass, Question
from evaluera.methods.assembling import assembled
from evaluera.methods.changes.choosing import areas_are_the_evidence
from evaluera.methods.error_models.integrated import IntegratedModel
from evaluera.methods.event_terms import with_events
from evaluera.methods.method import Params
from evaluera.methods.part import Line, Part, each_part, rows_of
from evaluera.methods.segmented.against import Against, set_against
from evaluera.methods.segmented.assumptions import residual_checks, straightness_of
from evaluera.methods.segmented.backing import evidence_of, periods_of
from evaluera.methods.segmented.building import segment_of
from evaluera.methods.segmented.controlled import (
    controlled_course,
    controlled_events,
    controlled_evidence,
    parallel_before,
)
from evaluera.methods.segmented.courses import axis_of, course_of
from evaluera.methods.segmented.effects import primary_effect, primary_row, shape_effects
from evaluera.methods.segmented.options import InterruptedTimeSeriesParams
from evaluera.methods.segmented.plan import Plan, make_plan
from evaluera.methods.segmented.segment import Segment, fit_segment, refused
from evaluera.methods.segmented.telling import plan_notes, series_notes
from evaluera.methods.segmented.total import with_totals
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["InterruptedTimeSeries", "InterruptedTimeSeriesParams"]

_AGAINST = {
    "level_change": "step_against_comparison",
    "slope_change": "change_per_period_against_comparison",
    "average_effect": "mean_over_after_against_comparison",
}


class InterruptedTimeSeries:
    """Did the level change when the initiative began, compared with where the earlier development pointed?

    Each outcome in each area is a series of its own, or the ``treated`` areas together. The model is a level, a trend,
    a season, covariates and what the initiative may have changed, its ``shape``: the level (default), the trend
    (``slope``, ``level_and_slope``), the level gradually (``ramp``; ``phase_in`` over the transition), for some time
    (``pulse``) or later (``delayed``), or as the activity goes (``dose``). ``end`` is the last period of an initiative
    that is over, ``also`` are other starts and ``events`` what else is known to have happened.

    Counts have a log link with the exposure as offset, so their effects are ratios; rates, shares and means are linear.
    ``level_change`` is the step in the first period after, ``slope_change`` the change per period from there,
    ``full_change`` the change when it is there in full, ``dose_effect`` that of one unit of activity,
    ``average_effect`` the mean of the change over the periods with it (for counts a geometric mean of ratios),
    ``effect_after_12`` the change in the twelfth month (for shapes that vary). ``cumulative_effect`` is observed minus
    expected events, for each area and in all; its interval is that of the ratio of expected events (delta method on
    the log scale; within 6 % of its width the same as by drawing from the mixture).

    With ``comparison`` areas (or a ``comparison_outcome``) the series is set against them, period by period: counts as
    the treated share of all events (binomial), other outcomes as a difference. Common shocks cancel, the season too.
    The default is a step without a difference in trend: a rise that was the reason for choosing the area is not
    carried on. ``trend_difference=True`` and ``harmonics`` add what should differ. Second-order autocorrelation is
    integrated out. With 6 comparison areas or more ``before_after`` is the better answer, and a note says so.

    Assumes that the trend and the season before would have gone on, and that nothing else happened at the start.
    When not to use: fewer than 12 months (8 quarters, 6 years) on a side, or a level that had been drifting. The shape
    must be chosen before the figures are seen. With a slope change and more than 12 periods after, the average effect
    is shown but should not decide: on real crime without an initiative it is false in 8-15 cases of 100.

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
    0.57
    """

    name: ClassVar[str] = "interrupted_time_series"
    Params: ClassVar[type[Params]] = InterruptedTimeSeriesParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:
        """How many periods each series has before and after; raises all findings about options and data at once."""
        plan = make_plan(panel, params)
        segments, _ = each_part(plan.lines, lambda line: _ready(line, plan)[0])
        return tuple(periods_of(segment) for segment in segments)

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The change at the start, with its course and the checks of its assumptions."""
        plan = make_plan(panel, params)
        parts, left_out = each_part(plan.lines, lambda line: _part(line, plan, question))
        result = assembled(
            parts,
            method=self.name,
            design=DesignClass.CONTROLLED_TIME_SERIES if params.controlled else DesignClass.INTERRUPTED_TIME_SERIES,
            primary_term=plan.shape.primary,
            panel=panel,
            params=params,
            question=question,
            moment=with_events(plan.moment, plan.events, parts),
            notes=(
                Note(code=f"errors.{plan.model.name}"),
                *plan_notes(plan),
                *_comparison_notes(plan),
                *left_out,
            ),
        )
        return with_totals(result)

    def effects(self, panel: Panel, params: Any, question: Question) -> tuple[Estimate, ...]:  # noqa: ARG002
        """The primary estimates alone, without courses and checks: for whoever asks many times."""
        plan = make_plan(panel, params)
        found, _ = each_part(plan.lines, lambda line: _primary_effect(line, plan))
        return found


def _against(line: Line, plan: Plan) -> Against | None:
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


def _ready(line: Line, plan: Plan) -> tuple[Segment, Against | None]:
    """The segment of a series and what it is set against."""
    against = _against(line, plan)
    segment = segment_of(line.series if against is None else against.series, plan)
    if against is not None:
        against.refuse_empty(before=segment.before, after=segment.after)
    return segment, against


def _primary_effect(line: Line, plan: Plan) -> Estimate:
    """The estimate that carries the conclusion, as in the part."""
    segment, against = _ready(line, plan)
    model = plan.model if against is None else against.model
    effect = primary_effect(fit_segment(segment, model, confidence=plan.params.confidence), plan.shape)
    return effect if against is None else _compared(effect)


def _part(line: Line, plan: Plan, question: Question) -> Part:
    """One series: fitted, its effects, its course and the checks."""
    segment, against = _ready(line, plan)
    if against is not None:
        return _controlled(line, segment, against, plan, question)
    fitted = fit_segment(segment, plan.model, confidence=plan.params.confidence)
    row = primary_row(fitted, plan.shape)
    return Part(
        estimates=shape_effects(fitted, plan.further),
        courses=(course_of(fitted, axis=axis_of(plan.panel, plan.moment)),),
        diagnostics=(periods_of(segment), *residual_checks(fitted, row=row), straightness_of(fitted)),
        evidence=evidence_of(fitted, line),
        notes=tuple(series_notes(segment, plan)),
        rows=rows_of(line.parts, segment.time[segment.used]),
    )


def _controlled(line: Line, segment: Segment, against: Against, plan: Plan, question: Question) -> Part:
    """One series set against its comparison."""
    fitted = fit_segment(segment, against.model, confidence=plan.params.confidence)
    before = (
        straightness_of(fitted)
        if plan.params.trend_difference
        else parallel_before(fitted, against, smallest_change=question.smallest_change)
    )
    return Part(
        estimates=tuple(
            controlled_events(fitted) if each.term == "cumulative_effect" else _compared(each)
            for each in shape_effects(fitted, plan.further)
        ),
        courses=(controlled_course(fitted, against, axis=axis_of(plan.panel, plan.moment)),),
        diagnostics=(periods_of(segment), *residual_checks(fitted, row=primary_row(fitted, plan.shape)), before),
        evidence=controlled_evidence(fitted, line, comparison_areas=len(plan.comparison)),
        notes=tuple(series_notes(segment, plan)),
        rows=rows_of((*line.parts, *against.parts), segment.time[segment.used]),
    )


def _compared(estimate: Estimate) -> Estimate:
    """The same quantity, named as one against a comparison."""
    return replace(estimate, estimand=_AGAINST.get(estimate.term, "change_against_comparison"))


def _comparison_notes(plan: Plan) -> tuple[Note, ...]:
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
