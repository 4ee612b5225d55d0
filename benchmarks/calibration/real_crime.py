"""Real monthly crime without an intervention: dates put where nothing happened."""

from __future__ import annotations

import csv
from functools import cache, partial
from pathlib import Path

import numpy as np

from calibration.cell import Cell, SeriesCell
from calibration.design import design
from evaluera.numerics.arrays import Floats

__all__ = ["real_cells"]

SERIES = Path(__file__).resolve().parents[2] / "data" / "reference" / "nsw-monthly-offences" / "nsw_offences.csv"
LAST = "2019-12"
"""The pandemic is an event of its own."""
EVERY = 7
"""Months from one window to the next."""

Row = tuple[str, int, int, int, bool, bool]
"""A name, months before and after, harmonics, and whether there is a trend and a slope."""
ROWS: tuple[Row, ...] = (
    ("12 + 12, level only", 12, 12, 0, False, False),
    ("24 + 12, trend, 1 harmonic", 24, 12, 1, True, False),
    ("36 + 24, trend, 2 harmonics", 36, 24, 2, True, False),
    ("36 + 24, level and slope", 36, 24, 2, True, True),
    ("72 + 48, level and slope", 72, 48, 2, True, True),
)
ESTIMAND_WINDOWS = ((24, 12), (36, 12), (36, 24), (60, 24), (66, 42))
ESTIMANDS = (("step on a trend", True, False), ("level and slope", True, True), ("step without trend", False, False))


def real_cells() -> tuple[Cell, ...]:
    """The windows of the placebo table, then those that compare what may carry a conclusion (2 harmonics)."""
    rows: list[Row] = [(f"placebo: {row[0]}", *row[1:]) for row in ROWS]
    rows += [
        (f"estimand: {before} + {after}, {name}", before, after, 2, trend, slope)
        for before, after in ESTIMAND_WINDOWS
        for name, trend, slope in ESTIMANDS
    ]
    return tuple(
        SeriesCell(
            suite="real",
            name=name,
            drawn=partial(_windows, length=before + after),
            counts=True,
            once=True,
            **design(before + after, before, trend=trend, slope=slope, harmonics=harmonics),
        )
        for name, before, after, harmonics, trend, slope in rows
    )


def _windows(random: np.random.Generator, number: int, *, length: int) -> Floats:  # noqa: ARG001
    """Every window of every type of offence: nothing is drawn."""
    values = _series()
    starts = range(0, values.shape[1] - length + 1, EVERY)
    return np.array([series[start : start + length] for series in values for start in starts])


@cache
def _series() -> Floats:
    by_offence: dict[str, list[float]] = {}
    with SERIES.open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: (row["offence"], row["month"])):
            if row["month"] <= LAST:
                by_offence.setdefault(row["offence"], []).append(float(row["count"]))
    return np.array(list(by_offence.values()))
