"""Two totals of one series: a rate ratio by the Poisson distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.data.panel import SeriesData
from evaluera.methods.checks.dispersion import dispersion, unseen_dispersion
from evaluera.methods.checks.number_of_periods import number_of_periods
from evaluera.methods.joining import times
from evaluera.methods.part import Line, Part, rows_of
from evaluera.methods.segmented.courses import Axis, labels, optional
from evaluera.methods.segmented.segment import named, observed_periods, refused
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.e_test import e_test
from evaluera.numerics.totals import IntervalName, RateRatio, poisson_limits, rate_ratio
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["Totals", "e_tested", "totals_of", "totals_part"]

_SUPPOSED = (2, 5)
"""Dispersions for which the interval is told beside the one that assumes chance alone."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Totals:
    """Events and exposure on each side of one series; ``before`` and ``after`` (T) mark the used periods."""

    series: SeriesData
    before: Bools
    after: Bools
    events: tuple[float, float]
    exposure: tuple[float, float]

    @property
    def expected(self) -> float:
        """Events after, had the rate before gone on."""
        return self.events[0] * self.exposure[1] / self.exposure[0]

    def ratio(self, *, interval: IntervalName, confidence: float, supposed: float = 1.0) -> RateRatio:
        """The rate ratio; with a ``supposed`` dispersion the totals weigh that much less."""
        return rate_ratio(
            events_before=self.events[0] / supposed,
            events_after=self.events[1] / supposed,
            exposure_before=self.exposure[0],
            exposure_after=self.exposure[1],
            interval=interval,
            confidence=confidence,
        )


def totals_of(series: SeriesData, window: Window) -> Totals:
    """Sum the used periods of each side.

    Raises
    ------
    MethodError
        ``method.too_few_periods`` or ``method.no_events_before``: a ratio to nothing cannot be formed.
    """
    used = observed_periods(series, window)
    sides = (used & window.before, used & window.after)
    counted = [int(side.sum()) for side in sides]
    if min(counted) == 0:
        values = {"before": counted[0], "after": counted[1], "needed_before": 1, "needed_after": 1}
        raise refused(series, "too_few_periods", values)
    weight = np.ones(len(used)) if series.exposure is None else series.exposure
    events = [float(series.value[side].sum()) for side in sides]
    if events[0] == 0.0:
        raise refused(series, "no_events_before")
    return Totals(
        series=series,
        before=sides[0],
        after=sides[1],
        events=(events[0], events[1]),
        exposure=(float(weight[sides[0]].sum()), float(weight[sides[1]].sum())),
    )


def totals_part(
    line: Line, window: Window, *, interval: IntervalName, confidence: float, axis: Axis, season_length: int | None
) -> Part:
    """Everything about two totals: the ratio, what it means in events, and why its interval is too narrow."""
    totals = totals_of(line.series, window)
    if interval == "wald" and totals.events[1] == 0.0:
        raise refused(line.series, "no_events_after")
    ratio = totals.ratio(interval=interval, confidence=confidence)
    outcome, area = line.series.outcome, line.series.area
    sides = (int(totals.before.sum()), int(totals.after.sum()))
    periods = number_of_periods(
        before=sides[0], after=sides[1], season_length=season_length, trend=False, outcome=outcome, area=area
    )
    return Part(
        estimates=_estimates(totals, ratio, confidence),
        courses=(_course(totals, confidence, axis),),
        diagnostics=(periods, _dispersion(totals)),
        evidence=Evidence(
            outcome=outcome,
            area=area,
            unit="series",
            periods_before=sides[0],
            periods_after=sides[1],
            season_length=season_length,
            treated_areas=len(line.parts),
            expected=totals.expected / sides[1],
        ),
        notes=(_supposed(totals, interval, confidence),),
        rows=rows_of(line.parts, times(line.series)[totals.before | totals.after]),
    )


def e_tested(totals: Totals) -> Note:
    """The p-value of the E-test, for whoever asks for two totals to be compared by a named interval."""
    p_value = e_test(
        first=totals.events[0],
        second=totals.events[1],
        first_exposure=totals.exposure[0],
        second_exposure=totals.exposure[1],
    )
    return Note(code="e_test", values={"p_value": p_value})


def _estimates(totals: Totals, ratio: RateRatio, confidence: float) -> tuple[Estimate, ...]:
    n = int((totals.before | totals.after).sum())
    first = Estimate(
        outcome=totals.series.outcome,
        area=totals.series.area,
        term="rate_ratio",
        estimand="after_against_before",
        scale="log",
        estimate=ratio.ratio,
        std_error=ratio.std_error,
        low=ratio.low,
        high=ratio.high,
        confidence=confidence,
        p_value=ratio.p_value,
        df=None,
        unit="ratio",
        n=n,
    )
    seen = totals.events[1]
    if seen == 0.0:
        return (first,)
    second = Estimate(
        outcome=totals.series.outcome,
        area=totals.series.area,
        term="cumulative_effect",
        estimand="sum_over_after",
        scale="identity",
        estimate=seen - totals.expected,
        std_error=totals.expected * ratio.std_error,
        low=seen * (1.0 - 1.0 / ratio.low),
        high=seen * (1.0 - 1.0 / ratio.high),
        confidence=confidence,
        p_value=ratio.p_value,
        df=None,
        unit="events",
        n=n,
    )
    return first, second


def _course(totals: Totals, confidence: float, axis: Axis) -> Course:
    """Flat lines: the rate before, drawn on with its exact interval, and the rate after."""
    series, time = totals.series, times(totals.series)
    weight = np.ones(len(time)) if series.exposure is None else series.exposure
    used = totals.before | totals.after
    inside = (time >= time[used].min()) & (time <= time[used].max())
    after = time >= axis.start
    rates = [events / exposure for events, exposure in zip(totals.events, totals.exposure, strict=True)]
    edges = [edge / totals.exposure[0] for edge in poisson_limits(events=totals.events[0], confidence=confidence)]

    def line(rate: float, shown: Bools) -> tuple[float | None, ...]:
        return optional(weight * rate, shown)

    fitted: Floats = weight * np.where(totals.after, rates[1], rates[0])
    return Course(
        outcome=series.outcome,
        area=series.area,
        unit="events",
        frequency=axis.frequency,
        periods=labels(series.periods),
        observed=optional(series.value, np.ones(len(time), dtype=bool)),
        fitted=optional(fitted, used),
        counterfactual=line(rates[0], inside),
        low=line(edges[0], inside & after),
        high=line(edges[1], inside & after),
        used=tuple(used.tolist()),
    )


def _dispersion(totals: Totals) -> Diagnostic:
    """Seen from the periods that the totals are sums of; not to be seen when each total is one figure."""
    name = {"outcome": totals.series.outcome, "area": totals.series.area}
    used = totals.before | totals.after
    df = int(used.sum()) - 2
    if df < 1:
        return unseen_dispersion(**name)
    weight = np.ones(len(used)) if totals.series.exposure is None else totals.series.exposure
    chi_square = 0.0
    for side, events, exposure in zip((totals.before, totals.after), totals.events, totals.exposure, strict=True):
        if events > 0.0:
            mean = weight[side] * events / exposure
            chi_square += float(((totals.series.value[side] - mean) ** 2 / mean).sum())
    return dispersion(dispersion=chi_square / df, df=df, handled=False, **name)


def _supposed(totals: Totals, interval: IntervalName, confidence: float) -> Note:
    """The same interval if the counts varied two or five times as much as chance."""
    values: dict[str, str | int | float] = {"series": named(totals.series)}
    for supposed in _SUPPOSED:
        ratio = totals.ratio(interval=interval, confidence=confidence, supposed=float(supposed))
        values |= {f"low{supposed}": ratio.low, f"high{supposed}": ratio.high}
    return Note(code="only_chance_assumed", values=values)
