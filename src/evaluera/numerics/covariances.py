"""A family of error covariances, factored once for all series with the same pattern of periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["Covariances", "covariances"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Covariances:
    """G covariances V_g as whitening matrices.

    ``whiten`` (G x n x n) are the inverse Cholesky factors, ``half_log_determinant`` (G) is log|V_g| / 2, ``log_prior``
    (G) sums to one after exp, ``autocorrelation`` (G) is the mean correlation of neighbouring observations.
    (G) sums to one after exp, ``autocorrelation`` (G) is the correlation of neighbouring periods, ``size`` (G) the mean
    variance of V_g.
    """

    whiten: Floats
    half_log_determinant: Floats
    log_prior: Floats
    autocorrelation: Floats


def covariances(matrices: Floats, *, weight: Floats) -> Covariances:
    """Factor the covariances (G x n x n) with their prior weights (G, any positive numbers)."""
    factor = np.linalg.cholesky(matrices)
    spread = np.sqrt(np.diagonal(matrices, axis1=1, axis2=2))
    beside = np.diagonal(matrices, offset=1, axis1=1, axis2=2) / (spread[:, 1:] * spread[:, :-1])
    return Covariances(
        whiten=np.linalg.inv(factor),
        half_log_determinant=np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1),
        log_prior=np.log(weight / weight.sum()),
        autocorrelation=beside.mean(axis=1) if matrices.shape[1] > 1 else np.zeros(len(matrices)),
    )
