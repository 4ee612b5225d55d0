"""The covariance of coefficients when one parameter of the error covariance has been estimated with them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError

__all__ = ["profiled_covariance"]

_STEP = 1e-4
"""Of the width of the range: the error of a central difference is then about 1e-8 of the derivative."""


def profiled_covariance(
    *,
    given: Floats,
    coefficients: Callable[[float], Floats],
    likelihood: Callable[[Floats], Floats],
    at: float,
    low: float,
    high: float,
) -> Floats:
    """The block of the inverse observed information that belongs to the coefficients b (p x p).

    ``given`` is the covariance of b if the parameter theta were known, ``coefficients`` gives b at a theta and
    ``likelihood`` the log likelihood with everything but theta profiled out; ``at`` is its maximum in [low, high].
    By the inverse of a block matrix

        cov(b) = given + b'(theta) b'(theta)^T / -l''(theta),

    which is what a numerical Hessian of the whole likelihood gives (R's ``arima``). A maximum at an end of the range
    has no curvature to go by: theta is then taken as known.

    Raises NotEstimableError (``no_convergence``) when the likelihood does not bend downwards at its maximum.

    Reference: Barndorff-Nielsen and Cox (1994), Inference and Asymptotics, section 3.4 (profile likelihood).
    """
    step = _STEP * (high - low)
    if at - step < low or at + step > high:
        return given
    below, here, above = likelihood(np.array([at - step, at, at + step]))
    bend = float(2.0 * here - below - above) / step**2
    if not bend > 0.0:
        raise NotEstimableError("no_convergence")
    slope = (coefficients(at + step) - coefficients(at - step)) / (2.0 * step)
    return np.asarray(given + np.outer(slope, slope) / bend, dtype=float)
