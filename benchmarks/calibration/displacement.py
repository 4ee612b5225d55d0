"""The suite of displacement: areas with an initiative, their neighbours, and areas to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Literal

import numpy as np

from calibration.cell import CONFIDENCE, Cell, areas_of
from evaluera.data.panel import SeriesData
from evaluera.methods.changes.choosing import default_errors, estimator
from evaluera.methods.changes.comparison_effects import prevented_events
from evaluera.methods.displacement.joint import quotient_of
from evaluera.methods.displacement.setting import Subject
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts
from evaluera.numerics.displacement import displacement_difference
from evaluera.numerics.failure import NotEstimableError
from evaluera.testing.displaced_counts import DisplacedCounts, draw_displaced

__all__ = ["MODELS", "DisplacementCell", "displacement_cells"]

MODELS = ("default", "poisson")
"""The default, and the published way: counts are Poisson (and for the difference changes in number)."""
AFTER = 12
EFFECTS = {"no effect": (1.0, 1.0), "moved": (0.7, 1.1), "spread": (0.7, 0.9)}
NOISES = {"autocorrelated": False, "overdispersed": True}
MANY, FEW = (2, 2, 10), (1, 1, 2)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DisplacementCell:
    """The ``asked`` answer about drawn areas, less the truth."""

    suite: str
    name: str
    asked: Literal["difference", "quotient"]
    before: int
    drawn: partial[DisplacedCounts]
    once: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """One."""
        return (self.asked,)

    def draw(self, random: np.random.Generator, number: int) -> Sequence[DisplacedCounts]:
        return [self.drawn(random) for _ in range(number)]

    def answer(self, problem: DisplacedCounts, model: str) -> Contrasts:
        if self.asked == "quotient":
            return _quotient(problem, model, self.before)
        return _published(problem, self.before) if model == "poisson" else _difference(problem, self.before)


def displacement_cells() -> tuple[Cell, ...]:
    """12 + 12 and 24 + 12 months; nothing happened, crime moved to the neighbours, or the benefit spread there.

    The quotient is asked for where there is an effect.
    """
    return tuple(
        DisplacementCell(
            suite="displacement",
            name=f"{asked}, {effect}, {noise}, {_said(sizes)}, mean {mean:g}, {before} + {AFTER} months",
            asked=asked,
            before=before,
            drawn=partial(
                draw_displaced,
                sizes=sizes,
                ratios=EFFECTS[effect],
                mean=mean,
                before=before,
                after=AFTER,
                overdispersed=NOISES[noise],
            ),
        )
        for asked, effects in _ASKED
        for effect, noise, sizes, mean, before in product(effects, NOISES, (MANY, FEW), (5.0, 20.0, 100.0), (12, 24))
        if (sizes, noise) == (MANY, "autocorrelated") or (before == AFTER and (sizes == MANY or not NOISES[noise]))
    )


_ASKED: tuple[tuple[Literal["difference", "quotient"], tuple[str, ...]], ...] = (
    ("difference", tuple(EFFECTS)),
    ("quotient", ("moved", "spread")),
)


def _said(sizes: tuple[int, int, int]) -> str:
    return f"{sizes[0]} and {sizes[1]} against {sizes[2]}"


def _subject(counts: DisplacedCounts, before: int) -> Subject:
    """The areas as the library's methods see them."""
    areas = areas_of(counts.value, np.array([g != "comparison" for g in counts.group]), before=before, season_length=12)
    months = counts.value.shape[1]
    series = tuple(
        SeriesData(
            outcome="crime",
            area=name,
            periods=areas.periods,
            value=value,
            exposure=None,
            preliminary=np.zeros(months, dtype=bool),
            covariates=np.empty((months, 0)),
        )
        for name, value in zip(areas.names, areas.value, strict=True)
    )
    return Subject(areas=areas, series=series, group=counts.group, unit=1.0, plain={"crime": areas}, notes=())


def _difference(counts: DisplacedCounts, before: int) -> Contrasts:
    """Events more than the comparison's course says, less those that the initiative made."""
    areas, _ = _subject(counts, before).net()
    change = estimator(default_errors(areas, "random"), counts=True)(areas, confidence=CONFIDENCE)
    found = prevented_events(areas, change, confidence=CONFIDENCE)
    return _less(counts.events, found.estimate, found.std_error, found.low, found.high)


def _published(counts: DisplacedCounts, before: int) -> Contrasts:
    """The published difference: area weights are the number of areas, time weights that of months."""
    group = np.array(counts.group)
    number = {name: int((group == name).sum()) for name in ("treated", "displacement", "comparison")}
    sides = [
        [float(counts.value[group == name][:, months].sum()) for name in ("treated", "comparison", "displacement")]
        for months in (slice(None, before), slice(before, None))
    ]
    weight = number["comparison"] / (number["treated"] + number["displacement"])
    found = displacement_difference(
        before=[*sides[0], 0.0],
        after=[*sides[1], 0.0],
        area_weights=(1.0, weight, 1.0, 1.0),
        time_weights=(before / (counts.value.shape[1] - before), 1.0),
    )
    return _less(counts.events, found.estimate, found.std_error, *found.interval(CONFIDENCE))


def _quotient(counts: DisplacedCounts, model: str, before: int) -> Contrasts:
    """The quotient where it is given, less the true one."""
    subject = _subject(counts, before)
    errors = default_errors(subject.direct()[0], "random") if model == "default" else model
    found = quotient_of(subject, errors=errors, confidence=CONFIDENCE)
    if found is None:
        raise NotEstimableError("no_variation")
    return _less(counts.quotient, found.estimate, found.std_error, found.low, found.high)


def _less(truth: float, estimate: float, std_error: float, low: float, high: float) -> Contrasts:
    def one(value: float) -> Floats:
        return np.array([value])

    return Contrasts(
        estimate=one(estimate - truth),
        std_error=one(std_error),
        low=one(low - truth),
        high=one(high - truth),
        p_value=one(float("nan")),
    )
