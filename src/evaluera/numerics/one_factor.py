"""One factor behind several items: loadings and uniquenesses by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["OneFactor", "one_factor"]

_LEAST_UNIQUENESS = 0.005
"""The bound of ``factanal`` in R: an item may not be the factor itself."""

_STEPS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OneFactor:
    """``loadings`` and ``uniquenesses`` of the correlation matrix (... x items); ``converged`` for each matrix."""

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
        The largest change of a loading or uniqueness in the last step.
    steps
        At most so many.

    Notes
    -----
    The EM algorithm: each step gives the regression of the factor on the items, then that of the items on the factor.
    The likelihood never falls, and uniquenesses stay above 0 (at least 0.005).

    References
    ----------
    Rubin and Thayer (1982), Psychometrika 47:69, equations 3-5.

    Examples
    --------
    >>> true = np.array([0.8, 0.7, 0.6, 0.5])
    >>> found = one_factor(correlation=np.outer(true, true) + np.diag(1.0 - true**2))
    >>> found.loadings.round(4).tolist()
    [0.8, 0.7, 0.6, 0.5]
    """
    loadings, uniquenesses = _start(correlation) if start is None else (start.loadings, start.uniquenesses)
    loadings, uniquenesses = (np.broadcast_to(each, correlation.shape[:-1]) for each in (loadings, uniquenesses))
    converged = False
    for _ in range(steps):
        next_loadings, next_uniquenesses = _step(correlation, loadings, uniquenesses)
        change = max(
            float(np.abs(next_loadings - loadings).max(initial=0.0)),
            float(np.abs(next_uniquenesses - uniquenesses).max(initial=0.0)),
        )
        loadings, uniquenesses = next_loadings, next_uniquenesses
        if change <= tolerance:
            converged = True
            break
    sign = np.where(loadings.sum(axis=-1, keepdims=True) < 0.0, -1.0, 1.0)
    return OneFactor(loadings=loadings * sign, uniquenesses=uniquenesses, converged=converged)


def _start(correlation: Floats) -> tuple[Floats, Floats]:
    values, vectors = np.linalg.eigh(correlation)
    loadings = 0.9 * vectors[..., -1] * np.sqrt(values[..., -1:])
    return loadings, np.clip(1.0 - loadings**2, 0.1, 1.0)


def _step(correlation: Floats, loadings: Floats, uniquenesses: Floats) -> tuple[Floats, Floats]:
    scaled = loadings / uniquenesses
    score = scaled / (1.0 + (scaled * loadings).sum(axis=-1, keepdims=True))
    with_items = np.einsum("...ij,...j->...i", correlation, score)
    variance = 1.0 - (score * loadings).sum(axis=-1, keepdims=True) + (score * with_items).sum(axis=-1, keepdims=True)
    found = with_items / variance
    return found, np.maximum(1.0 - found * with_items, _LEAST_UNIQUENESS)
