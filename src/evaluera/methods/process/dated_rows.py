"""Which rows of a table belong to a span: by their own date, never by when they were written."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.table_registry import table_kind
from evaluera.design.span import Span

__all__ = ["last_days", "month_starts", "row_dates", "rows_within"]

_THROUGH = {"meeting": ("meeting", "meeting_id"), "round": ("est_round", "round_id")}
"""Tables whose rows have the date of another one: the table, and the id that leads there."""


def rows_within(tables: ProcessTables, name: str, span: Span) -> pd.DataFrame:
    """The rows of the span; all rows of a table without any date.

    A survey has the wave of the span, of several the latest. A row dated after the span has not happened yet.
    """
    frame = tables.frame(name)
    kind = table_kind(name)
    if not kind.dated_by:
        return frame
    days = row_dates(tables, name)
    inside = (days >= pd.Timestamp(span.first)) & (days <= pd.Timestamp(span.last))
    if kind.dated_by == "wave":
        years = days.dt.year
        inside = (years >= span.first.year) & (years <= span.last.year) & (frame["wave"].map(_first_day) <= _end(span))
        inside &= days == days[inside].max()
    elif kind.dated_by == "year":
        inside = (frame["year"] >= span.first.year) & (frame["year"] <= span.last.year)
    return frame[inside.fillna(False).astype(bool)]


def row_dates(tables: ProcessTables, name: str) -> pd.Series[Any]:
    """The day by which each row belongs to a period: the last day of a month, week, quarter, year or wave."""
    kind = table_kind(name)
    frame = tables.frame(name)
    if kind.dated_by in _THROUGH:
        other, key = _THROUGH[kind.dated_by]
        days = pd.Series(row_dates(tables, other).to_numpy(), index=tables.frame(other)[key].to_numpy())
        days = days[~days.index.duplicated()]
        return pd.Series(days.reindex(frame[key]).to_numpy(), index=frame.index).astype("datetime64[s]")
    column = frame[kind.dated_by]
    match kind.column(kind.dated_by).kind:
        case "date" | "month":
            return pd.Series(column)
        case "year":
            return last_days(column.map(lambda year: None if pd.isna(year) else f"{int(year):04d}"))
        case _:
            return last_days(column)


def last_days(periods: pd.Series[Any]) -> pd.Series[Any]:
    """The last day of each period as text: ``2024``, ``2024-H1``, ``2024-Q1``, ``2024-03``, ``2024-W09``.

    Examples
    --------
    >>> last_days(pd.Series(["2024-H1", "2024-02", "2024-W01", None], dtype=object)).dt.strftime("%m-%d").tolist()
    ['06-30', '02-29', '01-07', nan]
    """
    known = {text: _last_day(text) for text in periods.dropna().unique()}
    return pd.Series(pd.to_datetime(periods.map(known)), index=periods.index).astype("datetime64[s]")


def month_starts(days: pd.Series[Any]) -> pd.Series[Any]:
    """The first day of the month of each day."""
    return pd.Series(days.dt.to_period("M").dt.start_time.astype("datetime64[s]"))


def _last_day(text: str) -> pd.Timestamp:
    return _period(text).end_time.normalize()


def _first_day(text: Any) -> pd.Timestamp | None:
    return None if text is None else _period(str(text)).start_time


def _end(span: Span) -> pd.Timestamp:
    return pd.Timestamp(span.last)


def _period(text: str) -> pd.Period:
    year, _, part = text.partition("-")
    match part[:1]:
        case "":
            return pd.Period(year=int(year), freq="Y")
        case "H":
            return pd.Period(freq="6M", year=int(year), month=1 if part == "H1" else 7)
        case "Q":
            return pd.Period(year=int(year), quarter=int(part[1:]), freq="Q")
        case "W":
            import datetime as dt

            return pd.Period(dt.date.fromisocalendar(int(year), int(part[1:]), 1), freq="W")
        case _:
            return pd.Period(year=int(year), month=int(part), freq="M")
