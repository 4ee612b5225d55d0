"""Poisson with Newey and West's sandwich against statsmodels' GLM."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from evaluera.methods.error_models.model import Sample
from evaluera.methods.error_models.overdispersion import glm_hac


def test_against_statsmodels() -> None:
    time = np.arange(60)
    x = np.column_stack([np.ones(60), time / 12, time >= 36]).astype(float)
    exposure = np.linspace(900.0, 1100.0, 60)
    y = np.random.default_rng(5).negative_binomial(4, 0.2, 60).astype(float)
    sample = Sample(y=y, x=x, exposure=exposure, time=time, counts=True, season_length=12)
    ours = glm_hac.fit(sample)
    theirs = sm.GLM(y, x, family=sm.families.Poisson(), offset=np.log(exposure)).fit(
        tol=1e-12, cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": False}
    )
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-8)
    assert ours.covariance == pytest.approx(theirs.cov_params(), rel=1e-6)
    answer = ours.contrasts(np.eye(3), confidence=0.95)
    assert answer.p_value == pytest.approx(theirs.pvalues, rel=1e-5)
    assert ours.allows_dispersion
