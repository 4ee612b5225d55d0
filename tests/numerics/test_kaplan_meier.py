"""What the curve of open cases does at its ends, and why open cases are not dropped."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.kaplan_meier import SurvivalCurve, kaplan_meier, share_within


def _curve(durations: list[float], closed: list[bool]) -> SurvivalCurve:
    return kaplan_meier(durations=np.array(durations), closed=np.array(closed, dtype=bool))


def test_no_case_has_no_median() -> None:
    curve = _curve([], [])
    assert (curve.n, curve.closed, curve.median, curve.times.size) == (0, 0, None, 0)
    assert share_within(curve, time=30.0) is None


def test_nothing_finished_is_not_reached() -> None:
    curve = _curve([10.0, 40.0], [False, False])
    assert (curve.median, curve.median_low, curve.median_high) == (None, None, None)
    within = share_within(curve, time=30.0)
    assert within is not None
    assert (within.share, within.low, within.high) == (0.0, None, None)


def test_half_is_enough_for_the_median() -> None:
    assert _curve([5.0, 9.0], [True, False]).median == 5.0
    third = _curve([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [True] * 6)
    assert third.median == 3.0


def test_a_curve_at_zero_has_no_upper_limit_of_its_own() -> None:
    curve = _curve([2.0, 4.0], [True, True])
    assert curve.survival.tolist() == [0.5, 0.0]
    assert curve.low[-1] == 0.0
    assert curve.high[-1] == curve.high[0]
    alone = _curve([7.0], [True])
    assert (alone.median, alone.median_low, alone.median_high) == (7.0, 7.0, None)


def test_nobody_followed_that_long() -> None:
    assert share_within(_curve([10.0, 20.0], [True, False]), time=90.0) is None
    finished = share_within(_curve([10.0, 20.0], [True, True]), time=90.0)
    assert finished is not None
    assert finished.share == 1.0


def test_finished_the_same_day() -> None:
    curve = _curve([0.0, 0.0, 3.0], [True, True, False])
    assert curve.median == 0.0
    within = share_within(curve, time=0.0)
    assert within is not None
    assert within.share == pytest.approx(2 / 3)


_CASES = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=25)


@given(_CASES, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_does_not_matter_and_the_curve_lies_in_its_limits(
    cases: list[tuple[int, bool]], shuffling: Random
) -> None:
    mixed = list(cases)
    shuffling.shuffle(mixed)
    first, second = (_curve([float(days) for days, _ in rows], [done for _, done in rows]) for rows in (cases, mixed))
    assert first.survival.tolist() == second.survival.tolist()
    assert (first.median, first.median_low, first.median_high) == (second.median, second.median_low, second.median_high)
    assert np.all(np.diff(first.survival) < 0.0)
    assert np.all(first.low <= first.survival + 1e-12)
    assert np.all(first.survival <= first.high + 1e-12)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=25))
@settings(max_examples=30, deadline=None)
def test_without_open_cases_it_is_the_plain_share(days: list[int]) -> None:
    curve = _curve([float(day) for day in days], [True] * len(days))
    for time in (0, 7, 30, 60):
        within = share_within(curve, time=float(time))
        assert within is not None
        assert within.share == pytest.approx(sum(day <= time for day in days) / len(days))


def _simulated_year(random: np.random.Generator) -> tuple[Floats, Bools]:
    """120 cases decided over a year, done after a median of 90 days; followed until the last of December."""
    followed = 365.0 - random.uniform(0.0, 365.0, size=120)
    needed = random.exponential(90.0 / np.log(2.0), size=120)
    return np.minimum(followed, needed), needed <= followed


def test_dropping_open_cases_makes_slow_work_look_fast() -> None:
    """Section 0.5 of the process model: closed cases say far too little in nearly every year, Kaplan-Meier is near."""
    random = np.random.default_rng(20240101)
    plain, honest, covered = [], [], 0
    for _ in range(200):
        durations, closed = _simulated_year(random)
        curve = kaplan_meier(durations=durations, closed=closed)
        plain.append(float(np.median(durations[closed])))
        assert curve.median is not None
        assert curve.median_low is not None
        honest.append(curve.median)
        covered += curve.median_low <= 90.0 <= (np.inf if curve.median_high is None else curve.median_high)
    assert np.mean(np.array(plain) < 90.0) >= 0.99
    assert 50.0 < np.mean(plain) < 65.0
    assert np.mean(honest) == pytest.approx(90.0, abs=5.0)
    assert 182 <= covered <= 198
