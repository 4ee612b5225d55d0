"""What a fitted change amounts to: step, slope, average and sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.methods.segmented.segment import SegmentFit, bounded_exp
from evaluera.numerics.arrays import Floats
from evaluera.results.estimate import Estimate

__all__ = ["average_effect", "coefficient_effect", "cumulative_effect", "mean_change"]


def coefficient_effect(fitted: SegmentFit, *, column: str, term: str, estimand: str) -> Estimate:
    """One coefficient: for counts a ratio (per period for the slope), else in the unit of the outcome."""
    return _estimate(fitted, fitted.row(column), term=term, estimand=estimand, each_period=column == "slope")


def average_effect(fitted: SegmentFit) -> Estimate:
    """The mean of the change over the used periods after, for counts on the log scale (a geometric mean of ratios)."""
    return _estimate(fitted, mean_change(fitted), term="average_effect", estimand="mean_over_after", each_period=False)


def mean_change(fitted: SegmentFit) -> Floats:
    """The row whose contrast is the mean change over the used periods after."""
    regressors, after = fitted.segment.regressors, fitted.segment.after
    return np.asarray((regressors.x - regressors.without_change())[after].mean(axis=0), dtype=float)


def _estimate(fitted: SegmentFit, row: Floats, *, term: str, estimand: str, each_period: bool) -> Estimate:
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
        unit=f"{unit}_per_period" if each_period else unit,
        n=int(segment.used.sum()),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sums:
    """Observed and expected events after the start and the row whose contrast is log(with / without the change)."""

    observed: float
    without: float
    row: Floats


def cumulative_effect(fitted: SegmentFit) -> Estimate:
    """Counts: observed events after the start minus the expected without the change (negative = fewer).

    The interval is that of the ratio of expected events with and without the change (delta method on the log scale)
    around the expected events without it. For a step it is exactly the interval of the step, so the number of events
    and the ratio never disagree on whether there is a change.
    """
    segment, sums = fitted.segment, _sums(fitted)
    answer = fitted.contrasts(sums.row)
    below, above = (float(bounded_exp(edge - answer.estimate)[0]) for edge in (answer.low, answer.high))
    return Estimate(
        outcome=segment.series.outcome,
        area=segment.series.area,
        term="cumulative_effect",
        estimand="sum_over_after",
        scale="identity",
        estimate=sums.observed - sums.without,
        std_error=sums.without * float(answer.std_error[0]),
        low=sums.observed - sums.without / below,
        high=sums.observed - sums.without / above,
        confidence=fitted.confidence,
        p_value=float(answer.p_value[0]),
        df=fitted.df(answer),
        unit="events",
        n=int(segment.used.sum()),
    )


def _sums(fitted: SegmentFit) -> _Sums:
    segment, after = fitted.segment, fitted.segment.after
    x, still = segment.regressors.x, segment.regressors.without_change()
    changed, unchanged = fitted.expected(x)[after], fitted.expected(still)[after]
    row = changed @ x[after] / changed.sum() - unchanged @ still[after] / unchanged.sum()
    return _Sums(
        observed=float(segment.series.value[after].sum()),
        without=float(unchanged.sum()),
        row=np.asarray(row, dtype=float),
    )
