"""Models with the error covariance integrated out: the default of every series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evaluera.methods.error_models.model import Sample
from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autoregressive_family import autoregressive_covariances
from evaluera.numerics.contrast import Contrasts
from evaluera.numerics.covariances import Covariances, span
from evaluera.numerics.drift_family import DRIFT, LEAN, drift_covariances
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.integrated import Integrated, integrated_least_squares
from evaluera.numerics.student_mixture import StudentMixture
from evaluera.numerics.variance_change import VarianceChange

__all__ = ["IntegratedModel", "MixtureFit", "ar2", "drift", "drift_lean", "mixture_contrasts"]

_FARTHEST = 3.0
"""An expected count that the covariance moves by more than a factor e^3 is no longer described by the Pearson scale."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MixtureFit:
    """A fit whose coefficients are a mixture of t(n - p), one component for each error covariance."""

    integrated: Integrated
    dispersion: float | None = None

    @property
    def coefficients(self) -> Floats:
        """The means of the mixture (p)."""
        return np.asarray(self.integrated.weight @ self.integrated.coefficients, dtype=float)

    @property
    def residuals(self) -> Floats:
        """Innovations under the covariance with the largest weight (n)."""
        return self.integrated.innovations

    @property
    def deletion(self) -> Floats:
        """Change of the coefficients when one period is left out, under that covariance (n x p)."""
        return self.integrated.deletion

    @property
    def allows_dispersion(self) -> bool:
        """The variance is estimated, so counts may vary more than chance."""
        return True

    @property
    def autocorrelation(self) -> float | None:
        """Correlation of neighbouring periods, weighted over the covariances."""
        return self.integrated.autocorrelation

    @property
    def df(self) -> float | None:
        """Degrees of freedom of each component."""
        return float(self.integrated.df)

    def contrasts(self, rows: Floats, *, confidence: float) -> Contrasts:
        """Linear combinations of the coefficients (m x p): median, interval and p-value of one distribution."""
        return mixture_contrasts(self.integrated.mixture(np.atleast_2d(rows)), confidence=confidence)


def mixture_contrasts(mixture: StudentMixture, *, confidence: float) -> Contrasts:
    """Median, equal-tailed interval, standard deviation and p-value of each quantity of the mixture."""
    tail = 0.5 * (1.0 - confidence)
    estimate, low, high = mixture.quantiles(0.5, tail, 1.0 - tail)
    return Contrasts(
        estimate=estimate,
        std_error=mixture.spread(),
        low=low,
        high=high,
        p_value=mixture.two_sided_p(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegratedModel:
    """Error covariances of unknown size, averaged by what the data say of each.

    ``family`` gives them: ``drift`` (short-run correlation, drift, a bending trend, a slowly changing season; the
    default), the same without the bend and with a leaner prior, or ``ar2`` (second-order autocorrelation).

    ``variance_after``: what the noise variance from the start on may be, divided by that before, with the prior weight
    of each: a covariance V of the family becomes D V D, D = sqrt(h) in the periods after and 1 before. Without any, or
    without periods on both sides of a start, the noise stays as it was.

    Counts: quasi-likelihood for the log mean (offset log exposure), then the same family on the Pearson scale: columns
    sqrt(mu) X, response sqrt(mu) X b + (y - mu) / sqrt(mu). Other outcomes: as they are. The Pearson scale is a
    straight line laid on a curve: a fit that ends far away from where it was laid (a few events in all) is refused.
    """

    name: str
    family: Callable[[Integers, int | None], Covariances]
    variance_after: tuple[tuple[float, float], ...] = ()
    counts_only: bool = False

    def fit(self, sample: Sample) -> MixtureFit:
        """Fit the sample with every covariance of the family."""
        if not sample.counts:
            return MixtureFit(integrated=self.integrated(sample, sample.x, sample.y))
        first = generalised_linear(
            x=sample.x,
            y=sample.y,
            family="poisson",
            offset=np.log(sample.exposure),
            trials=np.ones_like(sample.y),
        )
        x = sample.x * first.root[:, None]
        fit = MixtureFit(
            integrated=self.integrated(sample, x, x @ first.coefficients + first.residuals),
            dispersion=first.dispersion,
        )
        if np.abs(sample.x @ (fit.coefficients - first.coefficients)).max() > _FARTHEST:
            raise NotEstimableError("no_convergence")
        return fit

    def integrated(self, sample: Sample, x: Floats, y: Floats) -> Integrated:
        """The fit of these columns (n x p, n) in the periods of the sample.

        Few missing periods are unknown values of the unbroken pattern.
        """
        time, observed = span(sample.time)
        return integrated_least_squares(
            x=x,
            y=y,
            family=self.family(time, sample.season_length),
            observed=observed,
            change=self._change(sample, time),
        )

    def _change(self, sample: Sample, time: Integers) -> VarianceChange | None:
        """The change of the noise in the periods ``time``, which the sample lies in."""
        after = sample.after
        if after is None or after.all() or not after.any() or not self.variance_after:
            return None
        ratio, weight = zip(*self.variance_after, strict=True)
        before = int(np.searchsorted(time, sample.time[after][0]))
        return VarianceChange(before=before, after=len(time) - before, ratio=ratio, weight=weight)


def _drift(time: Integers, season_length: int | None) -> Covariances:
    return drift_covariances(time=time, season_length=season_length, prior=DRIFT)


def _lean(time: Integers, season_length: int | None) -> Covariances:
    return drift_covariances(time=time, season_length=season_length, prior=LEAN)


def _ar2(time: Integers, season_length: int | None) -> Covariances:
    del season_length
    return autoregressive_covariances(time=time)


drift = IntegratedModel(name="drift", family=_drift, variance_after=((1.0, 2.0), (2.0, 3.0)))
drift_lean = IntegratedModel(name="drift_lean", family=_lean)
ar2 = IntegratedModel(name="ar2", family=_ar2)
