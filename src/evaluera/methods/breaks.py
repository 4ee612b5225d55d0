"""Where the way to measure changed: no change is computed across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evaluera.data.calendar import parse_period, period_label
from evaluera.data.panel import Panel, Period
from evaluera.errors import DataError, Finding, MethodError, Place
from evaluera.methods.moment import ordinal
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Integers
from evaluera.results.diagnostic import Note

__all__ = ["declared_breaks", "measured_alike"]


def declared_breaks(panel: Panel, named: Sequence[str]) -> tuple[tuple[Period, ...], tuple[Finding, ...]]:
    """First periods of a new way to measure: those of the data and those named here, in order."""
    found = set(panel.breaks)
    findings: list[Finding] = []
    for each in named:
        try:
            found.add(parse_period(each, frequency=panel.frequency, calendar=panel.calendar))
        except DataError as error:
            findings.extend(replace(finding, place=Place(parameter="breaks")) for finding in error.findings)
    return tuple(sorted(found, key=ordinal)), tuple(findings)


def measured_alike(window: Window, *, time: Integers, breaks: Sequence[Period]) -> tuple[Window, tuple[Note, ...]]:
    """The part of the window that was measured in the way of the last period before and the first after.

    Raises
    ------
    MethodError
        ``method.break_at_start``: the way to measure changed between them, so what changed cannot be known.
    """
    if not (window.before.any() and window.after.any()):
        return window, ()
    last, first = int(time[window.before].max()), int(time[window.after].min())
    between = [each for each in breaks if last < ordinal(each) <= first]
    if between:
        values = {"period": period_label(between[0])}
        raise MethodError(Finding(code="method.break_at_start", place=Place(parameter="start"), values=values))
    earlier = [each for each in breaks if ordinal(each) <= last]
    later = [each for each in breaks if ordinal(each) > first]
    notes = []
    before, after = window.before, window.after
    if earlier and (window.before & (time < ordinal(earlier[-1]))).any():
        before = window.before & (time >= ordinal(earlier[-1]))
        notes.append(Note(code="break_before", values={"period": period_label(earlier[-1])}))
    if later and (window.after & (time >= ordinal(later[0]))).any():
        after = window.after & (time < ordinal(later[0]))
        notes.append(Note(code="break_after", values={"period": period_label(later[0])}))
    return Window(before=before, after=after), tuple(notes)
