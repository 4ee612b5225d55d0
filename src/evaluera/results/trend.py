"""How one source of the records moved between two times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Moved", "SourceTrend"]

Moved = Literal["up", "same", "down", "unclear", "silent"]
"""``same``: a change beyond the smallest of interest is ruled out; ``unclear``: it is not; ``silent``: no figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTrend:
    """Before and after, in the unit of the source, and the ratio of the two with its interval.

    ``source`` is a machine name, ``measure`` and ``area`` say what was compared. ``low`` and ``high`` are None for full
    counts, which have no interval. ``first`` and ``last`` are the two times as period labels; ``n`` is the number of
    observations or answers behind the later one.
    """

    source: str
    moved: Moved
    measure: str = ""
    area: str = ""
    before: float | None = None
    after: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    first: str = ""
    last: str = ""
    n: int | None = None
