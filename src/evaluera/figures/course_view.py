"""What a course figure shows: values, the start, which periods are left out, which are preliminary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.data.panel import Bools, Floats
from evaluera.figures.timeline import position
from evaluera.results.course import Course
from evaluera.results.provenance import Timing

__all__ = ["CourseView", "Stretch", "StretchKind", "view_of"]

StretchKind = Literal["transition", "preliminary", "excluded", "event", "end"]
_KINDS: dict[str, StretchKind] = {"transition": "transition", "preliminary": "preliminary", "excluded": "excluded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring periods, first to last index, with a sign above them: left out, preliminary, or a known event.

    ``name`` is what an event is called. The kind ``end`` is the first period after the effect alone.
    """

    kind: StretchKind
    first: int
    last: int
    used: bool
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CourseView:
    """Arrays over the periods of one course, NaN where there is nothing to draw.

    ``start`` is the index of the first period after; it may be 0 or the number of periods when the data lie on one
    side. Lines are broken at ``breaks``: the start, and the end of the effect where there is one. The counterfactual
    and its band stand from the start on.
    """

    observed: Floats
    fitted: Floats
    counterfactual: Floats
    low: Floats
    high: Floats
    hollow: Bools
    start: int
    breaks: tuple[int, ...]
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
    events = tuple(_events(timing, course, used))
    named = np.zeros(count, dtype=bool)
    for each in events:
        named[each.first : each.last + 1] |= not each.used
    over = () if timing.end is None or place(timing.end) + 1 >= count else (place(timing.end) + 1,)
    return CourseView(
        observed=observed,
        fitted=_floats(course.fitted),
        counterfactual=np.where(after, _floats(course.counterfactual), np.nan),
        low=np.where(after, _floats(course.low), np.nan),
        high=np.where(after, _floats(course.high), np.nan),
        hollow=preliminary,
        start=start,
        breaks=(start, *over),
        stretches=(
            *_stretches(used | np.isnan(observed) | named, used, preliminary, transition),
            *events,
            *(Stretch(kind="end", first=each, last=each, used=True) for each in over),
        ),
    )


def _events(timing: Timing, course: Course, used: Bools) -> Iterator[Stretch]:
    """The known events that touch the course."""
    for event in timing.events:
        inside = [
            i
            for i, period in enumerate(course.periods)
            if _reached(event.first, period, course) and (event.last is None or _reached(period, event.last, course))
        ]
        if inside:
            there = bool(used[inside[0] : inside[-1] + 1].any())
            yield Stretch(kind="event", first=inside[0], last=inside[-1], used=there, name=event.name)


def _reached(first: str, last: str, course: Course) -> bool:
    """Whether one period is not later than another."""
    return position(first, (last,), course.frequency) == 0


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
