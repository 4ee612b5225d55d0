"""Was the core of the activities delivered?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.against_plan import PLAN_NUMBER_MISSING
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged, total
from evaluera.methods.process.measuring import not_computed, share
from evaluera.methods.process.planned_activities import due_activities
from evaluera.results.measure import Measure

__all__ = ["core_components"]


def core_components(asked: Asked) -> tuple[Measure, ...]:
    """PF03: core components delivered of those that the sessions should have, over sessions with a value.

    ``core_delivered`` holds for one session: a row that stands for several sessions weighs as many times, above and
    below the line. Rows without a value make the bounds: nothing delivered, or all of it.
    """
    rows = carried_out(logged(asked))
    components = due_activities(asked)["core_components"]
    rows = rows.assign(components=rows["activity_id"].map(components) * rows["sessions_n"])
    rows = rows.assign(delivered=rows["core_delivered"] * rows["sessions_n"])
    counted = rows[rows["components"].notna()]
    without = components.isna()
    of_each = {str(name): part for name, part in counted.groupby("activity_id")}
    if len(components) and bool(without.all()):
        whole = not_computed("PF03", unit="share", reason=PLAN_NUMBER_MISSING)
    else:
        whole = _delivered(counted)
    parts = (
        not_computed("PF03", unit="share", reason=PLAN_NUMBER_MISSING, split="activity", part=str(name))
        if without[name]
        else _delivered(of_each.get(str(name), counted.iloc[:0]), split="activity", part=str(name))
        for name in components.index
    )
    return (whole, *parts)


def _delivered(rows: pd.DataFrame, **where: Any) -> Measure:
    known = rows["delivered"].notna()
    return share(
        "PF03",
        yes=total(rows["delivered"]),
        known=total(rows["components"][known]),
        missing=int((~known).sum()),
        weight=total(rows["components"][~known]),
        n=int(rows["sessions_n"][known].sum()),
        **where,
    )
