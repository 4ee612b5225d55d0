"""The treated share of all events, with the error covariance integrated out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.methods.error_models.integrated import IntegratedModel, MixtureFit, ar2
from evaluera.methods.error_models.model import ErrorModel, Sample
from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.generalised import generalised_linear

__all__ = ["ControlledCounts", "noise_of_differences"]


def noise_of_differences(model: ErrorModel, *, default: bool) -> IntegratedModel | None:
    """The model for what is left when common shocks have cancelled; None when it cannot be used for that.

    The default is second-order autocorrelation: drift that both groups share is gone, and on simulated and real areas
    without an initiative its findings are false about as often as they should be.
    """
    if default:
        return ar2
    return model if isinstance(model, IntegratedModel) else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ControlledCounts:
    """Treated events out of treated and comparison events: binomial, logit p_t = log(ratio_t) + X b.

    ``time`` (T) are all periods, ``other`` (T) the comparison events, ``ratio`` (T) the treated exposure over theirs.
    The covariance of the ``noise`` model is integrated out on the Pearson scale: rows sqrt(n p (1 - p)) X. The
    coefficient of a step is the log of the relative incidence rate ratio.
    """

    noise: IntegratedModel
    time: Integers
    other: Floats
    ratio: Floats
    counts_only: bool = True

    @property
    def name(self) -> str:
        """The name of the model of the noise."""
        return self.noise.name

    def fit(self, sample: Sample) -> MixtureFit:
        """Fit the sample; its exposure is not used (it is the comparison events, which are data here)."""
        at = np.searchsorted(self.time, sample.time)
        first = generalised_linear(
            x=sample.x,
            y=sample.y,
            family="binomial",
            offset=np.log(self.ratio[at]),
            trials=sample.y + self.other[at],
        )
        x = sample.x * first.root[:, None]
        return MixtureFit(
            integrated=self.noise.integrated(sample, x, x @ first.coefficients + first.residuals),
            dispersion=first.dispersion,
        )
