"""After how many months an activity is expected to work, as the programme theory says."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.current_plan import current_plan

__all__ = ["theory_lags"]


def theory_lags(tables: ProcessTables, *, goal: str = "", span: Span | None = None) -> Mapping[str, int]:
    """Months from each activity to the goal: the sum of the expected lags along the links between them.

    Of several ways the longest counts: the effect is expected when all of them have worked. A link without a lag adds
    nothing. An activity that no way leads from has the lag of its own plan; without one it is expected at once. Lags
    are taken as they were written and never searched for. Without ``goal`` a way may end in any goal.

    Examples
    --------
    >>> from evaluera.data.process.process_tables import process_tables
    >>> links = {"link_id": ["l1", "l2"], "from_node": ["walk", "seen"], "to_node": ["seen", "safe"]}
    >>> links |= {"expected_lag_months": [1, 2]}
    >>> tables = process_tables(theory_link=pd.DataFrame(links), goal=pd.DataFrame({"goal_id": ["safe"]}))
    >>> theory_lags(tables)
    {'seen': 2, 'walk': 3}
    """
    links = tables.frame("theory_link")
    goals = {goal} if goal else set(tables.frame("goal")["goal_id"])
    onward: dict[str, list[tuple[str, int]]] = {}
    for row in links.to_dict("records"):
        lag = 0 if pd.isna(row["expected_lag_months"]) else int(row["expected_lag_months"])
        onward.setdefault(str(row["from_node"]), []).append((str(row["to_node"]), lag))
    found = _planned(tables, span)
    for node in sorted(onward):
        way = _longest(node, onward, goals, frozenset())
        if way is not None:
            found[node] = way
    return dict(sorted(found.items()))


def _planned(tables: ProcessTables, span: Span | None) -> dict[str, int]:
    """The lags that stand in the plan: as it was at the end of the span, else in its last version."""
    plan = tables.frame("activity_plan")
    plan = plan if span is None else current_plan(plan, span)
    known = plan.dropna(subset=["expected_lag_months"]).sort_values("plan_version")
    return {str(row["activity_id"]): int(row["expected_lag_months"]) for row in known.to_dict("records")}


def _longest(
    node: str, onward: Mapping[str, list[tuple[str, int]]], goals: set[str], passed: frozenset[str]
) -> int | None:
    """Months of the longest way to a goal; None when there is none. A circle is not walked twice."""
    ways = []
    for there, lag in onward.get(node, []):
        if there in goals:
            ways.append(lag)
        if there in passed or there == node:
            continue
        further = _longest(there, onward, goals, passed | {node})
        if further is not None:
            ways.append(lag + further)
    return max(ways, default=None)
