"""The design matrix, and fits that cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.autocorrelation import portmanteau
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.hac import newey_west_covariance
from evaluera.numerics.least_squares import least_squares
from evaluera.numerics.regressors import Regressors, regressors, step


def _built(first: int = 100, *, slope: bool = True, **changes: object) -> Regressors:
    time = np.asarray(changes.get("time", np.arange(first, first + 36)))
    after = step(time, first + 24)
    options: dict[str, object] = {
        "time": time,
        "first_after": first + 24,
        "trend": True,
        "changes": [("level", after), *([("slope", (time - first - 24) * after)] if slope else [])],
        "season_length": 12,
        "harmonics": 2,
        "dummies": False,
        "covariates": np.empty((36, 0)),
    }
    return regressors(**{**options, **changes})  # type: ignore[arg-type]


def test_the_slope_change_is_zero_in_the_first_period_after() -> None:
    built = _built()
    level, slope = built.x[:, built.position("level")], built.x[:, built.position("slope")]
    assert level.tolist() == [0.0] * 24 + [1.0] * 12
    assert slope.tolist() == [0.0] * 24 + list(range(12))


def test_without_change_only_step_and_slope_are_gone() -> None:
    built = _built()
    still = built.without_change()
    assert built.changes == ("level", "slope")
    gone = [built.position("level"), built.position("slope")]
    assert not still[:, gone].any()
    assert np.delete(still, gone, axis=1).tolist() == np.delete(built.x, gone, axis=1).tolist()


def test_other_events_stay_when_the_change_is_gone() -> None:
    event = np.zeros(36)
    event[3:6] = 1.0
    built = _built(others=[("event1", event)])
    assert built.without_change()[:, built.position("event1")].tolist() == event.tolist()
    assert "event1" not in built.changes


def test_whole_years_later_the_matrix_is_the_same() -> None:
    assert _built(100).x.tolist() == _built(100 + 36).x.tolist()


def test_dummies_and_five_harmonics_with_the_sixth_span_the_same_season() -> None:
    time = np.arange(48)
    dummies = _built(0, time=time, dummies=True, harmonics=0, slope=False).x
    harmonics = _built(0, time=time, harmonics=5, slope=False).x
    alternating = np.column_stack([harmonics, np.cos(np.pi * time)])
    y = np.random.default_rng(2).standard_normal(48)
    assert least_squares(x=dummies, y=y).residuals == pytest.approx(least_squares(x=alternating, y=y).residuals)


def test_covariates_are_standardised_and_known_where_others_are_missing() -> None:
    covariate = np.arange(36.0)[:, None] * 7.0 + 3.0
    covariate[4] = np.nan
    column = _built(covariates=covariate).x[:, -1]
    assert np.nanmean(column) == pytest.approx(0.0)
    assert np.nanstd(column) == pytest.approx(1.0)
    assert np.isnan(column[4])


def test_the_units_of_the_columns_do_not_matter() -> None:
    built = _built(slope=False)
    y = np.random.default_rng(4).standard_normal(36)
    scale = np.ones(built.x.shape[1])
    scale[1] = 1e9
    plain, scaled = least_squares(x=built.x, y=y), least_squares(x=built.x * scale, y=y)
    assert scaled.coefficients * scale == pytest.approx(plain.coefficients, rel=1e-6)


@pytest.mark.parametrize(
    ("x", "reason"),
    [
        (np.column_stack([np.ones(9), np.full(9, 2.0)]), "collinear"),
        (np.column_stack([np.ones(9), np.zeros(9)]), "collinear"),
        (np.eye(3)[:2], "no_degrees_of_freedom"),
    ],
)
def test_columns_that_say_the_same_are_refused(x: np.ndarray, reason: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(NotEstimableError, match=reason):
        orthonormal(x=x)


def test_a_group_without_events_has_no_ratio() -> None:
    after = np.arange(20) >= 10
    x = np.column_stack([np.ones(20), after]).astype(float)
    y = np.where(after, 0.0, 5.0)
    with pytest.raises(NotEstimableError, match="no_convergence"):
        generalised_linear(x=x, y=y, family="poisson", offset=np.zeros(20), trials=np.ones(20))


def test_a_gap_is_never_bridged() -> None:
    """With every other period missing there are no neighbours: lag 1 adds nothing and correlates nothing."""
    time = np.arange(0, 40, 2)
    x = np.ones((20, 1))
    residuals = np.random.default_rng(8).standard_normal(20)
    none = newey_west_covariance(x=x, residuals=residuals, unscaled=np.eye(1) / 20, time=time, lag=0)
    one = newey_west_covariance(x=x, residuals=residuals, unscaled=np.eye(1) / 20, time=time, lag=1)
    assert one == pytest.approx(none)
    found = portmanteau(residuals=residuals, time=time, lags=np.array([1]))
    assert found.correlations.tolist() == [0.0]
    assert found.p_value == pytest.approx(1.0)


def test_portmanteau_is_ljung_and_box() -> None:
    from statsmodels.stats.diagnostic import acorr_ljungbox

    residuals = np.random.default_rng(1).standard_normal(60)
    residuals -= residuals.mean()
    found = portmanteau(residuals=residuals, time=np.arange(60), lags=np.arange(1, 7))
    expected = acorr_ljungbox(residuals, lags=[6])
    assert found.p_value == pytest.approx(float(expected["lb_pvalue"].iloc[0]), rel=1e-9)
