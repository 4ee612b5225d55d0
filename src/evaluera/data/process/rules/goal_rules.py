"""Goals, their follow-ups, and published estimates."""

from __future__ import annotations

import numpy as np

from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]


def direction_is_given(seen: Inspection) -> None:
    """Every goal but a vision says whether something shall fall, rise or stay."""
    goal = seen.frame("goal")
    without = goal[goal["level"].notna() & (goal["level"] != "vision") & seen.blank("goal", "direction")]
    seen.report("process.goal_without_direction", without, {"found": "goal_id"}, table="goal", column="direction")


def document_is_given(seen: Inspection) -> None:
    """Where documents are delivered, every goal says in which one it was decided."""
    goal = seen.frame("goal")
    if not seen.frame("document").empty:
        without = goal[seen.blank("goal", "doc_id")]
        seen.report("process.goal_without_document", without, {"found": "goal_id"}, table="goal", column="doc_id")


def value_within_interval(seen: Inspection) -> None:
    """``ci_low`` is not above ``value``, which is not above ``ci_high``."""
    for name in ("goal_followup", "survey_estimate"):
        frame = seen.frame(name)
        outside = (frame["value"] < frame["ci_low"]) | (frame["value"] > frame["ci_high"])
        outside |= frame["ci_low"] > frame["ci_high"]
        said = {"found": "value", "low": "ci_low", "high": "ci_high"}
        seen.report("process.outside_interval", frame[outside], said, table=name, column="value")


def assessment_agrees_with_value(seen: Inspection) -> None:
    """*Met* and *not met* do not contradict value, target and direction (a warning that names both).

    A goal to keep something has no margin in the table, so it is not compared.
    """
    goal = seen.frame("goal").drop_duplicates("goal_id")[["goal_id", "direction", "target_value"]]
    followed = seen.frame("goal_followup").merge(goal, on="goal_id", how="left")
    known = followed["value"].notna() & followed["target_value"].notna()
    rising = (followed["direction"] == "increase") & (followed["value"] >= followed["target_value"])
    falling = (followed["direction"] == "decrease") & (followed["value"] <= followed["target_value"])
    reached, judged = rising | falling, followed["direction"].isin(["increase", "decrease"])
    wrong = np.where(reached, followed["assessment"] == "not_met", followed["assessment"] == "met")
    rows = followed[known & judged & wrong]
    said = {"found": "assessment", "value": "value", "target": "target_value", "direction": "direction"}
    code = "process.assessment_contradicts"
    seen.report(code, rows, said, table="goal_followup", column="assessment", severity="warning")


RULES: tuple[Rule, ...] = (direction_is_given, document_is_given, value_within_interval, assessment_agrees_with_value)
