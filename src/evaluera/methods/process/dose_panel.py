"""What was delivered, area by area and period by period, beside the outcome: a dose for the effect methods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluera.data.frequency import Frequency
from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.errors import DataError, Finding, Place
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.monthly_dose import delivered, intervention_areas, monthly_dose, together
from evaluera.methods.process.theory_lags import theory_lags

__all__ = ["NAME", "panel_with_dose", "takes_dose"]

NAME = "process"
"""The column of the dose: ``dose="process"`` of an analysis."""

_TABLES = ("activity_log", "area", "population")
_FREQUENCIES = (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR)
_NOTHING: pd.Series[Any] = pd.Series(dtype=float)


def panel_with_dose(
    panel: Panel,
    tables: ProcessTables,
    *,
    indicator: Literal["PD01", "PD03"] = "PD01",
    goal: str = "",
    until: dt.date | None = None,
    decay: float = 1.0,
    name: str = NAME,
) -> Panel:
    """The panel with one more covariate: hours delivered per 1 000 inhabitants, in each area and period.

    Parameters
    ----------
    panel
        Months, quarters or years. Its areas are found by the id or the name of an area of the tables; other areas had
        no dose. A panel with one series that has no area has the dose of all areas of the initiative together.
    tables
        With ``activity_log``, ``area`` and ``population``.
    indicator
        ``PD01``: the hours of the period (mean of its months). ``PD03``: all hours so far, at the end of the period.
    goal
        The goal that the outcome measures: activities work with the lag that the programme theory gives on the way to
        it (:func:`evaluera.methods.process.theory_lags.theory_lags`). The hours of an activity count so many months
        later than they were delivered.
    until
        What is dated later has not happened yet, and periods that end later have no known dose.
    decay
        What remains of the dose after a month, in ``PD03``.
    name
        The column: ``dose="process"`` of interrupted time series takes it.

    Raises
    ------
    DataError
        ``dose.no_table``, ``dose.no_calendar`` (the panel has no months, quarters or years), ``dose.no_area`` (no area
        of the panel is one in which something was logged) or ``dose.name_taken``.

    Notes
    -----
    Resources are sent where problems grow: dose and outcome can rise together without one causing the other.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.data.process.process_tables import process_tables
    >>> log = {"log_id": ["l1"], "activity_id": "a", "area_id": "n", "date": "2024-02-10", "status": "held"}
    >>> people = {"area_id": ["n"], "year": 2024, "group": "all", "n": 2000}
    >>> place = {"area_id": ["n"], "name": "Norr", "kind": "intervention"}
    >>> frames = {"activity_log": log | {"staff_hours": 6.0}, "population": people, "area": place}
    >>> tables = process_tables(**{name: pd.DataFrame(frame) for name, frame in frames.items()})
    >>> crimes = pd.DataFrame({"period": ["2024-01", "2024-02"], "area": "Norr", "value": [4, 3]})
    >>> panel_with_dose(evaluera.panel(crimes, area="area"), tables).frame()["process"].tolist()
    [0.0, 3.0]
    """
    _refuse(panel, tables, name)
    end = panel.periods[-1]
    assert isinstance(end, pd.Period)
    last = until or end.end_time.date()
    doses = _monthly(tables, last, goal=goal, indicator=indicator, decay=decay)
    known = _known_areas(panel, tables, doses)
    if not known:
        raise DataError(Finding(code="dose.no_area", values={"found": ", ".join(panel.areas)}))
    column = np.zeros(len(panel.rows))
    for place, (area, period) in enumerate(zip(panel.rows["area"], panel.rows["period"], strict=True)):
        series = doses[known[area]] if area in known else _NOTHING
        column[place] = _of_period(series, period, last, cumulative=indicator == "PD03")
    return replace(panel, rows=panel.rows.assign(**{name: column}), covariates=(*panel.covariates, name))


def takes_dose(panel: Panel, tables: ProcessTables, *, until: dt.date) -> bool:
    """Whether a panel can have the dose: a calendar of months or longer, the tables, an area with something logged."""
    if tables.missing(*_TABLES) or not panel.calendar or panel.frequency not in _FREQUENCIES:
        return False
    return bool(_known_areas(panel, tables, _monthly(tables, until, goal="", indicator="PD01", decay=1.0)))


def _refuse(panel: Panel, tables: ProcessTables, name: str) -> None:
    absent = tables.missing(*_TABLES)
    if absent:
        raise DataError([Finding(code="dose.no_table", values={"table": each}) for each in absent])
    if not panel.calendar or panel.frequency not in _FREQUENCIES:
        raise DataError(Finding(code="dose.no_calendar"))
    if name in panel.rows.columns:
        raise DataError(Finding(code="dose.name_taken", place=Place(parameter="name"), values={"name": name}))


def _monthly(
    tables: ProcessTables, last: dt.date, *, goal: str, indicator: str, decay: float
) -> Mapping[str, pd.Series[Any]]:
    """The dose of each area by month, with the lag of each activity; "" is all areas of the initiative together."""
    first = tables.frame("activity_log")["date"].min()
    if pd.isna(first) or first.date() > last:
        return {}
    asked = Asked(tables=tables, span=Span(first=first.date(), last=last), limits=Limits(decay=decay))
    rows = delivered(asked)
    lags = theory_lags(tables, goal=goal, span=asked.span)
    later = rows["activity_id"].map(lambda activity: lags.get(activity, 0)).astype(int)
    months = rows["month"].dt.to_period("M") + later
    rows = rows.assign(month=months.dt.start_time.astype("datetime64[s]"))
    dose = monthly_dose(asked, rows, asked.span)
    parts = {str(area): each for area, each in dose.groupby("area_id")}
    parts[""] = together(dose, intervention_areas(asked))
    return {area: _series(each, indicator, decay) for area, each in parts.items()}


def _series(months: pd.DataFrame, indicator: str, decay: float) -> pd.Series[Any]:
    rates = months["rate"].to_numpy(dtype=float)
    if indicator == "PD03":
        level, levels = 0.0, []
        for rate in rates:
            level = decay * level + rate
            levels.append(level)
        rates = np.array(levels)
    return pd.Series(rates, index=months["month"].dt.to_period("M"))


def _known_areas(panel: Panel, tables: ProcessTables, doses: Mapping[str, pd.Series[Any]]) -> Mapping[str, str]:
    """The id of each area of the panel that has a dose, by the id or the name in the panel; "" is all together."""
    if panel.areas == ("",):
        return {"": ""} if doses else {}
    area = tables.frame("area").to_dict("records")
    words = {str(row["area_id"]).casefold(): str(row["area_id"]) for row in area}
    words |= {str(row["name"]).casefold(): str(row["area_id"]) for row in area if isinstance(row["name"], str)}
    found = {name: words.get(name.casefold(), "") for name in panel.areas}
    return {name: area_id for name, area_id in found.items() if area_id and area_id in doses}


def _of_period(series: pd.Series[Any], period: Any, last: dt.date, *, cumulative: bool) -> float:
    """The mean of the months of a period, or the level at its end; unknown when it ends after the evaluation date."""
    if period.end_time.date() > last:
        return float("nan")
    months = pd.period_range(period.start_time, period.end_time, freq="M")
    values = [float(series.get(month, 0.0)) for month in months]
    return values[-1] if cumulative else float(np.mean(values))
