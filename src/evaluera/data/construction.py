"""A panel from a pandas frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from evaluera.data.assembly import assemble
from evaluera.data.columns import Layout
from evaluera.data.complaints import Complaints
from evaluera.data.entry import checked_entry, names, precision_columns
from evaluera.data.panel import Kind, Panel
from evaluera.data.table import Table

__all__ = ["panel"]


def panel(
    frame: pd.DataFrame,
    period: str | Sequence[str] = "period",
    value: str | Sequence[str] = "value",
    area: str | None = None,
    outcome: str | None = None,
    exposure: str | None = None,
    kind: Kind = "count",
    frequency: str | None = None,
    *,
    covariates: Sequence[str] = (),
    interval: tuple[str | None, str | None] | None = None,
    n: str | None = None,
    design_effect: str | float | None = None,
    interval_confidence: float = 0.95,
    method_break: object = None,
    missing: Sequence[str] = (),
    source: str | None = None,
    retrieved_on: dt.date | str | None = None,
    preliminary_from: object = None,
    area_level: str | None = None,
) -> Panel:
    """What was measured, where and when: a frame in tidy form, checked once.

    Parameters
    ----------
    frame
        One row for each area, outcome and period. It is not changed, and its index is not looked at.
    period
        Column of the period: dates, pandas periods, or what people write (``2005-01``, ``2005M01``, ``mars 2021``,
        ``2005K1``, ``2005Q1``, ``2005W07``, ``2005``, ``201809``). Whole numbers that are no dates are ordinal
        periods. Two columns are the year and the month, quarter or week in it.
    value
        Column of the outcome, in the unit of ``kind``. Several columns are an outcome each. An empty value is a
        missing period: kept, counted, never filled in.
    area, outcome
        Columns of names, read as text (``000100`` keeps its zeros). Without them the area is "" and the outcome has
        the name of the value column.
    exposure
        Column of what the count is out of (inhabitants, vehicle kilometres), above zero.
    kind
        ``count`` (whole numbers of events), ``rate`` (events for an exposure, not negative), ``share`` (0 to 1;
        ``12 %`` is read) or ``mean``.
    frequency
        ``month``, ``quarter``, ``week`` or ``year``, in English or Swedish. Dates count as the period that holds
        them; ordinal periods get the season length 12, 4, 52 or none.
    covariates
        Further columns of numbers, without empty cells.
    interval
        Shares from a sample survey: columns of the lower and the upper end of the published interval.
    n, design_effect
        Without an interval: column of the number of respondents, and column or number of the design effect (1 or
        more, how many times larger the variance is than in a simple random sample of that size).
    interval_confidence
        Confidence of the published interval.
    method_break
        First period (or periods) measured in a new way, as 2017 when a survey went from telephone to post and web:
        ``survey_difference`` computes no change across it.
    missing
        Texts that mean a missing value, as ``..``. Nothing but an empty cell does so by itself.
    source, retrieved_on, area_level
        Where the figures come from, when they were fetched, and what kind of area they are for.
    preliminary_from
        First preliminary period. Later rows stay in the panel, marked; methods leave them out.

    Returns
    -------
    Panel
        Its ``findings`` are warnings: no source, series that begin or end apart.

    Raises
    ------
    DataError
        With every finding at once: unknown columns first; then unreadable periods and numbers, mixed frequencies,
        duplicate rows, gaps, counts that are negative or fractional, shares outside 0-1, exposure that is missing or
        not above zero; survey shares outside their interval, without respondents, or with a design effect below 1.
        Of one kind the first 20 are listed with their rows (as Excel counts: the header is row 1).

    Notes
    -----
    Series may have spans of their own. A missing row inside the span of a series stops the run: add the row, with an
    empty value if it is not known and 0 if nothing happened.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"month": ["2005-01", "2005-02", "2005-03"], "count": [12, 9, 15]})
    >>> crimes = panel(frame, period="month", value="count", source="Brå")
    >>> len(crimes), crimes.frequency.value, crimes.outcomes
    (3, 'month', ('count',))
    """
    complaints = Complaints()
    entry = checked_entry(
        kind=kind,
        frequency=frequency,
        missing=missing,
        source=source,
        retrieved_on=retrieved_on,
        preliminary_from=preliminary_from,
        area_level=area_level,
        design_effect=design_effect,
        interval_confidence=interval_confidence,
        method_break=method_break,
        complaints=complaints,
    )
    layout = Layout(
        period=names(period),
        value=names(value),
        area=area,
        outcome=outcome,
        exposure=exposure,
        covariates=names(covariates),
        precision=precision_columns(interval=interval, n=n, design_effect=design_effect),
    )
    return assemble(Table.of_frame(frame), layout, entry, complaints)
