"""Prais-Winsten: first-order autocorrelation estimated from the residuals, over and over until nothing changes."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autoregression import Autoregression, autoregression_at
from evaluera.numerics.failure import NotEstimableError

__all__ = ["prais_winsten_autoregression"]

_STEPS = 500
_TOLERANCE = 1e-10


def prais_winsten_autoregression(*, x: Floats, y: Floats, time: Integers) -> Autoregression:
    """Fit y (n) = x (n x p) b + u, u_t = rho u_(t-1) + noise; rho = sum u_t u_(t-1) / sum u_(t-1)^2 over neighbours.

    Begins with least squares and alternates between rho (from y - Xb) and b (generalised least squares, the first
    observation kept with weight sqrt(1 - rho^2)) until rho changes by less than 1e-10. Missing periods (``time`` with
    gaps): rho from neighbouring periods only, and the correlation follows the true distance. The noise variance is the
    weighted RSS / (n - p). This is the iterated form of Stata's ``prais`` (its default rule for rho) and of R's
    package ``prais``.

    Raises NotEstimableError (``no_convergence``) when rho leaves (-1, 1), or when no two periods are neighbours.

    When not to use: short series. rho is estimated too near zero, so intervals are too narrow.
    Reference: Prais and Winsten (1954), Cowles Commission Discussion Paper 383.
    """
    neighbours = np.flatnonzero(np.diff(time) == 1)
    fit = autoregression_at(x=x, y=y, time=time, rho=0.0)
    for _ in range(_STEPS):
        rho = _rho(fit.residuals, neighbours)
        if abs(rho - fit.rho) < _TOLERANCE:
            return fit
        fit = autoregression_at(x=x, y=y, time=time, rho=rho)
    raise NotEstimableError("no_convergence")


def _rho(residuals: Floats, neighbours: Integers) -> float:
    now, before = residuals[1:][neighbours], residuals[:-1][neighbours]
    size = float(before @ before)
    rho = float(now @ before) / size if size > 0.0 else 1.0
    if abs(rho) >= 1.0:
        raise NotEstimableError("no_convergence")
    return rho
