"""Labels move apart and stay inside."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluera.figures.placing import lanes, spread

labels = st.lists(st.tuples(st.floats(0, 200), st.floats(5, 30)), min_size=1, max_size=6)


@given(labels)
def test_spread_labels_do_not_overlap_and_stay_inside(given_labels: list[tuple[float, float]]) -> None:
    wanted, sizes = zip(*given_labels, strict=True)
    centres = spread(wanted, sizes, 0.0, 200.0)
    edges = sorted((c - s / 2, c + s / 2) for c, s in zip(centres, sizes, strict=True))
    assert all(before[1] <= after[0] + 1e-6 for before, after in pairwise(edges))
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= 200.0 + 1e-6


@given(labels)
def test_spread_keeps_the_order(given_labels: list[tuple[float, float]]) -> None:
    wanted, sizes = zip(*given_labels, strict=True)
    centres = spread(wanted, sizes, 0.0, 200.0)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [centres[i] for i in order]
    assert placed == sorted(placed)


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([20.0, 80.0], [10.0, 10.0], 0.0, 100.0) == pytest.approx((20.0, 80.0))


def test_equal_labels_part_evenly() -> None:
    assert spread([50.0, 50.0], [10.0, 10.0], 0.0, 100.0) == pytest.approx((45.0, 55.0))


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 80)), max_size=8))
def test_lanes_keep_boxes_apart(given_boxes: list[tuple[float, float]]) -> None:
    boxes = [(left, left + width) for left, width in given_boxes]
    chosen = lanes(boxes, gap=4.0)
    for lane in set(chosen):
        inside = sorted(box for box, its in zip(boxes, chosen, strict=True) if its == lane)
        assert all(a[1] + 4.0 <= b[0] for a, b in pairwise(inside))
