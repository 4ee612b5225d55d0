"""A linear model with one observation per area: known sampling variance plus a variance between areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError

__all__ = ["RandomEffects", "random_effects"]

_HALVINGS = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RandomEffects:
    """``coefficients`` (p), ``covariance`` (p x p), ``between`` = tau^2 (variance between areas), ``df`` = N - p.

    ``heterogeneity`` is the weighted residual sum of squares / (N - p): 1 when tau^2 explains it, less when the areas
    differ less than their own chance variation. ``residuals`` (N) have variance about 1.
    """

    coefficients: Floats
    covariance: Floats
    between: float
    heterogeneity: float
    residuals: Floats
    df: int


def random_effects(*, x: Floats, y: Floats, variance: Floats) -> RandomEffects:
    """Fit y_i = x_i b + e_i with var e_i = tau^2 + variance_i over N areas, tau^2 by Paule and Mandel.

    tau^2 solves sum r_i^2 / (tau^2 + v_i) = N - p (0 when the sum is smaller already at 0). The covariance is
    (X'WX)^-1 times max(1, heterogeneity): use it with t(N - p).

    Raises NotEstimableError for dependent columns or N <= p.

    References: Paule and Mandel (1982), J Res Natl Bur Stand 87:377; Knapp and Hartung (2003), Stat Med 22:2693.
    """
    basis = orthonormal(x=x)
    df = len(y) - x.shape[1]
    if df < 1:
        raise NotEstimableError("no_degrees_of_freedom")
    between = _paule_mandel(basis.q, y, variance, df)
    gamma, inverse, residuals = _weighted(basis.q, y, between + variance)
    heterogeneity = float(residuals @ residuals) / df
    return RandomEffects(
        coefficients=basis.back @ gamma,
        covariance=basis.back @ inverse @ basis.back.T * max(1.0, heterogeneity),
        between=between,
        heterogeneity=heterogeneity,
        residuals=residuals,
        df=df,
    )


def _weighted(q: Floats, y: Floats, variance: Floats) -> tuple[Floats, Floats, Floats]:
    root = 1.0 / np.sqrt(variance)
    rows = q * root[:, None]
    inverse = np.asarray(np.linalg.inv(rows.T @ rows), dtype=float)
    gamma = inverse @ (rows.T @ (y * root))
    return gamma, inverse, y * root - rows @ gamma


def _excess(q: Floats, y: Floats, variance: Floats, df: int) -> float:
    residuals = _weighted(q, y, variance)[2]
    return float(residuals @ residuals) - df


def _paule_mandel(q: Floats, y: Floats, variance: Floats, df: int) -> float:
    """The excess falls as tau^2 grows: double until it is negative, then halve the interval."""
    if _excess(q, y, variance, df) <= 0.0:
        return 0.0
    low, high = 0.0, float(variance.mean())
    while _excess(q, y, high + variance, df) > 0.0:
        low, high = high, 2.0 * high
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        low, high = (middle, high) if _excess(q, y, middle + variance, df) > 0.0 else (low, middle)
    return 0.5 * (low + high)
