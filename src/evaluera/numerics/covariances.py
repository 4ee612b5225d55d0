"""A family of error covariances, factored once for all series with the same pattern of periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats, Integers

__all__ = ["Covariances", "covariances", "span"]

_FEW_GAPS = 0.25
"""Up to this share of missing periods it costs less to fill the gaps than to factor a pattern of its own."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Covariances:
    """G covariances V_g as whitening matrices.

    ``whiten`` (G x n x n) are the inverse Cholesky factors, ``half_log_determinant`` (G) is log|V_g| / 2, ``log_prior``
    (G) sums to one after exp, ``autocorrelation`` (G) is the mean correlation of neighbouring observations.
    """

    whiten: Floats
    half_log_determinant: Floats
    log_prior: Floats
    autocorrelation: Floats

    def covariance(self, index: int) -> Floats:
        """One of the covariances themselves (n x n)."""
        factor = np.linalg.inv(self.whiten[index])
        return np.asarray(factor @ factor.T, dtype=float)


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


def span(time: Integers) -> tuple[Integers, Bools]:
    """The unbroken periods (N) that ``time`` (n, increasing) lies in, and which of them are observed (N).

    With many gaps ``time`` comes back as it is. Few gaps cost less as unknown values of an unbroken pattern, whose
    factors are shared by all series of that length; the answer is the same.

    >>> span(np.array([4, 5, 7, 8, 9]))
    (array([4, 5, 6, 7, 8, 9]), array([ True,  True, False,  True,  True,  True]))
    """
    length = int(time[-1] - time[0]) + 1
    if length - len(time) > _FEW_GAPS * len(time):
        return time, np.ones(len(time), dtype=bool)
    unbroken = np.arange(time[0], time[-1] + 1)
    return unbroken, np.isin(unbroken, time)
