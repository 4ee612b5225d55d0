"""One series made ready for a model, and the model fitted to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from evaluera.data.panel import Bools, Floats, Kind, SeriesData
from evaluera.errors import Finding, MethodError, Value
from evaluera.methods.error_models.model import ErrorModel, Fit, Sample
from evaluera.methods.shapes.shape import Impact
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Integers
from evaluera.numerics.contrast import Contrasts
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.regressors import Regressors
from evaluera.numerics.sum_ratio import bend, period_shares

__all__ = ["Segment", "SegmentFit", "bounded_exp", "fit_segment", "named", "observed_periods", "outcome_of", "refused"]


_FARTHEST = 50.0
"""Logarithms beyond this say no more than that nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """A series with its regressors (all T periods) and the periods that are used (in the window and not missing).

    ``time`` (T) are the periods as ordinals. ``impact`` is what the initiative may have changed (None: a step from the
    start on); ``inseparable`` are the names of known events that could not be given a term of their own.
    """

    series: SeriesData
    time: Integers
    kind: Kind
    season_length: int | None
    window: Window
    used: Bools
    first_after: int
    regressors: Regressors
    impact: Impact | None = None
    inseparable: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the outcome is a count, so that effects are ratios."""
        return self.kind == "count"

    @property
    def exposure(self) -> Floats:
        """The exposure, ones where the panel has none (T)."""
        return np.ones(len(self.used)) if self.series.exposure is None else self.series.exposure

    @property
    def before(self) -> Bools:
        """Used periods before."""
        return self.used & self.window.before

    @property
    def after(self) -> Bools:
        """Used periods after."""
        return self.used & self.window.after

    @property
    def active(self) -> Bools:
        """Used periods after in which the initiative may have had an effect."""
        return self.after if self.impact is None else self.used & self.impact.active

    def sample(self) -> Sample:
        """What an error model is fitted to."""
        return Sample(
            y=self.series.value[self.used],
            x=self.regressors.x[self.used],
            exposure=self.exposure[self.used],
            time=self.time[self.used],
            counts=self.counts,
            season_length=self.season_length,
            after=self.time[self.used] >= self.first_after,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SegmentFit:
    """A segment with the model fitted to it.

    Noise may drift, and then the fitted course does not end where the figures do although the change is right.
    ``drift`` is how fast (per period, on the log scale) the course of counts bends from the start on, with and without
    the change alike, for the expected events with the change to add up to the observed ones. It is 0 where the effect
    does not last from the start to the end of the window: what some periods owe must not be carried on to others.
    """

    segment: Segment
    model: ErrorModel
    fit: Fit
    confidence: float
    drift: float = 0.0

    def contrasts(self, rows: Floats) -> Contrasts:
        """Linear combinations of the coefficients at the asked confidence."""
        return self.fit.contrasts(np.atleast_2d(rows), confidence=self.confidence)

    def df(self, answer: Contrasts) -> float | None:
        """Degrees of freedom behind the first of these combinations; None for a normal distribution."""
        return self.fit.df if answer.df is None else float(answer.df[0])

    def row(self, name: str) -> Floats:
        """The row that picks one coefficient."""
        names = self.segment.regressors.names
        return np.array([1.0 if each == name else 0.0 for each in names])

    def expected(self, x: Floats) -> Floats:
        """The expected outcome, in its own unit, for rows of regressors of all T periods."""
        return self.outcome(x @ self.fit.coefficients)

    def outcome(self, predictor: Floats) -> Floats:
        """The linear predictor (T) as a course in the unit of the outcome."""
        return outcome_of(self.segment, predictor + self.drift * _since(self.segment))

    def total_change(self) -> Contrasts:
        """Counts: the logarithm of the ratio of expected events after, all together, with and without the change."""
        segment, after = self.segment, self.segment.active
        x, still = segment.regressors.x, segment.regressors.without_change()
        changed, unchanged = (outcome_of(segment, rows @ self.fit.coefficients)[after] for rows in (x, still))
        return self.contrasts(period_shares(changed=changed, unchanged=unchanged) @ (x - still)[after])


def outcome_of(segment: Segment, predictor: Floats) -> Floats:
    """The linear predictor (T) in the unit of the outcome: counts through exp and exposure."""
    return bounded_exp(predictor) * segment.exposure if segment.counts else predictor


def bounded_exp(values: Floats) -> Floats:
    """The exponential, kept within e^-50 and e^50: an interval of t(1) can reach further than a float."""
    return np.asarray(np.exp(np.clip(values, -_FARTHEST, _FARTHEST)), dtype=float)


def observed_periods(series: SeriesData, window: Window) -> Bools:
    """Periods in the window that have a value (and an exposure above zero)."""
    observed = window.inside & ~np.isnan(series.value)
    if series.exposure is not None:
        observed &= np.nan_to_num(series.exposure) > 0.0
    return observed


def named(series: SeriesData) -> str:
    """What a message calls the series."""
    return f"{series.outcome}, {series.area}" if series.area else series.outcome


def refused(series: SeriesData, code: str, values: Mapping[str, Value] | None = None) -> MethodError:
    """The error that says why one series cannot be analysed."""
    return MethodError(Finding(code=f"method.{code}", values={"series": named(series), **(values or {})}))


def fit_segment(segment: Segment, model: ErrorModel, *, confidence: float) -> SegmentFit:
    """Fit the model.

    Raises
    ------
    MethodError
        ``method.no_events_before`` or ``..._after`` (counts: no ratio can be formed), ``method.no_variation``,
        ``method.collinear``, ``method.no_convergence``, ``method.no_degrees_of_freedom``, ``method.zero_in_logarithm``.
    """
    if segment.counts:
        for name, side in (("before", segment.before), ("after", segment.active)):
            if segment.series.value[side].sum() == 0.0:
                raise refused(segment.series, f"no_events_{name}")
    try:
        fit = model.fit(segment.sample())
    except NotEstimableError as error:
        raise refused(segment.series, error.reason) from error
    fitted = SegmentFit(segment=segment, model=model, fit=fit, confidence=confidence)
    return replace(fitted, drift=_drift(fitted)) if segment.counts else fitted


def _drift(fitted: SegmentFit) -> float:
    """The bend that makes the expected events without the change the observed ones divided by the ratio."""
    segment, after = fitted.segment, fitted.segment.active
    total = segment.series.value[after].sum() / bounded_exp(fitted.total_change().estimate)[0]
    course = fitted.expected(segment.regressors.without_change())[after]
    return bend(course=course, since=_since(segment)[after], total=float(total))


def _since(segment: Segment) -> Floats:
    """Periods since the last one before the change (T), 0 until then."""
    return np.asarray(np.maximum(segment.time - segment.first_after + 1, 0), dtype=float)
