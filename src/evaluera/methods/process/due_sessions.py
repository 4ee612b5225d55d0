"""How many planned sessions are due: spread evenly over the window of the activity."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from evaluera.design.span import Span

__all__ = ["due_by", "due_in"]


def due_in(plan: pd.DataFrame, span: Span) -> pd.Series[Any]:
    """Sessions due in the span, one number for each row of the plan (NaN where no number was planned).

    Due by the last day, less those due by the day before the first.

    Examples
    --------
    >>> year = [pd.Timestamp("2024-01-01")], [pd.Timestamp("2024-12-31")]
    >>> plan = pd.DataFrame({"planned_start": year[0], "planned_end": year[1], "planned_sessions": [10.0]})
    >>> due_in(plan, Span.of_year(2024, until=dt.date(2024, 6, 30))).tolist()
    [4.0]
    """
    return due_by(plan, span.last) - due_by(plan, span.first - dt.timedelta(days=1))


def due_by(plan: pd.DataFrame, day: dt.date) -> pd.Series[Any]:
    """floor(planned sessions x days from the planned start through the day / days of the window), all after its end."""
    window = (plan["planned_end"] - plan["planned_start"]).dt.days + 1
    passed = ((pd.Timestamp(day) - plan["planned_start"]).dt.days + 1).clip(lower=0)
    share = np.minimum(passed, window)
    due = (plan["planned_sessions"] * share) // window
    return pd.Series(due, index=plan.index, dtype=float)
