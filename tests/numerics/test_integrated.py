"""The integrated fit against a loop over the grid, and where it must give what is known."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.contrast import student_contrasts
from evaluera.numerics.covariances import Covariances, covariances
from evaluera.numerics.drift_family import drift_covariances
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.integrated import Integrated, integrated_least_squares
from evaluera.numerics.least_squares import least_squares
from evaluera.numerics.variance_change import VarianceChange


def _series(n: int = 36, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    time = np.arange(n)
    x = np.column_stack([np.ones(n), time, time >= 2 * n // 3, np.cos(time * np.pi / 6)]).astype(float)
    return x, x @ np.array([2.0, 0.05, -1.0, 0.4]) + 0.1 * np.cumsum(random.standard_normal(n)) + random.normal(size=n)


def _loop(x: np.ndarray, y: np.ndarray, family: Covariances) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Generalised least squares covariance by covariance, as the formulas stand in the paper."""
    n, p = x.shape
    logs, fitted, spread = [], [], []
    for g, log_prior in enumerate(family.log_prior):
        v = family.covariance(g)
        precision = np.linalg.inv(v)
        information = x.T @ precision @ x
        b = np.linalg.solve(information, x.T @ precision @ y)
        rss = float((y - x @ b) @ precision @ (y - x @ b))
        logs.append(
            -(n - p) / 2 * np.log(rss) - np.linalg.slogdet(v)[1] / 2 - np.linalg.slogdet(information)[1] / 2 + log_prior
        )
        fitted.append(b)
        spread.append(np.linalg.inv(information) * rss / (n - p))
    weight = np.exp(np.array(logs) - max(logs))
    return weight / weight.sum(), np.array(fitted), np.array(spread)


def _same(found: Integrated, weight: np.ndarray, coefficients: np.ndarray, covariance: np.ndarray) -> None:
    assert found.weight == pytest.approx(weight, rel=1e-7, abs=1e-12)
    assert found.coefficients == pytest.approx(coefficients, rel=1e-7, abs=1e-9)
    assert found.covariance == pytest.approx(covariance, rel=1e-6, abs=1e-11)


def test_against_a_loop_over_the_grid() -> None:
    x, y = _series()
    family = drift_covariances(time=np.arange(36), season_length=12)
    found = integrated_least_squares(x=x, y=y, family=family)
    _same(found, *_loop(x, y, family))
    assert found.df == 32
    assert found.autocorrelation == pytest.approx(float(found.weight @ family.autocorrelation))


def test_a_missing_period_as_an_unknown_value_is_a_missing_period() -> None:
    x, y = _series()
    observed = ~np.isin(np.arange(36), [0, 7, 8, 30])
    whole = drift_covariances(time=np.arange(36), season_length=12)
    part = covariances(
        np.array([whole.covariance(g)[np.ix_(observed, observed)] for g in range(46)]), weight=np.exp(whole.log_prior)
    )
    filled = integrated_least_squares(x=x[observed], y=y[observed], family=whole, observed=observed)
    direct = integrated_least_squares(x=x[observed], y=y[observed], family=part)
    _same(filled, *_loop(x[observed], y[observed], part))
    assert filled.df == direct.df == 28
    assert filled.innovations == pytest.approx(direct.innovations, abs=1e-8)
    assert filled.deletion == pytest.approx(direct.deletion, abs=1e-8)


def _changed(family: Covariances, change: VarianceChange) -> Covariances:
    """D V D entry by entry, for each ratio of the variance after to that before."""
    matrices = np.array([family.covariance(g) for g in range(len(family.log_prior))])
    roots = [np.repeat([1.0, np.sqrt(ratio)], [change.before, change.after]) for ratio in change.ratio]
    scaled = np.concatenate([root[:, None] * matrices * root for root in roots])
    return covariances(scaled, weight=np.outer(change.weight, np.exp(family.log_prior)).ravel())


def test_another_variance_after_is_generalised_least_squares_with_scaled_rows_and_columns() -> None:
    x, y = _series()
    change = VarianceChange(before=24, after=12, ratio=(1.0, 2.0, 5.0), weight=(2.0, 3.0, 1.0))
    family = drift_covariances(time=np.arange(36), season_length=12)
    found = integrated_least_squares(x=x, y=y, family=family, change=change)
    _same(found, *_loop(x, y, _changed(family, change)))
    plain = integrated_least_squares(x=x, y=y, family=_changed(family, change))
    assert found.innovations == pytest.approx(plain.innovations, abs=1e-8)
    assert found.deletion == pytest.approx(plain.deletion, abs=1e-8)
    assert found.autocorrelation == pytest.approx(plain.autocorrelation)


def test_another_variance_after_with_missing_periods() -> None:
    x, y = _series()
    observed = ~np.isin(np.arange(36), [0, 7, 8, 30])
    change, seen = (
        VarianceChange(before=b, after=a, ratio=(1.0, 2.0), weight=(2.0, 3.0)) for b, a in ((24, 12), (21, 11))
    )
    whole = drift_covariances(time=np.arange(36), season_length=12)
    part = covariances(
        np.array([whole.covariance(g)[np.ix_(observed, observed)] for g in range(46)]), weight=np.exp(whole.log_prior)
    )
    found = integrated_least_squares(
        x=x[observed],
        y=y[observed],
        family=whole,
        observed=observed,
        change=change,
    )
    _same(found, *_loop(x[observed], y[observed], _changed(part, seen)))


def test_noise_that_grows_is_found_and_widens_what_rests_on_the_periods_after() -> None:
    """Four times the variance: nearly all weight goes to the larger ratio, and the step becomes less certain."""
    random = np.random.default_rng(11)
    after = np.arange(120) >= 90
    x = np.column_stack([np.ones(120), after]).astype(float)
    y = random.standard_normal(120) * np.where(after, 2.0, 1.0)
    family = covariances(np.eye(120)[None], weight=np.ones(1))
    change = VarianceChange(before=90, after=30, ratio=(1.0, 4.0), weight=(1.0, 1.0))
    found = integrated_least_squares(x=x, y=y, family=family, change=change)
    same = integrated_least_squares(x=x, y=y, family=family)
    assert found.weight[1] > 0.95
    step = np.array([[0.0, 1.0]])
    assert found.mixture(step).spread()[0] > 1.2 * same.mixture(step).spread()[0]


def test_one_covariance_without_correlation_is_ordinary_least_squares() -> None:
    x, y = _series()
    one = covariances(np.eye(36)[None], weight=np.ones(1))
    found, ordinary = integrated_least_squares(x=x, y=y, family=one), least_squares(x=x, y=y)
    rows = np.eye(4)
    answer = student_contrasts(
        rows=rows, coefficients=ordinary.coefficients, covariance=ordinary.covariance, df=32.0, confidence=0.9
    )
    mixture = found.mixture(rows)
    estimate, low, high = mixture.quantiles(0.5, 0.05, 0.95)
    assert estimate == pytest.approx(answer.estimate)
    assert low == pytest.approx(answer.low)
    assert high == pytest.approx(answer.high)
    assert mixture.two_sided_p() == pytest.approx(answer.p_value)
    assert found.deletion == pytest.approx(ordinary.deletion, abs=1e-10)
    scale = np.sqrt(ordinary.residuals @ ordinary.residuals / 32)
    assert found.innovations == pytest.approx(ordinary.residuals / scale)


def test_deletion_is_the_fit_without_the_period() -> None:
    x, y = _series()
    family = covariances(
        drift_covariances(time=np.arange(36), season_length=12).covariance(20)[None], weight=np.ones(1)
    )
    full = integrated_least_squares(x=x, y=y, family=family)
    for i in (0, 11, 24, 35):
        keep = np.arange(36) != i
        without = integrated_least_squares(x=x[keep], y=y[keep], family=family, observed=keep)
        assert without.coefficients[0] - full.coefficients[0] == pytest.approx(full.deletion[i], abs=1e-8)


def test_units_do_not_matter() -> None:
    x, y = _series()
    family = drift_covariances(time=np.arange(36), season_length=12)
    plain = integrated_least_squares(x=x, y=y, family=family)
    scaled = integrated_least_squares(x=x * [1.0, 1e6, 1e-3, 1.0], y=1e5 * y, family=family)
    assert scaled.weight == pytest.approx(plain.weight, rel=1e-6)
    assert scaled.coefficients == pytest.approx(plain.coefficients * [1e5, 1e-1, 1e8, 1e5], rel=1e-6)
    assert scaled.innovations == pytest.approx(plain.innovations, rel=1e-6)


@pytest.mark.parametrize(
    ("columns", "y", "reason"),
    [
        (4, np.arange(4.0), "no_degrees_of_freedom"),
        (2, np.zeros(4), "no_variation"),
        (2, np.full(4, 1e9), "no_variation"),
    ],
)
def test_refusals(columns: int, y: np.ndarray, reason: str) -> None:
    x = np.vander(np.arange(4.0), columns)
    with pytest.raises(NotEstimableError) as error:
        integrated_least_squares(x=x, y=y, family=drift_covariances(time=np.arange(4), season_length=None))
    assert error.value.reason == reason


def test_dependent_columns_are_refused() -> None:
    x, y = _series()
    with pytest.raises(NotEstimableError) as error:
        integrated_least_squares(
            x=np.column_stack([x, x[:, 0]]), y=y, family=drift_covariances(time=np.arange(36), season_length=12)
        )
    assert error.value.reason == "collinear"
