"""The programme theory as a graph: no circles, no activity without a goal, no goal without an activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from evaluera.data.columns import nearest_first
from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]

Graph = Mapping[str, set[str]]


def activities_are_activities(seen: Inspection) -> None:
    """A node that is an activity is written as the id of one in the plan."""
    known = seen.frame("activity_plan")["activity_id"].dropna().unique().tolist()
    links = seen.frame("theory_link")
    for node, kind in (("from_node", "from_type"), ("to_node", "to_type")):
        rows = links[(links[kind] == "activity") & links[node].notna() & ~links[node].isin(known)]
        if known and len(rows):
            near = {each: nearest_first(each, known)[0] for each in rows[node].unique()}
            rows = rows.assign(_nearest=rows[node].map(near), _other="activity_plan")
            said = {"found": node, "nearest": "_nearest", "other": "_other"}
            seen.report("process.unknown_reference", rows, said, table="theory_link", column=node)


def links_run_one_way(seen: Inspection) -> None:
    """No link is part of a circle; each of them is named."""
    links = seen.frame("theory_link").dropna(subset=["from_node", "to_node"])
    ahead = _graph(links["from_node"], links["to_node"])
    back = [start in _reached([end], ahead) for start, end in zip(links["from_node"], links["to_node"], strict=True)]
    said = {"found": "from_node", "other": "to_node"}
    rows = links[pd.Series(back, index=links.index, dtype=bool)]
    seen.report("process.theory_circle", rows, said, table="theory_link", column="to_node")


def activities_reach_goals(seen: Inspection) -> None:
    """Where links are given, every activity reaches a goal and every goal is reached by an activity.

    A vision needs no activity. Each failure names the row of the activity or the goal; it is a warning, since a theory
    that is not written to its end still says what it says.
    """
    if not seen.complete("theory_link", "from_node", "to_node"):
        return
    links = seen.frame("theory_link")
    plan = seen.frame("activity_plan").drop_duplicates("activity_id").dropna(subset=["activity_id"])
    goals = seen.frame("goal").drop_duplicates("goal_id").dropna(subset=["goal_id"])
    ahead = _graph(links["from_node"], links["to_node"])
    aims = set(goals["goal_id"])
    lost = [not _reached([each], ahead) & aims for each in plan["activity_id"]]
    rows = plan[pd.Series(lost, index=plan.index, dtype=bool)]
    said = {"found": "activity_id"}
    code = "process.activity_reaches_no_goal"
    seen.report(code, rows, said, table="activity_plan", column="activity_id", severity="warning")
    reached = _reached(plan["activity_id"], ahead)
    rows = goals[(goals["level"] != "vision") & ~goals["goal_id"].isin(reached)]
    code = "process.goal_not_reached"
    seen.report(code, rows, {"found": "goal_id"}, table="goal", column="goal_id", severity="warning")


def _graph(starts: Iterable[str], ends: Iterable[str]) -> Graph:
    graph: dict[str, set[str]] = {}
    for start, end in zip(starts, ends, strict=True):
        graph.setdefault(start, set()).add(end)
    return graph


def _reached(starts: Iterable[str], ahead: Graph) -> set[str]:
    """The starts and everything that links lead to from them."""
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += ahead.get(node, ())
    return reached


RULES: tuple[Rule, ...] = (activities_are_activities, links_run_one_way, activities_reach_goals)
