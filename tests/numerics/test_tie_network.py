"""Networks with silent organisations: hand-counted values, and bounds that hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.numerics.tie_network import centralisation, density, mean_level, reciprocity

NAN = np.nan
EXAMPLE = np.array([[NAN, 4, 3, 2], [3, NAN, 0, 3], [4, 1, NAN, 0], [NAN, NAN, NAN, NAN]])
"""Organisations A-D of the process model's worked example; D did not answer."""


def test_the_worked_example() -> None:
    found = density(levels=EXAMPLE, tie_from=3)
    assert (found.yes, found.of, found.unseen) == (5, 9, 3)
    assert (found.value, found.low, found.high) == pytest.approx((5 / 9, 5 / 12, 8 / 12))
    level = mean_level(levels=EXAMPLE, top=5)
    assert (level.value, level.low, level.high) == pytest.approx((20 / 9, 20 / 12, 35 / 12))
    assert centralisation(levels=EXAMPLE, tie_from=3) == pytest.approx(1 / 3)


def test_reciprocity_counts_pairs_and_its_bounds_know_what_was_refused() -> None:
    """A-B and A-C are mutual. A-D and C-D were refused by one side, so only B-D can be mutual besides."""
    found = reciprocity(levels=EXAMPLE, tie_from=3)
    assert (found.value, found.yes, found.of, found.unseen) == (1.0, 2, 2, 3)
    assert (found.low, found.high) == pytest.approx((2 / 5, 1.0))


def test_a_pair_that_one_side_refused_can_be_connected_but_not_mutual() -> None:
    found = reciprocity(levels=np.array([[NAN, 1.0], [NAN, NAN]]), tie_from=3)
    assert (found.value, found.low, found.high) == (None, 0.0, 0.0)


def test_nothing_seen_and_nothing_possible() -> None:
    silent = np.full((3, 3), NAN)
    assert density(levels=silent, tie_from=3).value is None
    assert (density(levels=silent, tie_from=3).low, density(levels=silent, tie_from=3).high) == (0.0, 1.0)
    alone = density(levels=np.full((1, 1), NAN), tie_from=3)
    assert (alone.value, alone.low, alone.high) == (None, None, None)
    assert centralisation(levels=np.full((1, 1), NAN), tie_from=3) is None
    assert reciprocity(levels=np.array([[NAN, 1.0], [2.0, NAN]]), tie_from=3).value is None


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 6), st.integers(0, 2**16), st.floats(0.0, 0.9))
def test_bounds_hold_whatever_the_silent_would_have_answered(n: int, seed: int, silent: float) -> None:
    rng = np.random.default_rng(seed)
    full = rng.integers(0, 6, (n, n)).astype(float)
    np.fill_diagonal(full, NAN)
    seen = np.where(rng.random((n, n)) < silent, NAN, full)
    for whole, part in (
        (density(levels=full, tie_from=3), density(levels=seen, tie_from=3)),
        (mean_level(levels=full, top=5), mean_level(levels=seen, top=5)),
        (reciprocity(levels=full, tie_from=3), reciprocity(levels=seen, tie_from=3)),
    ):
        if whole.value is None:
            continue
        assert part.low is not None
        assert part.high is not None
        assert part.low - 1e-12 <= whole.value <= part.high + 1e-12
