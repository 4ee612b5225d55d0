"""Going through the suites round by round, so that a run can be stopped at any time and gone on with."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from calibration.cell import Cell
from calibration.measuring import measure
from calibration.store import Measured, Store
from calibration.suites import DEFAULT, ITERATIVE, MODELS

__all__ = ["FEW", "ROUND", "WORST", "run_suite"]

ROUND = 100
"""Draws a round."""
FEW = 100
"""Draws of iterative peers, in their worst cells only."""
WORST = 3
"""So many of them in a suite."""


def run_suite(
    suite: str, cells: Sequence[Cell], *, path: Path | None, replicates: int, models: Iterable[str], until: float
) -> Store:
    """Measure until every cell has its replicates, or the clock says ``until`` (``time.monotonic``)."""
    store = Store(path)
    wanted = [model for model in MODELS[suite] if model in models]
    direct = [model for model in wanted if model not in ITERATIVE]
    for part in range(-(-replicates // ROUND)):
        for cell in cells:
            due = [model for model in direct if store.replicates(cell.name, model) <= part * ROUND]
            due = [] if cell.once and part else due
            if due and time.monotonic() < until:
                _add(store, measure(cell, due, part=part, number=min(ROUND, replicates)))
    for cell in _worst(store, cells, DEFAULT[suite]):
        due = [model for model in wanted if model in ITERATIVE and not store.replicates(cell.name, model)]
        if due and time.monotonic() < until:
            _add(store, measure(cell, due, part=0, number=min(FEW, replicates)))
    return store


def _add(store: Store, rows: Iterable[Measured]) -> None:
    for row in rows:
        store.add(row)
    store.save()


def _worst(store: Store, cells: Sequence[Cell], model: str) -> list[Cell]:
    """The cells in which the default covers least."""
    share: dict[str, float] = {}
    for row in store:
        if row.model == model:
            share[row.cell] = min(share.get(row.cell, 1.0), row.covered / row.replicates)
    return sorted((cell for cell in cells if cell.name in share), key=lambda cell: share[cell.name])[:WORST]
