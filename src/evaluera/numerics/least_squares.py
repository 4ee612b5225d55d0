"""Ordinary least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError

__all__ = ["LeastSquares", "has_noise", "least_squares"]

_ROUNDING = 1e-10
"""Residuals below this share of the size of the response are rounding errors, not noise."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LeastSquares:
    """``coefficients`` (p), ``covariance`` (p x p), ``unscaled`` = (X'X)^-1, ``residuals`` (n), ``df`` = n - p.

    ``deletion`` (n x p) is the exact change of the coefficients when one observation is left out.
    """

    coefficients: Floats
    covariance: Floats
    unscaled: Floats
    residuals: Floats
    deletion: Floats
    df: int


def has_noise(*, residuals: Floats, response: Floats) -> bool:
    """Is there more left than rounding errors?"""
    return bool(np.sqrt((residuals**2).sum()) > _ROUNDING * np.sqrt((response**2).sum()))


def least_squares(*, x: Floats, y: Floats) -> LeastSquares:
    """Fit y (n) = x (n x p) b + noise; the noise variance is RSS / (n - p).

    Raises NotEstimableError for dependent columns, n <= p, or a response without noise around the fit.

    Reference: Belsley, Kuh, Welsch (1980), Regression Diagnostics, eq. 2.1 (deletion).
    """
    basis = orthonormal(x=x)
    df = len(y) - x.shape[1]
    if df < 1:
        raise NotEstimableError("no_degrees_of_freedom")
    gamma = basis.q.T @ y
    residuals = y - basis.q @ gamma
    if not has_noise(residuals=residuals, response=y):
        raise NotEstimableError("no_variation")
    unscaled = basis.back @ basis.back.T
    leverage = (basis.q**2).sum(axis=1)
    free = np.maximum(1.0 - leverage, np.finfo(float).eps)
    return LeastSquares(
        coefficients=basis.back @ gamma,
        covariance=unscaled * float(residuals @ residuals) / df,
        unscaled=unscaled,
        residuals=residuals,
        deletion=-(basis.q * (residuals / free)[:, None]) @ basis.back.T,
        df=df,
    )
