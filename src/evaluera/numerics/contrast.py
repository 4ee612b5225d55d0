"""Estimates, intervals and p-values of linear combinations of coefficients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.student import two_sided_p, two_sided_quantile, two_sided_quantiles

__all__ = ["Contrasts", "student_contrasts"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contrasts:
    """One estimate per asked combination (arrays of equal length, in the unit of the linear predictor).

    ``df`` are degrees of freedom where each combination has its own.
    """

    estimate: Floats
    std_error: Floats
    low: Floats
    high: Floats
    p_value: Floats
    df: Floats | None = None


def student_contrasts(
    *, rows: Floats, coefficients: Floats, covariance: Floats, df: Floats | float | None, confidence: float
) -> Contrasts:
    """Each row c of ``rows`` (m x p) as c'b with standard error sqrt(c'Cc) and t(df) interval; df None = normal.

    ``df`` may have a value for each row.

    The p-value tests c'b = 0 with the same distribution, so interval and p-value never disagree.
    """
    estimate = rows @ coefficients
    variance = np.einsum("ij,jk,ik->i", rows, covariance, rows)
    error = np.sqrt(np.maximum(variance, 0.0))
    own = df if isinstance(df, np.ndarray) else None
    if isinstance(df, np.ndarray):
        half = two_sided_quantiles(confidence=confidence, df=df) * error
    else:
        half = two_sided_quantile(confidence=confidence, df=df) * error
    ratio = np.divide(estimate, error, out=np.zeros_like(estimate), where=error > 0.0)
    return Contrasts(
        estimate=estimate,
        std_error=error,
        low=estimate - half,
        high=estimate + half,
        p_value=two_sided_p(statistic=ratio, df=df),
        df=own,
    )
