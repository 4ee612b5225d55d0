"""A linear model whose noise is known up to one standard deviation, which is integrated out over a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.student_mixture import StudentMixture

__all__ = ["IntegratedVariance", "integrated_variance"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IntegratedVariance:
    """One generalised least-squares fit for each of G covariances, weighted by what the data say of each.

    ``weight`` (G) sums to one, ``coefficients`` is G x p, ``covariance`` G x p x p.
    """

    weight: Floats
    coefficients: Floats
    covariance: Floats

    def mixture(self, rows: Floats, *, extra: Floats | None = None) -> StudentMixture:
        """Each row c of ``rows`` (m x p) as c'b: a mixture of normals.

        ``extra`` (G) is a variance added in each component: that of a new observation around c'b.
        """
        variance = np.einsum("mi,gij,mj->gm", rows, self.covariance, rows)
        if extra is not None:
            variance = variance + extra[:, None]
        return StudentMixture(
            weight=self.weight, centre=self.coefficients @ rows.T, scale=np.sqrt(variance), df=float("inf")
        ).trimmed()

    def expected(self, values: Floats) -> float:
        """The mean of a number known in each component (G)."""
        return float(self.weight @ values)


def integrated_variance(*, x: Floats, y: Floats, covariance: Floats, log_prior: Floats) -> IntegratedVariance:
    """Fit y = X b + e, e ~ N(0, V_g), for every covariance V_g (G x n x n) and weigh the fits.

    log weight = -1/2 (log|V| + log|X'V^-1 X| + r'V^-1 r) + log prior: the restricted likelihood. With as many
    coefficients as observations the data say nothing of V and the prior stands alone.

    Examples
    --------
    >>> fitted = integrated_variance(
    ...     x=np.ones((2, 1)), y=np.array([1.0, 3.0]), covariance=np.eye(2)[None], log_prior=np.zeros(1)
    ... )
    >>> fitted.coefficients.tolist(), round(float(fitted.covariance[0, 0, 0]), 3)
    ([[2.0]], 0.5)
    """
    factor = np.linalg.cholesky(covariance)
    white = np.linalg.inv(factor)
    rows, response = white @ x, white @ y
    information = np.swapaxes(rows, 1, 2) @ rows
    inverse = np.asarray(np.linalg.inv(information), dtype=float)
    coefficients = np.einsum("gij,gnj,gn->gi", inverse, rows, response)
    residuals = response - np.einsum("gni,gi->gn", rows, coefficients)
    half_log = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    log_weight = log_prior - half_log - 0.5 * (np.linalg.slogdet(information)[1] + (residuals**2).sum(axis=1))
    weight = np.exp(log_weight - log_weight.max())
    return IntegratedVariance(weight=weight / weight.sum(), coefficients=coefficients, covariance=inverse)
