"""The suite of survey shares: repeated yearly samples of a share that does not change, or that drifts by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from calibration.cell import CONFIDENCE, Cell
from evaluera.data.sampling import sampling_error
from evaluera.methods.error_models.integrated import mixture_contrasts
from evaluera.methods.survey_years import SurveyYears
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts, student_contrasts
from evaluera.testing.noise import random_walk

__all__ = ["MODELS", "SurveyCell", "survey_cells"]

MODELS = ("integrated", "none", "two_proportions")
"""The default, sampling error alone, and the textbook comparison of two proportions, each of all years of its side."""
SHARE = 0.27
WINDOWS = ((2, 1), (3, 3), (5, 3))
RESPONDENTS = (200, 1000)
POINTS = (0.0, 0.01, 0.02)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurveyCell:
    """Samples of ``respondents`` in ``before`` + ``after`` years; the true share moves by ``spread`` a year by itself.

    ``kind``: it drifts (a random walk with steps of that standard deviation) or differs from year to year.
    """

    suite: str
    name: str
    before: int
    after: int
    respondents: int
    spread: float
    kind: Literal["drifts", "differs"]
    terms: tuple[str, ...] = ("difference",)
    once: bool = False

    def draw(self, random: np.random.Generator, number: int) -> Sequence[Floats]:
        n = self.before + self.after
        if self.kind == "drifts":
            moved = random_walk(random, series=number, n=n, step=self.spread)
        else:
            moved = self.spread * random.standard_normal((number, n))
        share = np.clip(SHARE + moved, 0.01, 0.99)
        return list(random.binomial(self.respondents, share) / self.respondents)

    def answer(self, problem: Floats, model: str) -> Contrasts:
        after = np.arange(len(problem)) >= self.before
        if model == "two_proportions":
            return _two_proportions(problem, after, self.respondents)
        error = sampling_error(problem, {"n": np.full(len(problem), float(self.respondents))}, confidence=CONFIDENCE)
        assert error is not None
        years = SurveyYears(
            outcome="unsafe",
            area="",
            periods=tuple(range(len(problem))),
            time=np.arange(len(problem)),
            share=problem,
            compared=None,
            variance=error**2,
            relative_variance=None,
            before=~after,
            after=after,
        )
        between: Literal["integrated", "none"] = "integrated" if model == "integrated" else "none"
        return mixture_contrasts(
            years.mixture(np.array([0.0, 1.0]), x=years.x(), between=between), confidence=CONFIDENCE
        )


def _two_proportions(share: Floats, after: np.ndarray[tuple[int], np.dtype[np.bool_]], respondents: int) -> Contrasts:
    """The difference of two proportions with its normal interval; every year of a side is one sample."""
    sides = [(float(share[side].mean()), respondents * int(side.sum())) for side in (~after, after)]
    variance = sum(p * (1.0 - p) / n for p, n in sides)
    return student_contrasts(
        rows=np.ones((1, 1)),
        coefficients=np.array([sides[1][0] - sides[0][0]]),
        covariance=np.array([[variance]]),
        df=None,
        confidence=CONFIDENCE,
    )


def survey_cells() -> tuple[Cell, ...]:
    """Years that drift, and years that differ by chance of their own."""
    kinds: tuple[Literal["drifts", "differs"], ...] = ("drifts", "differs")
    return tuple(
        SurveyCell(
            suite="survey",
            name=f"{kind} by {100 * spread:g} points a year, {before} + {after} years, {respondents} answers",
            before=before,
            after=after,
            respondents=respondents,
            spread=spread,
            kind=kind,
        )
        for kind, spread, (before, after), respondents in product(kinds, POINTS, WINDOWS, RESPONDENTS)
        if kind == "drifts" or spread > 0.0
    )
