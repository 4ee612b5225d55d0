"""What the effect half says about a goal of the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluera.conclusion.concluding import Conclusion, conclude
from evaluera.conclusion.implementation import Carried
from evaluera.conclusion.qualification import Direction, Outcome, Qualification, outcome_of, qualify
from evaluera.conclusion.series import primary_estimates
from evaluera.data.process.process_tables import ProcessTables
from evaluera.results.effect import EffectResult

__all__ = ["GoalEffect", "goal_effects", "goal_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEffect:
    """One series of one analysis, the goal that it is about ("" when none is known), and the verdict of the two halves.

    ``result`` holds this series only. ``kept``: the goal was to keep a level, and it was kept.
    """

    analysis: str
    result: EffectResult
    conclusion: Conclusion
    goal: str
    outcome: Outcome
    verdict: Qualification
    kept: bool = False


def goal_of(tables: ProcessTables, outcome: str, *, stated: str = "") -> Mapping[str, Any]:
    """The row of the goal that an outcome measures: as stated, else the one whose indicator has the outcome's name.

    No row where neither says one, or where several goals have the same indicator.
    """
    goals = tables.frame("goal")
    goals = goals[goals["level"] != "vision"]
    if stated:
        found = goals[goals["goal_id"] == stated]
    else:
        found = goals[goals["indicator_id"].map(lambda each: isinstance(each, str) and _same(each, outcome))]
    return dict(found.iloc[0]) if len(found) == 1 else {}


def goal_effects(
    tables: ProcessTables, results: Mapping[str, EffectResult], carried: Carried
) -> tuple[GoalEffect, ...]:
    """Each primary estimate of each analysis, with its goal and the verdict.

    The wanted direction is that of the goal, where one is known.
    """
    return tuple(_effect(tables, name, each, carried) for name, result in results.items() for each in _series(result))


def _series(result: EffectResult) -> Iterable[EffectResult]:
    for estimate in primary_estimates(result):
        yield result.select(outcome=estimate.outcome, area=estimate.area or None)


def _effect(tables: ProcessTables, name: str, result: EffectResult, carried: Carried) -> GoalEffect:
    conclusion = conclude(result)
    goal = goal_of(tables, conclusion.series.estimate.outcome, stated=result.question.goal)
    written = goal.get("direction")
    direction: Direction | None = None if written is None or pd.isna(written) else written
    outcome = outcome_of(conclusion, direction=direction, smallest_change=result.question.smallest_change)
    return GoalEffect(
        analysis=name,
        result=result,
        conclusion=conclusion,
        goal=str(goal.get("goal_id", "")),
        outcome=outcome,
        verdict=qualify(carried.grade, outcome),
        kept=direction == "keep" and outcome == "improvement",
    )


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
