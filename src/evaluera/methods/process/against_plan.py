"""What was done against what was planned: all activities together, then each of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.measuring import not_computed, ratio
from evaluera.results.measure import Measure

__all__ = ["PLAN_NUMBER_MISSING", "against_plan"]

PLAN_NUMBER_MISSING = "plan_number_missing"
"""The plan of the activity has no number to compare with: it is left out of the total, below and above the line."""


def against_plan(
    indicator: str,
    *,
    done: pd.Series[Any],
    planned: pd.Series[Any],
    missing: pd.Series[Any] | None = None,
    sessions: pd.Series[Any] | None = None,
    **where: Any,
) -> tuple[Measure, ...]:
    """Sums of all activities first, divided after; then each activity by id.

    Parameters
    ----------
    indicator
        Id of the indicator.
    done
        What was done, by activity; an activity that is not there did nothing.
    planned
        What was planned, by activity; NaN where the plan has no number.
    missing
        Empty cells, by activity: they add nothing and are shown.
    sessions
        Due sessions, by activity, when ``planned`` is in another unit: fewer than five give no band.
    **where
        Further fields of :class:`Measure`.
    """
    table = pd.DataFrame({"done": done.reindex(planned.index).fillna(0.0), "planned": planned})
    empty = pd.Series(dtype=float) if missing is None else missing
    table["missing"] = empty.reindex(planned.index).fillna(0.0)
    table["sessions"] = planned if sessions is None else sessions.reindex(planned.index)
    counted = table[table["planned"].notna()].sum()

    def one(sums: Any, **place: Any) -> Measure:
        if np.isnan(sums.planned):
            return not_computed(indicator, unit="share", reason=PLAN_NUMBER_MISSING, **where, **place)
        return ratio(
            indicator,
            done=float(sums.done),
            planned=float(sums.planned),
            missing=int(sums.missing),
            n=None if sessions is None else int(sums.sessions),
            **where,
            **place,
        )

    nothing_to_compare = len(table) > 0 and bool(planned.isna().all())
    if nothing_to_compare:
        counted["planned"] = np.nan
    parts = (one(row, split="activity", part=str(row.Index)) for row in table.itertuples())
    return (one(counted), *parts)
