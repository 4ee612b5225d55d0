"""The public calibration: any method gets its coverage table, also one of another package."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from evaluera import MethodError, ParameterError
from evaluera.testing import Calibration, calibrate
from evaluera.testing.worlds import REAL_SET, real_worlds, simulated_worlds

COLUMNS = ["data", "world", "kind", "periods", "asked", "answered", "coverage", "false_findings", "half_width"]


@pytest.fixture
def calibration(rank_shift: str) -> Calibration:
    return calibrate(rank_shift)


def test_a_third_party_gets_its_table(calibration: Calibration) -> None:
    table = calibration.table().set_index("world")
    assert list(calibration.table().columns) == COLUMNS
    means = table[table["kind"] == "mean"]
    assert (means["answered"] == 100).all()
    assert means.loc["mean_independent_48", "coverage"] >= 0.88
    assert means.loc["mean_drifting_48", "coverage"] < 0.5
    assert np.allclose(means["coverage"] + means["false_findings"], 1.0)
    assert (means["half_width"] > 0.0).all()


def test_worlds_that_a_method_refuses_are_told(calibration: Calibration) -> None:
    counts = [cell for cell in calibration.cells if cell.kind == "count"]
    assert {cell.data for cell in counts} == {"simulated", "real"}
    assert all(cell.answered == 0 and cell.asked >= 100 for cell in counts)
    assert calibration.table().query("kind == 'count'")["coverage"].isna().all()


def test_it_is_a_frozen_record_and_the_same_every_time(calibration: Calibration, rank_shift: str) -> None:
    assert calibrate(rank_shift).table().equals(calibration.table())
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign"):
        calibration.suite = "full"  # type: ignore[misc]


def test_without_the_real_series_the_record_says_so(rank_shift: str, tmp_path: Path) -> None:
    found = calibrate(rank_shift, reference=tmp_path)
    assert found.missing == (REAL_SET,)
    assert all(cell.data == "simulated" for cell in found.cells)


def test_the_real_series_are_in_the_repository(calibration: Calibration) -> None:
    assert calibration.missing == ()


def test_an_unknown_method_and_unknown_options_are_refused() -> None:
    with pytest.raises(MethodError, match="before_after"):
        calibrate("no_such_method")
    with pytest.raises(ParameterError) as error:
        calibrate("before_after", options={"no_such_option": 1})
    assert error.value.findings[0].values["found"] == "no_such_option"


def test_worlds_with_areas_belong_to_methods_that_compare() -> None:
    alone, compared = ({world.name for world in simulated_worlds("quick", areas=areas)} for areas in (False, True))
    assert compared - alone == {
        "count_areas_1_against_5",
        "count_areas_1_against_20",
        "count_areas_4_against_8",
    }


def test_panels_of_the_worlds() -> None:
    world = next(world for world in simulated_worlds("quick", areas=True) if "4_against_8" in world.name)
    panel = world.panel()
    assert (len(panel.areas), len(panel.outcomes), len(panel.periods)) == (12, 100, 48)
    reference = Path(__file__).resolve().parents[2] / "data" / "reference"
    short, long = (world.panel() for world in real_worlds("full", reference=reference))
    assert (len(short.outcomes), len(short.periods)) == (798, 36)
    assert (len(long.outcomes), len(long.periods)) == (735, 60)
