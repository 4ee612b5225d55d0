"""What a course figure shows: values, the start, which periods are left out, which are preliminary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.data.panel import Bools, Floats
from evaluera.figures.timeline import position
from evaluera.results.course import Course
from evaluera.results.provenance import Timing

__all__ = ["CourseView", "Stretch", "StretchKind", "view_of"]

StretchKind = Literal["transition", "preliminary", "excluded"]
_KINDS: dict[str, StretchKind] = {"transition": "transition", "preliminary": "preliminary", "excluded": "excluded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring periods, first to last index, that are not part of the analysis or are preliminary."""

    kind: StretchKind
    first: int
    last: int
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CourseView:
    """Arrays over the periods of one course, NaN where there is nothing to draw.

    ``start`` is the index of the first period after; it may be 0 or the number of periods when the data lie on one
    side. The counterfactual and its band stand from the start on.
    """

    observed: Floats
    fitted: Floats
    counterfactual: Floats
    low: Floats
    high: Floats
    hollow: Bools
    start: int
    stretches: tuple[Stretch, ...]

    def __len__(self) -> int:
        return len(self.observed)


def view_of(course: Course, timing: Timing) -> CourseView:
    """Read a course for drawing."""

    def place(period: str) -> int:
        return position(period, course.periods, course.frequency)

    count = len(course.periods)
    start = place(timing.start)
    after = np.arange(count) >= start
    preliminary = np.arange(count) >= (place(timing.preliminary_from) if timing.preliminary_from else count)
    transition = np.zeros(count, dtype=bool)
    if timing.transition is not None:
        first, last = timing.transition
        transition[place(first) : place(last) + 1] = True
    used = np.array(course.used, dtype=bool)
    observed = _floats(course.observed)
    return CourseView(
        observed=observed,
        fitted=_floats(course.fitted),
        counterfactual=np.where(after, _floats(course.counterfactual), np.nan),
        low=np.where(after, _floats(course.low), np.nan),
        high=np.where(after, _floats(course.high), np.nan),
        hollow=preliminary,
        start=start,
        stretches=_stretches(used | np.isnan(observed), used, preliminary, transition),
    )


def _floats(values: tuple[float | None, ...]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _stretches(kept: Bools, used: Bools, preliminary: Bools, transition: Bools) -> tuple[Stretch, ...]:
    """Runs of periods of the same kind. A missing value among analysed periods makes no stretch."""
    kinds = np.select([transition, preliminary, ~kept], ["transition", "preliminary", "excluded"], "")
    bounds = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    runs = zip([0, *bounds], [*bounds, len(kinds)], strict=True)
    return tuple(
        Stretch(kind=_KINDS[str(kinds[first])], first=int(first), last=int(end) - 1, used=bool(used[first:end].any()))
        for first, end in runs
        if kinds[first]
    )
