"""A log-linear model with one count per area: chance (Poisson) plus a variance between areas."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.random_effects import RandomEffects

__all__ = ["random_effects_counts"]

_STEPS = 300
_TOLERANCE = 1e-9
_FURTHEST = 500.0
"""A linear predictor beyond this has run off."""


def random_effects_counts(*, x: Floats, y: Floats, offset: Floats) -> RandomEffects:
    """Fit log E y_i = offset_i + x_i b with var y_i = m_i + tau^2 m_i^2 over N areas, by quasi-likelihood.

    tau^2 makes Pearson's sum of squares N - p (0 when the sum is smaller already at 0), as Paule and Mandel's does for
    logarithms; both are found together, one step of each in turn (the sum falls and bends upwards in tau^2, so Newton's
    steps from 0 do not overshoot). With large counts this is :func:`random_effects` on log(y + 0.5) with variance
    1 / (y + 0.5). With small ones it has no half to add, and an area's weight does not depend on whether its own count
    happened to be small. The covariance is (X'WX)^-1 times max(1, heterogeneity): use it with t(N - p).

    Raises NotEstimableError for dependent columns, for N <= p, and when a coefficient runs off (a group without
    events).

    References: Breslow (1984), Applied Statistics 33:38-44 (extra-Poisson variation in log-linear models); McCullagh
    and Nelder (1989), Generalized Linear Models, section 9.2.

    Examples
    --------
    >>> y = np.array([8.0, 2.0, 4.0, 12.0])
    >>> x = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]])
    >>> fit = random_effects_counts(x=x, y=y, offset=np.zeros(4))
    >>> fit.coefficients.round(3).tolist(), round(fit.between, 3), fit.df
    ([1.609, 0.47], 0.443, 2)
    """
    df = len(y) - x.shape[1]
    if df < 1:
        raise NotEstimableError("no_degrees_of_freedom")
    basis = orthonormal(x=x)
    eta = np.log(generalised_linear(x=x, y=y, family="poisson", offset=offset, trials=np.ones_like(y)).mean)
    between = 0.0
    for _ in range(_STEPS):
        previous = eta
        eta = offset + basis.q @ _step(basis.q, y, eta, offset, between)[0]
        if np.abs(eta).max() > _FURTHEST:
            break
        mean = np.exp(eta)
        part = ((y - mean) / mean) ** 2 / (1.0 / mean + between)
        following = max(0.0, between + (float(part.sum()) - df) / float((part / (1.0 / mean + between)).sum()))
        settled = abs(following - between) <= _TOLERANCE * (1.0 + between)
        between = following
        if settled and np.abs(eta - previous).max() <= _TOLERANCE:
            return _answer(basis.q, basis.back, y, eta, offset, between)
    raise NotEstimableError("no_convergence")


def _step(q: Floats, y: Floats, eta: Floats, offset: Floats, between: float) -> tuple[Floats, Floats]:
    """Coefficients after a step of weighted least squares on the working response, and the inverse information."""
    mean = np.exp(eta)
    weighted = q / (1.0 / mean + between)[:, None]
    inverse = np.asarray(np.linalg.inv(q.T @ weighted), dtype=float)
    return inverse @ (weighted.T @ (eta - offset + (y - mean) / mean)), inverse


def _answer(q: Floats, back: Floats, y: Floats, eta: Floats, offset: Floats, between: float) -> RandomEffects:
    gamma, inverse = _step(q, y, eta, offset, between)
    mean, df = np.exp(eta), len(y) - q.shape[1]
    residuals = np.asarray((y - mean) / (mean * np.sqrt(1.0 / mean + between)), dtype=float)
    heterogeneity = float(residuals @ residuals) / df
    return RandomEffects(
        coefficients=back @ gamma,
        covariance=back @ inverse @ back.T * max(1.0, heterogeneity),
        between=between,
        heterogeneity=heterogeneity,
        residuals=residuals,
        df=df,
    )
