"""Was something held in every area that it was planned for?"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.current_plan import current_plan, touching
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import ratio
from evaluera.results.measure import Measure

__all__ = ["area_coverage"]


def area_coverage(asked: Asked) -> tuple[Measure, ...]:
    """PR04: planned areas with a held session: all quarters added up, each area over its quarters, and each quarter.

    The area of the log row counts, not that of the plan. A quarter that the evaluation date cuts is judged by its
    days so far.
    """
    table = _quarters(asked)
    return (
        ratio("PR04", done=float(table["held"].sum()), planned=len(table)),
        *(
            ratio("PR04", done=float(part["held"].sum()), planned=len(part), split="area", part=str(area))
            for area, part in table.groupby("area_id")
        ),
        *(
            ratio("PR04", done=float(part["held"].sum()), planned=len(part), period=str(quarter))
            for quarter, part in table.groupby("quarter")
        ),
    )


def _quarters(asked: Asked) -> pd.DataFrame:
    """One row for each quarter and area planned in it: ``quarter``, ``area_id``, ``held``."""
    plan = current_plan(asked.frame("activity_plan"), asked.span)
    log = asked.within("activity_log")
    log = log[log["status"] == "held"]
    rows: list[dict[str, object]] = []
    for quarter in pd.period_range(asked.span.first, asked.span.last, freq="Q"):
        part = _within(quarter, asked.span)
        days = (log["date"] >= pd.Timestamp(part.first)) & (log["date"] <= pd.Timestamp(part.last))
        seen = set(log["area_id"][days])
        label = f"{quarter.year}-Q{quarter.quarter}"
        planned = sorted(set(touching(plan, part)["area_id"].dropna()))
        rows.extend({"quarter": label, "area_id": area, "held": area in seen} for area in planned)
    return pd.DataFrame(rows, columns=["quarter", "area_id", "held"])


def _within(quarter: pd.Period, span: Span) -> Span:
    first: dt.date = quarter.start_time.date()
    last: dt.date = quarter.end_time.date()
    return Span(first=max(first, span.first), last=min(last, span.last))
