"""Is what was due in the log, and was it written down soon?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.against_plan import against_plan
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import logged, sum_by
from evaluera.methods.process.measuring import not_computed, share
from evaluera.methods.process.planned_activities import due_activities
from evaluera.results.measure import Measure

__all__ = ["log_completeness", "logging_lag"]


def log_completeness(asked: Asked) -> tuple[Measure, ...]:
    """DQ01: due sessions with a row in the log, whatever its status; of each activity at most those due.

    A moved row counts only when the row of its new session lies outside the span, or is not there: else one session
    would count twice.
    """
    rows, due = logged(asked), due_activities(asked)["due"]
    rows = rows[(rows["status"] != "moved") | ~_moved_inside(asked, rows)]
    seen = sum_by(rows["sessions_n"], rows["activity_id"]).reindex(due.index).fillna(0.0)
    return against_plan("DQ01", done=pd.Series(np.minimum(seen, due), index=due.index), planned=due)


def _moved_inside(asked: Asked, rows: pd.DataFrame) -> pd.Series[Any]:
    """Whether the session that a row became is dated in the span."""
    inside = asked.within("activity_log")["log_id"].dropna()
    return rows["moved_to"].notna() & rows["moved_to"].isin(inside)


def logging_lag(asked: Asked) -> tuple[Measure, ...]:
    """DQ02: median days from a session to its row, and the share of rows later than 30 days (``late``).

    Rows, not sessions, by their date; a row that was written after the evaluation date counts with its days.
    """
    rows = asked.within("activity_log")
    days = (rows["logged_on"] - rows["date"]).dt.days
    known = days.dropna()
    missing = len(days) - len(known)
    late = share(
        "DQ02",
        yes=float((known > asked.limits.log_days).sum()),
        known=len(known),
        missing=missing,
        variant="late",
    )
    if known.empty:
        return (not_computed("DQ02", unit="days", reason=late.reason, missing=missing), late)
    median = Measure(indicator="DQ02", value=float(known.median()), unit="days", n=len(known), missing=missing)
    return (median, late)
