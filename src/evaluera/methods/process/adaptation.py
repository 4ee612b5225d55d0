"""Was the activity changed on the way, and in line with the theory?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged
from evaluera.methods.process.measuring import share
from evaluera.results.measure import Measure

__all__ = ["adaptation", "share_of_sessions"]


def adaptation(asked: Asked) -> tuple[Measure, ...]:
    """PF06: sessions with a major adaptation of those carried out; of the major ones those in line with the theory."""
    rows = carried_out(logged(asked))
    major = rows[rows["adaptation"] == "major"]
    kind: pd.Series[Any] = (rows["adaptation"] == "major").where(rows["adaptation"].notna())
    consistent: pd.Series[Any] = major["consistent_with_theory"]
    return (
        share_of_sessions("PF06", rows, kind),
        *(
            share_of_sessions("PF06", part, kind.loc[part.index], split="activity", part=str(name))
            for name, part in rows.groupby("activity_id")
        ),
        share_of_sessions("PF06", major, consistent, variant="consistent"),
    )


def share_of_sessions(indicator: str, rows: pd.DataFrame, answer: pd.Series[Any], **where: Any) -> Measure:
    """The share of sessions for which the answer is yes; rows without an answer are missing.

    A row that stands for several sessions weighs as many times.
    """
    sessions = rows["sessions_n"]
    known = answer.notna()
    yes = answer.fillna(False).astype(bool)
    return share(
        indicator,
        yes=float(sessions[yes].sum()),
        known=float(sessions[known].sum()),
        missing=int((~known).sum()),
        weight=float(sessions[~known].sum()),
        **where,
    )
