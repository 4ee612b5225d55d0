"""statsmodels as oracle: the same model on the same data gives the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import student_contrasts
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.hac import newey_west_covariance, newey_west_lag
from evaluera.numerics.least_squares import least_squares


@pytest.fixture
def x() -> Floats:
    time = np.arange(48)
    return np.column_stack([np.ones(48), time, time >= 30, np.cos(2 * np.pi * time / 12)]).astype(float)


@pytest.fixture
def counts(x: Floats) -> Floats:
    return np.random.default_rng(5).poisson(np.exp(2.0 + x @ [0.0, 0.01, -0.3, 0.2])).astype(float)


def test_least_squares(x: Floats, counts: Floats) -> None:
    ours, theirs = least_squares(x=x, y=counts), sm.OLS(counts, x).fit()
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-9)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(theirs.bse, rel=1e-9)
    changes = np.array([sm.OLS(np.delete(counts, i), np.delete(x, i, axis=0)).fit().params for i in range(48)])
    assert ours.deletion == pytest.approx(changes - theirs.params, abs=1e-9)


@pytest.mark.parametrize("corrected", [False, True])
def test_newey_west(x: Floats, counts: Floats, corrected: bool) -> None:
    fit = least_squares(x=x, y=counts)
    ours = newey_west_covariance(
        x=x,
        residuals=fit.residuals,
        unscaled=fit.unscaled,
        time=np.arange(48),
        lag=newey_west_lag(n=48),
        corrected=corrected,
    )
    theirs = sm.OLS(counts, x).fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": corrected})
    assert newey_west_lag(n=48) == 3
    assert ours == pytest.approx(theirs.cov_params(), rel=1e-8)


def test_poisson_with_offset(x: Floats, counts: Floats) -> None:
    offset = np.log(np.linspace(900.0, 1100.0, 48))
    ours = generalised_linear(x=x, y=counts, family="poisson", offset=offset, trials=np.ones(48))
    theirs = sm.GLM(counts, x, family=sm.families.Poisson(), offset=offset).fit(tol=1e-12)
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-8)
    assert np.sqrt(np.diag(ours.unscaled)) == pytest.approx(theirs.bse, rel=1e-8)
    assert ours.dispersion == pytest.approx(theirs.pearson_chi2 / theirs.df_resid, rel=1e-8)


def test_binomial_with_offset(x: Floats, counts: Floats) -> None:
    trials = counts + np.random.default_rng(6).poisson(40, 48)
    offset = np.full(48, -0.7)
    ours = generalised_linear(x=x, y=counts, family="binomial", offset=offset, trials=trials)
    responses = np.column_stack([counts, trials - counts])
    theirs = sm.GLM(responses, x, family=sm.families.Binomial(), offset=offset).fit(tol=1e-12)
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-7)
    assert np.sqrt(np.diag(ours.unscaled)) == pytest.approx(theirs.bse, rel=1e-7)
    assert ours.dispersion == pytest.approx(theirs.pearson_chi2 / theirs.df_resid, rel=1e-7)


def test_contrasts_are_those_of_student(x: Floats, counts: Floats) -> None:
    fit, rows = least_squares(x=x, y=counts), np.array([[0.0, 0.0, 1.0, 0.0], [1.0, 40.0, 1.0, 0.5]])
    ours = student_contrasts(
        rows=rows, coefficients=fit.coefficients, covariance=fit.covariance, df=float(fit.df), confidence=0.9
    )
    theirs = sm.OLS(counts, x).fit().t_test(rows)
    low, high = theirs.conf_int(alpha=0.1).T
    assert ours.estimate == pytest.approx(theirs.effect, rel=1e-9)
    assert (ours.low, ours.high) == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))
    assert ours.p_value == pytest.approx(2 * student.sf(np.abs(theirs.tvalue), 44).ravel(), rel=1e-9)
