"""An outcome or area that should not change: named in the settings, known in the data, fixed by the lock."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.parameters.loading import read
from evaluera.parameters.locking import lock, locked

SETTINGS = """\
version: 1
namn: Prov
projekt: {{genomförande: helt}}
data:
  - {{fil: brott.csv, period: månad, område: område, utfall: brott, värde: antal, källa: påhittad}}
insats: {{start: 2018-01, områden: [Ersboda]}}
analyser:
  - {{metod: avbruten tidsserie, utfall: stöld{placebo}}}
"""


def write(folder: Path, placebo: str = "") -> Path:
    months = pd.period_range("2015-01", periods=60, freq="M").astype(str)
    random = np.random.default_rng(5)
    frames = [
        pd.DataFrame({"månad": months, "område": area, "brott": crime, "antal": random.poisson(40.0, 60)})
        for area in ("Ersboda", "Teg")
        for crime in ("stöld", "bedrägeri")
    ]
    pd.concat(frames).to_csv(folder / "brott.csv", sep=";", index=False)
    (folder / "evaluation.yaml").write_text(SETTINGS.format(placebo=placebo), encoding="utf-8")
    return folder / "evaluation.yaml"


def test_what_should_not_change_is_checked_in_the_main_analysis(tmp_path: Path) -> None:
    evaluation = evaluera.run(write(tmp_path, ", kontrollutfall: bedrägeri, opåverkat område: Teg"))
    named = {each.name: each.values["named"] for each in evaluation.primary.diagnostics if "named" in each.values}
    assert named == {"placebo_outcome": "bedrägeri", "placebo_area": "Teg"}


def test_nobody_asks_when_nothing_is_named(tmp_path: Path) -> None:
    names = {each.name for each in evaluera.run(write(tmp_path)).primary.diagnostics}
    assert "placebo_in_time" in names
    assert not {"placebo_outcome", "placebo_area", "leave_one_out"} & names


@pytest.mark.parametrize(
    ("placebo", "code", "words"),
    [
        ("kontrollutfall: bedrägerier", "parameter.unknown_outcome_near", "bedrägeri"),
        ("kontrollutfall: rån", "parameter.unknown_outcome", "stöld"),
        ("kontrollområde: Tegg", "parameter.unknown_area_near", "Teg"),
        ("kontrollområde: Umeå", "parameter.unknown_area", "Ersboda"),
    ],
)
def test_a_name_that_is_not_in_the_data(tmp_path: Path, placebo: str, code: str, words: str) -> None:
    with pytest.raises(evaluera.ParameterError, match=words) as error:
        evaluera.run(write(tmp_path, f", {placebo}"))
    (finding,) = error.value.findings
    assert finding.code == code
    assert finding.place.line == 8


def test_it_is_fixed_by_the_lock_and_older_locks_stay_valid(tmp_path: Path) -> None:
    file = write(tmp_path)
    lock(file)
    assert locked(read(file)).status == "same"
    write(tmp_path, ", kontrollutfall: bedrägeri")
    (deviation,) = locked(read(file)).deviations
    assert deviation.parameter.endswith("placebo_outcome")
    assert deviation.decisive
