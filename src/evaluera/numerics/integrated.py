"""Generalised least squares with the error covariance integrated out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.covariances import Covariances
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.least_squares import has_noise
from evaluera.numerics.student_mixture import StudentMixture
from evaluera.numerics.variance_change import VarianceChange

__all__ = ["Integrated", "integrated_least_squares"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Integrated:
    """A fit for each of G error covariances, with the weight the data give it (H G of them with H ratios of variance).

    ``weight`` (G), ``coefficients`` (G x p), ``covariance`` (G x p x p: squared scale of the t), ``df`` = n - p.
    ``innovations`` (n) and ``deletion`` (n x p: change of the coefficients when one observation is left out) are those
    of the covariance with the largest weight; ``autocorrelation`` is the weighted correlation of neighbouring periods.
    """

    weight: Floats
    coefficients: Floats
    covariance: Floats
    df: int
    innovations: Floats
    deletion: Floats
    autocorrelation: float

    def mixture(self, rows: Floats) -> StudentMixture:
        """The distribution of linear combinations of the coefficients (rows: m x p)."""
        variance = ((rows @ self.covariance) * rows).sum(axis=-1)
        return StudentMixture(
            weight=self.weight,
            centre=self.coefficients @ rows.T,
            scale=np.sqrt(np.maximum(variance, 0.0)),
            df=float(self.df),
        ).trimmed()


def integrated_least_squares(
    *,
    x: Floats,
    y: Floats,
    family: Covariances,
    observed: Bools | None = None,
    change: VarianceChange | None = None,
) -> Integrated:
    """Fit y (n) = x (n x p) b + u, u ~ (0, s^2 V), V one of the family, unknown.

    For each V_g: b_g and RSS_g by least squares after whitening; log weight = -(n - p)/2 log RSS_g - log|V_g|/2 -
    log|X'V_g^-1 X|/2 + log prior: the marginal likelihood with flat priors on b and log s, so the weights account for
    what the regressors take up (REML). A linear combination of b is then a mixture of t(n - p).

    ``observed`` (N, n of them true): the family is one of N periods and y of those observed. Each missing one is an
    unknown value with a flat prior, a column of its own: that integrates it out, exactly as if it were not there.

    ``change``: the covariance is D V_g D with each of the H ratios of the variance after to that before, so there are
    H G fits. They cost little more than G: the periods before and after are whitened by themselves and multiplied once,
    and every ratio is a combination of those products.

    Nothing is optimised and nothing can fail to converge. References: Harville (1974), Biometrika 61:383 (restricted
    likelihood as a marginal one); Zellner (1971), An Introduction to Bayesian Inference in Econometrics, section 8;
    Bartlett (1937), Supplement to JRSS 4:137 (a missing value as a column of its own).
    """
    n, p = x.shape
    if n - p < 1:
        raise NotEstimableError("no_degrees_of_freedom")
    basis = orthonormal(x=x)
    ordinary = basis.q.T @ y
    residuals = y - basis.q @ ordinary
    if not has_noise(residuals=residuals, response=y):
        raise NotEstimableError("no_variation")
    there = np.ones(n, dtype=bool) if observed is None else observed
    noise = VarianceChange(before=len(there), after=0) if change is None else change
    products = _products(_columns(np.column_stack([basis.q, residuals]), there), family, noise)
    inner, with_y = products[..., :-1, :-1], products[..., :-1, -1]
    inverse = np.linalg.inv(inner)
    gamma = (inverse @ with_y[..., None])[..., 0]
    rss = products[..., -1, -1] - (with_y * gamma).sum(axis=-1)
    weight = _weights(rss, inner, family, noise, n - p)
    ratio, best = np.unravel_index(int(np.argmax(weight)), weight.shape)
    gamma, inverse, back = gamma[..., :p], inverse[..., :p, :p], basis.back
    whiten = _whiten(family, int(best), there) * noise.rows(int(ratio))[there]
    innovations = whiten @ (residuals - basis.q @ gamma[ratio, best])
    covariance = back @ (inverse * (rss / (n - p))[..., None, None]) @ back.T
    return Integrated(
        weight=weight.ravel(),
        coefficients=(ordinary + gamma).reshape(-1, p) @ back.T,
        covariance=covariance.reshape(-1, p, p),
        df=n - p,
        innovations=innovations / np.sqrt(rss[ratio, best] / (n - p)),
        deletion=_deletion(whiten, whiten @ basis.q, innovations, inverse[ratio, best]) @ back.T,
        autocorrelation=float(weight.sum(axis=0) @ family.autocorrelation),
    )


def _columns(rows: Floats, there: Bools) -> Floats:
    """[X, missing periods, residuals] of all N periods: zeros where nothing is observed, a one for each missing one."""
    if there.all():
        return rows
    result = np.zeros((len(there), rows.shape[1]))
    result[there] = rows
    return np.column_stack([result[:, :-1], np.eye(len(there))[:, ~there], result[:, -1]])


def _products(columns: Floats, family: Covariances, change: VarianceChange) -> Floats:
    """Z' (D V D)^-1 Z of the columns Z for each ratio and covariance (H x G x k x k).

    The whitening matrices are lower triangular: what comes after says nothing of what was before. The response comes as
    its residuals from ordinary least squares: a sum of squares is then a difference that loses no more digits than the
    condition number of V.
    """
    first = change.before
    early = family.whiten[:, :, :first] @ columns[:first]
    late = family.whiten[:, first:, first:] @ columns[first:]
    across = np.swapaxes(early[:, first:], 1, 2) @ late
    factor = change.factor[:, None, None, None]
    return np.asarray(
        np.swapaxes(early, 1, 2) @ early
        + factor * (across + np.swapaxes(across, 1, 2))
        + factor**2 * (np.swapaxes(late, 1, 2) @ late),
        dtype=float,
    )


def _whiten(family: Covariances, index: int, there: Bools) -> Floats:
    """The whitening matrix of the observed periods (n x n, lower triangular).

    With gaps: the precision of all periods less what the missing ones take with them, factored from the end.
    """
    whiten = family.whiten[index]
    if there.all():
        return np.asarray(whiten, dtype=float)
    precision = whiten.T @ whiten
    across = precision[np.ix_(there, ~there)]
    own = precision[np.ix_(there, there)] - across @ np.linalg.solve(precision[np.ix_(~there, ~there)], across.T)
    return np.asarray(np.linalg.cholesky(own[::-1, ::-1]).T[::-1, ::-1], dtype=float)


def _weights(rss: Floats, inner: Floats, family: Covariances, change: VarianceChange, df: int) -> Floats:
    """Posterior weights (H x G)."""
    log_weight = (
        -0.5 * df * np.log(rss)
        - family.half_log_determinant
        - 0.5 * np.linalg.slogdet(inner)[1]
        + family.log_prior
        + (change.log_prior - change.half_log_determinant)[:, None]
    )
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum(), dtype=float)


def _deletion(whiten: Floats, white_q: Floats, innovations: Floats, inverse: Floats) -> Floats:
    """Leaving out observation i is fitting it with a dummy of its own: -(X'PX)^-1 (PX)_i (Pr)_i / (P - PX..X'P)_ii."""
    precision_x, precision_r = whiten.T @ white_q, whiten.T @ innovations
    diagonal = (whiten * whiten).sum(axis=0)
    free = diagonal - ((precision_x @ inverse) * precision_x).sum(axis=1)
    free = np.maximum(free, np.finfo(float).eps * diagonal)
    return np.asarray(-(precision_x * (precision_r / free)[:, None]) @ inverse, dtype=float)
