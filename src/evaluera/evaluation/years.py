"""The year of an evaluation: figures after it are left out, so that an old report can be made again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from evaluera.data.calendar import period_label
from evaluera.data.panel import Panel, Period
from evaluera.errors import Finding, ParameterError, Value

__all__ = ["ALL", "Cut", "last_year", "until"]

ALL = "all"
"""The year of an evaluation whose periods have no dates."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cut:
    """A panel up to and including a year, and how many rows came later."""

    panel: Panel
    rows_after: int


def last_year(panels: tuple[Panel, ...]) -> int | str:
    """The year in which the last period ends; ``all`` where no panel has dates."""
    years = [_year(panel.periods[-1]) for panel in panels if panel.calendar]
    return max(years) if years else ALL


def until(panel: Panel, year: int) -> Cut:
    """The periods that end in the year or before.

    Raises
    ------
    ParameterError
        ``parameter.year_without_calendar`` for periods without dates, ``parameter.year_before_data`` when nothing is
        left.
    """
    if not panel.calendar:
        raise ParameterError(Finding(code="parameter.year_without_calendar", values={"year": year}))
    periods = panel.periods
    if _year(periods[0]) > year:
        values: dict[str, Value] = {"year": year, "first": period_label(periods[0])}
        raise ParameterError(Finding(code="parameter.year_before_data", values=values))
    ends = {period: _year(period) for period in periods}
    keep = panel.rows["period"].map(ends).to_numpy() <= year
    rows = panel.rows[keep].reset_index(drop=True)
    return Cut(panel=replace(panel, rows=rows), rows_after=int((~keep).sum()))


def _year(period: Period) -> int:
    return int(period.end_time.year) if isinstance(period, pd.Period) else int(period)
