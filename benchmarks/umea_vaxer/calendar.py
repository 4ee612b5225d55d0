"""The years of the process, days of a month, and what has happened by the last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

__all__ = ["FIRST", "LAST", "YEARS", "day", "later", "months", "typed"]

YEARS = range(2018, 2025)
FIRST, LAST = dt.date(2018, 1, 1), dt.date(2024, 12, 31)


def months(first: str, last: str = "2024-12") -> Iterator[tuple[int, int]]:
    """Year and month from the first through the last."""
    year, month = (int(part) for part in first.split("-"))
    while f"{year:04d}-{month:02d}" <= last:
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def day(year: int, month: int, at: int) -> str:
    """A weekday near that day of the month, as text."""
    found = dt.date(year, month, at)
    back = max(0, found.weekday() - 4)
    return (found - dt.timedelta(days=back)).isoformat()


def later(date: str, random: np.random.Generator, *, median: float, spread: float = 0.8) -> str:
    """A day some time after, log-normal around the median; it may lie after :data:`LAST`."""
    days = int(np.ceil(median * np.exp(spread * random.standard_normal())))
    return (dt.date.fromisoformat(date) + dt.timedelta(days=days)).isoformat()


def typed(date: str) -> str | None:
    """The day, when it has come by the last day; else nothing has been typed."""
    return date if date <= LAST.isoformat() else None
