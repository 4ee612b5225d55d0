"""What else is known to have happened: a pandemic, a new way of recording crime."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Affects", "Event", "How"]

Affects = Literal["true_level", "reporting", "both"]
How = Literal["model", "exclude", "mention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A known event beside the initiative.

    ``first`` and ``last`` are period labels, both inclusive; ``last`` is None when it still goes on. ``affects`` says
    whether it changed how many crimes there are, how many are reported or recorded, or both. ``how`` says what the
    analysis does: a step of its own while the event lasts, its periods left out, or nothing (it is only mentioned).
    """

    name: str
    first: str
    last: str | None = None
    affects: Affects = "both"
    how: How = "model"
