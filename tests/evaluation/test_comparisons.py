"""Displacement areas and comparison outcomes as a coordinator writes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.errors import EvalueraError

SETTINGS = """
version: 1
namn: Tryggare centrum
språk: sv
projekt: {skäl till urval: politiskt beslut, genomförande: helt}
data:
  - {fil: brott.csv, period: månad, område: område, utfall: brottstyp, värde: antal, källa: påhittad}
insats:
  start: 2018-01
  områden: [Centrum]
  jämförelse: övriga
  omflyttning: [Haga, Teg]
utfall:
  våld: {önskad riktning: lägre är bättre}
analyser:
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    random, months = np.random.default_rng(4), pd.period_range("2015-01", periods=48, freq="M")
    names = ["Centrum", "Haga", "Teg", *(f"Område {i}" for i in range(8))]
    rows = [
        {
            "brottstyp": kind,
            "område": name,
            "månad": str(month),
            "antal": random.poisson(60 * (0.5 if name == "Centrum" and i >= 36 and kind == "våld" else 1.0)),
        }
        for kind in ("våld", "stöld")
        for name in names
        for i, month in enumerate(months)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "brott.csv", index=False)
    return tmp_path


def _run(folder: Path, *analyses: str) -> evaluera.Evaluation:
    lines = "".join(f"  - {{{each}}}\n" for each in analyses)
    (folder / "evaluation.yaml").write_text(SETTINGS.lstrip() + lines, encoding="utf-8")
    return evaluera.run(folder / "evaluation.yaml")


def test_displacement_areas_reach_every_method_that_compares(folder: Path) -> None:
    evaluation = _run(
        folder,
        "beteckning: skillnad, metod: viktad förflyttningsskillnad, utfall: våld, huvudanalys: ja",
        "beteckning: kvot, metod: viktad förflyttningskvot, utfall: våld",
        "beteckning: före, metod: före-efter-jämförelse, utfall: våld",
        "beteckning: serie, metod: avbruten tidsserie, utfall: våld",
    )
    terms = set(evaluation.primary.tidy()["term"])
    assert {"weighted_displacement_difference", "direct_effect", "displacement_effect"} <= terms
    assert "weighted_displacement_quotient" in set(evaluation.results["kvot"].tidy()["term"])
    assert [result.evidence[0].comparison_areas for result in evaluation.results.values()] == [8, 8, 8, 8]
    assert evaluation.results["serie"].design == "controlled_time_series"
    assert evaluation.primary.primary()[0].high < 0.0
    assert "Våld" in evaluation.statement("sv").headline


def test_harm_weights_and_comparison_outcomes_find_their_outcomes(folder: Path) -> None:
    evaluation = _run(
        folder,
        "beteckning: skada, metod: viktad förflyttningsskillnad, utfall: våld, huvudanalys: ja, "
        "skadevikter: {våld: 5, stöld: 1}",
        "beteckning: mot stöld, metod: avbruten tidsserie, utfall: våld, jämförelse: [], jämförelseutfall: stöld",
    )
    assert evaluation.primary.primary()[0].outcome == "våld + stöld"
    against = evaluation.results["mot stöld"].primary()
    assert [each.outcome for each in against] == ["våld"]
    assert against[0].low < 0.5 < against[0].high


def test_a_missing_comparison_is_told(folder: Path) -> None:
    path = folder / "evaluation.yaml"
    text = SETTINGS.lstrip().replace("  jämförelse: övriga\n", "")
    path.write_text(text + "  - {metod: viktad förflyttningsskillnad, utfall: våld}\n", encoding="utf-8")
    with pytest.raises(EvalueraError) as error:
        evaluera.run(path)
    assert [finding.code for finding in error.value.findings] == ["parameter.missing"]
    assert error.value.findings[0].values["name"] == "jämförelse"
