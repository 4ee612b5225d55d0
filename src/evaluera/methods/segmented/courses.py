"""The course of a fitted series: observed, fitted, and what was expected without the change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from evaluera.data.calendar import period_label
from evaluera.data.panel import Bools, Floats, Panel, Period
from evaluera.methods.moment import Moment
from evaluera.methods.segmented.segment import SegmentFit
from evaluera.results.course import Course

__all__ = ["Axis", "axis_of", "course_of", "labels", "optional", "unit_of"]


@lru_cache(maxsize=4096)
def _label(period: Period) -> str:
    return period_label(period)


def labels(periods: Iterable[Period]) -> tuple[str, ...]:
    """The short names of periods."""
    return tuple(_label(period) for period in periods)


def optional(values: Floats, shown: Bools) -> tuple[float | None, ...]:
    """The values where they are shown and known, else None."""
    known = shown & np.isfinite(values)
    return tuple(value if there else None for value, there in zip(values.tolist(), known.tolist(), strict=True))


def unit_of(kind: str) -> str:
    """The unit of an outcome: events for counts, else the kind itself."""
    return "events" if kind == "count" else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The time axis of a panel: the pandas frequency of its calendar (None for ordinal periods) and the start."""

    frequency: str | None
    start: int


def axis_of(panel: Panel, moment: Moment) -> Axis:
    """The time axis of this panel with this start."""
    calendar = panel.frequency is not None and panel.calendar
    return Axis(frequency=panel.frequency.pandas if calendar and panel.frequency else None, start=moment.start)


def course_of(fitted: SegmentFit, *, axis: Axis) -> Course:
    """All periods of the series.

    Fitted values stand in the windows; the expected course without the change runs from the first used to the last
    used or preliminary period, with the interval of its expectation from the start on.
    """
    segment = fitted.segment
    time, inside = segment.time, segment.window.inside
    reach = inside | (segment.series.preliminary & (time >= axis.start))
    span = (time >= time[inside].min()) & (time <= time[reach].max())
    still = segment.regressors.without_change()
    known = span & ~np.isnan(still).any(axis=1) & ~np.isnan(segment.exposure)
    low, high = np.full(len(time), np.nan), np.full(len(time), np.nan)
    since = known & (time >= axis.start)
    band = fitted.contrasts(still[since])
    low[since], high[since] = band.low, band.high
    return Course(
        outcome=segment.series.outcome,
        area=segment.series.area,
        unit=unit_of(segment.kind),
        frequency=axis.frequency,
        periods=labels(segment.series.periods),
        observed=optional(segment.series.value, np.ones(len(time), dtype=bool)),
        fitted=optional(fitted.expected(segment.regressors.x), known & inside),
        counterfactual=optional(fitted.expected(still), known),
        low=optional(fitted.outcome(low), since),
        high=optional(fitted.outcome(high), since),
        used=tuple(segment.used.tolist()),
    )
