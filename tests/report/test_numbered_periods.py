"""Periods without dates have one name on page one, in its figure and in the annex."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import evaluera
from evaluera.report.drawings import pictures
from evaluera.report.sections import diagnostics, front_page, method_annex

YAML = """\
version: 1
namn: Prov
data: [{fil: brott.csv, period: kvartal, frekvens: kvartal, värde: antal, källa: Brå}]
insats: {start: 13, införande: 13..14}
analyser: [{metod: före efter, utfall: antal}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("insats")
    counts = np.random.default_rng(3).poisson(60, 20)
    rows = [f"{number};{count}" for number, count in enumerate(counts, start=1)]
    (target / "brott.csv").write_text("\n".join(["kvartal;antal", *rows]) + "\n", encoding="utf-8")
    (target / "evaluation.yaml").write_text(YAML, encoding="utf-8")
    return target


@pytest.mark.parametrize(
    ("language", "line", "figure", "left_out"),
    [
        ("sv", "uppgifter för kvartal 1–20", "kvartal 1–20", "Övergångstiden kvartal 13 till kvartal 14 är inte med"),
        ("en", "data for quarters 1–20", "quarters 1–20", "quarter 13 to quarter 14"),
    ],
)
def test_numbered_quarters_are_quarters_everywhere(
    folder: Path, language: str, line: str, figure: str, left_out: str
) -> None:
    evaluation = evaluera.run(folder, language=language)
    assert line in front_page(evaluation).body
    assert pictures(evaluation, language)[0].drawn.subtitle.endswith(figure)
    assert left_out in diagnostics(evaluation).body
    for section in (front_page, diagnostics, method_annex):
        assert "period 13" not in section(evaluation).body
