"""From the options to what a shape is told: when the initiative was there, for how long, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from evaluera.data.calendar import period_label
from evaluera.data.panel import Floats, Panel, SeriesData
from evaluera.errors import Finding, Place
from evaluera.methods.moment import Moment, ordinal, read_period
from evaluera.methods.segmented.segment import refused
from evaluera.methods.shapes.shape import Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = [
    "Further",
    "ShapeOptions",
    "dose_of",
    "last_period",
    "misused_options",
    "phased_in",
    "resolve_further",
    "until_over",
]

_MOST = 4
"""More starts than this in one series cannot be told apart."""
_ASKED = ("duration", "lag", "dose")


class ShapeOptions(Protocol):
    """The options that a shape may need."""

    @property
    def shape(self) -> str: ...
    @property
    def duration(self) -> int | None: ...
    @property
    def lag(self) -> int | None: ...
    @property
    def dose(self) -> str | None: ...
    @property
    def transition(self) -> tuple[str, str] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """Another start in the same area: its number, its first period (ordinal) and its label."""

    number: int
    first: int
    label: str

    @property
    def column(self) -> str:
        """The name of its step among the regressors."""
        return f"further{self.number}"


def misused_options(options: ShapeOptions, shape: Shape) -> list[Finding]:
    """An option that the shape cannot do without, or one that it would not use."""
    findings = []
    for name in (*_ASKED, "transition"):
        given, needed = getattr(options, name) is not None, name in shape.needs
        values = {"shape": shape.name, "option": name}
        if needed and not given:
            findings.append(Finding(code="method.shape_needs", place=Place(parameter=name), values=values))
        if given and not needed and name in _ASKED:
            findings.append(Finding(code="method.shape_without", place=Place(parameter=name), values=values))
    return findings


def phased_in(moment: Moment) -> Moment:
    """The moment with its introduction as part of the time after, not left out."""
    assert moment.transition is not None
    first, _ = moment.transition
    notes = tuple(note for note in moment.notes if note.code != "transition_left_out")
    return replace(moment, start=first, first_after=first, transition=None, notes=notes)


def last_period(panel: Panel, moment: Moment | None, end: str | None, findings: list[Finding]) -> int | None:
    """The last period with the initiative; None when it goes on to the end of the data. Finds: an end before it."""
    last = None if end is None else read_period(panel, end, "end", "last", findings)
    if moment is None or last is None:
        return None
    if ordinal(last) < moment.first_after:
        values = {"end": period_label(last), "start": moment.timing.start}
        findings.append(Finding(code="method.end_before_start", place=Place(parameter="end"), values=values))
    return ordinal(last) if ordinal(last) < ordinal(panel.periods[-1]) else None


def until_over(panel: Panel, moment: Moment, shape: Shape, occasion: Occasion) -> Moment:
    """The moment with the last period of the effect in its timing, when the data go on after it."""
    time = np.array([ordinal(period) for period in panel.periods])
    active = np.flatnonzero(shape.impact(time, occasion.with_dose(np.zeros(len(time)))).active)
    if not active.size or active[-1] == len(time) - 1:
        return moment
    return replace(moment, timing=replace(moment.timing, end=period_label(panel.periods[active[-1]])))


def resolve_further(
    panel: Panel, moment: Moment | None, starts: Sequence[str], findings: list[Finding]
) -> tuple[Further, ...]:
    """Other starts in the same areas. Finds: one that cannot be read or stands twice (also as the start); too many."""
    if len(starts) > _MOST:
        counted = {"found": len(starts), "most": _MOST}
        findings.append(Finding(code="method.too_many_starts", place=Place(parameter="also"), values=counted))
        return ()
    taken = set() if moment is None else {moment.start, moment.first_after}
    further = []
    for number, text in enumerate(starts, start=1):
        period = read_period(panel, text, "also", "first", findings)
        if period is None:
            continue
        first = ordinal(period)
        if first in taken:
            values = {"start": period_label(period)}
            findings.append(Finding(code="method.start_twice", place=Place(parameter="also"), values=values))
        if not ordinal(panel.periods[0]) < first <= ordinal(panel.periods[-1]):
            values = {"first": period_label(panel.periods[0]), "last": period_label(panel.periods[-1])}
            values["start"] = period_label(period)
            findings.append(Finding(code="method.start_outside_data", place=Place(parameter="also"), values=values))
        taken.add(first)
        further.append(Further(number=number, first=first, label=period_label(period)))
    return tuple(further)


def dose_of(series: SeriesData, column: int | None, *, name: str | None, time: Integers, first: int) -> Floats | None:
    """The activity in each period (T), 0 before the start.

    Raises
    ------
    MethodError
        ``method.dose_before_start``, ``method.dose_negative``.
    """
    if column is None or name is None:
        return None
    given = series.covariates[:, column]
    early = time < first
    if np.nansum(np.abs(given[early])) > 0.0:
        raise refused(series, "dose_before_start", {"name": name})
    if (given[~early] < 0.0).any():
        raise refused(series, "dose_negative", {"name": name})
    return np.where(early, 0.0, given)
