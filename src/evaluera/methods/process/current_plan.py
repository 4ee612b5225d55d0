"""The plan as it stood at the evaluation date: changes never overwrite, they add a version."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from evaluera.design.span import Span

__all__ = ["current_plan", "first_plan", "touching"]


def current_plan(plan: pd.DataFrame, span: Span) -> pd.DataFrame:
    """One row for each activity: the highest version whose ``changed_on`` is empty or not after the last day."""
    known = plan[plan["changed_on"].isna() | (plan["changed_on"] <= pd.Timestamp(span.last))]
    return _one_each(known.sort_values("plan_version", kind="stable"), keep="last")


def first_plan(plan: pd.DataFrame) -> pd.DataFrame:
    """One row for each activity: its first version."""
    return _one_each(plan.sort_values("plan_version", kind="stable"), keep="first")


def touching(plan: pd.DataFrame, span: Span) -> pd.DataFrame:
    """The activities whose window has a day in the span."""
    begins = plan["planned_start"] <= pd.Timestamp(span.last)
    return plan[begins & (plan["planned_end"] >= pd.Timestamp(span.first))]


def _one_each(plan: pd.DataFrame, *, keep: Literal["first", "last"]) -> pd.DataFrame:
    return plan.drop_duplicates("activity_id", keep=keep).sort_index()
