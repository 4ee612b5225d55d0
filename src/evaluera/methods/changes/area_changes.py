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

__all__ = ["ancova", "history_of", "mean_changes", "mean_changes_given_past", "random_effects_change"]

_HALF = 0.5
"""Added to every count, so that an area without events has a logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Side:
    """Count (N, one half added), raw count (N) and exposure (N) of each area in some periods."""

    count: Floats
    raw: Floats
    exposure: Floats

    @property
    def log_rate(self) -> Floats:
        return np.asarray(np.log(self.count / self.exposure), dtype=float)


def _side(areas: Compared, periods: Bools) -> _Side:
    """Sum over the periods in which an area has a value; its exposure over the same periods."""
    known = periods[None, :] & ~np.isnan(areas.value) & ~np.isnan(areas.exposure)
    raw = np.where(known, areas.value, 0.0).sum(axis=1)
    exposure = np.where(known, areas.exposure, 0.0).sum(axis=1)
    if np.any(exposure <= 0.0):
        raise NotEstimableError("no_degrees_of_freedom")
    return _Side(count=raw + _HALF, raw=raw, exposure=exposure)


def random_effects_change(areas: Compared, *, confidence: float) -> Change:
    """Random effects: the log rate ratio of each area, d_i = m + theta D_i + e_i, var e_i = tau^2 + 1/a_i + 1/b_i.

    a_i, b_i are counts before and after plus one half; tau^2 by Paule and Mandel; t(N - 2). theta is the log of the
    relative incidence rate ratio in these areas. Events together: the pooled rate ratio with the same variance between
    areas, each area weighed by its share of its group's events before.

    Assumes that the treated areas would have changed as the comparison areas did on average. Fails when areas with
    small counts were chosen for a high level (use ``ancova``).
    """
    before, after = _side(areas, areas.window.before), _side(areas, areas.window.after)
    variance = 1.0 / before.count + 1.0 / after.count
    fit = random_effects(x=_columns(areas), y=after.log_rate - before.log_rate, variance=variance)
    answer = _contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
    pooled = _pooled(areas.treated, before, after, fit.between + variance, float(fit.df), confidence)
    return _of_areas(areas, fit, answer, pooled, errors="random_effects", estimand="change_in_these_areas")


def ancova(areas: Compared, *, confidence: float) -> Change:
    """Random effects given the past: log count after on the treatment, the last year's and the earlier log count.

    The comparison areas themselves show how much of a high last year is passing. Variance 1/b_i + tau^2, t(N - 4).
    Raises NotEstimableError("no_history") without a calendar season or without more than a year before.
    """
    last_year, earlier = history_of(areas)
    recent, past, after = _side(areas, last_year), _side(areas, earlier), _side(areas, areas.window.after)
    x = np.column_stack([_columns(areas), recent.log_rate, past.log_rate])
    fit = random_effects(x=x, y=after.log_rate, variance=1.0 / after.count)
    answer = _contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
    return _of_areas(areas, fit, answer, answer, errors="ancova", estimand="change_given_the_past")


def _columns(areas: Compared) -> Floats:
    """Level, treatment, and what differs between treated areas and their neighbours where both count as treated.

    The third is centred, so that the second coefficient is the mean over both. Without it a fall in the areas with the
    initiative alone would look as if areas varied much by themselves.
    """
    d = areas.treated.astype(float)
    columns = [np.ones_like(d), d]
    if areas.neighbours is not None and np.ptp(areas.neighbours[areas.treated].astype(float)) > 0.0:
        share = areas.neighbours[areas.treated].mean()
        columns.append(np.where(areas.treated, areas.neighbours - share, 0.0))
    return np.column_stack(columns)


def history_of(areas: Compared) -> tuple[Bools, Bools]:
    """The last year before the start and what lies before it (T each)."""
    season = areas.season_length
    places = np.flatnonzero(areas.window.before)
    if season is None or len(places) <= season:
        raise NotEstimableError("no_history")
    last_year, earlier = np.zeros_like(areas.window.before), np.zeros_like(areas.window.before)
    last_year[places[-season:]], earlier[places[:-season]] = True, True
    return last_year, earlier


def mean_changes(areas: Compared, *, confidence: float) -> Change:
    """Rates, shares and means: each area's mean after minus its mean before, least squares on the treatment, t(N - 2).

    Every area weighs the same.
    """
    means = [_mean(areas, side) for side in (areas.window.before, areas.window.after)]
    d = areas.treated.astype(float)
    fit = least_squares(x=np.column_stack([np.ones_like(d), d]), y=means[1] - means[0])
    return _least_squares_change(
        areas, fit, errors="area_means", estimand="change_in_these_areas", confidence=confidence
    )


def _mean(areas: Compared, periods: Bools) -> Floats:
    known = periods[None, :] & ~np.isnan(areas.value)
    number = known.sum(axis=1)
    if np.any(number == 0):
        raise NotEstimableError("no_degrees_of_freedom")
    return np.asarray(np.where(known, areas.value, 0.0).sum(axis=1) / number, dtype=float)


def _contrast(coefficients: Floats, covariance: Floats, df: float, confidence: float) -> Contrasts:
    """The coefficient of the treatment, the second."""
    rows = np.eye(len(coefficients))[1:2]
    return student_contrasts(rows=rows, coefficients=coefficients, covariance=covariance, df=df, confidence=confidence)


def _pooled(treated: Bools, before: _Side, after: _Side, variance: Floats, df: float, confidence: float) -> Contrasts:
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


def _of_areas(
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


def mean_changes_given_past(areas: Compared, *, confidence: float) -> Change:
    """Rates, shares and means: the mean after on the treatment, the last year's and the earlier mean, t(N - 4)."""
    last_year, earlier = history_of(areas)
    recent, past, after = (_mean(areas, side) for side in (last_year, earlier, areas.window.after))
    d = areas.treated.astype(float)
    fit = least_squares(x=np.column_stack([np.ones_like(d), d, recent, past]), y=after)
    return _least_squares_change(areas, fit, errors="ancova", estimand="change_given_the_past", confidence=confidence)


def _least_squares_change(
    areas: Compared, fit: LeastSquares, *, errors: str, estimand: str, confidence: float
) -> Change:
    answer = _contrast(fit.coefficients, fit.covariance, float(fit.df), confidence)
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
