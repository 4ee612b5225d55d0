"""One factor behind several items: loadings and uniquenesses by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["OneFactor", "one_factor"]

_LEAST_UNIQUENESS = 0.005
"""The bound of ``factanal`` in R: an item may not be the factor itself."""

_STEPS = 5_000
_SMALL = 1e-300
_FARTHEST = 256.0
"""An extrapolation goes at most so many times as far as the step."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OneFactor:
    """``loadings`` and ``uniquenesses`` of the correlation matrix (... x items); ``converged``: all of them."""

    loadings: Floats
    uniquenesses: Floats
    converged: bool


def one_factor(
    *, correlation: Floats, start: OneFactor | None = None, tolerance: float = 1e-12, steps: int = _STEPS
) -> OneFactor:
    """Fit R = loadings loadings' + diag(uniquenesses) to one correlation matrix, or to many at once.

    Parameters
    ----------
    correlation
        ... x items x items, three items or more (with two the factor is not determined).
    start
        Where to begin; the first principal axis if left out.
    tolerance
        The largest change of a loading or uniqueness in the last EM step.
    steps
        At most so many.

    Notes
    -----
    The EM algorithm: each step gives the regression of the factor on the items, then that of the items on the factor,
    and never lowers the likelihood. Uniquenesses stay at 0.005 or above. Steps are drawn out along their course (scheme
    S3 of Varadhan and Roland) where that stays inside the bounds.

    References
    ----------
    Rubin and Thayer (1982), Psychometrika 47:69, equations 3-5; Varadhan and Roland (2008), Scand J Stat 35:335.

    Examples
    --------
    >>> true = np.array([0.8, 0.7, 0.6, 0.5])
    >>> found = one_factor(correlation=np.outer(true, true) + np.diag(1.0 - true**2))
    >>> found.loadings.round(4).tolist()
    [0.8, 0.7, 0.6, 0.5]
    """
    items = correlation.shape[-1]
    matrices = correlation.reshape(-1, items, items)
    begin = _start(matrices) if start is None else (start.loadings, start.uniquenesses)
    at = np.hstack([np.broadcast_to(each, (len(matrices), items)) for each in begin])
    moving = np.arange(len(matrices))
    for _ in range(steps):
        at[moving], change = _stride(matrices[moving], at[moving])
        moving = moving[change > tolerance]
        if not len(moving):
            break
    loadings, uniquenesses = at[:, :items], at[:, items:]
    sign = np.where(loadings.sum(axis=1, keepdims=True) < 0.0, -1.0, 1.0)
    return OneFactor(
        loadings=(loadings * sign).reshape(correlation.shape[:-1]),
        uniquenesses=uniquenesses.reshape(correlation.shape[:-1]),
        converged=not len(moving),
    )


def _start(correlation: Floats) -> tuple[Floats, Floats]:
    values, vectors = np.linalg.eigh(correlation)
    loadings = 0.9 * vectors[..., -1] * np.sqrt(values[..., -1:])
    return loadings, np.clip(1.0 - loadings**2, 0.1, 1.0)


def _stride(correlation: Floats, at: Floats) -> tuple[Floats, Floats]:
    """Three EM steps, the last from where the first two point to; and the largest change of the first step."""
    first = _step(correlation, at)
    second = _step(correlation, first)
    move, bend = first - at, second - 2.0 * first + at
    ratio = np.linalg.norm(move, axis=1) / np.maximum(np.linalg.norm(bend, axis=1), _SMALL)
    far = np.clip(ratio, 1.0, _FARTHEST)[:, None]
    ahead = at + 2.0 * far * move + far**2 * bend
    items = at.shape[1] // 2
    inside = (np.abs(ahead[:, :items]) < 1.0).all(axis=1) & (ahead[:, items:] > _LEAST_UNIQUENESS).all(axis=1)
    return _step(correlation, np.where(inside[:, None], ahead, second)), np.abs(move).max(axis=1)


def _step(correlation: Floats, at: Floats) -> Floats:
    """One EM step from loadings and uniquenesses (matrices x twice the items)."""
    items = at.shape[1] // 2
    loadings, uniquenesses = at[:, :items], at[:, items:]
    scaled = loadings / uniquenesses
    score = scaled / (1.0 + (scaled * loadings).sum(axis=1, keepdims=True))
    with_items = (correlation @ score[:, :, None])[:, :, 0]
    variance = 1.0 - (score * loadings).sum(axis=1, keepdims=True) + (score * with_items).sum(axis=1, keepdims=True)
    found = with_items / variance
    return np.hstack([found, np.maximum(1.0 - found * with_items, _LEAST_UNIQUENESS)])
