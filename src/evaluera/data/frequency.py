"""Months, quarters, weeks, years: how long a season is and what a period is called."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Frequency"]

_WORDS = {
    "month": ("month", "months", "monthly", "månad", "månader", "manad", "m"),
    "quarter": ("quarter", "quarters", "quarterly", "kvartal", "q", "k"),
    "week": ("week", "weeks", "weekly", "vecka", "veckor", "w", "v"),
    "year": ("year", "years", "yearly", "år", "ar", "y"),
}


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

    @classmethod
    def named(cls, word: str) -> Frequency | None:
        """The frequency that a Swedish or English word names, or None.

        Examples
        --------
        >>> Frequency.named("kvartal"), Frequency.named("Month"), Frequency.named("dygn")
        (<Frequency.QUARTER: 'quarter'>, <Frequency.MONTH: 'month'>, None)
        """
        folded = word.strip().casefold()
        return next((cls(name) for name, words in _WORDS.items() if folded in words), None)
