"""One round of one cell: the same draws for all models."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from calibration.cell import Cell
from calibration.store import Measured
from evaluera.numerics.failure import NotEstimableError

__all__ = ["SEED", "measure", "seed_of"]

SEED = 20260101
_SEEDS = {"displacement": 20270311, "survey": 20270412, "pool": 20270513, "pool_shared": 20270614}
"""Suites with a seed of their own: nothing in the library was chosen on these draws."""


def seed_of(suite: str) -> int:
    """The seed of a suite."""
    return _SEEDS.get(suite, SEED)


def measure(cell: Cell, models: Sequence[str], *, part: int, number: int) -> tuple[Measured, ...]:
    """Draw ``number`` problems of round ``part`` and let each model answer (less the truth, so that 0 is right)."""
    random = np.random.default_rng([seed_of(cell.suite), zlib.crc32(f"{cell.suite}: {cell.name}".encode()), part])
    problems = cell.draw(random, number)
    return tuple(row for model in models for row in _one(cell, model, problems))


def _one(cell: Cell, model: str, problems: Sequence[object]) -> list[Measured]:
    low = np.full((len(problems), len(cell.terms)), np.nan)
    high = low.copy()
    for i, problem in enumerate(problems):
        try:
            answer = cell.answer(problem, model)
        except NotEstimableError:
            continue
        low[i], high[i] = answer.low, answer.high
    failed = np.isnan(low).any(axis=1)
    return [
        Measured(
            suite=cell.suite,
            cell=cell.name,
            model=model,
            term=term,
            replicates=len(problems),
            covered=int(((low[:, k] <= 0.0) & (high[:, k] >= 0.0)).sum()),
            failed=int(failed.sum()),
            half_width=float(np.median((high - low)[~failed, k] / 2.0)) if not failed.all() else np.inf,
        )
        for k, term in enumerate(cell.terms)
    ]
