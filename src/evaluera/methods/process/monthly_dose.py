"""Hours delivered and inhabitants, by area and month: the dose as a series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.dated_rows import month_starts
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out

__all__ = ["delivered", "intervention_areas", "monthly_dose", "together"]

_PER = 1000.0


def intervention_areas(asked: Asked) -> list[str]:
    """The ids of the areas where the initiative works, sorted."""
    area = asked.frame("area")
    return sorted(area["area_id"][area["kind"] == "intervention"])


def delivered(asked: Asked) -> pd.DataFrame:
    """All sessions carried out by the evaluation date, of earlier years too.

    ``activity_id``, ``area_id``, ``date``, ``month`` and ``hours``: those of the staff; where they are not given, of
    the session.
    """
    log = asked.frame("activity_log")
    rows = carried_out(log[log["date"] <= pd.Timestamp(asked.span.last)])
    hours = rows["staff_hours"].fillna(rows["minutes"] / 60.0)
    return rows[["activity_id", "area_id", "date"]].assign(month=month_starts(rows["date"]), hours=hours)


def monthly_dose(asked: Asked, rows: pd.DataFrame, span: Span) -> pd.DataFrame:
    """One row for each area and month of the span.

    Parameters
    ----------
    asked
        The tables.
    rows
        Sessions of the span, as :func:`delivered` gives them.
    span
        The months: the first and the last are those that its days lie in.

    Returns
    -------
    pandas.DataFrame
        ``area_id`` (areas of the initiative, and those that were logged), ``month`` (first day), ``hours`` (0 without
        sessions), ``inhabitants`` (NaN where the population of the year is not there), ``missing`` (sessions with
        neither hours nor minutes) and ``rate``, hours per 1 000 inhabitants (0 without hours, else NaN without
        inhabitants).
    """
    areas = sorted({*intervention_areas(asked), *rows["area_id"].dropna()})
    months = pd.date_range(span.first.replace(day=1), span.last, freq="MS").as_unit("s")
    cells = pd.MultiIndex.from_product([areas, months], names=["area_id", "month"])
    sums = rows.assign(missing=rows["hours"].isna()).sort_values("hours").groupby(["area_id", "month"])
    dose = sums[["hours", "missing"]].sum().reindex(cells, fill_value=0).astype(float).reset_index()
    years = pd.MultiIndex.from_arrays([dose["area_id"], dose["month"].dt.year.astype(float)])
    return _rated(dose.assign(inhabitants=_inhabitants(asked).reindex(years).to_numpy(dtype=float)))


def together(dose: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """These areas as one, month by month; in a month, an area without known inhabitants is left out."""
    counted = dose[dose["area_id"].isin(areas) & dose["inhabitants"].notna()]
    sums = counted.sort_values("hours").groupby("month")[["hours", "inhabitants", "missing"]].sum()
    months = pd.Index(sorted(set(dose["month"])), name="month")
    return _rated(sums.reindex(months).reset_index())


def _inhabitants(asked: Asked) -> pd.Series[Any]:
    """Inhabitants by area and year; an area without inhabitants has no rate."""
    people = asked.frame("population")
    people = people[(people["group"].fillna("all") == "all") & (people["n"] > 0)]
    return people.drop_duplicates(["area_id", "year"]).set_index(["area_id", "year"])["n"]


def _rated(dose: pd.DataFrame) -> pd.DataFrame:
    rate = np.where(dose["hours"] == 0, 0.0, _PER * dose["hours"] / dose["inhabitants"])
    return dose.assign(rate=rate)
