"""What the user says about a file or frame: what kind of numbers, how often, from where, how final."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from evaluera.data.complaints import Complaints
from evaluera.data.frequency import Frequency
from evaluera.data.panel import Kind

__all__ = ["Entry", "checked_entry", "names", "precision_columns"]

_LEAST_CONFIDENCE = 0.5


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
    design_effect: float | None = None
    interval_confidence: float = 0.95
    method_break: tuple[object, ...] = ()


def checked_entry(
    *,
    kind: str,
    frequency: str | None,
    missing: Sequence[str],
    source: str | None,
    retrieved_on: dt.date | str | None,
    preliminary_from: object,
    area_level: str | None,
    design_effect: str | float | None = None,
    interval_confidence: float = 0.95,
    method_break: object = None,
    complaints: Complaints,
) -> Entry:
    """The keywords as one record; an unknown kind or frequency is a complaint, a missing source a warning."""
    kinds = {each: each for each in get_args(Kind)}
    if kind not in kinds:
        complaints.add("data.unknown_kind", {"found": kind}, parameter="kind")
    length = None if frequency is None else Frequency.named(frequency)
    if frequency is not None and length is None:
        complaints.add("data.unknown_frequency", {"found": frequency}, parameter="frequency")
    if not _LEAST_CONFIDENCE < interval_confidence < 1:
        complaints.add("data.interval_confidence", {"found": interval_confidence}, parameter="interval_confidence")
    effect = None if design_effect is None or isinstance(design_effect, str) else float(design_effect)
    if effect is not None and not effect >= 1:
        complaints.add("data.design_effect_below_one", {"found": effect}, parameter="design_effect")
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
        design_effect=effect,
        interval_confidence=interval_confidence,
        method_break=_several(method_break),
    )


def precision_columns(
    *, interval: tuple[str | None, str | None] | None, n: str | None, design_effect: str | float | None
) -> dict[str, str]:
    """The columns that say how precise survey shares are, by role.

    Examples
    --------
    >>> precision_columns(interval=("nedre", "övre"), n=None, design_effect=1.4)
    {'low': 'nedre', 'high': 'övre'}
    """
    low, high = interval or (None, None)
    given = {"low": low, "high": high, "n": n, "design_effect": design_effect}
    return {role: name for role, name in given.items() if isinstance(name, str)}


def _several(given: object) -> tuple[object, ...]:
    """Nothing, one or several as a tuple."""
    if given is None:
        return ()
    return tuple(given) if isinstance(given, list | tuple) else (given,)


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
