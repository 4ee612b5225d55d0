"""The initiative, its areas and its organisations."""

from __future__ import annotations

import pandas as pd

from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]


def periods_in_order(seen: Inspection) -> None:
    """The baseline starts before the initiative, which does not start after its end or that of the evaluation."""
    project = seen.frame("project")
    early = project[project["intervention_start"] <= project["baseline_start"]]
    said = {"found": "intervention_start", "other": "baseline_start"}
    seen.report("process.start_not_after_baseline", early, said, table="project", column="intervention_start")
    seen.ordered("process.end_before_start", "project", "intervention_start", "evaluation_end")
    seen.ordered("process.end_before_start", "project", "intervention_start", "intervention_end")


def phased_start_is_told(seen: Inspection) -> None:
    """``phased`` needs rows in area_start."""
    project = seen.frame("project")
    if seen.frame("area_start").empty:
        phased = project[project["rollout"] == "phased"]
        seen.report("process.phased_without_starts", phased, table="project", column="rollout")


def spans_in_order(seen: Inspection) -> None:
    """What ends does not end before it starts."""
    seen.ordered("process.end_before_start", "area_start", "start", "end")
    seen.ordered("process.end_before_start", "forum_member", "from", "to")
    seen.ordered("process.end_before_start", "context_event", "start", "end")


def nothing_lies_in_itself(seen: Inspection) -> None:
    """Areas lie in areas, organisations belong to organisations, documents replace documents: never in a circle."""
    for name, id_column, above in (
        ("area", "area_id", "parent_area"),
        ("organisation", "org_id", "part_of"),
        ("document", "doc_id", "replaces"),
    ):
        frame = seen.frame(name)
        circle = frame[_in_circle(frame, id_column, above)]
        seen.report("process.circle", circle, {"found": id_column, "other": above}, table=name, column=above)


def _in_circle(frame: pd.DataFrame, id_column: str, above: str) -> pd.Series[bool]:
    """Which rows are reached again when one goes up from them."""
    up = dict(zip(frame[id_column], frame[above], strict=True))

    def returns(start: object) -> bool:
        at, steps = up.get(start), 0
        while at is not None and at != start and steps <= len(up):
            at, steps = up.get(at), steps + 1
        return at is not None and at == start

    return frame[id_column].map(returns).astype(bool)


RULES: tuple[Rule, ...] = (periods_in_order, phased_start_is_told, spans_in_order, nothing_lies_in_itself)
