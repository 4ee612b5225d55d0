"""REML AR(1) with the degrees of freedom that a short, autocorrelated series really has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.methods.error_models.gaussian import GaussianModel
from evaluera.methods.error_models.model import Sample
from evaluera.numerics.arrays import Floats
from evaluera.numerics.autoregression import Autoregression, reml_autoregression
from evaluera.numerics.contrast import Contrasts, student_contrasts
from evaluera.numerics.kenward_roger import SmallSample, small_sample

__all__ = ["SmallSampleFit", "reml_ar1_kenward_roger", "reml_ar1_satterthwaite"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SmallSampleFit:
    """A REML AR(1) fit whose linear combinations have degrees of freedom of their own.

    ``adjusted``: standard errors by Kenward and Roger, else those of REML.
    """

    regression: Autoregression
    corrections: SmallSample
    adjusted: bool

    @property
    def coefficients(self) -> Floats:
        """Point estimates (p)."""
        return self.regression.coefficients

    @property
    def residuals(self) -> Floats:
        """Innovations (n)."""
        return self.regression.innovations

    @property
    def deletion(self) -> Floats:
        """Change of the coefficients when one period is left out, at the same autocorrelation (n x p)."""
        return self.regression.deletion

    @property
    def dispersion(self) -> float | None:
        """None: the response is continuous."""
        return None

    @property
    def allows_dispersion(self) -> bool:
        """The variance is estimated, so counts may vary more than chance."""
        return True

    @property
    def autocorrelation(self) -> float | None:
        """That of neighbouring periods."""
        return self.regression.rho

    @property
    def df(self) -> float | None:
        """n - p, which no combination exceeds."""
        return float(self.regression.df)

    def contrasts(self, rows: Floats, *, confidence: float) -> Contrasts:
        """Linear combinations of the coefficients (m x p), each with t of its own degrees of freedom."""
        asked = np.atleast_2d(rows)
        return student_contrasts(
            rows=asked,
            coefficients=self.coefficients,
            covariance=self.corrections.adjusted if self.adjusted else self.corrections.covariance,
            df=self.corrections.df(asked),
            confidence=confidence,
        )


def _fit(sample: Sample, response: Floats, *, adjusted: bool) -> SmallSampleFit:
    fit = reml_autoregression(x=sample.x, y=response, time=sample.time)
    corrections = small_sample(x=sample.x, time=sample.time, fit=fit)
    return SmallSampleFit(regression=fit, corrections=corrections, adjusted=adjusted)


def _satterthwaite(sample: Sample, response: Floats) -> SmallSampleFit:
    return _fit(sample, response, adjusted=False)


def _kenward_roger(sample: Sample, response: Floats) -> SmallSampleFit:
    return _fit(sample, response, adjusted=True)


reml_ar1_satterthwaite = GaussianModel(name="reml_ar1_satterthwaite", fitted=_satterthwaite)
reml_ar1_kenward_roger = GaussianModel(name="reml_ar1_kenward_roger", fitted=_kenward_roger)
