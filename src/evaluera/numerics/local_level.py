"""Regression around a level that drifts: a random walk observed with noise, by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.least_squares import has_noise
from evaluera.numerics.profiled_covariance import profiled_covariance
from evaluera.numerics.zooming import largest

__all__ = ["LocalLevel", "local_level_regression"]

_SAME = 1e-9
"""Columns are equal when they differ by less than this share of their size."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LocalLevel:
    """``coefficients`` (p), ``covariance`` (p x p), ``drift`` the variance of a step of the level / that of the noise.

    ``drift`` is infinite when there is no noise beside the drift. ``innovations`` (n) are independent; ``deletion``
    (n x p) is the change of the coefficients when one observation is left out at the same drift.
    """

    coefficients: Floats
    covariance: Floats
    drift: float
    innovations: Floats
    deletion: Floats


def local_level_regression(*, x: Floats, y: Floats, time: Integers, season_length: int | None = None) -> LocalLevel:
    """Fit y (n) = x (n x p) b + level_t + noise, where the level is a random walk; missing periods are skipped.

    The constant (which ``x`` must span), a column linear in ``time`` and columns that repeat every ``season_length``
    are the structure of the series and have a diffuse prior; the other columns are regressors. The likelihood is the
    diffuse one, so the numbers are those of statsmodels' ``UnobservedComponents`` (``level="llevel"``, with a trend
    column ``"lldtrend"``, and a fixed ``seasonal`` or ``freq_seasonal``) with ``exog``. The level is centred: the
    constant is the mean level of the window. The covariance of b is its block of the inverse observed information
    (statsmodels: ``cov_type="approx"``, not its default, the outer product of gradients).

    Raises NotEstimableError for dependent columns, n <= p, or a response without noise around the fit.

    When not to use: fewer than about five years of months, where drift and effect can hardly be told apart.
    References: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, section 3.4.4 (diffuse
    likelihood) and 7.2; Harvey and Durbin (1986), J R Stat Soc A 149:187-227.
    """
    basis = orthonormal(x=x)
    if len(y) <= x.shape[1]:
        raise NotEstimableError("no_degrees_of_freedom")
    least = y - basis.q @ (basis.q.T @ y)
    if not has_noise(residuals=least, response=y):
        raise NotEstimableError("no_variation")
    model = _rotated(basis.q, orthonormal(x=x[:, _structure(x, time, season_length)]).q, y, time)
    share = largest(model.likelihoods, low=0.0, high=1.0)
    covariance = profiled_covariance(
        given=model.covariance(share),
        coefficients=model.coefficients,
        likelihood=model.likelihoods,
        at=share,
        low=0.0,
        high=1.0,
    )
    return LocalLevel(
        coefficients=basis.back @ model.coefficients(share),
        covariance=basis.back @ covariance @ basis.back.T,
        drift=share / (model.unit * (1.0 - share)) if share < 1.0 else np.inf,
        innovations=model.innovations(share),
        deletion=model.deletion(share) @ basis.back.T,
    )


def _structure(x: Floats, time: Integers, season_length: int | None) -> Bools:
    """Which columns are a constant, linear in time, or repeat with the season."""
    since = (time - time[0]).astype(float)
    line = np.column_stack([np.ones(len(time)), since]) if since[-1] > 0 else np.ones((len(time), 1))
    smooth = x - line @ np.linalg.lstsq(line, x, rcond=None)[0]
    size = np.sqrt((x * x).sum(axis=0))
    chosen = np.asarray(np.sqrt((smooth**2).sum(axis=0)) <= _SAME * size, dtype=bool)
    if season_length is not None and season_length > 1:
        position = time % season_length
        away = x.copy()
        for each in np.unique(position):
            away[position == each] -= x[position == each].mean(axis=0)
        repeats = np.sqrt((away**2).sum(axis=0)) <= _SAME * size
        chosen |= np.asarray(repeats, dtype=bool) & (len(time) > season_length)
    return chosen


def _rotated(q: Floats, structure: Floats, y: Floats, time: Integers) -> _Rotated:
    """Turn the observations so that a centred random walk at these times has independent parts."""
    since = (time - time[0]).astype(float)
    walk = np.minimum(since[:, None], since[None, :])
    centred = walk - walk.mean(axis=0)
    centred -= centred.mean(axis=1)[:, None]
    unit = float(np.trace(centred)) / len(time)
    size, turn = np.linalg.eigh(centred / unit + 1.0 / len(time))
    return _Rotated(turn=turn, size=size, unit=unit, q=turn.T @ q, structure=turn.T @ structure, y=turn.T @ y)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rotated:
    """Turned observations, whose covariance is diagonal: (1 - share) + share * ``size`` (n).

    ``share`` is the part of the variance in the window that is drift; ``unit`` the mean variance of a random walk with
    steps of variance 1. The constant has a variance of its own, which no coefficient but the constant feels.
    """

    turn: Floats
    size: Floats
    unit: float
    q: Floats
    structure: Floats
    y: Floats

    def _weight(self, share: float) -> Floats:
        return np.asarray(1.0 / ((1.0 - share) + share * self.size), dtype=float)

    def _inverse(self, share: float) -> Floats:
        return np.asarray(np.linalg.inv((self.q * self._weight(share)[:, None]).T @ self.q), dtype=float)

    def coefficients(self, share: float) -> Floats:
        """Those of q by generalised least squares."""
        return np.asarray(self._inverse(share) @ (self.q.T @ (self._weight(share) * self.y)), dtype=float)

    def _residuals(self, share: float) -> Floats:
        return self.y - self.q @ self.coefficients(share)

    def covariance(self, share: float) -> Floats:
        """That of the coefficients of q, were the share known."""
        left = self._residuals(share)
        noise = float(left @ (self._weight(share) * left)) / (len(self.y) - self.structure.shape[1])
        return np.asarray(self._inverse(share) * noise, dtype=float)

    def likelihoods(self, shares: Floats) -> Floats:
        """The diffuse log likelihood of each share, coefficients and variance profiled out, up to a constant."""
        weight = 1.0 / ((1.0 - shares)[:, None] + shares[:, None] * self.size)
        least = self.y - self.q @ (self.q.T @ self.y)
        z = np.column_stack([self.q, least / np.sqrt(least @ least)])
        products = (weight[:, :, None] * z).transpose(0, 2, 1) @ z
        inner, edge, corner = products[:, :-1, :-1], products[:, :-1, -1], products[:, -1, -1]
        rss = corner - (edge * np.linalg.solve(inner, edge[:, :, None])[:, :, 0]).sum(axis=1)
        diffuse = np.linalg.slogdet((weight[:, :, None] * self.structure).transpose(0, 2, 1) @ self.structure)[1]
        degrees = len(self.y) - self.structure.shape[1]
        value = degrees * np.log(np.maximum(rss, np.finfo(float).tiny)) - np.log(weight).sum(axis=1) + diffuse
        return np.asarray(-0.5 * value, dtype=float)

    def innovations(self, share: float) -> Floats:
        """The residuals made independent, each by those before it (n, in the order of time)."""
        covariance = (self.turn / self._weight(share)) @ self.turn.T
        factor = np.linalg.cholesky(covariance)
        return np.asarray(np.linalg.solve(factor, self.turn @ self._residuals(share)), dtype=float)

    def deletion(self, share: float) -> Floats:
        """Change of the coefficients of q when an observation is left out (n x p): fitted with a dummy of its own."""
        weight = self._weight(share)
        inverse = self._inverse(share)
        precision_q = self.turn @ (self.q * weight[:, None])
        precision_r = self.turn @ (self._residuals(share) * weight)
        diagonal = (self.turn**2) @ weight
        free = diagonal - np.einsum("ij,jk,ik->i", precision_q, inverse, precision_q)
        free = np.maximum(free, np.finfo(float).eps * diagonal)
        return np.asarray(-(precision_q * (precision_r / free)[:, None]) @ inverse, dtype=float)
