"""How well the items of a scale measure the same thing: Cronbach's alpha and omega total."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.one_factor import OneFactor, one_factor
from evaluera.numerics.resampling import percentile_limits

__all__ = ["Reliability", "cronbach_alpha", "omega_total"]

_FEWEST_FOR_FACTOR = 3
_NEAR, _RESAMPLED_STEPS = 1e-6, 100
"""A resample needs no more digits than an interval shows; without a clear factor it stays where it came to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The share of the variance of the sum of the items that is not their own noise, with its bootstrap interval."""

    value: float
    low: float
    high: float


def cronbach_alpha(
    *, answers: Floats, rng: np.random.Generator, resamples: int = 1000, confidence: float = 0.95
) -> Reliability | None:
    """k / (k - 1) (1 - sum of the items' variances / variance of their sum).

    Parameters
    ----------
    answers
        Complete answers (persons x items, two items or more), reversed items recoded.
    rng, resamples, confidence
        The interval is that of percentiles over resampled persons.

    Returns
    -------
    Reliability or None
        None with fewer than two items, or when the sum does not vary.

    Notes
    -----
    Assumes items that weigh the same on what they measure, and independent errors: else it is too low, or too high.

    References
    ----------
    Cronbach (1951), Psychometrika 16:297, equation 2.

    Examples
    --------
    >>> answers = np.array([[1.0, 2], [2, 2], [3, 4], [4, 5], [5, 4]])
    >>> round(cronbach_alpha(answers=answers, rng=np.random.default_rng(1)).value, 4)
    0.8974
    """
    if answers.shape[1] < 2:
        return None
    covariance = _covariances(answers, np.ones((1, len(answers))))
    if not covariance.sum() > 0.0:
        return None
    resampled = _alpha(_varied(_covariances(answers, _times(len(answers), rng, resamples))))
    low, high = percentile_limits(resampled, confidence=confidence)
    return Reliability(value=float(_alpha(covariance)[0]), low=low, high=high)


def omega_total(
    *, answers: Floats, rng: np.random.Generator, resamples: int = 1000, confidence: float = 0.95
) -> Reliability | None:
    """(sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses) of one factor, in the items' own units.

    As :func:`cronbach_alpha`, but items may weigh differently. None with fewer than three items, when an item does not
    vary, or when the factor is not found.

    References
    ----------
    McDonald (1999), Test Theory, equation 6.20b; the factor is that of maximum likelihood.

    Examples
    --------
    >>> rng = np.random.default_rng(2)
    >>> answers = rng.normal(size=(200, 1)) + rng.normal(size=(200, 4))
    >>> round(omega_total(answers=answers, rng=rng).value, 1)
    0.8
    """
    covariance = _covariances(answers, np.ones((1, len(answers))))
    spread = np.sqrt(np.diagonal(covariance[0]))
    if answers.shape[1] < _FEWEST_FOR_FACTOR or not (spread > 0.0).all():
        return None
    fitted = one_factor(correlation=_correlations(covariance))
    if not fitted.converged:
        return None
    resampled = _varied(_covariances(answers, _times(len(answers), rng, resamples)))
    again = one_factor(correlation=_correlations(resampled), start=fitted, tolerance=_NEAR, steps=_RESAMPLED_STEPS)
    low, high = percentile_limits(_omega(resampled, again), confidence=confidence)
    return Reliability(value=float(_omega(covariance, fitted)[0]), low=low, high=high)


def _times(n: int, rng: np.random.Generator, resamples: int) -> Floats:
    """How many times each person is drawn (resamples x persons)."""
    return rng.multinomial(n, np.full(n, 1.0 / n), size=resamples).astype(float)


def _covariances(answers: Floats, times: Floats) -> Floats:
    """The covariance of the items with each person taken so many times (resamples x items x items)."""
    n, items = answers.shape
    centred = answers - answers.mean(axis=0)
    mean = times @ centred / n
    products = (times @ (centred[:, :, None] * centred[:, None, :]).reshape(n, items * items)).reshape(-1, items, items)
    return np.asarray((products - n * mean[:, :, None] * mean[:, None, :]) / (n - 1.0), dtype=float)


def _varied(covariances: Floats) -> Floats:
    """The resamples in which every item varies."""
    return covariances[(np.diagonal(covariances, axis1=1, axis2=2) > 0.0).all(axis=1)]


def _alpha(covariance: Floats) -> Floats:
    items = covariance.shape[-1]
    own = np.trace(covariance, axis1=1, axis2=2)
    return np.asarray(items / (items - 1.0) * (1.0 - own / covariance.sum(axis=(1, 2))), dtype=float)


def _correlations(covariance: Floats) -> Floats:
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    return np.asarray(covariance / (spread[:, :, None] * spread[:, None, :]), dtype=float)


def _omega(covariance: Floats, factor: OneFactor) -> Floats:
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    shared = (factor.loadings * np.sqrt(variance)).sum(axis=1) ** 2
    return np.asarray(shared / (shared + (factor.uniquenesses * variance).sum(axis=1)), dtype=float)
