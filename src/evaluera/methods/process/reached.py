"""Persons and contacts: reached of the target group, taking part against the plan, coming back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.against_plan import PLAN_NUMBER_MISSING, against_plan
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged, sum_by, total
from evaluera.methods.process.measuring import not_computed, ratio, share
from evaluera.methods.process.planned_activities import due_activities, planned_in
from evaluera.results.measure import Measure

__all__ = ["UPPER_BOUND", "participation", "reach", "repeat_contact"]

UPPER_BOUND = "upper_bound"
"""State of a sum in which a person who was reached by two activities, or in two years, counts twice."""


def reach(asked: Asked) -> tuple[Measure, ...]:
    """PR01: new persons of the target group: all activities whose window touches the span, then each.

    A session without new persons adds nothing; ``high`` lets it add its contacts, and where contacts are missing too,
    it may have reached what was left of the target group. The total is an upper bound (``state``) when it adds
    activities or years.
    """
    rows, plan = carried_out(logged(asked)), planned_in(asked)
    sizes = plan["target_group_size"]
    reached = _reached(rows[rows["activity_id"].isin(plan.index)], sizes)
    years = asked.span.last.year - asked.span.first.year
    known = reached[reached["people"].notna()]
    counted = known.sum()
    if len(reached) and known.empty:
        counted["people"] = np.nan
    state = UPPER_BOUND if len(known) > 1 or (years and len(known)) else ""
    of_one = UPPER_BOUND if years else ""
    parts = (_share_reached(row, of_one, split="activity", part=str(row.Index)) for row in reached.itertuples())
    return (_share_reached(counted, state), *parts)


def _reached(rows: pd.DataFrame, sizes: pd.Series[Any]) -> pd.DataFrame:
    """By activity: ``people`` of the target group, ``new`` ones, ``missing`` cells, and the ``most`` that may be."""
    unknown = rows["n_unique_new"].isna()
    contacts = rows["n_participants"].where(unknown)
    activity = rows["activity_id"]
    open_rows = sum_by(unknown & contacts.isna(), activity).reindex(sizes.index).fillna(0.0)
    frame = pd.DataFrame(
        {
            "people": sizes,
            "new": sum_by(rows["n_unique_new"], activity),
            "contacts": sum_by(contacts, activity),
            "missing": sum_by(unknown, activity),
        },
        index=sizes.index,
    ).fillna({"new": 0.0, "contacts": 0.0, "missing": 0.0})
    most = frame["new"] + frame["contacts"]
    return frame.assign(most=np.where(open_rows > 0, np.maximum(most, frame["people"]), most))


def _share_reached(row: Any, state: str, **where: Any) -> Measure:
    if np.isnan(row.people):
        return not_computed("PR01", unit="share", reason=PLAN_NUMBER_MISSING, **where)
    people, missing = float(row.people), int(row.missing)
    high = float(row.most) / people if missing and people > 0 else None
    new = float(row.new)
    return ratio("PR01", done=new, planned=people, missing=missing, high=high, persons=True, state=state, **where)


def repeat_contact(asked: Asked) -> tuple[Measure, ...]:
    """PR03: contacts that were not a person's first, of all contacts, over sessions with both numbers.

    Bounds: the contacts of a session without new persons were all first ones, or none of them was.
    """
    rows = carried_out(logged(asked))
    known = rows["n_participants"].notna() & rows["n_unique_new"].notna()
    unknown = rows["n_participants"][~known]
    contacts = total(rows["n_participants"][known])
    again = contacts - total(rows["n_unique_new"][known])
    missing, weight = int((~known).sum()), total(unknown)
    return (share("PR03", yes=again, known=contacts, missing=missing, weight=weight, persons=True),)


def participation(asked: Asked) -> tuple[Measure, ...]:
    """PR05: contacts of those that the due sessions should have; a session without a number adds nothing."""
    rows, plan = carried_out(logged(asked)), due_activities(asked)
    planned = plan["due"] * plan["planned_participants"]
    return against_plan(
        "PR05",
        done=sum_by(rows["n_participants"], rows["activity_id"]),
        planned=planned,
        missing=sum_by(rows["n_participants"].isna(), rows["activity_id"]),
        sessions=plan["due"].where(planned.notna()),
        persons=True,
    )
