"""The areas as the unit of evidence: one change per area, and how much areas differ shows how sure the answer is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.methods.changes.change import Change
from evaluera.methods.changes.compared import Compared
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.contrast import Contrasts, student_contrasts
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.least_squares import LeastSquares, least_squares
from evaluera.numerics.random_effects import RandomEffects, random_effects

__all__ = [
    "Side",
    "columns",
    "contrast",
    "least_squares_change",
    "mean_changes",
    "mean_of",
    "of_areas",
    "random_effects_change",
    "side_of",
]

_HALF = 0.5
"""Added to every count, so that an area without events has a logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """Count (N, one half added), raw count (N) and exposure (N) of each area in some periods."""

    count: Floats
    raw: Floats
    exposure: Floats

    @property
    def log_rate(self) -> Floats:
        """Logarithm of the rate (N), one half added to the count."""
        return np.asarray(np.log(self.count / self.exposure), dtype=float)


def side_of(areas: Compared, periods: Bools) -> Side:
    """Sum over the periods in which an area has a value; its exposure over the same periods."""
    known = periods[None, :] & ~np.isnan(areas.value) & ~np.isnan(areas.exposure)
    raw = np.where(known, areas.value, 0.0).sum(axis=1)
    exposure = np.where(known, areas.exposure, 0.0).sum(axis=1)
    if np.any(exposure <= 0.0):
        raise NotEstimableError("no_degrees_of_freedom")
    return Side(count=raw + _HALF, raw=raw, exposure=exposure)


def random_effects_change(areas: Compared, *, confidence: float) -> Change:
    """Random effects: the log rate ratio of each area, d_i = m + theta D_i + e_i, var e_i = tau^2 + 1/a_i + 1/b_i.

    a_i, b_i are counts before and after plus one half; tau^2 by Paule and Mandel; t(N - 2). theta is the log of the
    relative incidence rate ratio in these areas. Events together: the pooled rate ratio with the same variance between
    areas, each area weighed by its share of its group's events before.

    Assumes that the treated areas would have changed as the comparison areas did on average. Fails when areas with
    small counts were chosen for a high level (see ``given_past``).
    """
    before, after = side_of(areas, areas.window.before), side_of(areas, areas.window.after)
    variance = 1.0 / before.count + 1.0 / after.count
    fit = random_effects(x=columns(areas), y=after.log_rate - before.log_rate, variance=variance)
    answer = contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
    pooled = _pooled(areas.treated, before, after, fit.between + variance, float(fit.df), confidence)
    return of_areas(areas, fit, answer, pooled, errors="random_effects", estimand="change_in_these_areas")


def columns(areas: Compared) -> Floats:
    """Level, treatment, and what differs between treated areas and their neighbours where both count as treated.

    The third is centred, so that the second coefficient is the mean over both. Without it a fall in the areas with the
    initiative alone would look as if areas varied much by themselves.
    """
    d = areas.treated.astype(float)
    found = [np.ones_like(d), d]
    if areas.neighbours is not None and np.ptp(areas.neighbours[areas.treated].astype(float)) > 0.0:
        share = areas.neighbours[areas.treated].mean()
        found.append(np.where(areas.treated, areas.neighbours - share, 0.0))
    return np.column_stack(found)


def mean_changes(areas: Compared, *, confidence: float) -> Change:
    """Rates, shares and means: each area's mean after minus its mean before, least squares on the treatment, t(N - 2).

    Every area weighs the same.
    """
    means = [mean_of(areas, side) for side in (areas.window.before, areas.window.after)]
    d = areas.treated.astype(float)
    fit = least_squares(x=np.column_stack([np.ones_like(d), d]), y=means[1] - means[0])
    return least_squares_change(
        areas, fit, errors="area_means", estimand="change_in_these_areas", confidence=confidence
    )


def mean_of(areas: Compared, periods: Bools) -> Floats:
    """Mean of each area (N) over the periods in which it has a value."""
    known = periods[None, :] & ~np.isnan(areas.value)
    number = known.sum(axis=1)
    if np.any(number == 0):
        raise NotEstimableError("no_degrees_of_freedom")
    return np.asarray(np.where(known, areas.value, 0.0).sum(axis=1) / number, dtype=float)


def contrast(coefficients: Floats, covariance: Floats, df: float, confidence: float) -> Contrasts:
    """The coefficient of the treatment, the second."""
    rows = np.eye(len(coefficients))[1:2]
    return student_contrasts(rows=rows, coefficients=coefficients, covariance=covariance, df=df, confidence=confidence)


def _pooled(treated: Bools, before: Side, after: Side, variance: Floats, df: float, confidence: float) -> Contrasts:
    """The log ratio of all events: one half is added to each group's sum only where it is empty."""
    log_ratio, total_variance = 0.0, 0.0
    for group, sign in ((treated, 1.0), (~treated, -1.0)):
        sums = [float(side.raw[group].sum()) for side in (before, after)]
        rates = [
            max(count, _HALF) / float(side.exposure[group].sum())
            for count, side in zip(sums, (before, after), strict=True)
        ]
        log_ratio += sign * float(np.log(rates[1] / rates[0]))
        share = before.count[group] / before.count[group].sum()
        total_variance += float((share**2 * variance[group]).sum())
    return student_contrasts(
        rows=np.ones((1, 1)),
        coefficients=np.array([log_ratio]),
        covariance=np.array([[total_variance]]),
        df=df,
        confidence=confidence,
    )


def of_areas(
    areas: Compared, fit: RandomEffects, answer: Contrasts, total: Contrasts, *, errors: str, estimand: str
) -> Change:
    """``deletion`` is the size of the standardised residual: only its order is used, and the areas are refitted."""
    return Change(
        errors=errors,
        estimand=estimand,
        unit="areas",
        answer=answer,
        sum=total,
        df=float(fit.df),
        residuals=fit.residuals,
        points=tuple(range(len(areas.names))),
        deletion=np.abs(fit.residuals),
        dispersion=None,
        between=fit.between,
    )


def least_squares_change(
    areas: Compared, fit: LeastSquares, *, errors: str, estimand: str, confidence: float
) -> Change:
    """The change that a least-squares fit gives, where the treatment is the second column."""
    answer = contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
    return Change(
        errors=errors,
        estimand=estimand,
        unit="areas",
        answer=answer,
        sum=answer,
        df=float(fit.df),
        residuals=fit.residuals,
        points=tuple(range(len(areas.names))),
        deletion=fit.deletion[:, 1],
    )
