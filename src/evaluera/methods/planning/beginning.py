"""The start of an initiative that is planned, and what its figures must be."""

from __future__ import annotations

from dataclasses import replace

from evaluera.data.calendar import parse_period, period_label
from evaluera.data.panel import Panel, SeriesData
from evaluera.errors import DataError, Finding, MethodError, Place
from evaluera.methods.moment import ordinal
from evaluera.methods.refusal import refuse
from evaluera.methods.segmented.segment import named

__all__ = ["FEWEST", "first_after", "refused_plan"]

FEWEST = 12
"""Fewer periods tell too little about the noise."""


def first_after(panel: Panel, start: str | None) -> tuple[int, str]:
    """The start as an ordinal and a label; the period after the last figures when none is given."""
    if start is None:
        last = panel.periods[-1]
        return ordinal(last) + 1, period_label(last + 1)
    try:
        period = parse_period(start, frequency=panel.frequency, calendar=panel.calendar)
    except DataError as error:
        refuse([replace(finding, place=Place(parameter="start")) for finding in error.findings])
        raise
    return ordinal(period), period_label(period)


def refused_plan(series: SeriesData, code: str, **values: str | int | float) -> MethodError:
    """The error that says why a series cannot be planned for."""
    return MethodError(Finding(code=f"method.{code}", values={"series": named(series), **values}))
