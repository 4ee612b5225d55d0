"""Months, quarters, weeks, years: how long a season is and what a period is called."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Frequency"]


class Frequency(StrEnum):
    """How often the outcome is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    WEEK = "week"
    YEAR = "year"

    @property
    def season_length(self) -> int:
        """Periods in a year: 12, 4, 52, 1."""
        return {"month": 12, "quarter": 4, "week": 52, "year": 1}[self.value]

    @property
    def pandas(self) -> str:
        """The frequency of a pandas period: M, Q, W, Y."""
        return {"month": "M", "quarter": "Q", "week": "W", "year": "Y"}[self.value]
