"""The programme theory of the tables as a graph: its links marked as measured, unmeasured or failing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.programme_theory import (
    NODE_KINDS,
    CoveredCause,
    LinkState,
    NodeKind,
    ProgrammeTheory,
    TheoryLink,
    TheoryProblem,
    laid_out,
    problems_of,
)
from evaluera.results.measure import Measure

__all__ = ["theory_graph"]


def theory_graph(tables: ProcessTables, *, measures: Iterable[Measure] = ()) -> ProgrammeTheory:
    """The links of ``theory_link`` as a graph that can be drawn, with what is wrong by name.

    A link with an indicator is measured. It is failing when that indicator is low, for the activity or goal at one of
    its ends where there is such a number, else in all; or when a goal that it leads to, or whose indicator it names, is
    not met. A node that stands as two kinds is the earlier one, and is a problem. Activities are those of the plan and
    of the links; goals are those of the table that are no visions.

    Parameters
    ----------
    tables
        The records.
    measures
        What the process methods found for the year (all of them): bands, and assessments of goals.

    Examples
    --------
    >>> from evaluera.data.process.process_tables import process_tables
    >>> link = {"link_id": "l1", "from_node": "walk", "to_node": "safe", "from_type": "activity"}
    >>> link |= {"to_type": "long_outcome", "indicator_id": "PF01"}
    >>> goal = pd.DataFrame({"goal_id": ["safe", "calm"], "level": "outcome"})
    >>> theory = theory_graph(process_tables(theory_link=pd.DataFrame([link]), goal=goal))
    >>> theory.links[0].state, theory.problems[0].code, theory.problems[0].names
    ('measured', 'goal_without_activity', ('calm',))
    """
    rows = tables.frame("theory_link").sort_values("link_id", kind="stable")
    kinds, mixed = _kinds(rows)
    all_goals = tables.frame("goal")
    goals = set(all_goals.loc[all_goals["level"] != "vision", "goal_id"])
    activities = set(tables.frame("activity_plan")["activity_id"])
    activities |= {name for name, kind in kinds.items() if kind == "activity"}
    arrows = list(zip(rows["from_node"], rows["to_node"], strict=True))
    known = tuple(measures)
    return ProgrammeTheory(
        nodes=laid_out(kinds, goals=set(all_goals["goal_id"]), arrows=arrows),
        links=tuple(_link(row, known, all_goals) for row in rows.to_dict("records")),
        problems=(*problems_of(arrows, activities=activities, goals=goals), *mixed),
        causes=_causes(tables),
    )


def _kinds(rows: pd.DataFrame) -> tuple[Mapping[str, NodeKind], tuple[TheoryProblem, ...]]:
    """The kind of each node, by name; and the nodes that stand as two kinds."""
    found: dict[str, set[NodeKind]] = {}
    for row in rows.to_dict("records"):
        for node, kind in ((row["from_node"], row["from_type"]), (row["to_node"], row["to_type"])):
            found.setdefault(node, set()).add(kind)
    mixed = sorted(name for name, kinds in found.items() if len(kinds) > 1)
    chosen = {name: min(kinds, key=NODE_KINDS.index) for name, kinds in sorted(found.items())}
    return chosen, tuple(TheoryProblem(code="two_kinds", names=(name,)) for name in mixed)


def _link(row: Mapping[Any, Any], measures: tuple[Measure, ...], goals: pd.DataFrame) -> TheoryLink:
    lag = row["expected_lag_months"]
    return TheoryLink(
        link=str(row["link_id"]),
        start=str(row["from_node"]),
        end=str(row["to_node"]),
        state=_state(row, measures, goals),
        indicator=str(row["indicator_id"] or ""),
        mechanism=str(row["mechanism"] or ""),
        assumption=str(row["assumption"] or ""),
        evidence=str(row["prior_evidence"] or ""),
        lag_months=None if pd.isna(lag) else int(lag),
    )


def _state(row: Mapping[Any, Any], measures: tuple[Measure, ...], goals: pd.DataFrame) -> LinkState:
    indicator = row["indicator_id"]
    if indicator is None:
        return "unmeasured"
    concerned = {row["to_node"], *goals.loc[goals["indicator_id"] == indicator, "goal_id"]}
    missed = {m.part for m in measures if m.indicator == "PG02" and m.split == "goal" and m.state == "not_met"}
    if concerned & missed or _is_low(indicator, (row["from_node"], row["to_node"]), measures):
        return "failing"
    return "measured"


def _is_low(indicator: str, ends: tuple[str, str], measures: tuple[Measure, ...]) -> bool:
    """Whether the indicator is low for one of the two ends; in all, where it has no number for either."""
    main = [m for m in measures if m.indicator == indicator and not m.variant and not m.period and m.value is not None]
    own = [m for m in main if m.split in ("activity", "goal") and m.part in ends]
    return any(m.band == "low" for m in own or [m for m in main if not m.split])


def _causes(tables: ProcessTables) -> tuple[CoveredCause, ...]:
    """Every cause, the most important first."""
    linked = tables.frame("activity_cause")
    causes = tables.frame("cause").sort_values(["priority", "cause_id"])
    return tuple(
        CoveredCause(
            cause=str(row["cause_id"]),
            priority=None if pd.isna(row["priority"]) else int(row["priority"]),
            activities=tuple(sorted(linked.loc[linked["cause_id"] == row["cause_id"], "activity_id"])),
        )
        for row in causes.to_dict("records")
    )
