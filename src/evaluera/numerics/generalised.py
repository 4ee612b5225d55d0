"""Generalised linear models for counts and for shares of counts, by iteratively reweighted least squares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import expit

from evaluera.numerics.arrays import Floats
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError

__all__ = ["Family", "GeneralisedFit", "generalised_linear"]

Family = Literal["poisson", "binomial"]

_STEPS = 60
_TOLERANCE = 1e-9
"""Change of the linear predictor that ends the search; Newton's next step is then far below rounding."""
_INFORMATION = 1e-9
"""A direction whose information is this small a share of the largest has run off to infinity."""

_NOTHING = 1e-6
"""A fitted mean this small a share of what was seen describes nothing: one point has taken over the fit."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GeneralisedFit:
    """``coefficients`` (p), ``unscaled`` (p x p) the covariance at dispersion 1, ``mean`` (n) in counts.

    ``root`` (n) is the standard deviation of an observation at dispersion 1, which is also the weight of a row on the
    Pearson scale: root X b + residuals is the working response.

    ``dispersion`` is Pearson's chi-square / (n - p), None when nothing is left over; ``residuals`` (n) are Pearson's,
    at dispersion 1; ``deletion`` (n x p) is the one-step change of the coefficients when one observation is left out.
    """

    coefficients: Floats
    unscaled: Floats
    mean: Floats
    root: Floats
    residuals: Floats
    deletion: Floats
    dispersion: float | None
    df: int


def generalised_linear(*, x: Floats, y: Floats, family: Family, offset: Floats, trials: Floats) -> GeneralisedFit:
    """Fit log E y = offset + X b (Poisson) or logit(E y / trials) = offset + X b (binomial).

    ``y`` (n) are counts, ``trials`` (n) the counts they are a part of (not used by Poisson). Rows with no trials carry
    no information and must be left out by the caller.

    Raises NotEstimableError when a coefficient runs off to infinity (a group without events), when one point
    takes over the fit, or when columns are dependent.

    References: McCullagh and Nelder (1989), Generalized Linear Models, sections 2.5 (fitting), 9.2.4 (dispersion);
    Pregibon (1981), Annals of Statistics 9:705 (one-step deletion).
    """
    basis = orthonormal(x=x)
    n, p = x.shape
    eta = _first_predictor(y, family, trials)
    mean, weight = _mean_and_weight(eta, family, trials)
    for _ in range(_STEPS):
        gamma = _next(basis.q, eta - offset + (y - mean) / weight, weight)
        previous, eta = eta, offset + basis.q @ gamma
        mean, weight = _mean_and_weight(eta, family, trials)
        if np.abs(eta - previous).max() <= _TOLERANCE:
            break
    else:
        raise NotEstimableError("no_convergence")
    gamma, inverse = _step(basis.q, eta - offset + (y - mean) / weight, weight)
    if np.any(mean < _NOTHING * y):
        raise NotEstimableError("no_convergence")
    residuals = (y - mean) / np.sqrt(weight)
    return GeneralisedFit(
        coefficients=basis.back @ gamma,
        unscaled=basis.back @ inverse @ basis.back.T,
        mean=mean,
        root=np.sqrt(weight),
        residuals=residuals,
        deletion=_deletion(basis.q, weight, residuals, inverse) @ basis.back.T,
        dispersion=float(residuals @ residuals) / (n - p) if n > p else None,
        df=n - p,
    )


def _first_predictor(y: Floats, family: Family, trials: Floats) -> Floats:
    """A start near the data: the observations, drawn a little to the middle."""
    if family == "poisson":
        return np.log(y + 0.1 * max(float(y.mean()), np.finfo(float).tiny))
    return np.log((y + 0.5) / (trials - y + 0.5))


def _mean_and_weight(eta: Floats, family: Family, trials: Floats) -> tuple[Floats, Floats]:
    """Mean in counts and its derivative by eta, which is also the variance at dispersion 1."""
    if np.abs(eta).max() > 500.0:
        raise NotEstimableError("no_convergence")
    if family == "poisson":
        mean = np.exp(eta)
        return mean, mean
    share = np.clip(expit(eta), 1e-15, 1.0 - 1e-15)
    return trials * share, trials * share * (1.0 - share)


def _next(q: Floats, working: Floats, weight: Floats) -> Floats:
    """The coefficients of one step on the way; whether the data determine them is asked at the end."""
    weighted = q * weight[:, None]
    try:
        return np.asarray(np.linalg.solve(q.T @ weighted, weighted.T @ working), dtype=float)
    except np.linalg.LinAlgError as error:
        raise NotEstimableError("no_convergence") from error


def _step(q: Floats, working: Floats, weight: Floats) -> tuple[Floats, Floats]:
    weighted = q * weight[:, None]
    information = q.T @ weighted
    size = np.linalg.eigvalsh(information)
    if size[0] <= _INFORMATION * size[-1]:
        raise NotEstimableError("no_convergence")
    inverse = np.asarray(np.linalg.inv(information), dtype=float)
    return inverse @ (weighted.T @ working), inverse


def _deletion(q: Floats, weight: Floats, residuals: Floats, inverse: Floats) -> Floats:
    root = q * np.sqrt(weight)[:, None]
    leverage = np.einsum("ij,jk,ik->i", root, inverse, root)
    free = np.maximum(1.0 - leverage, np.finfo(float).eps)
    return np.asarray(-(root * (residuals / free)[:, None]) @ inverse, dtype=float)
