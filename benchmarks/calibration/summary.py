"""What the measurements say about each model: worst cell, mean, miss and width."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from calibration.store import Measured

__all__ = ["Summary", "beginning", "coverage", "relative_width", "summarise"]

NOMINAL = 95.0
COVERS = 93.0
"""A peer's width counts only where its intervals cover at least this much (per cent)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Coverage in per cent of the answered draws, over the cells; ``replicates`` are the fewest of a cell.

    ``answered`` are the draws behind the worst cell.
    """

    model: str
    cells: int
    replicates: int
    answered: int
    worst: float
    where: str
    mean: float
    miss: float
    refused: int

    @property
    def error(self) -> float:
        """Monte Carlo standard error of the worst cell at 95 per cent."""
        return 100.0 * float(np.sqrt(0.95 * 0.05 / self.answered))

    @property
    def miss_error(self) -> float:
        """Monte Carlo standard error of the mean distance, at 95 per cent in each of the cells."""
        return 100.0 * float(np.sqrt(0.95 * 0.05 / self.replicates / self.cells))


def coverage(row: Measured) -> float:
    """Per cent of the answered draws whose interval holds the truth."""
    answered = row.replicates - row.failed
    return 100.0 * row.covered / answered if answered else float("nan")


def beginning(start: str) -> Callable[[str], bool]:
    """Cells whose name begins so."""
    return lambda cell: cell.startswith(start)


def summarise(
    rows: Iterable[Measured], model: str, *, term: str | None = None, among: Callable[[str], bool] = lambda _: True
) -> Summary | None:
    """One model over the cells whose name is ``among``; None when it has answered in none of them."""
    chosen = [
        row
        for row in rows
        if row.model == model and (term is None or row.term == term) and among(row.cell) and row.failed < row.replicates
    ]
    if not chosen:
        return None
    shares = [coverage(row) for row in chosen]
    worst = int(np.argmin(shares))
    return Summary(
        model=model,
        cells=len({row.cell for row in chosen}),
        replicates=min(row.replicates for row in chosen),
        answered=chosen[worst].replicates - chosen[worst].failed,
        worst=shares[worst],
        where=chosen[worst].cell,
        mean=float(np.mean(shares)),
        miss=float(np.mean(np.abs(np.array(shares) - NOMINAL))),
        refused=sum(row.failed for row in chosen),
    )


def relative_width(
    rows: Iterable[Measured], model: str, peer: str, *, term: str, among: Callable[[str], bool] = lambda _: True
) -> tuple[float, int] | None:
    """Median over cells of the ratio of median half-widths, where the peer covers, and the number of these cells."""
    known = {row.key: row for row in rows if row.term == term and among(row.cell)}
    ratios = [
        row.half_width / other.half_width
        for (cell, name, _), row in known.items()
        if name == model and (other := known.get((cell, peer, term))) is not None and coverage(other) >= COVERS
    ]
    return (float(np.median(ratios)), len(ratios)) if ratios else None
