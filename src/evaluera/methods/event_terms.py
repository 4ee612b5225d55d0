"""Known events in the model of a series: a column each, as far as it can be told from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluera.methods.known_events import Known, event_note
from evaluera.methods.moment import Moment
from evaluera.methods.part import Part
from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.regressors import Named
from evaluera.results.diagnostic import Note

__all__ = ["EventTerms", "event_notes", "event_terms", "inseparable_notes", "told_apart", "with_events"]

_ALIKE = 1e-6
"""A column whose part that no other column explains is smaller than this share of it cannot be told from them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTerms:
    """Columns (T) of the events that have a term of their own, and the names of those that could not be given one."""

    columns: tuple[Named, ...]
    inseparable: tuple[str, ...]


def event_terms(events: Sequence[Known], *, time: Integers, used: Bools, x: Floats) -> EventTerms:
    """A step while each event lasts, for those to be modelled that touch some but not all used periods.

    ``x`` (T x p) is the rest of the model: an event that says nothing beside it in the used periods has no term.
    """
    columns: list[Named] = []
    inseparable = []
    taken = x[used]
    for known in events:
        column = known.during(time).astype(float)
        if known.event.how != "model" or not used.any() or np.ptp(column[used]) == 0.0:
            continue
        if told_apart(column[used], taken):
            columns.append((f"event{len(columns)}", column))
            taken = np.column_stack([taken, column[used]])
        else:
            inseparable.append(known.event.name)
    return EventTerms(columns=tuple(columns), inseparable=tuple(inseparable))


def told_apart(column: Floats, x: Floats) -> bool:
    """Whether a column says something that the others together do not."""
    left = column - x @ np.linalg.lstsq(x, column, rcond=None)[0]
    return bool(np.linalg.norm(left) > _ALIKE * np.linalg.norm(column))


def event_notes(events: Iterable[Known]) -> tuple[Note, ...]:
    """What the analysis did about each event."""
    return tuple(event_note(known.event) for known in events)


def inseparable_notes(series: str, names: Iterable[str]) -> Iterator[Note]:
    """The events that have no term of their own in a series."""
    for name in names:
        yield Note(code="event_inseparable", values={"series": series, "name": name})


def with_events(moment: Moment, events: Sequence[Known], parts: Sequence[Part]) -> Moment:
    """The moment with the known events in its timing; one that had no term of its own somewhere is only mentioned."""
    alone = {note.values["name"] for part in parts for note in part.notes if note.code == "event_inseparable"}
    told = tuple(replace(known.event, how="mention") if known.event.name in alone else known.event for known in events)
    return replace(moment, timing=replace(moment.timing, events=told))
