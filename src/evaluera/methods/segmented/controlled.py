"""What a change against a comparison series amounts to: course, events, checks and evidence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evaluera.methods.part import Line
from evaluera.methods.segmented.against import Against
from evaluera.methods.segmented.assumptions import drift_of
from evaluera.methods.segmented.backing import evidence_of
from evaluera.methods.segmented.courses import Axis, course_of, optional
from evaluera.methods.segmented.effects import mean_change
from evaluera.methods.segmented.segment import SegmentFit, bounded_exp
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["controlled_course", "controlled_events", "controlled_evidence", "parallel_before"]


def controlled_events(fitted: SegmentFit) -> Estimate:
    """Counts: observed events after the start minus the expected ones, T1 (1 - 1/ratio) (negative = fewer).

    The ratio is that of the events after with and without the change; the interval is the ratio's, transformed, so the
    two never disagree on whether there is a change.
    """
    answer, observed = _ratio(fitted), _observed(fitted)
    edges = [observed * (1.0 - 1.0 / float(bounded_exp(each)[0])) for each in (answer.low, answer.high)]
    expected = observed / float(bounded_exp(answer.estimate)[0])
    return Estimate(
        outcome=fitted.segment.series.outcome,
        area=fitted.segment.series.area,
        term="cumulative_effect",
        estimand="sum_over_after",
        scale="identity",
        estimate=observed - expected,
        std_error=expected * float(answer.std_error[0]),
        low=edges[0],
        high=edges[1],
        confidence=fitted.confidence,
        p_value=float(answer.p_value[0]),
        df=fitted.fit.df,
        unit="events",
        n=int(fitted.segment.used.sum()),
    )


def _observed(fitted: SegmentFit) -> float:
    return float(fitted.segment.series.value[fitted.segment.active].sum())


def _ratio(fitted: SegmentFit) -> Contrasts:
    """The mean change over the periods after, each weighted by the events expected in it."""
    segment, after = fitted.segment, fitted.segment.active
    expected = fitted.expected(segment.regressors.without_change())[after]
    if expected.sum() <= 0.0:
        return fitted.contrasts(mean_change(fitted))
    change = (segment.regressors.x - segment.regressors.without_change())[after]
    return fitted.contrasts(np.asarray(expected @ change / expected.sum(), dtype=float))


def controlled_course(fitted: SegmentFit, against: Against, *, axis: Axis) -> Course:
    """Observed: the treated areas. Counterfactual: the comparison series at the level the treated areas had.

    After the start the expected events sum to what the estimate says (observed events over the ratio).
    """
    course = course_of(fitted, axis=axis)
    segment = fitted.segment
    everywhere = np.ones(len(segment.time), dtype=bool)
    if segment.counts:
        expected = fitted.expected(segment.regressors.without_change())[segment.active].sum()
        total = _observed(fitted) / float(bounded_exp(_ratio(fitted).estimate)[0])
        factor = np.where(segment.time >= axis.start, total / expected if expected > 0.0 else 1.0, 1.0)
        shift = np.zeros_like(factor)
    else:
        factor, shift = np.ones(len(segment.time)), against.comparison

    def moved(line: tuple[float | None, ...]) -> tuple[float | None, ...]:
        values = np.array([np.nan if value is None else value for value in line])
        return optional(values * factor + shift, everywhere)

    return replace(
        course,
        observed=optional(against.observed, everywhere),
        fitted=moved(course.fitted),
        counterfactual=moved(course.counterfactual),
        low=moved(course.low),
        high=moved(course.high),
    )


def controlled_evidence(fitted: SegmentFit, line: Line, *, comparison_areas: int) -> Evidence:
    """What the answer rests on; the comparison areas are counted."""
    return replace(evidence_of(fitted, line), comparison_areas=comparison_areas)


def parallel_before(fitted: SegmentFit, against: Against, *, smallest_change: float) -> Diagnostic:
    """How much would a difference in trend before alone have changed the comparison?"""
    before: Floats = against.observed[fitted.segment.before]
    return drift_of(fitted, smallest_change=smallest_change, against="comparison", level=float(np.mean(before)))
