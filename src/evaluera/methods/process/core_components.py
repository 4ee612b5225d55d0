"""Was the core of the activities delivered?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.against_plan import PLAN_NUMBER_MISSING
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged
from evaluera.methods.process.measuring import not_computed, share
from evaluera.methods.process.planned_activities import due_activities
from evaluera.results.measure import Measure

__all__ = ["core_components"]


def core_components(asked: Asked) -> tuple[Measure, ...]:
    """PF03: core components delivered of those that the sessions should have, over sessions with a value.

    ``core_delivered`` holds for one session: a row that stands for several sessions weighs as many times, above and
    below the line. Rows without a value make the bounds: nothing delivered, or all of it.
    """
    components = due_activities(asked)["core_components"]
    sums = _sums(carried_out(logged(asked)), components)
    parts = (_delivered(row, split="activity", part=str(row.Index)) for row in sums.itertuples())
    counted = sums[sums["components"].notna()].sum()
    if len(sums) and bool(components.isna().all()):
        counted["components"] = np.nan
    return (_delivered(counted), *parts)


def _sums(rows: pd.DataFrame, components: pd.Series[Any]) -> pd.DataFrame:
    """By activity: ``components`` of a session, and sums over the sessions with and without a value."""
    value = rows["core_delivered"]
    known, times = value.notna(), rows["sessions_n"]
    summed = pd.DataFrame(
        {
            "delivered": value.fillna(0.0) * times,
            "sessions": times.where(known, 0.0),
            "unknown": times.where(~known, 0.0),
            "missing": (~known).astype(float),
        }
    )
    sums = summed.groupby(rows["activity_id"]).sum().reindex(components.index).fillna(0.0)
    return sums.assign(
        components=components,
        possible=sums["sessions"] * components,
        unseen=sums["unknown"] * components,
    )


def _delivered(sums: Any, **where: Any) -> Measure:
    if np.isnan(sums.components):
        return not_computed("PF03", unit="share", reason=PLAN_NUMBER_MISSING, **where)
    return share(
        "PF03",
        yes=float(sums.delivered),
        known=float(sums.possible),
        missing=int(sums.missing),
        weight=float(sums.unseen),
        n=int(sums.sessions),
        **where,
    )
