"""Dose per 1 000 inhabitants: month by month, as the mean of the months, and added up over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.monthly_dose import delivered, intervention_areas, monthly_dose, together
from evaluera.results.measure import Measure, Unit

__all__ = ["NO_INTERVENTION_AREA", "NO_POPULATION", "cumulative_dose", "dose_intensity"]

NO_POPULATION = "no_population"
"""The number of inhabitants of an area and year is not there; ``state`` holds the areas."""

NO_INTERVENTION_AREA = "no_intervention_area"
"""No area of the table is one where the initiative works."""

_UNIT: Unit = "hours_per_1000"


def dose_intensity(asked: Asked) -> tuple[Measure, ...]:
    """PD01: the mean of the months and each month (``period``), for all areas of the initiative together and by area.

    A month without sessions counts with 0, and the month that the evaluation date cuts counts as a month. All areas
    together are their hours per their inhabitants; one whose inhabitants are not known is left out and named in
    ``state``.
    """
    rows = delivered(asked)
    inside = rows[rows["date"] >= pd.Timestamp(asked.span.first)]
    dose = monthly_dose(asked, inside, asked.span)
    return tuple(_measures("PD01", asked, dose, _means))


def cumulative_dose(asked: Asked) -> tuple[Measure, ...]:
    """PD03: the dose from the first logged month through the evaluation date, and at the end of each month of the span.

    What was delivered some months ago weighs ``decay`` to the power of their number (1: nothing is forgotten).
    """
    rows = delivered(asked)
    if rows.empty:
        return (not_computed("PD03", unit=_UNIT, reason="no_rows"),)
    first: dt.date = rows["date"].min().date()
    dose = monthly_dose(asked, rows, Span(first=first, last=asked.span.last))
    start = pd.Timestamp(asked.span.first.replace(day=1))

    def sums(months: pd.DataFrame) -> tuple[float, pd.DataFrame]:
        level, levels = 0.0, []
        for rate in months["rate"]:
            level = asked.limits.decay * level + rate
            levels.append(level)
        inside = months.assign(rate=levels, hours=np.nan, inhabitants=np.nan)
        return level, inside[inside["month"] >= start]

    return tuple(_measures("PD03", asked, dose, sums))


def _means(months: pd.DataFrame) -> tuple[float, pd.DataFrame]:
    return float(months["rate"].mean(skipna=False)), months


_Summary = Callable[[pd.DataFrame], tuple[float, pd.DataFrame]]


def _measures(indicator: str, asked: Asked, dose: pd.DataFrame, summary: _Summary) -> Iterator[Measure]:
    """All areas of the initiative together, then each area: first the whole, then its months."""
    areas = intervention_areas(asked)
    unknown = dose["area_id"].isin(areas) & dose["inhabitants"].isna()
    if areas:
        state = " ".join(sorted(set(dose["area_id"][unknown])))
        yield from _one(indicator, together(dose, areas), summary, state=state)
    else:
        yield not_computed(indicator, unit=_UNIT, reason=NO_INTERVENTION_AREA)
    for name, months in dose.groupby("area_id"):
        yield from _one(indicator, months, summary, split="area", part=str(name))


def _one(
    indicator: str, months: pd.DataFrame, summary: _Summary, *, state: str = "", **where: Any
) -> Iterator[Measure]:
    whole, series = summary(months)
    if np.isnan(whole):
        yield not_computed(indicator, unit=_UNIT, reason=NO_POPULATION, state=state, **where)
    else:
        missing = int(months["missing"].sum())
        yield Measure(
            indicator=indicator, value=whole, unit=_UNIT, n=len(months), missing=missing, state=state, **where
        )
    for month in series.itertuples():
        yield _month(indicator, month, **where)


def _month(indicator: str, month: Any, **where: Any) -> Measure:
    period = f"{month.month:%Y-%m}"
    if np.isnan(month.rate):
        return not_computed(indicator, unit=_UNIT, reason=NO_POPULATION, period=period, **where)
    return Measure(
        indicator=indicator,
        value=float(month.rate),
        unit=_UNIT,
        numerator=None if np.isnan(month.hours) else float(month.hours),
        denominator=None if np.isnan(month.inhabitants) else float(month.inhabitants),
        missing=int(month.missing),
        period=period,
        **where,
    )
