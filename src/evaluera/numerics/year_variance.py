"""What years may differ by beyond the chance of a survey sample: covariances of every plausible size and kind."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats, Integers

__all__ = ["year_covariances"]

_POINTS, _SMALLEST, _LARGEST = 12, 0.05, 5.0
_CORRELATION = 0.6
_STEADY = 0.05
"""Part of independent variation beside a drift, so that the covariance can be inverted without sampling error too."""
_KINDS = (0.2, 0.2, 0.6)
"""Prior weight of independent years, correlated years, and drift: attitudes drift, and that is what misleads most."""


def year_covariances(*, time: Integers, variance: Floats, scale: float) -> tuple[Floats, Floats]:
    """Sampling variances (T) plus tau^2 C as a stack (G x T x T), with the log prior of each (G).

    C is the identity, a correlation of 0.6 to the power of the distance, or a random walk with mean variance 1 inside
    the window (as in the drift family of the series). tau runs from 0.05 to 5 times ``scale`` with a half-Cauchy prior.

    Examples
    --------
    >>> stack, log_prior = year_covariances(time=np.arange(4), variance=np.full(4, 0.01), scale=0.02)
    >>> stack.shape, round(float(np.exp(log_prior).sum()), 6)
    ((36, 4, 4), 1.0)
    """
    n = len(time)
    distance = np.abs(time[:, None] - time[None, :]).astype(float)
    centring = np.eye(n) - 1.0 / n
    walk = centring @ (-0.5 * distance) @ centring
    kinds = (
        np.eye(n),
        _CORRELATION**distance,
        n * walk / max(float(np.trace(walk)), 1e-12) + _STEADY * np.eye(n),
    )
    relative = np.geomspace(_SMALLEST, _LARGEST, _POINTS)
    prior = relative / (1.0 + relative**2)
    stack = [np.diag(variance) + (size * scale) ** 2 * kind for kind in kinds for size in relative]
    weight = np.outer(_KINDS, prior).ravel()
    return np.array(stack), np.log(weight / weight.sum())
