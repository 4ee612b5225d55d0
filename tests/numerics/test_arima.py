"""ARIMA(1,0,0) errors against statsmodels' SARIMAX with its numerical Hessian."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from statsmodels.tsa.statespace.sarimax import SARIMAX

from evaluera.numerics.arima import arima_autoregression

TIME = np.arange(72)


@pytest.mark.parametrize("missing", [[], [7, 8, 30, 55]])
@pytest.mark.parametrize("rho", [-0.3, 0.2, 0.7])
def test_against_statsmodels(rho: float, missing: list[int]) -> None:
    """Both maxima are numerical: SARIMAX stops at 1e-5 or so, and its Hessian is one of differences."""
    x = np.column_stack([np.ones(72), TIME / 12, TIME >= 40]).astype(float)
    noise = np.random.default_rng(4).normal(size=72)
    for i in range(1, 72):
        noise[i] += rho * noise[i - 1]
    y = x @ [4.0, 0.3, -1.0] + noise
    kept = np.delete(TIME, missing)
    ours = arima_autoregression(x=x[kept], y=y[kept], time=kept)
    holes = y.copy()
    holes[missing] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = SARIMAX(holes, exog=x, order=(1, 0, 0)).fit(
            disp=0, maxiter=1000, cov_type="approx", method="bfgs", gtol=1e-8
        )
    assert ours.coefficients == pytest.approx(theirs.params[:3], rel=1e-3, abs=1e-4)
    assert ours.rho == pytest.approx(theirs.params[3], abs=1e-3)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(theirs.bse[:3], rel=2e-3)


def test_a_maximum_at_the_end_of_the_range_takes_rho_as_known() -> None:
    """Ups and downs without end: rho runs to its bound, and the answer stays finite."""
    x = np.column_stack([np.ones(72), TIME >= 40]).astype(float)
    y = np.where(TIME % 2 == 0, 3.0, 1.0) + 1e-3 * np.cos(TIME)
    fit = arima_autoregression(x=x, y=y, time=TIME)
    assert fit.rho == pytest.approx(-0.99)
    assert np.isfinite(fit.covariance).all()
    assert (np.diag(fit.covariance) > 0.0).all()
