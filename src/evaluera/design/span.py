"""The time that is followed up: from a first day to the evaluation date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Both days inclusive. ``last`` is the evaluation date: what is dated later has not happened yet."""

    first: dt.date
    last: dt.date

    @classmethod
    def of_year(cls, year: int, *, until: dt.date | None = None) -> Span:
        """A calendar year, cut at ``until``.

        Examples
        --------
        >>> import datetime as dt
        >>> Span.of_year(2024, until=dt.date(2024, 6, 30)).label
        '2024-01-01..2024-06-30'
        """
        end = dt.date(year, 12, 31)
        return cls(first=dt.date(year, 1, 1), last=end if until is None else min(end, until))

    @property
    def label(self) -> str:
        """Whole years as ``2024`` or ``2022-2024``, else both days."""
        whole = (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)
        if not whole:
            return f"{self.first.isoformat()}..{self.last.isoformat()}"
        return str(self.last.year) if self.first.year == self.last.year else f"{self.first.year}-{self.last.year}"

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies in the span."""
        return self.first <= day <= self.last
