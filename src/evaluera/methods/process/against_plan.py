"""What was done against what was planned: all activities together, then each of them."""

from __future__ import annotations

from typing import Any

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
    counted = planned[planned.notna()]
    cells = (pd.Series(dtype=float) if missing is None else missing).reindex(planned.index).fillna(0.0)
    sums = done.reindex(planned.index).fillna(0.0)
    behind = None if sessions is None else sessions.reindex(planned.index)

    def one(ids: Any, **place: Any) -> Measure:
        return ratio(
            indicator,
            done=float(sums.loc[ids].sum()),
            planned=float(planned.loc[ids].sum()),
            missing=int(cells.loc[ids].sum()),
            n=None if behind is None else int(behind.loc[ids].sum()),
            **where,
            **place,
        )

    if len(counted) == 0 and len(planned) > 0:
        whole = not_computed(indicator, unit="share", reason=PLAN_NUMBER_MISSING, **where)
    else:
        whole = one(counted.index)
    parts = (
        one([name], split="activity", part=str(name))
        if name in counted.index
        else not_computed(
            indicator, unit="share", reason=PLAN_NUMBER_MISSING, split="activity", part=str(name), **where
        )
        for name in planned.index
    )
    return (whole, *parts)
