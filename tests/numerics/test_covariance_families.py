"""The covariances against their formulas, written entry by entry."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.autoregressive_family import autoregressive_covariances
from evaluera.numerics.covariances import Covariances, covariances, span
from evaluera.numerics.drift_family import DRIFT, LEAN, DriftPrior, drift_covariances

RHO = (0.0, 0.3, 0.6, 0.8)
DRIFT_SHARES = (0.0, 0.03, 0.3, 1.0, 3.0, 10.0)
A, B, C = (1.0, 0.5, 3.0, 1.5), (4.0, 3.0, 0.3, 0.3, 1.0, 2.0), (1.0, 0.4)


def _naive(n: int, period: int | None) -> tuple[np.ndarray, np.ndarray]:
    """V = R + q K + k S + m B and the prior of each grid point, for n periods without gaps."""
    lower = np.tril(np.ones((n, n)))
    centre = np.eye(n) - np.ones((n, n)) / n
    walk = centre @ lower @ lower.T @ centre
    walk *= n / np.trace(walk)
    line = np.column_stack([np.ones(n), np.arange(n)])
    straight = np.eye(n) - line @ np.linalg.pinv(line)
    bend = np.zeros((n, n))
    if n > 2:
        bend = straight @ lower @ lower @ lower.T @ lower.T @ straight
        bend *= n / np.trace(bend)
    matrices, weights = [], []
    for rho, a in zip(RHO, A, strict=True):
        for q, b in zip(DRIFT_SHARES, B, strict=True):
            for k, c in zip((0, 1), C, strict=True):
                if k and (rho > 0.6 or period is None):
                    continue
                matrix = np.empty((n, n))
                for s in range(n):
                    for t in range(n):
                        apart = abs(s - t)
                        season = 0.7 ** (apart / period) if period and apart % period == 0 else 0.0
                        matrix[s, t] = (1.0 if apart == 0 else rho**apart) + q * walk[s, t] + k * season
                matrices.append(matrix)
                weights.append(a * b * c * (4.0 if rho >= 0.6 and q >= 1.0 else 1.0))
        matrices.append(np.array([[rho ** abs(s - t) for t in range(n)] for s in range(n)]) + 3.0 * bend)
        weights.append(a * 4.0)
    return np.array(matrices), np.array(weights) / np.sum(weights)


def _matrices(family: Covariances) -> np.ndarray:
    return np.array([family.covariance(g) for g in range(len(family.log_prior))])


@pytest.mark.parametrize(("n", "period", "points"), [(30, 12, 46), (9, 4, 46), (12, None, 28), (14, 1, 28)])
def test_drift_family(n: int, period: int | None, points: int) -> None:
    family = drift_covariances(time=np.arange(n) + 5, season_length=period)
    matrices, prior = _naive(n, period if period and period > 1 else None)
    assert len(family.log_prior) == points
    assert _matrices(family) == pytest.approx(matrices, abs=1e-10)
    assert np.exp(family.log_prior) == pytest.approx(prior)
    assert 2.0 * family.half_log_determinant == pytest.approx(np.linalg.slogdet(matrices)[1])
    beside = [np.mean([v[i, i + 1] / np.sqrt(v[i, i] * v[i + 1, i + 1]) for i in range(n - 1)]) for v in matrices]
    assert family.autocorrelation == pytest.approx(np.array(beside))


def test_drift_knows_no_direction_of_time() -> None:
    """Read backwards, each covariance is itself: what a level or a trend did can as well have been undone."""
    matrices = _matrices(drift_covariances(time=np.arange(30), season_length=12))
    assert matrices[:, ::-1, ::-1] == pytest.approx(matrices, abs=1e-9)


def test_the_lean_prior_is_another_weight_of_the_covariances_that_do_not_bend() -> None:
    time = np.arange(24)
    plain, lean = (drift_covariances(time=time, season_length=12, prior=prior) for prior in (DRIFT, LEAN))
    straight = np.delete(np.arange(46), [12, 25, 38, 45])
    assert np.array_equal(plain.whiten[straight], lean.whiten)
    assert not np.allclose(plain.log_prior[straight], lean.log_prior)
    near_zero = (1e-12,) * 5
    prior = DriftPrior(rho=(1.0, *near_zero[:3]), drift=(1.0, *near_zero), season=(1.0, 1.0), both=1.0, bend=0.0)
    only = drift_covariances(time=time, season_length=None, prior=prior)
    assert np.exp(only.log_prior[0]) == pytest.approx(1.0)
    assert np.exp(lean.log_prior).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("season", [12, None])
def test_a_gap_is_never_bridged(season: int | None) -> None:
    """The covariances of a series with gaps are those of the unbroken series, without the missing rows."""
    time = np.array([0, 1, 2, 3, 7, 8, 13, 14, 15, 24, 25])
    whole, _ = _naive(26, season)
    family = drift_covariances(time=time + 100, season_length=season)
    assert _matrices(family) == pytest.approx(whole[:, time[:, None], time[None, :]], abs=1e-10)
    autoregressive = autoregressive_covariances(time=time)
    unbroken = autoregressive_covariances(time=np.arange(26))
    expected = _matrices(unbroken)[:, time[:, None], time[None, :]]
    assert _matrices(autoregressive) == pytest.approx(expected, abs=1e-8)


def test_autoregressive_family_has_the_partial_autocorrelations_it_names() -> None:
    """Durbin-Levinson the other way: the first two partial autocorrelations come back, the third is zero."""
    family = autoregressive_covariances(time=np.arange(8))
    matrices = _matrices(family)
    first, second = np.meshgrid(np.linspace(-0.3, 0.98, 17), np.linspace(-0.6, 0.8, 8), indexing="ij")
    for matrix, one, two in zip(matrices, first.ravel(), second.ravel(), strict=True):
        assert matrix[0, 1] == pytest.approx(one, abs=1e-7)
        for order, expected in ((2, two), (3, 0.0)):
            coefficients = np.linalg.solve(matrix[:order, :order], matrix[0, 1 : order + 1])
            assert coefficients[-1] == pytest.approx(expected, abs=1e-5)
    prior = (1.0 - first) ** -0.5 / (1.0 - second**2)
    assert np.exp(family.log_prior) == pytest.approx((prior / prior.sum()).ravel())


def test_one_period_and_two() -> None:
    assert drift_covariances(time=np.array([3]), season_length=12).autocorrelation == pytest.approx(np.zeros(46))
    assert _matrices(drift_covariances(time=np.array([3, 4]), season_length=None)) == pytest.approx(_naive(2, None)[0])


def test_covariances_factors_what_it_is_given() -> None:
    random = np.random.default_rng(3)
    root = random.standard_normal((4, 6, 6))
    matrices = root @ np.swapaxes(root, 1, 2) + np.eye(6)
    family = covariances(matrices, weight=np.array([1.0, 2.0, 3.0, 4.0]))
    whitened = family.whiten @ matrices @ np.swapaxes(family.whiten, 1, 2)
    assert whitened == pytest.approx(np.broadcast_to(np.eye(6), (4, 6, 6)), abs=1e-10)
    assert np.exp(family.log_prior) == pytest.approx(np.array([0.1, 0.2, 0.3, 0.4]))


def test_span_fills_few_gaps_and_leaves_many() -> None:
    unbroken, observed = span(np.array([4, 5, 6, 8, 9]))
    assert unbroken.tolist() == [4, 5, 6, 7, 8, 9]
    assert observed.tolist() == [True, True, True, False, True, True]
    sparse = np.array([0, 5, 10, 15])
    same, all_of_them = span(sparse)
    assert np.array_equal(same, sparse)
    assert all_of_them.all()


@pytest.mark.parametrize("n", [1, 2, 3, 30])
def test_whitening_of_unbroken_periods_is_the_inverse_cholesky_factor(n: int) -> None:
    """The closed form of AR(2) against factoring, and against a pattern with a gap, which is factored."""
    family = autoregressive_covariances(time=np.arange(n))
    for index in (0, 60, 135):
        factor = np.linalg.cholesky(family.covariance(index))
        assert np.allclose(np.diag(family.covariance(index)), 1.0)
        assert np.allclose(family.whiten[index] @ factor, np.eye(n), atol=1e-9)
        assert family.half_log_determinant[index] == pytest.approx(np.log(np.diag(factor)).sum(), abs=1e-9)
    if n == 30:
        broken = autoregressive_covariances(time=np.append(np.arange(29), 30))
        assert np.allclose(broken.covariance(60)[:29, :29], family.covariance(60)[:29, :29], atol=1e-9)
