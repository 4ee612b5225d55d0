"""Were the goals of the agreement followed up and met?"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.counting import number_of, state_of
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.goals_in_force import goals_in_force, latest_by, measurable
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import not_computed, share
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "GoalAttainment"]

_NOT_FOLLOWED_UP = "not_followed_up"
_GRADES = ("met", "partly", "not_met", "not_assessable", _NOT_FOLLOWED_UP)


def _coverage(asked: Asked) -> tuple[Measure, ...]:
    """PG01: goals followed up for the year of those in force, the years added up."""
    ends = row_dates(asked.tables, "goal_followup")
    followed = asked.frame("goal_followup")["goal_id"]
    yes = known = 0
    for year in range(asked.span.first.year, asked.span.last.year + 1):
        inside = Span.of_year(year, until=min(asked.span.last, Span.of_year(year).last))
        goals = goals_in_force(asked.tables, inside)["goal_id"]
        period = ends.between(pd.Timestamp(inside.first), pd.Timestamp(inside.last))
        yes += int(goals.isin(followed[period]).sum())
        known += len(goals)
    return (share("PG01", yes=yes, known=known),)


def _grades(asked: Asked) -> tuple[Measure, ...]:
    """PG02: how many goals in force are met, partly met, not met, not assessable or not followed up; never a mean."""
    goals = goals_in_force(asked.tables, asked.span)
    if goals.empty:
        return (not_computed("PG02", unit="count", reason="no_rows", variant="met"),)
    goals = goals.assign(grade=_assessed(asked, goals["goal_id"]))
    found = [_counted(goals, grade) for grade in _GRADES]
    for area, group in goals.groupby("goal_area"):
        found += [_counted(group, grade, split="goal_area", part=str(area)) for grade in _GRADES]
    for row in goals.itertuples(index=False):
        place = {"variant": "assessment", "split": "goal", "part": str(row.goal_id)}
        found.append(state_of("PG02", str(row.grade), **place))
    return tuple(found)


def _assessed(asked: Asked, goals: pd.Series[Any]) -> pd.Series[Any]:
    latest = _latest(asked)["assessment"].to_dict()
    return goals.map(lambda goal: latest.get(goal, _NOT_FOLLOWED_UP)).astype("object")


def _latest(asked: Asked) -> pd.DataFrame:
    """The latest follow-up of each goal in the period."""
    first = pd.Timestamp(asked.span.first)
    return latest_by(asked.tables, "goal_followup", "goal_id", first=first, span=asked.span)


def _counted(goals: pd.DataFrame, grade: str, **where: Any) -> Measure:
    return number_of("PG02", int((goals["grade"] == grade).sum()), total=len(goals), variant=grade, **where)


def _measurable(asked: Asked) -> tuple[Measure, ...]:
    """PG03: goals with indicator, baseline and its period, target and its date."""
    goals = goals_in_force(asked.tables, asked.span)
    return (share("PG03", yes=float(measurable(goals).sum()), known=len(goals)),)


def _distances(asked: Asked) -> tuple[Measure, ...]:
    """PG04: how far on the way from the baseline to the target each goal is; goals are never averaged."""
    goals = goals_in_force(asked.tables, asked.span)
    if goals.empty:
        return (not_computed("PG04", unit="share", reason="no_rows"),)
    latest = _latest(asked).to_dict("index")
    return tuple(_distance(goal, latest.get(goal["goal_id"])) for goal in goals.to_dict("records"))


def _distance(goal: Any, latest: Any) -> Measure:
    """The way passed, with the interval of the value carried over; ``state`` says if the value is preliminary."""
    where: dict[str, Any] = {"split": "goal", "part": str(goal["goal_id"])}
    baseline, target = float(goal["baseline_value"]), float(goal["target_value"])
    reason = _why_not(baseline, target, latest)
    if reason:
        return not_computed("PG04", unit="share", reason=reason, **where)
    value, way = float(latest["value"]), target - baseline
    ends = sorted((float(latest[end]) - baseline) / way for end in ("ci_low", "ci_high"))
    known = not any(math.isnan(end) for end in ends)
    return Measure(
        indicator="PG04",
        value=(value - baseline) / way,
        unit="share",
        numerator=value - baseline,
        denominator=way,
        low=ends[0] if known else None,
        high=ends[1] if known else None,
        bounds="confidence" if known else "none",
        n=None if math.isnan(latest["n"]) else int(latest["n"]),
        state=str(latest["value_status"] or ""),
        **where,
    )


def _why_not(baseline: float, target: float, latest: Any) -> str:
    if math.isnan(baseline) or math.isnan(target):
        return "not_measurable"
    if baseline == target:
        return "target_is_baseline"
    if latest is None:
        return _NOT_FOLLOWED_UP
    return "no_value" if math.isnan(latest["value"]) else ""


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PG01",
        theme="goal_attainment",
        unit="share",
        dimension="follow_up",
        tables=("goal", "goal_followup"),
        helped_by=("document",),
        uncertainty="full_count",
        banded=True,
        compute=_coverage,
    ),
    Indicator(
        id="PG02",
        theme="goal_attainment",
        unit="count",
        dimension="follow_up",
        tables=("goal", "goal_followup"),
        helped_by=("document",),
        uncertainty="full_count",
        compute=_grades,
    ),
    Indicator(
        id="PG03",
        theme="goal_attainment",
        unit="share",
        dimension="design",
        tables=("goal",),
        helped_by=("document",),
        uncertainty="full_count",
        banded=True,
        compute=_measurable,
    ),
    Indicator(
        id="PG04",
        theme="goal_attainment",
        unit="share",
        dimension="follow_up",
        tables=("goal", "goal_followup"),
        helped_by=("document",),
        uncertainty="design_based",
        compute=_distances,
    ),
)


class GoalAttainment(ThemeMethod):
    """Were the goals of the agreement followed up and met?

    Goals followed up of those in force (PG01), how many are met, partly met, not met or cannot be assessed (PG02),
    goals that can be measured at all (PG03), and how far each is on the way to its target (PG04).

    Assumptions
    -----------
    A goal is in force while the document that decided it is valid. A follow-up belongs to the year in which its period
    ends; of several the latest counts, and the year comes after its last quarter. The interval of a value is that of
    its source, carried over to the distance.

    When not to use
    ---------------
    A goal that is met does not say that the initiative met it: that is a question for the effect methods. Goals are
    counted and never averaged, since their areas cannot be weighed against each other.

    References
    ----------
    Rossi, Lipsey and Henry (2019), Evaluation: A Systematic Approach, 8th ed., on measuring and monitoring outcomes.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> goal = {"goal_id": "g1", "goal_area": "safety", "level": "outcome", "baseline_value": 30, "target_value": 20}
    >>> told = {"goal_id": "g1", "period": "2024", "value": 26, "assessment": "partly"}
    >>> tables = process_tables(goal=pd.DataFrame([goal]), goal_followup=pd.DataFrame([told]))
    >>> found = evaluera.estimate("goal_attainment", tables, year=2024)
    >>> found.of("PG04", split="goal", part="g1").value, found.of("PG02", variant="partly").value
    (0.4, 1.0)
    """

    name = "goal_attainment"
