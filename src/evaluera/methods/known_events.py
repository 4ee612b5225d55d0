"""Other known events on the time axis of a panel: given a step of their own, left out, or only mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import Field, model_validator

from evaluera.data.calendar import period_label
from evaluera.data.panel import Bools, Panel
from evaluera.design.event import Affects, Event, How
from evaluera.errors import Finding, Place
from evaluera.methods.method import Params, PeriodText
from evaluera.methods.moment import ordinal, read_period
from evaluera.numerics.arrays import Integers
from evaluera.results.diagnostic import Note

__all__ = ["EventParams", "Known", "event_note", "left_out", "refused_terms", "resolve_events"]

_EDGES = {"from": "first", "to": "last"}


class EventParams(Params):
    """One known event beside the initiative: a pandemic, a new way of recording."""

    name: str = Field(min_length=1, description="What happened.", examples=["Pandemin"])
    first: PeriodText = Field(
        description="First period of the event; may be written from.",
        examples=["2020-03"],
        json_schema_extra={"unit": "period"},
    )
    last: PeriodText | None = Field(
        default=None,
        description="Last period of the event, which may be written to; left out when it still goes on.",
        examples=["2022-03"],
        json_schema_extra={"unit": "period"},
    )
    how: How = Field(
        default="model",
        description="A step of its own while it lasts, its periods left out, or only mentioned.",
        examples=["exclude"],
        json_schema_extra={"unit": "name"},
    )
    affects: Affects = Field(
        default="both",
        description="Whether it changed how much happens, how much is reported or recorded, or both.",
        examples=["reporting"],
        json_schema_extra={"unit": "name"},
    )

    @model_validator(mode="before")
    @classmethod
    def _plain_words(cls, given: Any) -> Any:
        """``from`` and ``to`` are what people write; Python keeps the first word for itself."""
        if not isinstance(given, Mapping):
            return given
        return {_EDGES.get(key, key): each for key, each in given.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An event with its first and last period as ordinals (``last`` None: it still goes on)."""

    event: Event
    first: int
    last: int | None

    def during(self, time: Integers) -> Bools:
        """The periods (T) that it touches."""
        after = time >= self.first
        return np.asarray(after if self.last is None else after & (time <= self.last), dtype=bool)


def resolve_events(panel: Panel, given: Sequence[EventParams]) -> tuple[tuple[Known, ...], tuple[Finding, ...]]:
    """Read the events against the panel.

    Finds: a period that cannot be read, an event that ends before it begins, a name that stands twice.
    """
    known: list[Known] = []
    findings: list[Finding] = []
    for each in given:
        first = read_period(panel, each.first, "events", "first", findings)
        last = None if each.last is None else read_period(panel, each.last, "events", "last", findings)
        if first is None or (last is None and each.last is not None):
            continue
        values = {"name": each.name, "first": period_label(first), "last": "" if last is None else period_label(last)}
        if last is not None and ordinal(last) < ordinal(first):
            findings.append(Finding(code="method.event_reversed", place=Place(parameter="events"), values=values))
        if any(each.name == other.event.name for other in known):
            findings.append(Finding(code="method.event_twice", place=Place(parameter="events"), values=values))
        event = Event(
            name=each.name,
            first=period_label(first),
            last=None if last is None else period_label(last),
            affects=each.affects,
            how=each.how,
        )
        known.append(Known(event=event, first=ordinal(first), last=None if last is None else ordinal(last)))
    return tuple(known), tuple(findings)


def left_out(events: Sequence[Known], time: Integers) -> Bools:
    """The periods (T) of the events whose periods are to be left out."""
    out = np.zeros(len(time), dtype=bool)
    for known in events:
        if known.event.how == "exclude":
            out |= known.during(time)
    return out


def refused_terms(events: Sequence[Known], code: str) -> tuple[Finding, ...]:
    """A finding for each event that asks for a term of its own where the design has none to give; says what to write.

    ``code`` is ``event_in_totals``, ``event_between_areas`` or ``event_in_survey``, below ``method``.
    """
    return tuple(
        Finding(code=f"method.{code}", place=Place(parameter="events"), values={"name": known.event.name})
        for known in events
        if known.event.how == "model"
    )


def event_note(event: Event) -> Note:
    """What the analysis did about an event, in words."""
    values = {"name": event.name, "first": event.first}
    if event.last is None:
        return Note(code=f"event_open_{event.how}", values=values)
    return Note(code=f"event_{event.how}", values={**values, "last": event.last})
