"""What people write for a date, month, week, half year or year, to the one form that tables use."""

from __future__ import annotations

import calendar
import re
from typing import Literal

import pandas as pd

from evaluera.data.spelling import dated_number, written_period

__all__ = ["Part", "day_of", "excel_day", "period_text"]

Part = Literal["year", "half", "quarter", "month", "week"]

_H = r"(?:h|halvår)"
_HALF = re.compile(rf"(?P<year>\d{{4}})[ -]?{_H} ?(?P<half>[12])|{_H} ?(?P<first>[12])[ -](?P<then>\d{{4}})")
_FIRST_DAY, _END = 32874, 73051
"""1990-01-01, and the day after 2099-12-31, as Excel numbers days."""
_LENGTHS: dict[str, Part] = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "month"}


def day_of(cell: object, *, last: bool) -> tuple[pd.Timestamp, bool] | None:
    """The day that a cell writes, and whether only its month was written.

    Parameters
    ----------
    cell
        A date of Excel, ``2024-03-01`` (a time after it is cut), ``20240301``, or a month: ``2024-03``, ``mars 2024``.
    last
        A month means its last day instead of its first.

    Examples
    --------
    >>> day_of("2024-02", last=True)
    (Timestamp('2024-02-29 00:00:00'), True)
    """
    period = _period(cell)
    if period is None or period.freqstr not in ("D", "M"):
        return None
    if period.freqstr == "D":
        return period.start_time.normalize(), False
    day = calendar.monthrange(period.year, period.month)[1] if last else 1
    return pd.Timestamp(year=period.year, month=period.month, day=day), True


def excel_day(cell: object) -> pd.Timestamp | None:
    """The day that a number is in Excel when its cell is not formatted as a date: days since 1899-12-30.

    Numbers from 1990 to 2099 only; None for all else.

    Examples
    --------
    >>> excel_day(45763.0), excel_day("45763"), excel_day(2024)
    (Timestamp('2025-04-16 00:00:00'), Timestamp('2025-04-16 00:00:00'), None)
    """
    text = str(cell).removesuffix(".0")
    if isinstance(cell, bool) or not text.isdecimal() or not _FIRST_DAY <= int(text) < _END:
        return None
    return pd.Timestamp("1899-12-30") + pd.Timedelta(days=int(text))


def period_text(cell: object, allowed: tuple[Part, ...]) -> str | None:
    """The period that a cell writes: ``2024``, ``2024-H1``, ``2024-Q1``, ``2024-03``, ``2024-W09``.

    A whole date means its month, because Excel makes the date 2024-03-01 of what is typed as 2024-03.

    Examples
    --------
    >>> period_text("2024 kv 1", ("quarter",)), period_text("H2 2024", ("half",)), period_text("2024v9", ("week",))
    ('2024-Q1', '2024-H2', '2024-W09')
    >>> period_text("2024", ("month", "week")) is None
    True
    """
    half = _HALF.fullmatch(" ".join(cell.casefold().split())) if isinstance(cell, str) else None
    if half is not None:
        text = f"{half['year'] or half['then']}-H{half['half'] or half['first']}"
        return text if "half" in allowed else None
    period = _period(cell)
    part = None if period is None else _LENGTHS[period.freqstr[0]]
    if period is None or part not in allowed:
        return None
    match part:
        case "year":
            return f"{period.year:04d}"
        case "quarter":
            return f"{period.year:04d}-Q{period.quarter}"
        case "week":
            year, week, _ = period.start_time.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case _:
            return f"{period.year:04d}-{period.month:02d}"


def _period(cell: object) -> pd.Period | None:
    found = written_period(cell)
    return dated_number(found) if isinstance(found, int) else found
