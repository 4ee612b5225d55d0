"""The year of an evaluation and its evaluation date: what is dated later has not happened yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.errors import Finding, ParameterError, Place
from evaluera.evaluation.years import last_year
from evaluera.methods.process.theme import last_year_of

__all__ = ["chosen_year", "day_of", "evaluation_date", "impossible_dates"]


def day_of(written: dt.date | str | None) -> dt.date | None:
    """The evaluation date that was asked for, as a date.

    Raises
    ------
    ParameterError
        ``parameter.bad_until`` for what is no ISO date.

    Examples
    --------
    >>> day_of("2024-06-30"), day_of(None)
    (datetime.date(2024, 6, 30), None)
    """
    if written is None or isinstance(written, dt.date):
        return written
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        place = Place(parameter="until")
        raise ParameterError(Finding(code="parameter.bad_until", place=place, values={"found": written})) from None


def impossible_dates(*, year: int | None, until: dt.date | None, today: dt.date) -> Iterator[Finding]:
    """What is wrong with the year and the evaluation date together: another year, or a day that has not come."""
    if until is None:
        return
    place = Place(parameter="until")
    if year is not None and year != until.year:
        yield Finding(code="parameter.until_other_year", place=place, values={"until": until.isoformat(), "year": year})
    if until > today:
        values = {"until": until.isoformat(), "today": today.isoformat()}
        yield Finding(code="parameter.until_not_yet", place=place, values=values)


def chosen_year(
    panels: tuple[Panel, ...], tables: ProcessTables | None, *, year: int | None, until: dt.date | None
) -> int | str:
    """As asked for; else that of the last period of the outcomes, else of the records."""
    if year is not None:
        return year
    if until is not None:
        return until.year
    if panels or tables is None:
        return last_year(panels)
    return last_year_of(tables)


def evaluation_date(year: int | str, tables: ProcessTables | None, *, until: dt.date | None, today: dt.date) -> dt.date:
    """The evaluation date: as asked for, else the earlier of 31 December of the year and today.

    Where the outcomes have no dates (``all``), the year is the last one of the records.

    Examples
    --------
    >>> import datetime as dt
    >>> evaluation_date(2024, None, until=None, today=dt.date(2026, 2, 1))
    datetime.date(2024, 12, 31)
    """
    if until is not None:
        return until
    if isinstance(year, int):
        return min(dt.date(year, 12, 31), today)
    return today if tables is None else min(dt.date(last_year_of(tables), 12, 31), today)
