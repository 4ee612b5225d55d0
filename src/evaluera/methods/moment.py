"""When the initiative started, on the whole-number time axis of a panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from evaluera.data.calendar import begins_inside, parse_period, period_label
from evaluera.data.panel import Panel, Period
from evaluera.errors import DataError, Finding, Place
from evaluera.results.diagnostic import Note
from evaluera.results.provenance import Timing

__all__ = ["Moment", "ordinal", "read_period", "resolve_moment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """``start`` is the first period after, ``first_after`` the first in which the step counts (after a transition).

    Times are ordinals: neighbouring periods differ by 1. ``timing`` is the same as labels.
    """

    start: int
    first_after: int
    transition: tuple[int, int] | None
    timing: Timing
    notes: tuple[Note, ...]


def ordinal(period: Period) -> int:
    """The place of a period on the time axis."""
    return int(period.ordinal) if isinstance(period, pd.Period) else int(period)


def resolve_moment(
    panel: Panel, *, start: str, transition: tuple[str, str] | None
) -> tuple[Moment | None, tuple[Finding, ...]]:
    """Read ``start`` and ``transition`` against the panel.

    Returns
    -------
    tuple
        The moment, None when something is wrong, and what is wrong: a period that cannot be read, a start outside the
        data, a transition that ends before it begins or does not touch the start.
    """
    findings: list[Finding] = []
    begins = read_period(panel, start, "start", "first", findings)
    crossing = None
    if transition is not None:
        first = read_period(panel, transition[0], "transition", "first", findings)
        last = read_period(panel, transition[1], "transition", "last", findings)
        crossing = None if first is None or last is None else (first, last)
    if begins is None or findings:
        return None, tuple(findings)
    findings.extend(_misplaced(panel, begins, crossing))
    if findings:
        return None, tuple(findings)
    span = None if crossing is None else (ordinal(crossing[0]), ordinal(crossing[1]))
    first_after = ordinal(begins) if span is None else max(ordinal(begins), span[1] + 1)
    labels = None if crossing is None else (period_label(crossing[0]), period_label(crossing[1]))
    moment = Moment(
        start=ordinal(begins),
        first_after=first_after,
        transition=span,
        timing=Timing(start=period_label(begins), transition=labels, preliminary_from=_first_preliminary(panel)),
        notes=_notes(panel, start, begins, labels),
    )
    return moment, ()


def read_period(
    panel: Panel, text: str, name: str, edge: Literal["first", "last"], findings: list[Finding]
) -> Period | None:
    """A period as the option ``name`` writes it, read against the panel; None, and a finding more, when it is none."""
    try:
        return parse_period(text, frequency=panel.frequency, calendar=panel.calendar, edge=edge)
    except DataError as error:
        findings.extend(replace(finding, place=Place(parameter=name)) for finding in error.findings)
        return None


def _misplaced(panel: Panel, begins: Period, crossing: tuple[Period, Period] | None) -> list[Finding]:
    findings = []
    periods = panel.periods
    first, last = ordinal(periods[0]), ordinal(periods[-1])
    if not first < ordinal(begins) <= last:
        values = {"start": period_label(begins), "first": period_label(periods[0]), "last": period_label(periods[-1])}
        findings.append(Finding(code="method.start_outside_data", place=Place(parameter="start"), values=values))
    if crossing is None:
        return findings
    here, there = ordinal(crossing[0]), ordinal(crossing[1])
    values = {"first": period_label(crossing[0]), "last": period_label(crossing[1]), "start": period_label(begins)}
    if here > there:
        findings.append(Finding(code="method.transition_reversed", place=Place(parameter="transition"), values=values))
    elif not here <= ordinal(begins) <= there + 1:
        findings.append(Finding(code="method.transition_apart", place=Place(parameter="transition"), values=values))
    return findings


def _first_preliminary(panel: Panel) -> str | None:
    marked = panel.rows.loc[panel.rows["preliminary"].to_numpy(dtype=bool), "period"]
    return None if marked.empty else period_label(marked.min())


def _notes(panel: Panel, text: str, begins: Period, labels: tuple[str, str] | None) -> tuple[Note, ...]:
    notes = []
    if panel.frequency is not None and panel.calendar and begins_inside(text, frequency=panel.frequency):
        notes.append(Note(code="date_inside_period", values={"date": text, "period": period_label(begins)}))
    if labels is not None:
        notes.append(Note(code="transition_left_out", values={"first": labels[0], "last": labels[1]}))
    return tuple(notes)
