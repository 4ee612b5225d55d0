"""Real census tracts without an intervention: Seattle's, with areas called treated where nothing was done."""

from __future__ import annotations

import csv
from functools import cache, partial
from pathlib import Path

import numpy as np

from calibration.cell import AreaCell, Cell
from evaluera.numerics.arrays import Floats
from evaluera.testing.area_counts import AreaCounts

__all__ = ["seattle_cells"]

TRACTS = Path(__file__).resolve().parents[2] / "data" / "seattle-dmi" / "areas_quarterly.csv"
INITIATIVE = "DMI"
OUTCOMES = ("any_crime", "i_felony", "i_misdemea", "i_drugs")
AFTER = 4
YEAR = 4
RANDOM_SIZES = ((1, 5), (1, 20), (4, 20), (1, 100), (4, 100), (20, 100))
HIGHEST_SIZES = ((1, 5), (1, 20), (4, 8), (4, 20))


def seattle_cells() -> tuple[Cell, ...]:
    """8 + 4 and 12 + 4 quarters; tracts called treated at random, or as those with the most in the last year."""
    return tuple(
        AreaCell(
            suite="real_areas",
            name=f"{selection}, {chosen} against {others}, {before} + {AFTER} quarters",
            drawn=partial(_worlds, chosen=chosen, others=others, before=before, highest=selection == "highest"),
            before=before,
            season_length=YEAR,
            reason="high_level" if selection == "highest" else "random",
        )
        for selection, sizes in (("random", RANDOM_SIZES), ("highest", HIGHEST_SIZES))
        for chosen, others in sizes
        for before in (8, 12)
    )


def _worlds(
    random: np.random.Generator, number: int, *, chosen: int, others: int, before: int, highest: bool
) -> list[AreaCounts]:
    """Some tracts each time, of the outcomes in turn; those with the most last year first when they are chosen so."""
    result = []
    for i in range(number):
        tracts = _tracts()[i % len(OUTCOMES)]
        picked = tracts[random.permutation(len(tracts))[: chosen + others], : before + AFTER]
        if highest:
            picked = picked[np.argsort(-picked[:, before - YEAR : before].sum(axis=1), kind="stable")]
        result.append(AreaCounts(value=picked, treated=np.arange(chosen + others) < chosen))
    return result


@cache
def _tracts() -> Floats:
    """Outcomes x tracts x quarters, without the area of the initiative."""
    found: dict[str, list[list[float]]] = {}
    with TRACTS.open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: (row["area"], int(row["quarter"]))):
            if row["area"] != INITIATIVE:
                found.setdefault(row["area"], []).append([float(row[outcome]) for outcome in OUTCOMES])
    return np.moveaxis(np.array(list(found.values())), 2, 0)
