"""Small-sample corrections of regression with AR(1) errors, by Satterthwaite and by Kenward and Roger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autoregression import Autoregression
from evaluera.numerics.basis import orthonormal

__all__ = ["SmallSample", "small_sample"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SmallSample:
    """What the uncertainty of (variance, rho) does to the coefficients b.

    ``covariance`` (p x p) is that of b at the estimated parameters, ``adjusted`` (p x p) Kenward and Roger's;
    ``gradient`` (2 x p x p) is how ``covariance`` changes with the logarithm of the variance and with rho, ``weight``
    (2 x 2) the covariance of these two (inverse expected information of the restricted likelihood).
    """

    covariance: Floats
    adjusted: Floats
    gradient: Floats
    weight: Floats

    def df(self, rows: Floats) -> Floats:
        """Degrees of freedom of each contrast c'b, rows c (m x p): 2 (c'Cc)^2 / var(c'Cc).

        For a single contrast Kenward and Roger's degrees of freedom are the same and their scale factor is 1.
        """
        variance = np.einsum("mi,ij,mj->m", rows, self.covariance, rows)
        slope = np.einsum("mi,kij,mj->mk", rows, self.gradient, rows)
        spread = np.einsum("mk,kl,ml->m", slope, self.weight, slope)
        known = spread > 0.0
        degrees = np.divide(2.0 * variance**2, spread, out=np.full(len(rows), np.inf), where=known)
        return np.asarray(degrees, dtype=float)


def small_sample(*, x: Floats, time: Integers, fit: Autoregression) -> SmallSample:
    """The corrections of a REML AR(1) fit of x (n x p) at its estimates; ``time`` (n) may have gaps.

    With V = s R(rho), parameters (s, rho), C = (X'V^-1 X)^-1, P_i = X'(dV^-1/di)X, Q_ij = X'(dV^-1/di)V(dV^-1/dj)X,
    R_ij = X'V^-1 (d2V/didj) V^-1 X and W the inverse of the expected information
    (tr(V^-1 V_i V^-1 V_j) - tr(2 C Q_ij - C P_i C P_j)) / 2:

        adjusted = C + 2 C {sum_ij W_ij (Q_ij - P_i C P_j - R_ij / 4)} C.

    Everything is computed at s = 1 and scaled, so the unit of the response does not matter.

    When not to use: errors that are not AR(1) (coverage falls to 80-86 %) and drift (44-70 %).
    References: Kenward and Roger (1997), Biometrics 53:983-997, equations 3-8; Satterthwaite (1946), Biometrics
    Bulletin 2:110-114; Fai and Cornelius (1996), J Stat Comput Simul 54:363-378.
    """
    basis = orthonormal(x=x)
    distance = np.abs(time[:, None] - time[None, :]).astype(float)
    value, first, second = _derivatives(distance, fit.rho)
    inverse = np.asarray(np.linalg.inv(value), dtype=float)
    weighted = inverse @ basis.q
    known = np.asarray(np.linalg.inv(basis.q.T @ weighted), dtype=float)
    steps = (value, first)
    changes = [-weighted.T @ step @ weighted for step in steps]
    squares = [[weighted.T @ a @ inverse @ b @ weighted for b in steps] for a in steps]
    bends = _bends(weighted, first, second)
    weight = np.linalg.inv(_information(inverse, steps, known, changes, squares))
    extra = np.zeros_like(known)
    for i in range(2):
        for j in range(2):
            extra += weight[i, j] * (squares[i][j] - changes[i] @ known @ changes[j] - 0.25 * bends[i][j])
    adjusted = known + 2.0 * known @ extra @ known
    gradient = np.array([-known @ change @ known for change in changes])
    scale = float(fit.innovations @ fit.innovations) / fit.df
    return SmallSample(
        covariance=scale * basis.back @ known @ basis.back.T,
        adjusted=scale * basis.back @ (0.5 * (adjusted + adjusted.T)) @ basis.back.T,
        gradient=scale * basis.back @ gradient @ basis.back.T,
        weight=np.asarray(weight, dtype=float),
    )


def _derivatives(distance: Floats, rho: float) -> tuple[Floats, Floats, Floats]:
    """rho^d and its first and second derivative by rho, also at rho = 0 and for negative rho."""
    one = np.where(distance >= 1.0, distance * np.power(rho, np.maximum(distance - 1.0, 0.0)), 0.0)
    two = np.where(distance >= 2.0, distance * (distance - 1.0) * np.power(rho, np.maximum(distance - 2.0, 0.0)), 0.0)
    return np.power(rho, distance), one, two


def _bends(weighted: Floats, first: Floats, second: Floats) -> list[list[Floats]]:
    """R_ij at s = 1: V is linear in s."""
    mixed = weighted.T @ first @ weighted
    return [[np.zeros_like(mixed), mixed], [mixed, weighted.T @ second @ weighted]]


def _information(
    inverse: Floats,
    steps: tuple[Floats, Floats],
    known: Floats,
    changes: list[Floats],
    squares: list[list[Floats]],
) -> Floats:
    """The expected information of (s, rho) in the restricted likelihood, at s = 1."""
    solved = [inverse @ step for step in steps]
    return np.array(
        [
            [
                0.5
                * (
                    np.sum(solved[i] * solved[j].T)
                    - 2.0 * np.sum(known * squares[i][j].T)
                    + np.sum((known @ changes[i]) * (known @ changes[j]).T)
                )
                for j in range(2)
            ]
            for i in range(2)
        ]
    )
