"""One answer out of several estimates that differ: random effects, and where the next one would lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.known_variance import IntegratedVariance, integrated_variance
from evaluera.numerics.random_effects import random_effects

__all__ = ["Heterogeneity", "Pooled", "heterogeneity", "integrated_pooling", "pooling", "tau_grid"]

_STEPS = 200
_PRECISION = 1e-14
_SMALLEST_TAU, _LARGEST_TAU, _POINTS = 0.002, 2.5, 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Heterogeneity:
    """Cochran's ``q`` with ``df`` = k - 1, and the share of the variance that is not chance, ``i_squared``."""

    q: float
    df: int
    i_squared: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """The mean of k estimates and the variance ``between`` (tau^2) of what they estimate.

    ``std_error`` is the plain one, 1 / sqrt(sum w); ``hartung_knapp`` the one for t(k - 1), never smaller.
    ``prediction_error`` is the standard error of a new estimand, sqrt(tau^2 + hartung_knapp^2).
    """

    mean: float
    std_error: float
    hartung_knapp: float
    between: float
    df: int

    @property
    def prediction_error(self) -> float:
        """Standard error of what a new area would show, chance in its own figures left aside."""
        return float(np.sqrt(self.between + self.hartung_knapp**2))


def heterogeneity(*, estimate: Floats, covariance: Floats) -> Heterogeneity:
    """How much the estimates (k) differ beyond their sampling covariance (k x k).

    I^2 = 100 tau^2 / (tau^2 + s^2) with the typical sampling variance s^2 of Higgins and Thompson (2002), Stat Med
    21:1539, equation 9, and the REML tau^2; given as a share.
    """
    x, y, variance = _rotated(estimate, covariance)
    residuals, _ = _weighted(x, y, variance)
    df = len(y) - 1
    plain = 1.0 / np.diagonal(covariance)
    typical = df * plain.sum() / (plain.sum() ** 2 - (plain**2).sum())
    between = _restricted(x, y, variance)
    return Heterogeneity(q=float(residuals @ residuals), df=df, i_squared=float(between / (between + typical)))


def pooling(*, estimate: Floats, covariance: Floats, between: Literal["reml", "paule_mandel"] = "reml") -> Pooled:
    """The random-effects mean of k estimates with sampling covariance (k x k), by REML or Paule and Mandel.

    The Hartung-Knapp factor sqrt(Q / (k - 1)) at this tau^2 is taken as at least 1, so that estimates that happen to
    agree do not shrink the interval below chance.

    Raises NotEstimableError for a single estimate.

    References
    ----------
    Hartung and Knapp (2001), Stat Med 20:3875. Viechtbauer (2005), J Educ Behav Stat 30:261 (REML by Fisher scoring).

    Examples
    --------
    >>> one = pooling(estimate=np.array([0.1, 0.3]), covariance=0.01 * np.eye(2))
    >>> round(one.mean, 3), round(one.between, 3)
    (0.2, 0.01)
    """
    if len(estimate) < 2:
        raise NotEstimableError("no_degrees_of_freedom")
    x, y, variance = _rotated(estimate, covariance)
    if between == "reml":
        tau2 = _restricted(x, y, variance)
    else:
        tau2 = random_effects(x=x[:, None], y=y, variance=variance).between
    residuals, information = _weighted(x, y, tau2 + variance)
    factor = max(1.0, float(residuals @ residuals) / (len(y) - 1))
    plain = float(1.0 / np.sqrt(information))
    return Pooled(
        mean=float((x * y / (tau2 + variance)).sum() / information),
        std_error=plain,
        hartung_knapp=plain * float(np.sqrt(factor)),
        between=tau2,
        df=len(y) - 1,
    )


def tau_grid(*, scale: float = 0.5) -> tuple[Floats, Floats]:
    """Standard deviations 0.002-2.5, equally far apart in logarithm, and the log prior of each (half-Cauchy)."""
    tau = np.geomspace(_SMALLEST_TAU, _LARGEST_TAU, _POINTS)
    prior = tau / (1.0 + (tau / scale) ** 2)
    return tau, np.log(prior / prior.sum())


def integrated_pooling(*, estimate: Floats, covariance: Floats) -> tuple[IntegratedVariance, Floats]:
    """The mean of k log ratios with tau integrated out, and tau^2 of each component (for the prediction).

    A grid of tau with a half-Cauchy prior of scale 0.5, which suits logarithms of ratios and nothing else: half of all
    areas would then differ by more than 40 per cent from the mean, if the data did not say otherwise.
    """
    tau, log_prior = tau_grid()
    covariances = covariance[None] + (tau**2)[:, None, None] * np.eye(len(estimate))
    fitted = integrated_variance(x=np.ones((len(estimate), 1)), y=estimate, covariance=covariances, log_prior=log_prior)
    return fitted, tau**2


def _rotated(estimate: Floats, covariance: Floats) -> tuple[Floats, Floats, Floats]:
    """Regressor, estimates and variances in the axes in which tau^2 I + S is diagonal for every tau."""
    variance, axes = np.linalg.eigh(covariance)
    return axes.sum(axis=0), axes.T @ estimate, variance


def _weighted(x: Floats, y: Floats, variance: Floats) -> tuple[Floats, float]:
    root = 1.0 / np.sqrt(variance)
    information = float(((x * root) ** 2).sum())
    mean = float((x * y * root**2).sum()) / information
    return (y - x * mean) * root, information


def _restricted(x: Floats, y: Floats, variance: Floats) -> float:
    """tau^2 by REML, Fisher scoring from the largest start that cannot miss the maximum; 0 when it lies below."""
    tau2 = float(np.var(y - x * (x @ y) / (x @ x)))
    for _ in range(_STEPS):
        weight = 1.0 / (tau2 + variance)
        information = float((weight * x**2).sum())
        mean = float((weight * x * y).sum()) / information
        share = (weight**2 * x**2).sum() / information
        trace = float(weight.sum() - share)
        square = float((weight**2).sum() - 2.0 * (weight**3 * x**2).sum() / information + share**2)
        step = (float((weight**2 * (y - x * mean) ** 2).sum()) - trace) / square
        then = max(0.0, tau2 + step)
        if abs(then - tau2) <= _PRECISION * (1.0 + tau2):
            return then
        tau2 = then
    return tau2
