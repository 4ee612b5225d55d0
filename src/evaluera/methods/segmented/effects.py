"""What a fitted change amounts to: step, slope, average and sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from evaluera.methods.segmented.occasions import Further
from evaluera.methods.segmented.segment import SegmentFit, bounded_exp
from evaluera.methods.shapes.shape import Per, Shape
from evaluera.numerics.arrays import Floats
from evaluera.results.estimate import Estimate

__all__ = [
    "average_effect",
    "coefficient_effect",
    "cumulative_effect",
    "effect_after",
    "mean_change",
    "primary_effect",
    "primary_row",
    "shape_effects",
]

_MONTHS = (6, 12, 24)


def coefficient_effect(fitted: SegmentFit, *, column: str, term: str, estimand: str, per: Per = "") -> Estimate:
    """One coefficient: for counts a ratio (``per`` period or unit of dose), else in the unit of the outcome."""
    return _estimate(fitted, fitted.row(column), term=term, estimand=estimand, per=per)


def primary_row(fitted: SegmentFit, shape: Shape) -> Floats:
    """The row whose contrast carries the conclusion."""
    column = _column_of(fitted, shape)
    return mean_change(fitted) if column is None else fitted.row(column)


def primary_effect(fitted: SegmentFit, shape: Shape) -> Estimate:
    """The estimate that carries the conclusion."""
    return next(each for each in _shape_effects(fitted) if each.term == shape.primary)


def shape_effects(fitted: SegmentFit, further: Sequence[Further] = ()) -> tuple[Estimate, ...]:
    """Everything that a shape says: its coefficients, the average, at some months, the number, and other starts."""
    effects = list(_shape_effects(fitted))
    segment = fitted.segment
    if segment.impact is not None and segment.impact.varies:
        effects.extend(each for months in _MONTHS if (each := effect_after(fitted, months=months)) is not None)
    if segment.counts:
        effects.append(cumulative_effect(fitted))
    for other in further:
        if other.column in segment.regressors.names:
            term = f"further_change_{other.number}"
            effects.append(coefficient_effect(fitted, column=other.column, term=term, estimand="step_at_further_start"))
    return tuple(effects)


def _shape_effects(fitted: SegmentFit) -> Iterator[Estimate]:
    """The coefficients of the shape, then the average."""
    assert fitted.segment.impact is not None
    for change in fitted.segment.impact.changes:
        yield coefficient_effect(
            fitted, column=change.column, term=change.term, estimand=change.estimand, per=change.per
        )
    yield average_effect(fitted)


def _column_of(fitted: SegmentFit, shape: Shape) -> str | None:
    """The column whose coefficient is the primary term; None when that is the average."""
    assert fitted.segment.impact is not None
    return next((each.column for each in fitted.segment.impact.changes if each.term == shape.primary), None)


def average_effect(fitted: SegmentFit) -> Estimate:
    """The mean of the change over the used periods with it, for counts a geometric mean of ratios."""
    return _estimate(fitted, mean_change(fitted), term="average_effect", estimand="mean_over_after")


def mean_change(fitted: SegmentFit) -> Floats:
    """The row whose contrast is the mean change over the used periods with it."""
    return np.asarray(_changes(fitted)[fitted.segment.active].mean(axis=0), dtype=float)


def effect_after(fitted: SegmentFit, *, months: int) -> Estimate | None:
    """The change in the last period of so many months after the start; None where the follow-up does not reach.

    Nor is there any without a calendar, where the months are no whole periods, or where the change is over by then.
    """
    segment = fitted.segment
    periods, rest = divmod(months * (segment.season_length or 0), 12)
    at = segment.time == segment.first_after + periods - 1
    if periods < 1 or rest or not at.any() or not (segment.time[segment.active] >= segment.time[at]).any():
        return None
    row = _changes(fitted)[at][0]
    return _estimate(fitted, row, term=f"effect_after_{months}", estimand="in_that_month") if row.any() else None


def _changes(fitted: SegmentFit) -> Floats:
    """What the initiative adds to the predictor (T x p)."""
    regressors = fitted.segment.regressors
    return np.asarray(regressors.x - regressors.without_change(), dtype=float)


def _estimate(fitted: SegmentFit, row: Floats, *, term: str, estimand: str, per: Per = "") -> Estimate:
    segment, answer = fitted.segment, fitted.contrasts(row)
    scaled = bounded_exp if segment.counts else np.asarray
    unit = "ratio" if segment.counts else segment.kind
    return Estimate(
        outcome=segment.series.outcome,
        area=segment.series.area,
        term=term,
        estimand=estimand,
        scale="log" if segment.counts else "identity",
        estimate=float(scaled(answer.estimate)[0]),
        std_error=float(answer.std_error[0]),
        low=float(scaled(answer.low)[0]),
        high=float(scaled(answer.high)[0]),
        confidence=fitted.confidence,
        p_value=float(answer.p_value[0]),
        df=fitted.df(answer),
        unit=f"{unit}_per_{per}" if per else unit,
        n=int(segment.used.sum()),
    )


def cumulative_effect(fitted: SegmentFit) -> Estimate:
    """Counts: observed events after the start minus the expected without the change (negative = fewer).

    T1 (1 - 1/ratio), with the ratio of the expected events with and without the change; its interval is the ratio's.
    For a step that is the step itself, so the number of events and the ratio never disagree on whether there is a
    change.
    """
    segment, answer = fitted.segment, fitted.total_change()
    observed = float(segment.series.value[segment.active].sum())
    without, most, least = (
        observed / float(bounded_exp(each)[0]) for each in (answer.estimate, answer.low, answer.high)
    )
    return Estimate(
        outcome=segment.series.outcome,
        area=segment.series.area,
        term="cumulative_effect",
        estimand="sum_over_after",
        scale="identity",
        estimate=observed - without,
        std_error=without * float(answer.std_error[0]),
        low=observed - most,
        high=observed - least,
        confidence=fitted.confidence,
        p_value=float(answer.p_value[0]),
        df=fitted.df(answer),
        unit="events",
        n=int(segment.used.sum()),
    )
