"""Where a result comes from: rows in and out, sources, timing and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evaluera.design.event import Event

__all__ = ["Evidence", "Provenance", "Timing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When it happened, as period labels: first period after, transition (inclusive), first preliminary period.

    ``end`` is the last period with the initiative (None: it goes on); ``events`` are other known events, with what the
    analysis did about each.
    """

    start: str
    transition: tuple[str, str] | None = None
    preliminary_from: str | None = None
    end: str | None = None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How much data stand behind the estimates of one series (or one set of areas).

    ``unit`` says what the interval rests on: the periods of one series, the differences between areas, or surveys whose
    own precision is known.
    ``expected`` is the mean expected number of events a period without the intervention (None unless counts).
    ``season_length`` is 12, 4, 52, 1 (years) or None.
    """

    outcome: str
    area: str
    unit: Literal["series", "areas", "survey"]
    periods_before: int
    periods_after: int
    season_length: int | None
    treated_areas: int = 1
    comparison_areas: int = 0
    expected: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Rows in and out, and where the figures come from.

    ``rows_read`` = ``rows_used`` + ``rows_missing`` (empty value) + ``rows_excluded`` (transition, preliminary, outside
    the window) + ``rows_other`` (other outcomes and areas of the same data).
    """

    rows_read: int
    rows_used: int
    rows_missing: int
    rows_excluded: int
    rows_other: int
    source: str | None = None
    retrieved_on: str | None = None
    area_level: str | None = None
    file: str | None = None
    sha256: str | None = None
