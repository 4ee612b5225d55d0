"""Estimates, intervals and p-values of linear combinations of coefficients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.student import two_sided_p, two_sided_quantile

__all__ = ["Contrasts", "student_contrasts"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contrasts:
    """One estimate per asked combination (arrays of equal length, in the unit of the linear predictor)."""

    estimate: Floats
    std_error: Floats
    low: Floats
    high: Floats
    p_value: Floats


def student_contrasts(
    *, rows: Floats, coefficients: Floats, covariance: Floats, df: float | None, confidence: float
) -> Contrasts:
    """Each row c of ``rows`` (m x p) as c'b with standard error sqrt(c'Cc) and t(df) interval; df None = normal.

    The p-value tests c'b = 0 with the same distribution, so interval and p-value never disagree.
    """
    estimate = rows @ coefficients
    variance = np.einsum("ij,jk,ik->i", rows, covariance, rows)
    error = np.sqrt(np.maximum(variance, 0.0))
    half = two_sided_quantile(confidence=confidence, df=df) * error
    ratio = np.divide(estimate, error, out=np.zeros_like(estimate), where=error > 0.0)
    return Contrasts(
        estimate=estimate,
        std_error=error,
        low=estimate - half,
        high=estimate + half,
        p_value=two_sided_p(statistic=ratio, df=df),
    )
