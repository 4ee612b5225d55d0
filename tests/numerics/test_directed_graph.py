"""Cycles by name, what can be reached, and columns with few crossings."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.numerics.directed_graph import Arrow, cycle_in, reached_from, with_few_crossings

_NODES = st.sampled_from("abcdefgh")
_ARROWS = st.lists(st.tuples(_NODES, _NODES), max_size=14)


@given(_ARROWS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_cycle_is_a_way_along_the_arrows(arrows: list[Arrow], shuffling: Any) -> None:
    cycle = cycle_in(arrows)
    assert all(step in arrows for step in pairwise(cycle))
    assert not cycle or cycle[0] == cycle[-1] == min(cycle)
    round_again = any(start in reached_from([end], arrows) for start, end in arrows)
    assert bool(cycle) == round_again
    mixed = list(arrows)
    shuffling.shuffle(mixed)
    assert cycle_in(mixed) == cycle


def test_an_arrow_to_itself_is_a_cycle() -> None:
    assert cycle_in([("a", "a")]) == ("a", "a")


@pytest.mark.parametrize("size", [2, 5, 9])
def test_arrows_turned_round_are_untangled(size: int) -> None:
    """Arrows that all cross in the order of names cross nowhere afterwards."""
    left, right = [f"l{n}" for n in range(size)], [f"r{n}" for n in range(size)]
    arrows = list(zip(left, reversed(right), strict=True))
    assert with_few_crossings([left, right], arrows) == (tuple(left), tuple(reversed(right)))


def test_every_node_stays_in_its_column() -> None:
    columns = [["b", "a"], ["c"], [], ["e", "d"]]
    found = with_few_crossings(columns, [("a", "c"), ("b", "e"), ("c", "d")])
    assert [sorted(column) for column in found] == [["a", "b"], ["c"], [], ["d", "e"]]
