"""The likelihood of first-order autocorrelation, and where it is largest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.least_squares import has_noise
from evaluera.numerics.zooming import largest

__all__ = ["LARGEST_RHO", "AutoregressiveLikelihood", "autoregressive_likelihood", "most_likely_rho"]

LARGEST_RHO = 0.99
"""The search ends here: beyond it a short series cannot be told from one that drifts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lag:
    """All neighbours with one distance: how many, and the sums of z_i z_i', both cross products, z_(i-1) z_(i-1)'."""

    gap: int
    count: int
    now: Floats
    cross: Floats
    before: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AutoregressiveLikelihood:
    """The log likelihood of rho, profiled over coefficients and variance, up to a constant.

    ``restricted``: that of the n - p error contrasts (REML), else that of all n observations (ML).
    """

    first: Floats
    lags: tuple[_Lag, ...]
    n: int
    restricted: bool

    def __call__(self, rho: Floats) -> Floats:
        """Its value at each rho of the array."""
        p = len(self.first) - 1
        products = np.repeat(np.outer(self.first, self.first)[None, :, :], len(rho), axis=0)
        log_determinant = np.zeros(len(rho))
        for lag in self.lags:
            power = rho**lag.gap
            free = 1.0 - power**2
            here = lag.now - power[:, None, None] * lag.cross + (power**2)[:, None, None] * lag.before
            products += here / free[:, None, None]
            log_determinant += lag.count * np.log(free)
        inner, edge, corner = products[:, :p, :p], products[:, :p, p], products[:, p, p]
        rss = corner - (edge * np.linalg.solve(inner, edge[:, :, None])[:, :, 0]).sum(axis=1)
        size = self.n - p if self.restricted else self.n
        value = size * np.log(np.maximum(rss, np.finfo(float).tiny)) + log_determinant
        if self.restricted:
            value += np.linalg.slogdet(inner)[1]
        return np.asarray(-0.5 * value, dtype=float)


def autoregressive_likelihood(*, x: Floats, y: Floats, time: Integers, restricted: bool) -> AutoregressiveLikelihood:
    """The likelihood of rho in y (n) = x (n x p) b + u, cor(u_s, u_t) = rho^|s - t|.

    Raises NotEstimableError for dependent columns, n <= p, or a response without noise around the fit.
    """
    basis = orthonormal(x=x)
    if len(y) <= x.shape[1]:
        raise NotEstimableError("no_degrees_of_freedom")
    least = y - basis.q @ (basis.q.T @ y)
    if not has_noise(residuals=least, response=y):
        raise NotEstimableError("no_variation")
    z = np.column_stack([basis.q, least / np.sqrt(least @ least)])
    return AutoregressiveLikelihood(first=z[0], lags=_lags(z, np.diff(time)), n=len(y), restricted=restricted)


def most_likely_rho(*, x: Floats, y: Floats, time: Integers, restricted: bool) -> float:
    """The rho in [-0.99, 0.99] with the largest (restricted) likelihood."""
    likelihood = autoregressive_likelihood(x=x, y=y, time=time, restricted=restricted)
    return largest(likelihood, low=-LARGEST_RHO, high=LARGEST_RHO)


def _lags(z: Floats, gaps: Integers) -> tuple[_Lag, ...]:
    result = []
    for gap in np.unique(gaps):
        here = np.flatnonzero(gaps == gap)
        now, before = z[here + 1], z[here]
        cross = now.T @ before
        sums = {"now": now.T @ now, "cross": cross + cross.T, "before": before.T @ before}
        result.append(_Lag(gap=int(gap), count=len(here), **sums))
    return tuple(result)
