"""How much a series varies around its course, and new series that vary as much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autocorrelation import portmanteau

__all__ = ["Noise", "noise_of", "simulated_counts", "simulated_values"]

STRONGEST = 0.9
"""No stationary series is simulated with a stronger correlation between neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """``dispersion`` is variance / mean for counts, the standard deviation for other values; ``autocorrelation`` is
    that of neighbouring periods."""

    dispersion: float
    autocorrelation: float


def noise_of(*, residuals: Floats, time: Integers, coefficients: int, counts: bool) -> Noise:
    """The noise behind the residuals (n) of a regression with so many coefficients, on ``time`` (n, ordinals).

    Counts: Pearson residuals, dispersion = chi-square / (n - p), at least 1. Other values: raw residuals. The
    autocorrelation of residuals around a fitted trend is too low by about (2 + 4 r) / n and is corrected for that.

    Reference: Marriott and Pope (1954), Biometrika 41:390 (bias of the first serial correlation).
    """
    n = len(residuals)
    if not np.any(residuals):
        return Noise(dispersion=1.0 if counts else 0.0, autocorrelation=0.0)
    variance = float(residuals @ residuals) / (n - coefficients)
    found = float(portmanteau(residuals=residuals, time=time, lags=np.array([1])).correlations[0])
    corrected = min(max((found * n + 2.0) / (n - 4.0), 0.0), STRONGEST)
    return Noise(dispersion=max(variance, 1.0) if counts else float(np.sqrt(variance)), autocorrelation=corrected)


def simulated_counts(
    *,
    mean: Floats,
    factor: Floats,
    noise: Noise,
    replicates: int,
    rng: np.random.Generator,
    events: np.random.Generator,
) -> Floats:
    """Counts (replicates x n) around ``mean`` x ``factor`` (n each): Poisson given a latent log-normal AR(1) course.

    The noise is that of counts around ``mean``. The latent variance s^2 gives variance / mean =
    1 + mean (exp(s^2) - 1), on average over the periods; its autocorrelation is that of the counts divided by the share
    of their variance that is latent, at most 0.9. ``rng`` draws the latent course and ``events`` the counts, period by
    period: with the same seeds a longer series begins as a shorter one does.

    Reference: Zeger (1988), Biometrika 75:621 (the latent-process model and its moments).
    """
    level = float(mean.mean())
    excess = noise.dispersion - 1.0
    if excess <= 0.0:
        return np.asarray(events.poisson((mean * factor)[:, None], size=(len(mean), replicates)).T, dtype=float)
    variance = float(np.log1p(excess / level))
    rho = min(noise.autocorrelation * noise.dispersion / excess, STRONGEST)
    latent = np.sqrt(variance) * _autoregressive(len(mean), rho, replicates, rng)
    return np.asarray(events.poisson((mean * factor * np.exp(latent - 0.5 * variance)).T).T, dtype=float)


def simulated_values(*, mean: Floats, noise: Noise, replicates: int, rng: np.random.Generator) -> Floats:
    """Values (replicates x n) around ``mean`` (n): normal AR(1) noise."""
    return mean + noise.dispersion * _autoregressive(len(mean), noise.autocorrelation, replicates, rng)


def _autoregressive(n: int, rho: float, replicates: int, rng: np.random.Generator) -> Floats:
    """Stationary AR(1) with variance 1 (replicates x n)."""
    shocks = rng.standard_normal((n, replicates)).T
    course = np.empty_like(shocks)
    course[:, 0] = shocks[:, 0]
    for t in range(1, n):
        course[:, t] = rho * course[:, t - 1] + np.sqrt(1.0 - rho**2) * shocks[:, t]
    return course
