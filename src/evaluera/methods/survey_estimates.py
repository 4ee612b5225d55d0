"""What survey shares amount to: difference, ratio, difference on the earlier trend, and what could have been seen."""

from __future__ import annotations

from typing import Literal

import numpy as np

from evaluera.methods.checks.pre_trend import drift_before, no_pre_trend
from evaluera.methods.error_models.integrated import mixture_contrasts
from evaluera.methods.segmented.courses import Axis, labels, optional
from evaluera.methods.segmented.segment import bounded_exp
from evaluera.methods.survey_years import BetweenYears, SurveyYears
from evaluera.numerics.contrast import Contrasts
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.estimate import Estimate

__all__ = ["detectable", "survey_course", "survey_estimates", "survey_pre_trend"]

_CHANGE = np.array([0.0, 1.0])
_OWN = "after_against_before_in_one_area"
_FEWEST_BEFORE_TREND, _FEWEST_FOR_TREND = 3, 5
_POWER_TO_INTERVAL = 0.8416 / 1.9600
"""Normal quantiles: power 80 % beside a two-sided interval of 95 %."""


def survey_estimates(years: SurveyYears, *, between: BetweenYears, confidence: float) -> tuple[Estimate, ...]:
    """The difference; the ratio where no share is zero; the area's own difference beside a comparison; the trend.

    The difference on top of a trend takes 3 years before and 5 in all.
    """
    compared = years.compared is not None
    estimand = "change_against_comparison" if compared else "after_against_before"
    x = years.x()
    found = mixture_contrasts(years.mixture(_CHANGE, x=x, between=between), confidence=confidence)
    estimates = [_estimate(years, found, term="difference", estimand=estimand, confidence=confidence)]
    if years.positive:
        found = mixture_contrasts(years.mixture(_CHANGE, x=x, between=between, ratio=True), confidence=confidence)
        term = "relative_incidence_rate_ratio" if compared else "rate_ratio"
        estimates.append(_estimate(years, found, term=term, estimand=estimand, confidence=confidence, ratio=True))
    if years.alone is not None:
        own = mixture_contrasts(years.alone.mixture(_CHANGE, x=x, between=between), confidence=confidence)
        estimates.append(_estimate(years, own, term="area_difference", estimand=_OWN, confidence=confidence))
    if int(years.before.sum()) >= _FEWEST_BEFORE_TREND and int(years.used.sum()) >= _FEWEST_FOR_TREND:
        with_trend = years.mixture(np.append(_CHANGE, 0.0), x=years.x(trend=True), between=between)
        found = mixture_contrasts(with_trend, confidence=confidence)
        estimates.append(
            _estimate(
                years, found, term="difference_on_trend", estimand="change_on_earlier_trend", confidence=confidence
            )
        )
    return tuple(estimates)


def _estimate(
    years: SurveyYears, found: Contrasts, *, term: str, estimand: str, confidence: float, ratio: bool = False
) -> Estimate:
    scaled = bounded_exp if ratio else np.asarray
    return Estimate(
        outcome=years.outcome,
        area=years.area,
        term=term,
        estimand=estimand,
        scale="log" if ratio else "identity",
        estimate=float(scaled(found.estimate)[0]),
        std_error=float(found.std_error[0]),
        low=float(scaled(found.low)[0]),
        high=float(scaled(found.high)[0]),
        confidence=confidence,
        p_value=float(found.p_value[0]),
        df=None,
        unit="ratio" if ratio else "share",
        n=int(years.used.sum()),
    )


def detectable(difference: Estimate) -> float:
    """The smallest difference that these surveys would show four times in five (a share, without sign)."""
    return 0.5 * (difference.high - difference.low) * (1.0 + _POWER_TO_INTERVAL)


def survey_course(years: SurveyYears, *, axis: Axis, between: BetweenYears, confidence: float) -> Course:
    """Observed shares, the two levels, and the level before carried on (with the change of the comparison areas)."""
    rows = np.array([[1.0, 0.0], [1.0, 1.0]])
    found = mixture_contrasts(years.mixture(rows, x=years.x(), between=between), confidence=confidence)
    beside = np.zeros(len(years.time)) if years.compared is None else years.compared
    everywhere = np.ones(len(years.time), dtype=bool)
    span = (years.time >= years.time[years.used].min()) & (years.time <= years.time[years.used].max())
    later = span & (years.time >= axis.start)
    level = np.where(years.after, found.estimate[1], found.estimate[0])
    return Course(
        outcome=years.outcome,
        area=years.area,
        unit="share",
        frequency=axis.frequency,
        periods=labels(years.periods),
        observed=optional(years.share, everywhere),
        fitted=optional(level + beside, years.used),
        counterfactual=optional(found.estimate[0] + beside, span),
        low=optional(found.low[0] + beside, later),
        high=optional(found.high[0] + beside, later),
        used=tuple(years.used.tolist()),
    )


def survey_pre_trend(
    years: SurveyYears, *, between: BetweenYears, confidence: float, smallest_change: float
) -> Diagnostic:
    """Would the trend of the years before, had it gone on, alone have made a difference?"""
    before = years.before
    against: Literal["level", "comparison"] = "level" if years.compared is None else "comparison"
    if int(before.sum()) < _FEWEST_BEFORE_TREND:
        return no_pre_trend(null=against, outcome=years.outcome, area=years.area)
    time = years.time[before].astype(float)
    distance = float(years.time[years.after].mean() - time.mean())
    x = np.column_stack([np.ones(len(time)), time - time.mean()])
    mixture = years.mixture(np.array([0.0, distance]), x=x, between=between, taken=before)
    found = mixture_contrasts(mixture, confidence=confidence)
    level = float(years.share[before].mean())
    if level <= 0.0:
        return no_pre_trend(null=against, outcome=years.outcome, area=years.area)
    return drift_before(
        change=float(found.estimate[0]) / level,
        low=float(found.low[0]) / level,
        high=float(found.high[0]) / level,
        smallest_change=smallest_change,
        against=against,
        outcome=years.outcome,
        area=years.area,
    )
