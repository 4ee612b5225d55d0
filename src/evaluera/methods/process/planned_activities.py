"""The activities that a span is about: those planned in it, and those that were logged in it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.current_plan import current_plan, touching
from evaluera.methods.process.due_sessions import due_in
from evaluera.methods.process.indicator import Asked

__all__ = ["due_activities", "planned_in"]


def planned_in(asked: Asked) -> pd.DataFrame:
    """The plan current at the evaluation date: activities whose window touches the span, sorted by id."""
    plan = touching(current_plan(asked.frame("activity_plan"), asked.span), asked.span)
    return plan.set_index("activity_id", drop=False).sort_index()


def due_activities(asked: Asked, plan: pd.DataFrame | None = None) -> pd.DataFrame:
    """Activities with sessions that are due or logged in the span, sorted by id; ``due`` is NaN without a plan number.

    An activity whose window lies outside the span has nothing due, but sessions that were logged in the span belong to
    it: an early or late session is not lost, and years add up.

    Parameters
    ----------
    asked
        Tables and span.
    plan
        One row for each activity; by default the plan current at the evaluation date.
    """
    known = current_plan(asked.frame("activity_plan"), asked.span) if plan is None else plan
    seen = set(touching(known, asked.span)["activity_id"]) | set(asked.within("activity_log")["activity_id"])
    shown = known[known["activity_id"].isin(seen)]
    due: pd.Series[Any] = due_in(shown, asked.span)
    return shown.assign(due=due).set_index("activity_id", drop=False).sort_index()
