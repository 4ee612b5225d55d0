"""Dates and periods in words: days, months, quarters, weeks, years, and periods that only have a number."""

from __future__ import annotations

import datetime as dt
import re
from numbers import Integral
from typing import Any

from evaluera.text.languages import checked

__all__ = ["date", "period_span", "period_text", "periods_text"]

_LABEL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|Q(?P<quarter>[1-4])|W(?P<week>\d{2}))?")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_MONTHS = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_QUARTERS = {
    "sv": ("första kvartalet", "andra kvartalet", "tredje kvartalet", "fjärde kvartalet"),
    "en": ("the first quarter of", "the second quarter of", "the third quarter of", "the fourth quarter of"),
}

_NUMBERED = {
    "sv": {12: "månad", 4: "kvartal", 52: "vecka", 1: "år"},
    "en": {12: "month", 4: "quarter", 52: "week", 1: "year"},
}
_SEVERAL = {"sv": "", "en": "s"}
_TO = {"sv": "till", "en": "to"}


def date(value: dt.date | str, language: str) -> str:
    """A date in words; ISO text is understood.

    Examples
    --------
    >>> date("2026-01-20", "sv"), date("2026-01-20", "en")
    ('20 januari 2026', '20 January 2026')
    """
    day = dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{day.day} {_MONTHS[checked(language)][day.month - 1]} {day.year}"


def period_text(period: Any, language: str, *, short: bool = False, season_length: int | None = None) -> str:
    """A period as it stands in a sentence, or shortened for an axis or a table.

    Parameters
    ----------
    period
        A label (``2005-01``, ``2005Q1``, ``2005W07``, ``2005``, ``13``), a whole number or a pandas period.
    language
        ``sv`` or ``en``.
    short
        ``jan 2005`` and ``kv 1 2005`` in place of ``januari 2005`` and ``första kvartalet 2005``.
    season_length
        Periods in a year, where periods without a calendar are known to be months (12), quarters (4) and so on.

    Returns
    -------
    str
        The words. A whole number outside 1800-2200 has no calendar: ``period 13``, or ``kvartal 13`` of quarters.

    Examples
    --------
    >>> period_text("2005-01", "sv"), period_text("2005Q1", "en"), period_text("13", "sv")
    ('januari 2005', 'the first quarter of 2005', 'period 13')
    >>> period_text("2005Q1", "sv", short=True)
    'kv 1 2005'
    """
    language = checked(language)
    label = period if isinstance(period, str) else _label(period)
    match = _dated(label)
    if match is None:
        return f"{_ordinal(season_length, language)} {label}"
    year = match["year"]
    if match["month"]:
        return f"{_month(int(match['month']), language, short)} {year}"
    if match["quarter"]:
        return _quarter(int(match["quarter"]), year, language, short)
    if match["week"]:
        word = {"sv": "v. " if short else "vecka ", "en": "wk " if short else "week "}[language]
        return f"{word}{int(match['week'])} {year}"
    return year


def period_span(first: Any, last: Any, language: str, *, short: bool = False, season_length: int | None = None) -> str:
    """From the first period to the last, as it stands in a sentence, or shortened for a figure.

    Examples
    --------
    >>> period_span("2002-01", "2006-11", "sv"), period_span("2002-01", "2006-11", "en", short=True)
    ('januari 2002 till november 2006', 'Jan 2002–Nov 2006')
    >>> period_span("1", "16", "sv", season_length=4), period_span("1", "16", "en", season_length=4)
    ('kvartal 1–16', 'quarters 1–16')
    """
    language = checked(language)
    ends = [each if isinstance(each, str) else _label(each) for each in (first, last)]
    if not any(_dated(each) for each in ends):
        return f"{_ordinal(season_length, language)}{_SEVERAL[language]} {ends[0]}–{ends[1]}"
    words = [period_text(each, language, short=short, season_length=season_length) for each in ends]
    return "–".join(words) if short else f" {_TO[language]} ".join(words)


def _dated(label: str) -> re.Match[str] | None:
    """The parts of a label with a date; None for a number, which a year outside 1800-2200 is too."""
    match = _LABEL.fullmatch(label)
    plain = match is not None and not (match["month"] or match["quarter"] or match["week"])
    return None if match is None or (plain and not _FIRST_YEAR <= int(label) <= _LAST_YEAR) else match


def _ordinal(season_length: int | None, language: str) -> str:
    """What a numbered period is called."""
    return _NUMBERED[language].get(season_length or 0, "period")


def _label(period: Any) -> str:
    """The label of a whole number or a pandas period."""
    if isinstance(period, Integral):
        return str(period)
    from evaluera.data.calendar import period_label

    return str(period_label(period))


def _month(month: int, language: str, short: bool) -> str:
    name = _MONTHS[language][month - 1]
    return name[:3] if short else name


def _quarter(quarter: int, year: str, language: str, short: bool) -> str:
    if short:
        return f"{'kv ' if language == 'sv' else 'Q'}{quarter} {year}"
    return f"{_QUARTERS[language][quarter - 1]} {year}"


def periods_text(periods: str, language: str) -> str:
    """Several periods in words, given as labels with blanks between them.

    Examples
    --------
    >>> periods_text("2024-03 2024-04", "sv"), periods_text("2024-12 2025-01", "en")
    ('mars 2024, april 2024', 'December 2024, January 2025')
    """
    return ", ".join(period_text(each, language) for each in periods.split())
