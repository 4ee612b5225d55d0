"""Displacement, survey shares and pooled effects hold in their hardest cells; the usual ways do not.

Few draws with fixed seeds; ``make calibrate`` has the tables. The Monte Carlo error is counted in, 2.5 times.
"""

from __future__ import annotations

import math

import pytest
from calibration.measuring import measure
from calibration.store import Measured
from calibration.suites import DEFAULT, MODELS, cells
from calibration.summary import coverage

GRIDS = cells()


def _measured(suite: str, name: str, model: str, draws: int) -> dict[str, Measured]:
    cell = next(cell for cell in GRIDS[suite] if cell.name == name)
    return {row.term: row for row in measure(cell, [model], part=0, number=draws)}


@pytest.mark.parametrize(
    ("suite", "name", "term", "draws", "target"),
    [
        (
            "displacement",
            "difference, moved, autocorrelated, 2 and 2 against 10, mean 20, 12 + 12 months",
            "difference",
            120,
            92.0,
        ),
        (
            "displacement",
            "difference, no effect, overdispersed, 2 and 2 against 10, mean 100, 12 + 12 months",
            "difference",
            120,
            92.0,
        ),
        (
            "displacement",
            "difference, spread, autocorrelated, 1 and 1 against 2, mean 100, 12 + 12 months",
            "difference",
            120,
            92.0,
        ),
        (
            "displacement",
            "quotient, moved, autocorrelated, 2 and 2 against 10, mean 100, 24 + 12 months",
            "quotient",
            100,
            92.0,
        ),
        ("survey", "drifts by 2 points a year, 5 + 3 years, 1000 answers", "difference", 300, 92.0),
        ("survey", "differs by 2 points a year, 5 + 3 years, 1000 answers", "difference", 300, 92.0),
        ("pool", "10 areas, spread 0.3", "mean", 300, 94.0),
        ("pool", "10 areas, spread 0.3", "new area", 300, 93.0),
        ("pool_shared", "8 areas, shared noise 0.2", "mean", 40, 92.0),
    ],
)
def test_the_default_covers(suite: str, name: str, term: str, draws: int, target: float) -> None:
    row = _measured(suite, name, DEFAULT[suite], draws)[term]
    answered = row.replicates - row.failed
    assert answered >= 40
    assert coverage(row) >= target - 2.5 * 100.0 * math.sqrt(0.95 * 0.05 / answered), row


@pytest.mark.parametrize(
    ("suite", "name", "model", "term", "draws", "most"),
    [
        (
            "displacement",
            "difference, no effect, autocorrelated, 2 and 2 against 10, mean 100, 24 + 12 months",
            "poisson",
            "difference",
            120,
            60.0,
        ),
        ("survey", "drifts by 2 points a year, 5 + 3 years, 1000 answers", "two_proportions", "difference", 300, 60.0),
        ("pool", "3 areas, spread 0.3", "der_simonian_laird", "mean", 300, 90.0),
    ],
)
def test_the_usual_way_does_not(suite: str, name: str, model: str, term: str, draws: int, most: float) -> None:
    """So that the cells are as hard as the documentation says they are."""
    assert coverage(_measured(suite, name, model, draws)[term]) <= most


def test_every_model_of_every_suite_is_measured_in_some_cell() -> None:
    """A model that no cell can be asked of would have no row in the tables (ANCOVA against comparison areas once)."""
    first = {"areas": "random, 4 against 20, mean 20, 36 + 12 months"}
    for suite in ("areas", "displacement", "survey", "pool", "pool_shared"):
        cell = next(cell for cell in GRIDS[suite] if cell.name == first.get(suite, GRIDS[suite][0].name))
        rows = measure(cell, MODELS[suite], part=0, number=2)
        assert {row.model for row in rows if row.failed < row.replicates} == set(MODELS[suite])


def test_new_suites_have_seeds_of_their_own() -> None:
    """Nothing in the library was chosen on these draws."""
    from calibration.measuring import SEED, seed_of

    seeds = [seed_of(suite) for suite in ("displacement", "survey", "pool", "pool_shared")]
    assert len({SEED, *seeds}) == 5
    assert seed_of("counts") == SEED
