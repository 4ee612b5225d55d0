"""What the user says about a file or frame: what kind of numbers, how often, from where, how final."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from evaluera.data.complaints import Complaints
from evaluera.data.frequency import Frequency
from evaluera.data.panel import Kind

__all__ = ["Entry", "checked_entry", "names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The keywords of :func:`evaluera.panel` and :func:`evaluera.read` that are not columns, checked."""

    kind: Kind
    frequency: Frequency | None
    missing: tuple[str, ...]
    source: str | None
    retrieved_on: str | None
    preliminary_from: object
    area_level: str | None


def checked_entry(
    *,
    kind: str,
    frequency: str | None,
    missing: Sequence[str],
    source: str | None,
    retrieved_on: dt.date | str | None,
    preliminary_from: object,
    area_level: str | None,
    complaints: Complaints,
) -> Entry:
    """The keywords as one record; an unknown kind or frequency is a complaint, a missing source a warning."""
    kinds = {each: each for each in get_args(Kind)}
    if kind not in kinds:
        complaints.add("data.unknown_kind", {"found": kind}, parameter="kind")
    length = None if frequency is None else Frequency.named(frequency)
    if frequency is not None and length is None:
        complaints.add("data.unknown_frequency", {"found": frequency}, parameter="frequency")
    if not source:
        complaints.add("data.no_source", parameter="source", severity="warning")
    return Entry(
        kind=kinds.get(kind, "count"),
        frequency=length,
        missing=names(missing),
        source=source or None,
        retrieved_on=retrieved_on.isoformat() if isinstance(retrieved_on, dt.date) else retrieved_on,
        preliminary_from=preliminary_from,
        area_level=area_level,
    )


def names(given: str | Sequence[str] | None) -> tuple[str, ...]:
    """One name or several as a tuple.

    Examples
    --------
    >>> names("antal"), names(["a", "b"]), names(None)
    (('antal',), ('a', 'b'), ())
    """
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)
