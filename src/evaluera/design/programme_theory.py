"""How the initiative is meant to work: what leads to what, laid out in columns, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from evaluera.numerics.directed_graph import Arrow, cycle_in, reached_from, with_few_crossings

__all__ = [
    "NODE_KINDS",
    "CoveredCause",
    "LinkState",
    "NodeKind",
    "ProgrammeTheory",
    "TheoryLink",
    "TheoryNode",
    "TheoryProblem",
    "laid_out",
    "problems_of",
]

NodeKind = Literal["input", "activity", "output", "short_outcome", "medium_outcome", "long_outcome", "context"]
NODE_KINDS: tuple[NodeKind, ...] = get_args(NodeKind)
"""In the order of the columns; context stands below the first column."""

LinkState = Literal["measured", "unmeasured", "failing"]
Problem = Literal["cycle", "activity_without_goal", "goal_without_activity", "two_kinds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryNode:
    """One thing: ``name`` is an activity's or a goal's id, else text. ``column`` and ``row`` say where it is drawn."""

    name: str
    kind: NodeKind
    goal: bool
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryLink:
    """One arrow, and whether something measures it: ``failing`` where what measures it is low or a goal is not met."""

    link: str
    start: str
    end: str
    state: LinkState
    indicator: str = ""
    mechanism: str = ""
    assumption: str = ""
    evidence: str = ""
    lag_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryProblem:
    """What is wrong, by name: the nodes of a cycle in order, an activity without goal or the reverse, a node twice."""

    code: Problem
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredCause:
    """One cause of the problem, and the activities that answer to it (none: not covered)."""

    cause: str
    priority: int | None
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTheory:
    """The theory as a graph that can be drawn, checked."""

    nodes: tuple[TheoryNode, ...]
    links: tuple[TheoryLink, ...]
    problems: tuple[TheoryProblem, ...]
    causes: tuple[CoveredCause, ...]

    @property
    def columns(self) -> tuple[NodeKind, ...]:
        """The kinds that have nodes, from left to right."""
        return tuple(kind for kind in NODE_KINDS if any(node.kind == kind for node in self.nodes))


def laid_out(kinds: Mapping[str, NodeKind], *, goals: Iterable[str], arrows: Sequence[Arrow]) -> tuple[TheoryNode, ...]:
    """The nodes in their columns, from input to long-term outcome, ordered so that arrows cross little.

    A column that has no node is left out. Context has no time: it stands last in the first column.

    Examples
    --------
    >>> kinds = {"hours": "input", "walk": "activity", "safe": "long_outcome"}
    >>> [(node.name, node.column) for node in laid_out(kinds, goals=["safe"], arrows=[("walk", "safe")])]
    [('hours', 0), ('walk', 1), ('safe', 2)]
    """
    timed = [kind for kind in NODE_KINDS if kind != "context" and kind in kinds.values()]
    columns = [[name for name, each in kinds.items() if each == kind] for kind in timed]
    ordered = [list(column) for column in with_few_crossings(columns, [a for a in arrows if _timed(a, kinds)])]
    around = sorted(name for name, kind in kinds.items() if kind == "context")
    if around:
        ordered = [[*ordered[0], *around], *ordered[1:]] if ordered else [around]
    known = frozenset(goals)
    return tuple(
        TheoryNode(name=name, kind=kinds[name], goal=name in known, column=number, row=row)
        for number, column in enumerate(ordered)
        for row, name in enumerate(column)
    )


def problems_of(
    arrows: Sequence[Arrow], *, activities: Iterable[str], goals: Iterable[str]
) -> tuple[TheoryProblem, ...]:
    """A cycle, activities that reach no goal, and goals that no activity reaches, all by name.

    Examples
    --------
    >>> problems_of([("walk", "safe")], activities=["walk", "camera"], goals=["safe", "calm"])[0].names
    ('camera',)
    """
    starts, ends = sorted(set(activities)), sorted(set(goals))
    cycle = cycle_in(arrows)
    aimless = [name for name in starts if not reached_from([name], arrows) & set(ends)]
    reached = reached_from(starts, arrows)
    found = [TheoryProblem(code="cycle", names=cycle)] if cycle else []
    found += [TheoryProblem(code="activity_without_goal", names=(name,)) for name in aimless]
    found += [TheoryProblem(code="goal_without_activity", names=(name,)) for name in ends if name not in reached]
    return tuple(found)


def _timed(arrow: Arrow, kinds: Mapping[str, NodeKind]) -> bool:
    return all(kinds[end] != "context" for end in arrow)
