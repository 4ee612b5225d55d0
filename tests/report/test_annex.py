"""The annex shows the analyses beside the main one with p-values that count them all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import evaluera
from evaluera.report.annex import method_annex
from evaluera.text.stating import statement

SETTINGS = """
version: 1
name: Three outcomes
language: en
project: {owner: Umebrå, implementation: full}
data:
  - {file: crime.csv, period: month, value: [theft, fire, noise], source: made up, retrieved_on: 2024-01-20}
intervention: {start: 2022-01}
analyses:
"""
MAIN = "  - {id: main, method: before_after, outcome: theft, primary: true}\n"
OTHERS = "  - {id: fire, method: before_after, outcome: fire}\n  - {id: noise, method: before_after, outcome: noise}\n"


def _run(folder: Path, analyses: str) -> evaluera.Evaluation:
    folder.mkdir()
    random = np.random.default_rng(5)
    rows = [
        f"{year}-{month:02d},{','.join(str(random.poisson(m)) for m in (60, 40, 50))}"
        for year in (2020, 2021, 2022, 2023)
        for month in range(1, 13)
    ]
    (folder / "crime.csv").write_text("\n".join(["month,theft,fire,noise", *rows]), encoding="utf-8")
    (folder / "evaluation.yaml").write_text(SETTINGS + analyses, encoding="utf-8")
    return evaluera.run(folder / "evaluation.yaml")


def test_two_secondary_analyses_are_counted_together(tmp_path: Path) -> None:
    evaluation = _run(tmp_path / "three", MAIN + OTHERS)
    html = str(method_annex(evaluation).body)
    table = html[html.index("The other analyses when all questions are counted") :]
    assert "p by Holm" in table
    assert "Benjamini–Hochberg" in table
    frame = evaluera.adjusted(evaluation.results, primary=evaluation.primary_id)
    assert frame["holm"].notna().tolist() == [False, True, True]
    assert frame["holm"].iloc[1:].to_numpy() == pytest.approx(
        np.maximum(frame["p_value"].iloc[1:], np.minimum(1, 2 * frame["p_value"].iloc[1:].min()))
    )


def test_the_statement_is_untouched_and_one_secondary_analysis_has_no_table(tmp_path: Path) -> None:
    alone = _run(tmp_path / "one", MAIN)
    with_others = _run(tmp_path / "three", MAIN + OTHERS)
    assert str(statement(alone.primary, "en")) == str(statement(with_others.primary, "en"))
    assert "p by Holm" not in str(method_annex(alone).body)
