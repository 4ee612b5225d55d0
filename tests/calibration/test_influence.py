"""One point that makes the finding is found; where nothing happened the check seldom fails."""

from __future__ import annotations

import numpy as np
import pytest
from calibration.cell import CONFIDENCE, SeriesCell
from calibration.suites import cells

from evaluera.methods.checks.influence import influence
from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.error_models.model import Sample
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts
from evaluera.results.diagnostic import Diagnostic

GRIDS = cells()


def _cell(suite: str, name: str) -> SeriesCell:
    cell = next(cell for cell in GRIDS[suite] if cell.name == name)
    assert isinstance(cell, SeriesCell)
    return cell


def _answer(cell: SeriesCell, y: Floats, without: int | None = None) -> tuple[Contrasts, Floats]:
    """The step by the default errors, and how much each period moves it."""
    n = len(y)
    sample = Sample(y=y, x=cell.x, exposure=np.ones(n), time=np.arange(n), counts=cell.counts, season_length=12)
    row = cell.rows[:1]
    fit = error_model("default").fit(sample if without is None else sample.keep(np.arange(n) != without))
    return fit.contrasts(row, confidence=CONFIDENCE), fit.deletion @ row[0]


def _check(cell: SeriesCell, y: Floats) -> Diagnostic:
    answer, moves = _answer(cell, y)
    return influence(
        answer=answer,
        approximate=moves,
        refit=lambda index: _answer(cell, y, index)[0],
        labels=tuple(map(str, range(len(y)))),
        point="period",
        outcome="theft",
        area="",
    )


def _shows(answer: Contrasts) -> bool:
    return not float(answer.low[0]) <= 0.0 <= float(answer.high[0])


@pytest.mark.parametrize(
    ("suite", "name"),
    [
        ("gaussian", "AR(1) 0.6, 36 months"),
        ("counts", "log-AR(1), mean 20, 36 months, season 20 %"),
    ],
)
def test_it_seldom_fails_where_nothing_happened(suite: str, name: str) -> None:
    """5 % of 100 series, and two and a half Monte Carlo errors (2.2 points)."""
    cell = _cell(suite, name)
    series = cell.draw(np.random.default_rng(11), 100)
    failed = [_check(cell, y).verdict == "FAILS" for y in series]
    assert np.mean(failed) <= 0.05 + 2.5 * 0.0218


def test_a_period_that_makes_the_finding_is_found() -> None:
    """The first month after the start is doubled: whenever that alone makes a finding, the check fails.

    It names the month, but where the month beside it carries the finding too and moves the answer further.
    """
    cell, planted = _cell("counts", "Poisson, mean 20, 36 months, season 0 %"), 18
    named = []
    for drawn in cell.draw(np.random.default_rng(5), 45):
        y = np.where(np.arange(len(drawn)) == planted, 2.0 * drawn, drawn)
        if _shows(_answer(cell, y)[0]) and not _shows(_answer(cell, y, planted)[0]):
            check = _check(cell, y)
            assert check.verdict == "FAILS"
            named.append(check.values["point"] == str(planted))
    assert len(named) >= 15
    assert np.mean(named) >= 0.9
