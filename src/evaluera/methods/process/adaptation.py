"""Was the activity changed on the way, and in line with the theory?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged
from evaluera.methods.process.session_shares import share_of_sessions, shares_by
from evaluera.results.measure import Measure

__all__ = ["adaptation"]


def adaptation(asked: Asked) -> tuple[Measure, ...]:
    """PF06: sessions with a major adaptation of those carried out; of the major ones those in line with the theory."""
    rows = carried_out(logged(asked))
    major = rows[rows["adaptation"] == "major"]
    answer: pd.Series[Any] = (rows["adaptation"] == "major").where(rows["adaptation"].notna())
    return (
        share_of_sessions("PF06", rows, answer),
        *shares_by("PF06", rows, answer, split="activity", column="activity_id"),
        share_of_sessions("PF06", major, major["consistent_with_theory"], variant="consistent"),
    )
