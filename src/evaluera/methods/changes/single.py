"""One series before and after: a level, a step, and a season when the windows are not whole years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.data.panel import Kind, SeriesData
from evaluera.methods.error_models.model import ErrorModel
from evaluera.methods.event_terms import event_terms, inseparable_notes
from evaluera.methods.joining import times
from evaluera.methods.known_events import Known
from evaluera.methods.part import Line, Part, rows_of
from evaluera.methods.season import harmonics_for
from evaluera.methods.segmented.assumptions import drift_of, residual_checks
from evaluera.methods.segmented.backing import evidence_of, periods_of
from evaluera.methods.segmented.courses import Axis, course_of
from evaluera.methods.segmented.effects import coefficient_effect, cumulative_effect
from evaluera.methods.segmented.segment import Segment, SegmentFit, fit_segment, named, observed_periods, refused
from evaluera.methods.window import Window, balanced
from evaluera.numerics.regressors import Named, Regressors, regressors, step
from evaluera.results.estimate import Estimate

__all__ = ["alone_effect", "main_effect", "plain_segment", "series_part"]

_SPARE = {"count": 1, "rate": 2, "share": 2, "mean": 2}
"""Periods left over after the coefficients; a model with an autocorrelation takes one more."""


def plain_segment(
    series: SeriesData,
    window: Window,
    *,
    kind: Kind,
    season_length: int | None,
    first_after: int,
    events: Sequence[Known] = (),
) -> Segment:
    """The series with the regressors level, step, season and a term for each known event that can have one.

    Raises
    ------
    MethodError
        ``method.too_few_periods``: no used period on a side, or too few to see the noise.
    """
    time = times(series)
    used = observed_periods(series, window)
    n, before = int(used.sum()), int((used & window.before).sum())
    even = balanced(
        Window(before=used & window.before, after=used & window.after), time=time, season_length=season_length
    )
    pairs = 0 if even else harmonics_for(n=n, season_length=season_length, harmonics="auto")
    if min(before, n - before) == 0:
        values = {"before": before, "after": n - before, "needed_before": 1, "needed_after": 1}
        raise refused(series, "too_few_periods", values)

    def built(others: Sequence[Named]) -> Regressors:
        return regressors(
            time=time,
            first_after=first_after,
            trend=False,
            changes=[("level", step(time, first_after))],
            others=others,
            season_length=season_length,
            harmonics=pairs,
            dummies=False,
            covariates=np.empty((len(time), 0)),
        )

    terms = event_terms(events, time=time, used=used, x=built(()).x)
    coefficients = 2 + 2 * pairs + len(terms.columns)
    if n < coefficients + _SPARE[kind]:
        raise refused(series, "too_many_coefficients", {"n": n, "coefficients": coefficients})
    return Segment(
        series=series,
        time=time,
        kind=kind,
        season_length=season_length,
        window=window,
        used=used,
        first_after=first_after,
        regressors=built(terms.columns),
        inseparable=terms.inseparable,
    )


def main_effect(fitted: SegmentFit, *, term: str, estimand: str) -> Estimate:
    """The step between the windows: for counts a rate ratio, else a difference."""
    return coefficient_effect(fitted, column="level", term=term, estimand=estimand)


def alone_effect(segment: Segment, *, model: ErrorModel, confidence: float) -> Estimate:
    """The change of one series without comparison areas alone, as in the part."""
    return _after_against_before(fit_segment(segment, model, confidence=confidence))


def _after_against_before(fitted: SegmentFit) -> Estimate:
    term = "rate_ratio" if fitted.segment.counts else "difference"
    return main_effect(fitted, term=term, estimand="after_against_before")


def series_part(
    line: Line,
    segment: Segment,
    *,
    model: ErrorModel,
    confidence: float,
    axis: Axis,
    smallest_change: float,
) -> Part:
    """Everything about one series without comparison areas."""
    fitted = fit_segment(segment, model, confidence=confidence)
    sums = (cumulative_effect(fitted),) if segment.counts else ()
    return Part(
        estimates=(_after_against_before(fitted), *sums),
        courses=(course_of(fitted, axis=axis),),
        diagnostics=(
            periods_of(segment),
            *residual_checks(fitted, row=fitted.row("level")),
            drift_of(fitted, smallest_change=smallest_change),
        ),
        evidence=evidence_of(fitted, line),
        notes=tuple(inseparable_notes(named(segment.series), segment.inseparable)),
        rows=rows_of(line.parts, segment.time[segment.used]),
    )
