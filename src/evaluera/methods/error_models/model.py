"""What an error model is: it is given one series with its regressors and gives coefficients with their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.contrast import Contrasts, student_contrasts

__all__ = ["ErrorModel", "Fit", "Sample", "StudentFit"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """The used periods of one series: outcome ``y`` (n), ``exposure`` (n, ones if none), regressors ``x`` (n x p).

    ``time`` (n) are ordinals with gaps where periods are missing. ``counts`` says that the model is one for
    log(E y / exposure); else it is one for E y. ``season_length`` is the number of periods in a year, if known.
    ``after`` (n) is true from the (first) start on, made up or real; None where there is no start: a model may let the
    noise change there.
    """

    y: Floats
    x: Floats
    exposure: Floats
    time: Integers
    counts: bool
    season_length: int | None
    after: Bools | None = None

    def keep(self, rows: Bools) -> Sample:
        """Some of the periods only."""
        return replace(
            self,
            y=self.y[rows],
            x=self.x[rows],
            exposure=self.exposure[rows],
            time=self.time[rows],
            after=None if self.after is None else self.after[rows],
        )


class Fit(Protocol):
    """The answer of an error model.

    ``coefficients`` (p) are point estimates; ``residuals`` (n) are made independent and of about equal variance, as
    far as the model goes; ``deletion`` (n x p) is about how much the coefficients change when one period is left out.
    ``dispersion`` is Pearson's (None where the model has none), ``autocorrelation`` that of neighbouring periods.
    ``allows_dispersion`` says that the intervals hold when counts vary more than chance. ``df`` is None for normal
    intervals, and the largest where each combination has its own.
    """

    @property
    def coefficients(self) -> Floats: ...
    @property
    def residuals(self) -> Floats: ...
    @property
    def deletion(self) -> Floats: ...
    @property
    def dispersion(self) -> float | None: ...
    @property
    def allows_dispersion(self) -> bool: ...
    @property
    def autocorrelation(self) -> float | None: ...
    @property
    def df(self) -> float | None: ...

    def contrasts(self, rows: Floats, *, confidence: float) -> Contrasts:
        """Linear combinations of the coefficients (m x p) with interval and p-value."""


class ErrorModel(Protocol):
    """One model of the noise; ``counts_only`` when it is a model for counts."""

    @property
    def name(self) -> str: ...
    @property
    def counts_only(self) -> bool: ...

    def fit(self, sample: Sample) -> Fit:
        """Fit the sample; raises NotEstimableError when the data do not determine the answer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StudentFit:
    """A fit whose coefficients are t(df) (normal when df is None) around their estimates."""

    coefficients: Floats
    covariance: Floats
    residuals: Floats
    deletion: Floats
    df: float | None
    dispersion: float | None = None
    autocorrelation: float | None = None
    robust: bool = False
    """Normal intervals that allow for more variation than chance all the same (a sandwich covariance)."""

    @property
    def allows_dispersion(self) -> bool:
        """Whether the intervals hold when counts vary more than chance."""
        return self.robust or self.df is not None

    def contrasts(self, rows: Floats, *, confidence: float) -> Contrasts:
        """Linear combinations of the coefficients (m x p) with interval and p-value."""
        return student_contrasts(
            rows=np.atleast_2d(rows),
            coefficients=self.coefficients,
            covariance=self.covariance,
            df=self.df,
            confidence=confidence,
        )
