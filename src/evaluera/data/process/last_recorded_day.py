"""Up to which day the tables tell: what should have happened later is not missed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluera.data.process.assembled_tables import AssembledTable

__all__ = ["last_recorded_day"]

_RECORDED = (
    ("activity_log", "date"),
    ("activity_log", "logged_on"),
    ("meeting", "date"),
    ("walk", "date"),
    ("est_report", "reported_on"),
    ("decision", "decided_on"),
    ("goal_followup", "reported_on"),
    ("promise_followup", "reported_to_umebra_on"),
)


def last_recorded_day(tables: Mapping[str, AssembledTable]) -> pd.Timestamp | None:
    """The latest day on which something was recorded, not after the end of the evaluation; None without any.

    The same tables give the same day, whenever they are read.
    """
    days = [tables[name].frame[column].max() for name, column in _RECORDED if name in tables]
    recorded = [day for day in days if not pd.isna(day)]
    if not recorded:
        return None
    ends = tables["project"].frame["evaluation_end"].max() if "project" in tables else pd.NaT
    last = pd.Timestamp(max(recorded))
    return last if pd.isna(ends) else min(last, pd.Timestamp(ends + pd.offsets.MonthEnd(0)))
