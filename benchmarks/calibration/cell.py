"""A cell of a suite: one kind of series, drawn again and again, and what a model answers about each draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from evaluera.design.question import SelectionReason
from evaluera.methods.changes.choosing import default_errors, estimator
from evaluera.methods.changes.compared import Compared
from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.error_models.model import Sample
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.contrast import Contrasts
from evaluera.testing.area_counts import AreaCounts

__all__ = ["CONFIDENCE", "AreaCell", "Cell", "SeriesCell", "areas_of", "compared"]

CONFIDENCE = 0.95


class Cell(Protocol):
    """``draw`` gives problems, ``answer`` what a model says of one: its contrasts, less the truth (0 but where said).

    ``once``: the draws are all there is, whatever number is asked for.
    """

    @property
    def suite(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def terms(self) -> tuple[str, ...]: ...
    @property
    def once(self) -> bool: ...

    def draw(self, random: np.random.Generator, number: int) -> Sequence[Any]: ...

    def answer(self, problem: Any, model: str) -> Contrasts: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeriesCell:
    """Single monthly series: ``drawn(random, number)`` gives them (number x n), ``x`` (n x p) are the regressors.

    ``first_after`` is the first period after; ``rows`` (m x p) are the linear combinations that the ``terms`` (m) name.
    """

    suite: str
    name: str
    drawn: Callable[[np.random.Generator, int], Floats]
    x: Floats
    first_after: int
    terms: tuple[str, ...]
    rows: Floats
    counts: bool
    once: bool = False

    def draw(self, random: np.random.Generator, number: int) -> Sequence[Floats]:
        return list(self.drawn(random, number))

    def answer(self, problem: Floats, model: str) -> Contrasts:
        time = np.arange(len(problem))
        sample = Sample(
            y=problem,
            x=self.x,
            exposure=np.ones(len(problem)),
            time=time,
            counts=self.counts,
            season_length=12,
            after=time >= self.first_after,
        )
        return error_model(model).fit(sample).contrasts(self.rows, confidence=CONFIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaCell:
    """Treated areas against comparison areas, none of them with an effect: ``before`` periods, then the rest."""

    suite: str
    name: str
    drawn: Callable[[np.random.Generator, int], Sequence[AreaCounts]]
    before: int
    season_length: int
    reason: SelectionReason
    terms: tuple[str, ...] = ("relative rate ratio",)
    once: bool = False

    def draw(self, random: np.random.Generator, number: int) -> Sequence[AreaCounts]:
        return self.drawn(random, number)

    def answer(self, problem: AreaCounts, model: str) -> Contrasts:
        areas = compared(problem, before=self.before, season_length=self.season_length)
        name = default_errors(areas, self.reason) if model == "default" else model
        return estimator(name, counts=True)(areas, confidence=CONFIDENCE).answer


def compared(counts: AreaCounts, *, before: int, season_length: int) -> Compared:
    """The areas as the library's methods see them."""
    return areas_of(counts.value, counts.treated, before=before, season_length=season_length)


def areas_of(value: Floats, treated: Bools, *, before: int, season_length: int) -> Compared:
    """Areas (x periods) of which some are ``treated`` (areas) after the first ``before`` periods."""
    n, periods = value.shape
    time = np.arange(periods)
    return Compared(
        outcome="crime",
        area="",
        names=tuple(str(i) for i in range(n)),
        kind="count",
        season_length=season_length,
        periods=tuple(time.tolist()),
        time=time,
        value=value,
        exposure=np.ones_like(value),
        weighted=False,
        treated=treated,
        window=Window(before=time < before, after=time >= before),
    )
