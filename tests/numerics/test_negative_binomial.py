"""The negative binomial against statsmodels, and its limit against Poisson."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import statsmodels.api as sm

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.negative_binomial import negative_binomial_regression

TIME = np.arange(60)
X = np.column_stack([np.ones(60), TIME / 12, TIME >= 36]).astype(float)
OFFSET = np.log(np.linspace(900.0, 1100.0, 60))


@pytest.mark.parametrize(("mean", "alpha"), [(0.8, 1.0), (5.0, 0.3), (40.0, 0.1), (2000.0, 0.02)])
def test_against_statsmodels(mean: float, alpha: float) -> None:
    """Started at our answer statsmodels stays there (Newton), and its Hessian gives the same standard errors."""
    expected = np.exp(OFFSET - OFFSET.mean() + X @ [np.log(mean), 0.02, -0.3])
    y = np.random.default_rng(2).negative_binomial(1 / alpha, 1 / (1 + alpha * expected)).astype(float)
    ours = negative_binomial_regression(x=X, y=y, offset=OFFSET)
    start = np.append(ours.coefficients, ours.alpha)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = sm.NegativeBinomial(y, X, offset=OFFSET).fit(start_params=start, method="newton", disp=0)
    assert start == pytest.approx(theirs.params, rel=1e-5)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(theirs.bse[:3], rel=1e-5)


def test_no_more_variation_than_chance_is_poisson() -> None:
    y = np.where(TIME % 2 == 0, 10.0, 11.0)
    ours = negative_binomial_regression(x=X, y=y, offset=OFFSET)
    poisson = generalised_linear(x=X, y=y, family="poisson", offset=OFFSET, trials=np.ones(60))
    assert ours.alpha == 0.0
    assert ours.coefficients == pytest.approx(poisson.coefficients)
    assert ours.covariance == pytest.approx(poisson.unscaled)


def test_leaving_out_a_period_is_about_what_deletion_says() -> None:
    y = np.random.default_rng(3).negative_binomial(5, 0.2, 60).astype(float)
    whole = negative_binomial_regression(x=X, y=y, offset=OFFSET)
    changes: Floats = np.array(
        [
            negative_binomial_regression(x=X[keep], y=y[keep], offset=OFFSET[keep]).coefficients - whole.coefficients
            for keep in (i != TIME for i in range(0, 60, 6))
        ]
    )
    error = np.sqrt(np.diag(whole.covariance))
    assert whole.deletion[::6] / error == pytest.approx(changes / error, abs=0.08)


def test_a_side_without_events_runs_off() -> None:
    with pytest.raises(NotEstimableError, match="no_convergence"):
        negative_binomial_regression(x=X, y=np.where(TIME >= 36, 0.0, 5.0 + TIME % 3), offset=OFFSET)
