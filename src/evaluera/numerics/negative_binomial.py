"""Counts that vary more than chance, by maximum likelihood: the negative binomial with variance m + a m^2."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln, polygamma

from evaluera.numerics.arrays import Floats
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear

__all__ = ["NegativeBinomial", "negative_binomial_regression"]

_STEPS = 200
_TOLERANCE = 1e-10
_HALVINGS = 30
_NEAR_CHANCE = 1e-6
"""With a m below this in every period nothing tells the model from Poisson."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NegativeBinomial:
    """``coefficients`` (p), ``covariance`` (p x p), ``alpha`` = a (0: no more variation than chance, Poisson).

    ``residuals`` (n) are Pearson's at this variance, ``dispersion`` their sum of squares / (n - p) (None when n = p);
    ``deletion`` (n x p) is the one-step change of the coefficients when one observation is left out.
    """

    coefficients: Floats
    covariance: Floats
    alpha: float
    residuals: Floats
    deletion: Floats
    dispersion: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Point:
    """A place of the search: ``gamma`` (p) and the logarithm of 1 / a, with likelihood, gradient and Hessian there."""

    gamma: Floats
    log_shape: float
    value: float
    gradient: Floats
    hessian: Floats


def negative_binomial_regression(*, x: Floats, y: Floats, offset: Floats) -> NegativeBinomial:
    """Fit log E y (n) = offset + x (n x p) b, var y = m + a m^2 (NB2), b and a together by maximum likelihood.

    Newton's method from the Poisson fit, steps halved until the likelihood rises. The covariance of b is its block of
    the inverse observed information of (b, a), as statsmodels' ``NegativeBinomial``; R's ``glm.nb`` takes a as known.
    Counts that vary no more than chance have their maximum at a = 0, where other programs stop with a warning: the
    answer is then the Poisson fit, which is the limit.

    Raises NotEstimableError for dependent columns and when a coefficient or the search runs off.

    When not to use: autocorrelated counts; its 95 % intervals then cover 72 % at worst.
    References: Lawless (1987), Canadian Journal of Statistics 15:209-225; Hilbe (2011), Negative Binomial Regression,
    2nd ed., section 8.2.
    """
    first = generalised_linear(x=x, y=y, family="poisson", offset=offset, trials=np.ones_like(y))
    excess = float(((y - first.mean) ** 2 - y).sum())
    size = float((first.mean**2).sum())
    basis = orthonormal(x=x)
    point = None
    if excess > _NEAR_CHANCE * size / float(first.mean.max()):
        start = np.asarray(np.linalg.solve(basis.back, first.coefficients), dtype=float)
        point = _climb(basis.q, y, offset, gamma=start, log_shape=float(np.log(size / excess)))
    if point is None:
        return NegativeBinomial(
            coefficients=first.coefficients,
            covariance=first.unscaled,
            alpha=0.0,
            residuals=first.residuals,
            deletion=first.deletion,
            dispersion=first.dispersion,
        )
    return _answer(basis.q, basis.back, y, offset, point)


def _climb(q: Floats, y: Floats, offset: Floats, *, gamma: Floats, log_shape: float) -> _Point | None:
    """The maximum, None when the search leaves for a = 0."""
    point = _at(q, y, offset, gamma, log_shape)
    for _ in range(_STEPS):
        step = _uphill(point)
        following = _shortened(q, y, offset, point, step)
        mean = np.exp(offset + q @ following.gamma)
        if float(mean.max()) < _NEAR_CHANCE * np.exp(following.log_shape):
            return None
        moved = np.abs(following.gradient / (1.0 + np.abs(following.value))).max()
        point = following
        if moved <= _TOLERANCE or np.abs(step).max() <= _TOLERANCE:
            return point
    raise NotEstimableError("no_convergence")


def _uphill(point: _Point) -> Floats:
    """Newton's step; where the likelihood does not bend downwards, one that goes uphill all the same."""
    size, turn = np.linalg.eigh(-point.hessian)
    size = np.maximum(np.abs(size), np.finfo(float).eps * max(float(np.abs(size).max()), 1.0))
    return np.asarray(np.clip(turn @ ((turn.T @ point.gradient) / size), -5.0, 5.0), dtype=float)


def _shortened(q: Floats, y: Floats, offset: Floats, point: _Point, step: Floats) -> _Point:
    slack = 1e-12 * (1.0 + abs(point.value))
    for halving in range(_HALVINGS):
        part = step * 0.5**halving
        following = _at(q, y, offset, point.gamma + part[:-1], point.log_shape + float(part[-1]))
        if np.isfinite(following.value) and following.value >= point.value - slack:
            return following
    return point


def _at(q: Floats, y: Floats, offset: Floats, gamma: Floats, log_shape: float) -> _Point:
    """Likelihood (up to a constant), gradient and Hessian in (gamma, log shape); shape = 1 / a."""
    eta = offset + q @ gamma
    if np.abs(eta).max() > 500.0 or abs(log_shape) > 100.0:
        return _Point(gamma=gamma, log_shape=log_shape, value=-np.inf, gradient=np.zeros(0), hessian=np.zeros((0, 0)))
    mean, shape = np.exp(eta), float(np.exp(log_shape))
    both = mean + shape
    value = gammaln(y + shape) - gammaln(shape) - y * np.log1p(shape / mean) - shape * np.log1p(mean / shape)
    by_shape = digamma(y + shape) - digamma(shape) - np.log1p(mean / shape) + (mean - y) / both
    twice = polygamma(1, y + shape) - polygamma(1, shape) + 1.0 / shape - 1.0 / both + (y - mean) / both**2
    mixed = q.T @ (shape * mean * (y - mean) / both**2)
    slope = shape * float(by_shape.sum())
    hessian = np.empty((len(gamma) + 1, len(gamma) + 1))
    hessian[:-1, :-1] = -(q * (shape * mean * (y + shape) / both**2)[:, None]).T @ q
    hessian[:-1, -1] = hessian[-1, :-1] = mixed
    hessian[-1, -1] = shape**2 * float(twice.sum()) + slope
    gradient = np.append(q.T @ (shape * (y - mean) / both), slope)
    return _Point(gamma=gamma, log_shape=log_shape, value=float(value.sum()), gradient=gradient, hessian=hessian)


def _answer(q: Floats, back: Floats, y: Floats, offset: Floats, point: _Point) -> NegativeBinomial:
    p = len(point.gamma)
    if np.linalg.eigvalsh(-point.hessian)[0] <= 0.0:
        raise NotEstimableError("no_convergence")
    covariance = np.linalg.inv(-point.hessian)[:p, :p]
    mean, shape = np.exp(offset + q @ point.gamma), float(np.exp(point.log_shape))
    variance = mean + mean**2 / shape
    residuals = (y - mean) / np.sqrt(variance)
    root = q * (mean / np.sqrt(variance))[:, None]
    inverse = np.linalg.inv(root.T @ root)
    free = np.maximum(1.0 - np.einsum("ij,jk,ik->i", root, inverse, root), np.finfo(float).eps)
    return NegativeBinomial(
        coefficients=back @ point.gamma,
        covariance=back @ covariance @ back.T,
        alpha=1.0 / shape,
        residuals=residuals,
        deletion=-(root * (residuals / free)[:, None]) @ inverse @ back.T,
        dispersion=float(residuals @ residuals) / (len(y) - p) if len(y) > p else None,
    )
