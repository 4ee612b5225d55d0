"""Quantiles and tails of mixtures against bisection, and interval against p-value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evaluera.numerics.student_mixture import StudentMixture

DFS = st.sampled_from([1.0, 2.0, 3.0, 9.0, 45.0, 350.0, np.inf])


def _mixture(seed: int, df: float, quantities: int = 3) -> StudentMixture:
    """Components that differ a lot: weights from 1 to 1e-12, scales over four powers of ten, far apart at times."""
    random = np.random.default_rng(seed)
    components = int(random.integers(1, 40))
    weight = random.dirichlet(np.full(components, 0.3)) + 1e-12
    return StudentMixture(
        weight=weight / weight.sum(),
        centre=random.normal(0.0, 10.0 ** random.uniform(-3, 2), (components, quantities)),
        scale=10.0 ** random.uniform(-2, 2, (components, quantities)),
        df=df,
    )


def _probability(mixture: StudentMixture, column: int, value: float) -> float:
    z = (value - mixture.centre[:, column]) / mixture.scale[:, column]
    tail = stats.norm.cdf(z) if np.isinf(mixture.df) else stats.t.cdf(z, mixture.df)
    return float(mixture.weight @ tail)


def _bisected(mixture: StudentMixture, column: int, probability: float) -> float:
    low, high = -1e9, 1e9
    for _ in range(200):
        middle = 0.5 * (low + high)
        if _probability(mixture, column, middle) < probability:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), df=DFS, probability=st.floats(0.0005, 0.9995))
def test_quantiles_against_bisection(seed: int, df: float, probability: float) -> None:
    mixture = _mixture(seed, df)
    found = mixture.quantile(probability)
    for column in range(3):
        assert _probability(mixture, column, float(found[column])) == pytest.approx(probability, abs=1e-9)
        slack = 1e-6 * mixture.scale[:, column].max()
        assert found[column] == pytest.approx(_bisected(mixture, column, probability), rel=1e-6, abs=slack)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), df=DFS, confidence=st.floats(0.5, 0.999), null=st.floats(-3, 3))
def test_interval_and_p_value_never_disagree(seed: int, df: float, confidence: float, null: float) -> None:
    mixture = _mixture(seed, df)
    tail = 0.5 * (1.0 - confidence)
    low, high = mixture.quantiles(tail, 1.0 - tail)
    outside = (null < low) | (null > high)
    p_value = mixture.two_sided_p(null)
    decided = np.abs(p_value - (1.0 - confidence)) > 1e-9
    assert np.array_equal((p_value < 1.0 - confidence)[decided], outside[decided])
    assert ((p_value >= 0.0) & (p_value <= 1.0)).all()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), df=DFS)
def test_several_quantiles_at_once_are_those_one_by_one(seed: int, df: float) -> None:
    mixture = _mixture(seed, df)
    together = mixture.quantiles(0.5, 0.025, 0.975)
    for found, probability in zip(together, (0.5, 0.025, 0.975), strict=True):
        assert found == pytest.approx(mixture.quantile(probability), rel=1e-9, abs=1e-9)
    assert (together[1] < together[0]).all()
    assert (together[0] < together[2]).all()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), df=DFS, value=st.floats(-20, 20))
def test_trimming_moves_no_probability_by_more_than_a_millionth(seed: int, df: float, value: float) -> None:
    mixture = _mixture(seed, df)
    trimmed = mixture.trimmed()
    at = np.full(3, value)
    assert len(trimmed.weight) <= len(mixture.weight)
    assert trimmed.weight.sum() == pytest.approx(1.0)
    assert trimmed.below(at) == pytest.approx(mixture.below(at), abs=1.1e-6)
    assert trimmed.above(at) == pytest.approx(1.0 - trimmed.below(at), abs=1e-12)


def test_the_search_does_not_run_in_circles() -> None:
    """A mixture of peaks between which plain Newton steps went to and fro."""
    mixture = _mixture(8085, 1.0)
    assert mixture.below(mixture.quantile(0.5)) == pytest.approx(np.full(3, 0.5), abs=1e-9)


def test_one_component_is_student() -> None:
    mixture = StudentMixture(weight=np.ones(1), centre=np.array([[2.0]]), scale=np.array([[0.5]]), df=7.0)
    assert mixture.quantile(0.975)[0] == pytest.approx(2.0 + 0.5 * stats.t.ppf(0.975, 7))
    assert mixture.two_sided_p()[0] == pytest.approx(2.0 * stats.t.sf(4.0, 7))
    assert mixture.spread()[0] == pytest.approx(0.5 * np.sqrt(7.0 / 5.0))


def test_the_spread_is_that_of_draws() -> None:
    mixture = _mixture(5, 9.0, quantities=1)
    random = np.random.default_rng(6)
    which = random.choice(len(mixture.weight), size=400_000, p=mixture.weight)
    draws = mixture.centre[which, 0] + mixture.scale[which, 0] * random.standard_t(9.0, size=400_000)
    assert mixture.spread()[0] == pytest.approx(draws.std(), rel=0.05)


def test_far_tails_keep_their_digits() -> None:
    mixture = StudentMixture(weight=np.array([0.5, 0.5]), centre=np.full((2, 1), 40.0), scale=np.ones((2, 1)), df=60.0)
    assert mixture.two_sided_p()[0] == pytest.approx(2.0 * stats.t.sf(40.0, 60), rel=1e-9)
