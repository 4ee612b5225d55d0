"""Wilson's interval against a published table."""

from __future__ import annotations

import pytest

from evaluera.numerics.wilson import wilson_interval

# Newcombe (1998), Statistics in Medicine 17:857, table I, method 3 (score, no continuity correction).
PUBLISHED = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("yes", "n", "low", "high"), PUBLISHED)
def test_published_intervals(yes: int, n: int, low: float, high: float) -> None:
    assert wilson_interval(yes=yes, n=n) == pytest.approx((low, high), abs=5e-5)


def test_it_is_as_far_from_none_as_from_all() -> None:
    low, high = wilson_interval(yes=3, n=17, confidence=0.9)
    assert wilson_interval(yes=14, n=17, confidence=0.9) == pytest.approx((1 - high, 1 - low))


def test_five_of_five_is_the_example_of_the_data_model() -> None:
    assert wilson_interval(yes=5, n=5) == pytest.approx((0.57, 1.0), abs=5e-3)
