"""A calibration that was stopped goes on where it was, and gives what an unbroken one gives."""

from __future__ import annotations

import math
from pathlib import Path

from calibration.running import ROUND, run_suite
from calibration.store import Store
from calibration.suites import cells
from calibration.tables import targets_table

CRUDE = cells()["crude"][:2]


def _run(path: Path, replicates: int, until: float = math.inf) -> Store:
    return run_suite("crude", CRUDE, path=path, replicates=replicates, models=["poisson"], until=until)


def test_nothing_is_measured_when_the_time_is_out(tmp_path: Path) -> None:
    assert list(_run(tmp_path / "crude.csv", ROUND, until=0.0)) == []


def test_it_goes_on(tmp_path: Path) -> None:
    first, unbroken = tmp_path / "first.csv", tmp_path / "unbroken.csv"
    _run(first, ROUND)
    assert {row.replicates for row in Store(first)} == {ROUND}
    _run(first, 2 * ROUND)
    _run(unbroken, 2 * ROUND)
    assert first.read_bytes() == unbroken.read_bytes()
    assert {row.replicates for row in Store(first)} == {2 * ROUND}


def test_what_is_measured_is_not_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "crude.csv"
    _run(path, ROUND)
    before = path.read_bytes()
    _run(path, ROUND)
    assert path.read_bytes() == before


def test_the_shipped_table_of_targets_is_made_from_the_shipped_measurements() -> None:
    measured = Path(__file__).resolve().parents[2] / "docs" / "measured"
    rows = {suite: list(Store(measured / f"calibration_{suite}.csv")) for suite in cells()}
    assert (measured / "calibration_targets.md").read_text(encoding="utf-8") == targets_table(rows)
