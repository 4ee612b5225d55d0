"""Periods: reading them as a person writes them, naming them, and placing a date among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import pandas as pd

from evaluera.data.frequency import Frequency
from evaluera.data.panel import Period
from evaluera.data.spelling import dated_number, written_period
from evaluera.errors import DataError, Finding

__all__ = ["Edge", "begins_inside", "parse_period", "period_index", "period_label", "position"]

Edge = Literal["first", "last"]


def parse_period(
    value: object,
    *,
    frequency: Frequency | None = None,
    calendar: bool | None = None,
    edge: Edge = "first",
) -> Period:
    """Which period is meant by a date, a pandas period, a number or what a person writes?

    Parameters
    ----------
    value
        ``2005-01``, ``2005M01``, ``mars 2021``, ``2005K1``, ``2005Q1``, ``2005 kv 1``, ``2005W07``, ``2005``,
        ``201809``, ``2005-01-15``, a date, a pandas period or a whole number.
    frequency
        The panel's frequency: the answer is the period of that length that holds the value. None keeps the length
        that is written; a date is then a period of one day.
    calendar
        True: whole numbers must be dates (years, 201809, 20050115). False: only whole numbers are read, as ordinal
        periods. None: numbers that can be dates are dates, others are ordinal.
    edge
        Which period when the value is longer than the panel's periods: ``2018`` among months is 2018-01 (``first``)
        or 2018-12 (``last``, for the end of a transition).

    Returns
    -------
    pandas.Period or int
        An ordinal period is a whole number.

    Raises
    ------
    DataError
        ``data.unreadable_period``; ``data.period_without_calendar`` for a date among ordinal periods. Give the
        finding its place with ``dataclasses.replace``.

    Examples
    --------
    >>> parse_period("2005-01-15", frequency=Frequency.MONTH)
    Period('2005-01', 'M')
    >>> parse_period("2018", frequency=Frequency.MONTH, edge="last"), parse_period("13", calendar=False)
    (Period('2018-12', 'M'), 13)
    """
    found = written_period(value)
    if isinstance(found, int) and calendar is not False:
        dated = dated_number(found)
        found = dated if dated is not None or calendar else found
    if found is None:
        raise DataError(Finding(code="data.unreadable_period", values={"found": str(value)}))
    if isinstance(found, int):
        return found
    if calendar is False:
        raise DataError(Finding(code="data.period_without_calendar", values={"found": str(value)}))
    return found if frequency is None else _holding(found, frequency, edge)


def begins_inside(value: object, *, frequency: Frequency) -> bool:
    """Does the value begin inside a period of that frequency, and not at its beginning?

    The period then counts as after the start although part of it is before: attach a note. Ordinal periods never do.

    Raises
    ------
    DataError
        ``data.unreadable_period``.

    Examples
    --------
    >>> begins_inside("2005-01-15", frequency=Frequency.MONTH), begins_inside("2005-01", frequency=Frequency.MONTH)
    (True, False)
    """
    found = parse_period(value)
    return isinstance(found, pd.Period) and found.start_time != _holding(found, frequency, "first").start_time


def period_label(period: Period) -> str:
    """The short name of a period: ``2005-01``, ``2005Q1``, ``2005W07`` (ISO week), ``2005``, ``13``.

    :func:`period_index` and :func:`parse_period` read it back.

    Examples
    --------
    >>> period_label(pd.Period("2005-02-14", freq="W")), period_label(13)
    ('2005W07', '13')
    """
    if not isinstance(period, pd.Period) or not period.freqstr.startswith("W"):
        return str(period)
    year, week, _ = period.start_time.isocalendar()
    return f"{year:04d}W{week:02d}"


def period_index(labels: Sequence[str], frequency: str) -> pd.PeriodIndex:
    """The labels of :func:`period_label` as pandas periods again; ``frequency`` is M, Q, W or Y.

    Examples
    --------
    >>> period_index(["2005W07"], "W")[0].start_time.date().isoformat()
    '2005-02-14'
    """
    if frequency == "W":
        return pd.PeriodIndex([parse_period(label, calendar=True) for label in labels], freq="W")
    return pd.PeriodIndex(list(labels), freq=frequency)


def position(periods: Sequence[Period], period: Period) -> int:
    """The index of the first of the sorted periods at or after ``period``; ``len(periods)`` when all are before.

    Examples
    --------
    >>> position([1, 2, 4], 3)
    2
    """
    return bisect_left(periods, period)


def _holding(found: pd.Period, frequency: Frequency, edge: Edge) -> pd.Period:
    moment = found.start_time if edge == "first" else found.end_time
    return pd.Period(moment, freq=frequency.pandas)
