"""The course of the treated areas beside that of the comparison areas, brought to the same level."""

from __future__ import annotations

import numpy as np

from evaluera.methods.changes.change import Change
from evaluera.methods.changes.compared import Compared
from evaluera.methods.changes.comparison_effects import comparison_course, expected_events
from evaluera.methods.segmented.courses import Axis, labels, optional, unit_of
from evaluera.methods.segmented.segment import bounded_exp
from evaluera.numerics.arrays import Bools, Floats
from evaluera.results.course import Course

__all__ = ["course_against_comparison"]


def course_against_comparison(areas: Compared, change: Change, *, axis: Axis) -> Course:
    """Observed: the treated areas together. Counterfactual: the comparison areas' course, at the treated areas' level.

    Before the start its level is that of the treated areas; after it, the sum (for other outcomes the mean) is what the
    estimate says would have been. The band is the estimate's interval.
    """
    observed = areas.group(True)[0]
    used = areas.window.inside & ~np.isnan(observed)
    expected, fitted, low, high = (_counts if areas.counts else _means)(areas, change)
    inside = (areas.time >= areas.time[used].min()) & (areas.time <= areas.time[used].max())
    after = inside & (areas.time >= axis.start)
    return Course(
        outcome=areas.outcome,
        area=areas.area,
        unit=unit_of(areas.kind),
        frequency=axis.frequency,
        periods=labels(areas.periods),
        observed=optional(observed, np.ones(len(observed), dtype=bool)),
        fitted=optional(fitted, areas.window.inside),
        counterfactual=optional(expected, inside),
        low=optional(low, after),
        high=optional(high, after),
        used=tuple(used.tolist()),
    )


def _since(areas: Compared) -> Bools:
    """Periods after those of the window before."""
    return np.asarray(areas.time > areas.time[areas.window.before].max(), dtype=bool)


def _shift(areas: Compared, change: Change) -> Floats:
    """What known events did to the treated areas against the comparison (T), 0 where they have no term."""
    return np.zeros(len(areas.time)) if change.shift is None else change.shift


def _counts(areas: Compared, change: Change) -> tuple[Floats, Floats, Floats, Floats]:
    """Expected, fitted, low, high (T each)."""
    observed, course = areas.group(True)[0], comparison_course(areas) * bounded_exp(_shift(areas, change))
    known = ~np.isnan(observed) & ~np.isnan(course)
    before, after = areas.window.before & known, areas.window.after & known
    for window, side in ((before, ~_since(areas)), (after, _since(areas))):
        if course[window].sum() == 0.0:  # no events to compare with on this side: a level course
            course = np.where(side & ~np.isnan(course), 1.0, course)
    level_before = observed[before].sum() / course[before].sum()
    level_after = expected_events(areas, change) / course[after].sum()
    expected = course * np.where(_since(areas), level_after, level_before)
    answer = change.sum
    ratio, below, above = (
        float(bounded_exp(edge)[0])
        for edge in (answer.estimate, answer.estimate - answer.high, answer.estimate - answer.low)
    )
    return expected, np.where(areas.window.after, expected * ratio, expected), expected * below, expected * above


def _means(areas: Compared, change: Change) -> tuple[Floats, Floats, Floats, Floats]:
    observed, course = areas.group(True)[0], comparison_course(areas) + _shift(areas, change)
    gap = observed - course
    known = ~np.isnan(gap)
    estimate, low, high = (float(edge[0]) for edge in (change.answer.estimate, change.answer.low, change.answer.high))
    gap_before = float(gap[areas.window.before & known].mean())
    gap_after = float(gap[areas.window.after & known].mean()) - estimate
    expected = course + np.where(_since(areas), gap_after, gap_before)
    fitted = np.where(areas.window.after, expected + estimate, expected)
    return expected, fitted, expected + estimate - high, expected + estimate - low
