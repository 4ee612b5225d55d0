"""An orthonormal basis of the regressors: every fit runs in it, so the units of the regressors never matter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError

__all__ = ["Basis", "orthonormal"]

_RANK_TOLERANCE = 1e-9
"""Smallest ratio of singular values of unit-length columns that still counts as full rank."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """X = Q R: ``q`` (n x p) has orthonormal columns, ``back`` (p x p) is R^-1, so b = back @ coefficients of q."""

    q: Floats
    back: Floats


def orthonormal(*, x: Floats) -> Basis:
    """QR of ``x`` (n x p) with unit-length columns; NotEstimableError when they are dependent or too many."""
    n, p = x.shape
    if n < p:
        raise NotEstimableError("no_degrees_of_freedom")
    length = np.sqrt((x * x).sum(axis=0))
    if np.any(length == 0.0):
        raise NotEstimableError("collinear")
    q, r = np.linalg.qr(x / length)
    if not r.diagonal().all():
        raise NotEstimableError("collinear")
    inverse = np.linalg.solve(r, np.eye(p))
    # |R| |R^-1| is never less than the ratio of the singular values: only near the limit these are needed themselves
    if np.linalg.norm(r) * np.linalg.norm(inverse) * _RANK_TOLERANCE >= 1.0:
        singular = np.linalg.svd(r, compute_uv=False)
        if singular[-1] < _RANK_TOLERANCE * singular[0]:
            raise NotEstimableError("collinear")
    return Basis(q=q, back=inverse / length[:, None])
