"""One value of a process indicator."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

__all__ = ["MEASURE_COLUMNS", "Band", "Bounds", "Measure", "Unit"]

Unit = Literal[
    "share",
    "ratio",
    "days",
    "months",
    "count",
    "rate",
    "hours_per_1000",
    "per_1000",
    "person_hours",
    "hours",
    "sek",
    "scale",
    "index",
    "status",
]
"""``share`` is 0-1 (more than planned: above 1); ``scale`` 1-5 or 0-5; ``index`` 0-1 without being a share; ``status``
a word (``state``)."""

Bounds = Literal["none", "missing", "confidence", "range"]
Band = Literal["", "low", "partly", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number of an indicator, with what it rests on.

    ``variant`` says which of the indicator's numbers it is ("" = the main one); ``split`` what it is split by
    (``area``, ``activity``, ``forum``, ...; "" = all together) and ``part`` which one (an id). ``period`` is a shorter
    period inside the span ("" = the whole).

    ``value`` is None when it is not computed; ``reason`` (a message key) says why. ``numerator`` / ``denominator`` are
    printed as "4 of 5". ``low`` and ``high`` are bounds: what missing cells could make of it (``missing``), an interval
    (``confidence``), or the lowest and the highest of the parts that it summarises (``range``). ``n`` rows stand behind
    it, ``missing`` cells were empty. ``persons``: the numerator counts persons, so small numbers are protected in what
    leaves. ``state`` is a word instead of a number (a machine name), or beside it. ``band`` is never set for a
    denominator below five.
    """

    indicator: str
    value: float | None
    unit: Unit
    variant: str = ""
    split: str = ""
    part: str = ""
    period: str = ""
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    bounds: Bounds = "none"
    n: int | None = None
    missing: int = 0
    persons: bool = False
    state: str = ""
    band: Band = ""
    reason: str = ""


MEASURE_COLUMNS = tuple(field.name for field in fields(Measure))
