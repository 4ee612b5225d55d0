"""Did activities begin when they were meant to?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.current_plan import current_plan
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out
from evaluera.methods.process.measuring import not_computed, share
from evaluera.results.measure import Measure

__all__ = ["timeliness"]


def timeliness(asked: Asked) -> tuple[Measure, ...]:
    """PF04: activities begun within 14 days of their planned start; median days from it, over those begun.

    Activities with their planned start in the span. The first held or partly held session may lie before the span. One
    that has not begun is not in time, even where its 14 days are not out at the evaluation date.
    """
    planned = _planned_starts(asked)
    days = (_first_sessions(asked).reindex(planned.index) - planned).dt.days.dropna()
    in_time = int((days.abs() <= asked.limits.start_days).sum())
    parts = (_days(late, n=1, split="activity", part=str(name)) for name, late in days.items())
    if days.empty:
        typical = not_computed("PF04", unit="days", reason="no_rows", variant="median_days")
    else:
        typical = _days(days.median(), n=len(days))
    return (share("PF04", yes=in_time, known=len(planned)), typical, *parts)


def _days(value: float, **where: Any) -> Measure:
    return Measure(indicator="PF04", value=float(value), unit="days", variant="median_days", **where)


def _planned_starts(asked: Asked) -> pd.Series[Any]:
    plan = current_plan(asked.frame("activity_plan"), asked.span)
    starts = plan.set_index("activity_id")["planned_start"].sort_index()
    return starts[(starts >= pd.Timestamp(asked.span.first)) & (starts <= pd.Timestamp(asked.span.last))]


def _first_sessions(asked: Asked) -> pd.Series[Any]:
    log = asked.frame("activity_log")
    happened = carried_out(log[log["date"] <= pd.Timestamp(asked.span.last)])
    return happened.groupby("activity_id")["date"].min()
