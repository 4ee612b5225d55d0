"""Models for measured outcomes; counts are modelled by the logarithm of count / exposure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evaluera.methods.error_models.model import Fit, Sample, StudentFit
from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.hac import newey_west_covariance, newey_west_lag
from evaluera.numerics.least_squares import least_squares

__all__ = ["GaussianModel", "independent", "newey_west", "newey_west_corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GaussianModel:
    """A linear model, named by its covariance; ``fitted`` fits it to the response that it is given (n)."""

    name: str
    fitted: Callable[[Sample, Floats], Fit]
    counts_only: bool = False

    def fit(self, sample: Sample) -> Fit:
        """Fit the outcome, or the logarithm of its rate when it is a count (which must then be above zero)."""
        if not sample.counts:
            return self.fitted(sample, sample.y)
        if np.any(sample.y <= 0.0):
            raise NotEstimableError("zero_in_logarithm")
        return self.fitted(sample, np.log(sample.y / sample.exposure))


def _independent(sample: Sample, response: Floats) -> StudentFit:
    fit = least_squares(x=sample.x, y=response)
    return StudentFit(
        coefficients=fit.coefficients,
        covariance=fit.covariance,
        residuals=fit.residuals,
        deletion=fit.deletion,
        df=float(fit.df),
    )


def _newey_west(sample: Sample, response: Floats, *, corrected: bool = False) -> StudentFit:
    fit = least_squares(x=sample.x, y=response)
    covariance = newey_west_covariance(
        x=sample.x,
        residuals=fit.residuals,
        unscaled=fit.unscaled,
        time=sample.time,
        lag=newey_west_lag(n=len(response)),
        corrected=corrected,
    )
    return StudentFit(
        coefficients=fit.coefficients,
        covariance=covariance,
        residuals=fit.residuals,
        deletion=fit.deletion,
        df=float(fit.df),
    )


def _newey_west_corrected(sample: Sample, response: Floats) -> StudentFit:
    return _newey_west(sample, response, corrected=True)


independent = GaussianModel(name="independent", fitted=_independent)
newey_west = GaussianModel(name="newey_west", fitted=_newey_west)
newey_west_corrected = GaussianModel(name="newey_west_corrected", fitted=_newey_west_corrected)
