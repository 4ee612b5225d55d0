"""Things with arrows between them: a way round, what can be reached, and an order in columns with few crossings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

__all__ = ["Arrow", "cycle_in", "reached_from", "with_few_crossings"]

Arrow = tuple[str, str]
"""From one node to another."""

_SWEEPS = 8


def cycle_in(arrows: Iterable[Arrow]) -> tuple[str, ...]:
    """One way round along the arrows, its first node repeated at its end; empty without any.

    The same arrows in any order give the same cycle, which begins with its smallest name.

    Examples
    --------
    >>> cycle_in([("b", "c"), ("a", "b"), ("c", "a"), ("c", "d")])
    ('a', 'b', 'c', 'a')
    >>> cycle_in([("a", "b"), ("a", "c"), ("b", "c")])
    ()
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for start, end in sorted(set(arrows)):
        sorter.add(end, start)
    try:
        sorter.prepare()
    except CycleError as error:
        found = list(error.args[1])[:-1]
        first = found.index(min(found))
        return (*found[first:], *found[:first], found[first])
    return ()


def reached_from(starts: Iterable[str], arrows: Iterable[Arrow]) -> frozenset[str]:
    """The nodes that the arrows lead to from the starts, those included.

    Examples
    --------
    >>> sorted(reached_from(["b"], [("a", "b"), ("b", "c"), ("c", "d"), ("e", "d")]))
    ['b', 'c', 'd']
    """
    after: dict[str, set[str]] = {}
    for start, end in arrows:
        after.setdefault(start, set()).add(end)
    found: set[str] = set()
    waiting = set(starts)
    while waiting:
        found |= waiting
        waiting = set().union(*(after.get(node, set()) for node in waiting)) - found
    return frozenset(found)


def with_few_crossings(columns: Sequence[Sequence[str]], arrows: Iterable[Arrow]) -> tuple[tuple[str, ...], ...]:
    """The same columns, each ordered so that arrows cross little: nodes stand at the mean height of their neighbours.

    The best of a few sweeps from left to right and back, by the number of crossings; names decide what is equal.

    References: Sugiyama, Tagawa and Toda (1981), IEEE Transactions on Systems, Man, and Cybernetics 11:109.

    Examples
    --------
    >>> with_few_crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    (('a', 'b'), ('d', 'c'))
    """
    known = sorted(set(arrows))
    neighbours: dict[str, list[str]] = {}
    for start, end in known:
        neighbours.setdefault(start, []).append(end)
        neighbours.setdefault(end, []).append(start)
    order = [sorted(column) for column in columns]
    best = [list(column) for column in order]
    for sweep in range(_SWEEPS):
        numbers = range(1, len(order)) if sweep % 2 == 0 else range(len(order) - 2, -1, -1)
        for number in numbers:
            order[number] = _by_neighbours(order, number, neighbours)
        if _crossings(order, known) < _crossings(best, known):
            best = [list(column) for column in order]
    return tuple(tuple(column) for column in best)


def _by_neighbours(order: Sequence[Sequence[str]], number: int, neighbours: Mapping[str, Sequence[str]]) -> list[str]:
    heights = _heights(order)

    def height(node: str) -> tuple[float, float, str]:
        around = [heights[other] for other in neighbours.get(node, ()) if other not in order[number]]
        return (sum(around) / len(around) if around else heights[node], heights[node], node)

    return sorted(order[number], key=height)


def _heights(order: Iterable[Sequence[str]]) -> dict[str, float]:
    """How far down its column each node stands, from 0 to 1."""
    return {node: (place + 0.5) / len(column) for column in order for place, node in enumerate(column)}


def _crossings(order: Sequence[Sequence[str]], arrows: Sequence[Arrow]) -> int:
    """Pairs of arrows between the same two columns that cross."""
    place = {node: (number, row) for number, column in enumerate(order) for row, node in enumerate(column)}
    ends = [tuple(sorted((place[start], place[end]))) for start, end in arrows]
    return sum(
        one[0][0] == other[0][0] and one[1][0] == other[1][0] and _opposite(one, other)
        for number, one in enumerate(ends)
        for other in ends[:number]
    )


def _opposite(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    return (one[0][1] - other[0][1]) * (one[1][1] - other[1][1]) < 0
