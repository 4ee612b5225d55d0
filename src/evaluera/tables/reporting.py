"""More crime or more reported: the sources side by side."""

from __future__ import annotations

from evaluera.conclusion.reporting import Reading, ReportingCheck
from evaluera.results.trend import SourceTrend
from evaluera.tables.table import Align, Table
from evaluera.tables.triangulation import source_name
from evaluera.text.messages import message
from evaluera.text.names import capital
from evaluera.text.numbers import MISSING, interval, number

__all__ = ["reporting_table"]

_HEADS = ("source", "before", "after", "ratio", "moved", "says", "periods")
_ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "left", "left", "left")
_DIGITS = 2


def reporting_table(check: ReportingCheck, language: str) -> Table:
    """A row for each source, also those without figures."""
    return Table(
        caption=message("table.reporting.caption", language),
        headers=tuple(message(f"table.reporting.{head}", language) for head in _HEADS),
        rows=tuple(_row(each, language) for each in check.readings),
        note=message("table.reporting.note", language),
        align=_ALIGN,
    )


def _row(reading: Reading, language: str) -> tuple[str, ...]:
    trend = reading.trend
    return (
        capital(source_name(trend.source, language)),
        _number(trend.before, language),
        _number(trend.after, language),
        _ratio(trend, language),
        message(f"contribution.moved.{trend.moved}", language),
        message(f"contribution.points_to.{reading.says}", language) if reading.says else MISSING,
        f"{trend.first} / {trend.last}" if trend.first else MISSING,
    )


def _number(value: float | None, language: str) -> str:
    return MISSING if value is None else number(value, language, _DIGITS)


def _ratio(trend: SourceTrend, language: str) -> str:
    if trend.ratio is None:
        return MISSING
    ratio = number(trend.ratio, language, _DIGITS)
    if trend.low is None or trend.high is None:
        return ratio
    return f"{ratio} ({interval(trend.low, trend.high, language, _DIGITS)})"
