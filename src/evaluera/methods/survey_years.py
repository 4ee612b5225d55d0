"""Yearly survey shares before and after, as a linear model with known sampling variance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.special import chdtrc

from evaluera.data.panel import Bools, Floats, Period, SeriesData
from evaluera.methods.joining import times
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Integers
from evaluera.numerics.known_variance import integrated_variance
from evaluera.numerics.student_mixture import StudentMixture
from evaluera.numerics.year_variance import year_covariances

__all__ = ["BetweenYears", "SurveyYears", "survey_years_of"]

BetweenYears = Literal["integrated", "none"]

_PRIOR_SCALE = 0.15
"""Standard deviation between years that the prior holds as likely to be exceeded as not, on the logit scale."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurveyYears:
    """The shares of one series (T periods), and those it is compared with, on one time axis.

    ``compared`` is the share of the comparison areas (None without any); ``variance`` that of the share, or of the
    difference to the comparison areas, by chance in the samples (None when it is not known); ``relative_variance``
    the same for the logarithm; ``before`` and ``after`` mark the used periods. ``alone`` is the series without its
    comparison (None without any).
    """

    outcome: str
    area: str
    periods: tuple[Period, ...]
    time: Integers
    share: Floats
    compared: Floats | None
    variance: Floats | None
    relative_variance: Floats | None
    before: Bools
    after: Bools
    alone: SurveyYears | None = None

    @property
    def used(self) -> Bools:
        """Either side."""
        return self.before | self.after

    @property
    def response(self) -> Floats:
        """The share, or its difference to the comparison areas (T)."""
        return self.share if self.compared is None else self.share - self.compared

    @property
    def positive(self) -> bool:
        """Whether every used share is above zero, so that there is a ratio."""
        shares = [self.share] if self.compared is None else [self.share, self.compared]
        return all(bool((each[self.used] > 0.0).all()) for each in shares)

    def x(self, *, trend: bool = False) -> Floats:
        """Regressors in the used periods: one, after, and with ``trend`` the time."""
        used = self.used
        columns = [np.ones(int(used.sum())), self.after[used].astype(float)]
        if trend:
            columns.append(self.time[used] - self.time[used].mean())
        return np.column_stack(columns)

    def mixture(
        self, rows: Floats, *, x: Floats, between: BetweenYears, ratio: bool = False, taken: Bools | None = None
    ) -> StudentMixture:
        """Linear combinations of the coefficients of the difference (or, with ``ratio``, of its logarithm).

        ``taken`` are the periods of ``x``, the used ones if left out.
        """
        taken = self.used if taken is None else taken
        known = self.relative_variance if ratio else self.variance
        variance = np.zeros(int(taken.sum())) if known is None else known[taken]
        level = float(self.share[taken].mean())
        if ratio:
            y = np.log(self.share[taken]) - (0.0 if self.compared is None else np.log(self.compared[taken]))
            scale = _PRIOR_SCALE * (1.0 - level)
        else:
            y, scale = self.response[taken], _PRIOR_SCALE * level * (1.0 - level)
        if between == "none":
            covariance, log_prior = np.diag(variance)[None], np.zeros(1)
        else:
            smallest = 0.5 / max(len(y), 2) ** 2
            covariance, log_prior = year_covariances(
                time=self.time[taken], variance=variance, scale=max(scale, _PRIOR_SCALE * smallest)
            )
        fitted = integrated_variance(x=x, y=y, covariance=covariance, log_prior=log_prior)
        return fitted.mixture(np.atleast_2d(rows))

    def excess(self) -> float | None:
        """p-value that years on the same side differ by chance in the samples alone; None when it cannot be known."""
        df = int(self.used.sum()) - 2
        if self.variance is None or df < 1:
            return None
        weight = 1.0 / self.variance[self.used]
        x, y = self.x(), self.response[self.used]
        coefficients = np.linalg.solve((x.T * weight) @ x, (x.T * weight) @ y)
        return float(chdtrc(df, (weight * (y - x @ coefficients) ** 2).sum()))


def survey_years_of(series: SeriesData, compared: SeriesData | None, window: Window) -> SurveyYears:
    """One series, and the comparison areas together, in the periods of the series; a period counts when all is known.

    Periods of ``window`` are those of the series.
    """
    share, variance, relative = _with_variance(series)
    other: Floats | None = None
    if compared is not None:
        value, *others = (_at(series.periods, compared, each) for each in _with_variance(compared))
        assert value is not None
        other = value
        variance, relative = _added(variance, others[0]), _added(relative, others[1])
    known = np.isfinite(share) & (True if other is None else np.isfinite(other))
    if variance is not None:
        known &= np.isfinite(variance)
    found = SurveyYears(
        outcome=series.outcome,
        area=series.area,
        periods=series.periods,
        time=times(series),
        share=share,
        compared=other,
        variance=variance,
        relative_variance=relative,
        before=window.before & known,
        after=window.after & known,
    )
    if compared is None:
        return found
    alone = survey_years_of(series, None, window)
    return replace(found, alone=replace(alone, before=found.before, after=found.after))


def _with_variance(series: SeriesData) -> tuple[Floats, Floats | None, Floats | None]:
    """Share, sampling variance, and that of its logarithm."""
    if series.std_error is None:
        return series.value, None, None
    variance = series.std_error**2
    square = np.where(series.value > 0.0, series.value, np.nan) ** 2
    return series.value, variance, variance / square


def _at(periods: tuple[Period, ...], series: SeriesData, values: Floats | None) -> Floats | None:
    """The values of a series in other periods, NaN where it has none."""
    if values is None:
        return None
    found = dict(zip(series.periods, values.tolist(), strict=True))
    return np.array([found.get(period, np.nan) for period in periods], dtype=float)


def _added(variance: Floats | None, other: Floats | None) -> Floats | None:
    """The variance of a difference of two independent samples."""
    return None if variance is None or other is None else variance + other
