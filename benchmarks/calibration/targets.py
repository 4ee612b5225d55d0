"""The targets, and what is reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from calibration.store import Measured
from calibration.suites import DEFAULT
from calibration.summary import beginning, coverage, relative_width, summarise

__all__ = ["Reached", "reached"]

Rows = Mapping[str, Sequence[Measured]]
FEWEST_FOR_THE_PAST = 12
PEERS = {"Kenward-Roger": "reml_ar1_kenward_roger", "Satterthwaite": "reml_ar1_satterthwaite"}
ALLOWED = 2.0
"""Monte Carlo standard errors that a worst cell, or a mean distance, may miss its target by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One target: at least (``least``) or at most so much, and what was measured, with its Monte Carlo error."""

    what: str
    target: float
    least: bool
    value: float
    error: float
    detail: str

    @property
    def verdict(self) -> str:
        miss = self.target - self.value if self.least else self.value - self.target
        if miss <= 0.0:
            return "reached"
        return "within simulation error" if miss <= ALLOWED * self.error else "**not reached**"


def _short(cell: str) -> bool:
    return ", 12 months" in cell


def _longer(cell: str) -> bool:
    return not _short(cell)


def _crude(cell: str) -> bool:
    return "12 + 12 months" in cell


def _unrisen(cell: str) -> bool:
    return not cell.startswith("trend") and not _crude(cell)


def _risen(cell: str) -> bool:
    """With 12 areas or more the past can be taken into account; with fewer the certainty is capped."""
    chosen, others = (int(number) for number in re.findall(r"\d+", cell)[:2])
    return cell.startswith("trend") and chosen + others >= FEWEST_FOR_THE_PAST


_WORST: Sequence[tuple[str, str, str | None, Callable[[str], bool], float]] = (
    ("Gaussian, 24-100 months, level", "gaussian", "level", _longer, 93.5),
    ("Gaussian, 24-100 months, slope", "gaussian", "slope", _longer, 93.5),
    ("Gaussian, 12 months, level and slope", "gaussian", None, _short, 93.0),
    ("errors that are not AR(1), uneven splits, level", "other", "level", lambda _: True, 93.0),
    ("errors that are not AR(1), uneven splits, slope", "other", "slope", lambda _: True, 93.0),
    ("counts, mean 1-200, 36-120 months", "counts", "level", lambda _: True, 94.0),
    ("crude before/after, 12 + 12 months", "crude", "level", lambda _: True, 94.0),
    ("the same with 1 or 5 comparison areas", "areas", None, _crude, 94.0),
    ("areas chosen at random or for their level, 36 + 12 months", "areas", None, _unrisen, 92.0),
    ("areas chosen for their rise, 12 areas or more", "areas", None, _risen, 92.0),
    ("displacement, the difference in events", "displacement", "difference", lambda _: True, 92.0),
    ("displacement, the quotient where one is given", "displacement", "quotient", lambda _: True, 92.0),
    ("survey shares that move by 0-2 points a year by themselves", "survey", None, lambda _: True, 92.0),
    ("pooled effect, 3-20 areas: the mean", "pool", "mean", lambda _: True, 94.0),
    ("pooled effect, 3-20 areas: a new area", "pool", "new area", lambda _: True, 93.0),
    ("pooled effect of areas that share their noise", "pool_shared", "mean", lambda _: True, 92.0),
)
_MISS = (("Gaussian, level", "gaussian", "level", 1.5), ("counts", "counts", "level", 2.0))
_WIDTH = (("Gaussian, level", "level", 1.25), ("Gaussian, slope", "slope", 2.3))
_LONG = ("36 + 12", "60 + 24", "66 + 42")
_REAL = (
    ("12 + 12 months, level only", "placebo: 12 + 12, level only", "level", 7.0),
    ("24 + 12, trend", "placebo: 24 + 12, trend, 1 harmonic", "level", 7.0),
    ("36 + 24, trend", "placebo: 36 + 24, trend, 2 harmonics", "level", 7.0),
    ("36 + 24, level and slope: level", "placebo: 36 + 24, level and slope", "level", 7.0),
    ("72 + 48, level and slope: level", "placebo: 72 + 48, level and slope", "level", 7.0),
    ("36 + 24, level and slope: slope", "placebo: 36 + 24, level and slope", "slope", 8.0),
    *((f"{w}, 2 harmonics: step on the trend", f"estimand: {w}, step on a trend", "level", 7.0) for w in _LONG),
)
_REAL_AREAS = (("tracts at random", "random", 8.0), ("the tracts with most last year", "highest", 8.0))


def reached(rows: Rows) -> Iterator[Reached]:
    """All targets that have been measured."""
    for what, suite, term, among, target in _WORST:
        found = summarise(rows[suite], DEFAULT[suite], term=term, among=among)
        if found is not None:
            detail = f"{found.where}; {found.replicates} draws a cell, {found.refused} refused"
            yield Reached(
                what=f"{what}: worst of {found.cells} cells covers (%)",
                target=target,
                least=True,
                value=found.worst,
                error=found.error,
                detail=detail,
            )
    yield from _misses(rows)
    yield from _widths(rows)
    yield from _real(rows["real"])
    yield from _real_areas(rows["real_areas"])


def _misses(rows: Rows) -> Iterator[Reached]:
    for what, suite, term, target in _MISS:
        found = summarise(rows[suite], DEFAULT[suite], term=term)
        if found is not None:
            yield Reached(
                what=f"{what}: mean distance of coverage from 95 (points)",
                target=target,
                least=False,
                value=found.miss,
                error=found.miss_error,
                detail=f"{found.cells} cells of {found.replicates} draws; mean coverage {found.mean:.1f} %",
            )


def _widths(rows: Rows) -> Iterator[Reached]:
    for (what, term, target), (words, peer) in product(_WIDTH, PEERS.items()):
        found = relative_width(rows["gaussian"], DEFAULT["gaussian"], peer, term=term)
        if found is not None:
            yield Reached(
                what=f"{what}: half-width against {words}",
                target=target,
                least=False,
                value=found[0],
                error=0.0,
                detail=f"median of the {found[1]} cells where {words} covers at least 93 %",
            )


def _real(rows: Sequence[Measured]) -> Iterator[Reached]:
    known = {row.key: row for row in rows}
    for what, cell, term, target in _REAL:
        row = known.get((cell, DEFAULT["real"], term))
        if row is not None:
            yield Reached(
                what=f"real crime, {what}: false findings (%)",
                target=target,
                least=False,
                value=100.0 - coverage(row),
                error=0.0,
                detail=f"{row.replicates} windows; median half-width of the log ratio {row.half_width:.2f}",
            )


def _real_areas(rows: Sequence[Measured]) -> Iterator[Reached]:
    for what, start, target in _REAL_AREAS:
        found = summarise(rows, DEFAULT["real_areas"], among=beginning(start))
        if found is not None:
            yield Reached(
                what=f"Seattle, {what}: mean false findings (%)",
                target=target,
                least=False,
                value=100.0 - found.mean,
                error=0.0,
                detail=f"{found.cells} cells of {found.replicates} draws, worst {100.0 - found.worst:.1f} %",
            )
