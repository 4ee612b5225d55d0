"""A level that drifts as a random walk, with noise: the structural model of Harvey and Durbin (1986)."""

from __future__ import annotations

from evaluera.methods.error_models.gaussian import GaussianModel
from evaluera.methods.error_models.model import Sample, StudentFit
from evaluera.numerics.arrays import Floats
from evaluera.numerics.local_level import local_level_regression

__all__ = ["local_level"]


def _local_level(sample: Sample, response: Floats) -> StudentFit:
    fit = local_level_regression(x=sample.x, y=response, time=sample.time, season_length=sample.season_length)
    return StudentFit(
        coefficients=fit.coefficients,
        covariance=fit.covariance,
        residuals=fit.innovations,
        deletion=fit.deletion,
        df=None,
    )


local_level = GaussianModel(name="local_level", fitted=_local_level)
