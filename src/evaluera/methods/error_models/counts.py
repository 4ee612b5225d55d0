"""Models for counts with a log link and log exposure as offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.methods.error_models.model import Sample, StudentFit
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear

__all__ = ["CountModel", "poisson", "quasi_poisson"]

Dispersion = Literal["one", "estimated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountModel:
    """Poisson mean; the variance is the mean times a dispersion.

    ``one``: Poisson, normal intervals. ``estimated``: Pearson's chi-square / (n - p), t(n - p), as R's quasipoisson.
    """

    name: str
    scale: Dispersion
    counts_only: bool = True

    def fit(self, sample: Sample) -> StudentFit:
        """Fit log E y = log exposure + X b."""
        fit = generalised_linear(
            x=sample.x,
            y=sample.y,
            family="poisson",
            offset=np.log(sample.exposure),
            trials=np.ones_like(sample.y),
        )
        dispersion = 1.0
        if self.scale != "one":
            if fit.dispersion is None:
                raise NotEstimableError("no_degrees_of_freedom")
            dispersion = fit.dispersion
            if dispersion < np.finfo(float).eps:
                raise NotEstimableError("no_variation")
        return StudentFit(
            coefficients=fit.coefficients,
            covariance=fit.unscaled * dispersion,
            residuals=fit.residuals,
            deletion=fit.deletion,
            df=None if self.scale == "one" else float(fit.df),
            dispersion=fit.dispersion,
        )


poisson = CountModel(name="poisson", scale="one")
quasi_poisson = CountModel(name="quasi_poisson", scale="estimated")
