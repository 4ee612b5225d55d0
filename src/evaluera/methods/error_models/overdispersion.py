"""Models for counts that vary more than chance: one more parameter, or a covariance that assumes little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evaluera.methods.error_models.model import Sample, StudentFit
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.hac import newey_west_covariance, newey_west_lag
from evaluera.numerics.negative_binomial import negative_binomial_regression

__all__ = ["OverdispersionModel", "glm_hac", "negative_binomial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdispersionModel:
    """log E y = log exposure + X b with normal intervals."""

    name: str
    fitted: Callable[[Sample], StudentFit]
    counts_only: bool = True

    def fit(self, sample: Sample) -> StudentFit:
        """Fit the counts."""
        return self.fitted(sample)


def _negative_binomial(sample: Sample) -> StudentFit:
    fit = negative_binomial_regression(x=sample.x, y=sample.y, offset=np.log(sample.exposure))
    return StudentFit(
        coefficients=fit.coefficients,
        covariance=fit.covariance,
        residuals=fit.residuals,
        deletion=fit.deletion,
        df=None,
        dispersion=fit.dispersion,
    )


def _glm_hac(sample: Sample) -> StudentFit:
    """Poisson with Newey and West's sandwich over the scores x (y - mean), as statsmodels' ``cov_type="HAC"``."""
    fit = generalised_linear(
        x=sample.x,
        y=sample.y,
        family="poisson",
        offset=np.log(sample.exposure),
        trials=np.ones_like(sample.y),
    )
    covariance = newey_west_covariance(
        x=sample.x * fit.root[:, None],
        residuals=fit.residuals,
        unscaled=fit.unscaled,
        time=sample.time,
        lag=newey_west_lag(n=len(sample.y)),
    )
    return StudentFit(
        coefficients=fit.coefficients,
        covariance=covariance,
        residuals=fit.residuals,
        deletion=fit.deletion,
        df=None,
        dispersion=fit.dispersion,
        robust=True,
    )


negative_binomial = OverdispersionModel(name="negative_binomial", fitted=_negative_binomial)
glm_hac = OverdispersionModel(name="glm_hac", fitted=_glm_hac)
