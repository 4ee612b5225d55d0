"""A ratio of sums as a mean of ratios, and a course that adds up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.numerics.sum_ratio import bend, period_shares

FEW = settings(max_examples=60, deadline=None)


@FEW
@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 60), spread=st.floats(1e-9, 5.0))
def test_the_weighted_changes_are_the_ratio_of_the_sums(seed: int, n: int, spread: float) -> None:
    random = np.random.default_rng(seed)
    unchanged = np.exp(random.normal(3.0, 2.0, n))
    changed = unchanged * np.exp(random.normal(-0.5, spread, n))
    weight = period_shares(changed=changed, unchanged=unchanged)
    assert weight.sum() == pytest.approx(1.0)
    assert (weight > 0.0).all()
    expected = np.log(changed.sum() / unchanged.sum())
    assert weight @ np.log(changed / unchanged) == pytest.approx(expected, abs=1e-9)


@FEW
@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 200), target=st.floats(-30.0, 30.0))
def test_the_bent_course_adds_up(seed: int, n: int, target: float) -> None:
    random = np.random.default_rng(seed)
    course, since = np.exp(random.normal(2.0, 1.0, n)), 1.0 + np.arange(n)
    total = float(course.sum() * np.exp(target))
    rate = bend(course=course, since=since, total=total)
    assert np.log((course * np.exp(rate * since)).sum()) == pytest.approx(np.log(total), abs=1e-9)


def test_a_course_that_adds_up_is_not_bent() -> None:
    course = np.array([3.0, 4.0, 5.0])
    assert bend(course=course, since=np.array([1.0, 2.0, 3.0]), total=12.0) == pytest.approx(0.0, abs=1e-12)
