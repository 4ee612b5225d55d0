"""How many hours participants were met, added up over the participants."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged, total
from evaluera.methods.process.measuring import not_computed
from evaluera.results.measure import Measure

__all__ = ["contact_hours"]


def contact_hours(asked: Asked) -> tuple[Measure, ...]:
    """PD02: length of each session in hours times its participants: all, by activity, and by area.

    Participants and minutes of a row that stands for several sessions are sums: each session has its part of the
    minutes. A session without minutes or participants adds nothing and is counted as missing.
    """
    rows = carried_out(logged(asked))
    rows = rows.assign(hours=rows["minutes"] / rows["sessions_n"] / 60.0 * rows["n_participants"])
    return (
        _hours(rows),
        *(_hours(part, split="activity", part=str(name)) for name, part in rows.groupby("activity_id")),
        *(_hours(part, split="area", part=str(name)) for name, part in rows.groupby("area_id")),
    )


def _hours(rows: pd.DataFrame, **where: Any) -> Measure:
    missing = int(rows["hours"].isna().sum())
    if missing == len(rows):
        reason = "all_missing" if missing else "no_rows"
        return not_computed("PD02", unit="person_hours", reason=reason, missing=missing, **where)
    value = total(rows["hours"])
    return Measure(indicator="PD02", value=value, unit="person_hours", n=len(rows) - missing, missing=missing, **where)
