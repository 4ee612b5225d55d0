"""What people write for a period: dates, ``2005-01``, ``mars 2021``, ``2005 kv 1``, ``2005W07``, ``2005``, ``13``."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable

import numpy as np
import pandas as pd

__all__ = ["FIRST_YEAR", "LAST_YEAR", "dated_number", "written_period"]

FIRST_YEAR, LAST_YEAR = 1800, 2200

_READABLE = ("D", "W-SUN", "M", "Q-DEC", "Y-DEC")
_MONTH_NAMES = (
    "januari january jan",
    "februari february feb febr",
    "mars march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "augusti august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}


def written_period(value: object) -> pd.Period | int | None:
    """Read one cell or parameter without knowing its column.

    Parameters
    ----------
    value
        A date, a pandas period, a whole number or text.

    Returns
    -------
    pandas.Period or int or None
        A period of days, weeks (Monday to Sunday), months, quarters or years; a whole number as it is, because only
        its surroundings say whether 2005 is a year; None when it cannot be read.

    Examples
    --------
    >>> written_period("6 maj 2025"), written_period("12-feb-2025")
    (Period('2025-05-06', 'D'), Period('2025-02-12', 'D'))
    >>> written_period("Mars 2021"), written_period("2005 kv 1"), written_period("201809"), written_period("snart")
    (Period('2021-03', 'M'), Period('2005Q1', 'Q-DEC'), 201809, None)
    """
    if isinstance(value, str):
        return _from_text(" ".join(value.split()).casefold())
    if isinstance(value, pd.Period):
        return value if value.freqstr in _READABLE else None
    if isinstance(value, dt.date | np.datetime64):
        return None if pd.isna(value) else pd.Period(pd.Timestamp(value).tz_localize(None), freq="D")
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating) and math.isfinite(value) and value == int(value):
        return int(value)
    return None


def dated_number(number: int) -> pd.Period | None:
    """The year, month or day that a whole number writes (2005, 200501, 20050115), or None.

    Examples
    --------
    >>> dated_number(2005), dated_number(201809), dated_number(13)
    (Period('2005', 'Y-DEC'), Period('2018-09', 'M'), None)
    """
    digits = str(number)
    if len(digits) == 4:
        return _year(digits)
    if len(digits) == 6:
        return _month(digits[:4], digits[4:])
    return _day(digits[:4], digits[4:6], digits[6:]) if len(digits) == 8 else None


def _from_text(text: str) -> pd.Period | int | None:
    for pattern, read in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None:
            return read(**match.groupdict())
    return None


def _known(year: str) -> bool:
    return FIRST_YEAR <= int(year) <= LAST_YEAR


def _year(year: str) -> pd.Period | None:
    return pd.Period(year=int(year), freq="Y") if _known(year) else None


def _month(year: str, month: str) -> pd.Period | None:
    number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
    return pd.Period(year=int(year), month=number, freq="M") if _known(year) and 1 <= number <= 12 else None


def _quarter(year: str, quarter: str) -> pd.Period | None:
    return pd.Period(year=int(year), quarter=int(quarter), freq="Q") if _known(year) else None


def _week(year: str, week: str) -> pd.Period | None:
    try:
        return pd.Period(dt.date.fromisocalendar(int(year), int(week), 1), freq="W") if _known(year) else None
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> pd.Period | None:
    try:
        return pd.Period(dt.date(int(year), int(month), int(day)), freq="D") if _known(year) else None
    except ValueError:
        return None


def _named_day(year: str, month: str, day: str) -> pd.Period | None:
    """A day with the name of its month: nobody takes 6 maj for anything else."""
    return _day(year, str(_MONTHS.get(month, 0)), day)


def _span(first: str, last: str) -> pd.Period | None:
    """A pandas week as text, ``2005-02-14/2005-02-20``."""
    monday, sunday = _from_text(first), _from_text(last)
    if not isinstance(monday, pd.Period) or not isinstance(sunday, pd.Period):
        return None
    week = pd.Period(monday.start_time, freq="W")
    return week if week.start_time == monday.start_time and week.end_time == sunday.end_time else None


_Q, _W = r"(?:q|k|kv\.?|kvartal|quarter)", r"(?:w|v\.?|vecka|week)"
_DATE = r"\d{4}[-/]\d{2}[-/]\d{2}"
_TIME = r"(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[..., pd.Period | int | None]], ...] = (
    (re.compile(r"(?P<number>[+-]?\d+)(?:\.0+)?"), lambda number: int(number)),
    (re.compile(rf"(?P<year>\d{{4}})[-/](?P<month>\d\d)[-/](?P<day>\d\d){_TIME}"), _day),
    (re.compile(rf"(?P<first>{_DATE})/(?P<last>{_DATE})"), _span),
    (re.compile(r"(?P<year>\d{4}) ?[-/] ?(?P<month>\d\d)"), _month),
    (re.compile(r"(?P<year>\d{4}) ?m ?(?P<month>\d\d?)"), _month),
    (re.compile(rf"(?P<year>\d{{4}})[ -]?{_Q} ?(?P<quarter>[1-4])"), _quarter),
    (re.compile(rf"{_Q} ?(?P<quarter>[1-4])[ -]?(?P<year>\d{{4}})"), _quarter),
    (re.compile(rf"(?P<year>\d{{4}})[ -]?{_W} ?(?P<week>\d\d?)"), _week),
    (re.compile(rf"{_W} ?(?P<week>\d\d?)[ -](?P<year>\d{{4}})"), _week),
    (re.compile(r"(?:den )?(?P<day>\d\d?):?e?[ -](?P<month>[a-z]+)\.?[ -](?P<year>\d{4})"), _named_day),
    (re.compile(r"(?P<month>[a-z]+)\.?[ -]?(?P<year>\d{4})"), _month),
    (re.compile(r"(?P<year>\d{4})[ -]?(?P<month>[a-z]+)\.?"), _month),
)
