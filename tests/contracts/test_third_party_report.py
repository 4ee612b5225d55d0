"""A third party's method goes the whole way, from evaluation.yaml to the report, without an edit here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluera.report.running import run

YAML = """\
version: 1
name: Lights in the park
language: {language}
data:
  - {{file: rates.csv, period: month, value: rate, kind: rate, source: made here}}
intervention: {{start: 2017-01}}
analyses:
  - {{method: {method}, outcome: rate}}
"""


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "ungefär lika många perioder"), ("en", "about as many periods")]
)
def test_report_with_figure_table_and_text(rank_shift: str, tmp_path: Path, language: str, words: str) -> None:
    folder = tmp_path / "park"
    folder.mkdir()
    months = pd.period_range("2015-01", periods=48, freq="M")
    rate = 20.0 + np.sin(np.arange(48)) - 4.0 * (np.arange(48) >= 24)
    pd.DataFrame({"month": months.astype(str), "rate": rate}).to_csv(folder / "rates.csv", index=False)
    (folder / "evaluation.yaml").write_text(YAML.format(language=language, method=rank_shift), encoding="utf-8")
    report = run(folder, out=tmp_path / "reports")
    page = report.html.read_text(encoding="utf-8")
    assert words in page
    assert page.count("<figure") == 1
    assert page.count("<table") >= 3
    estimates = pd.read_csv(report.folder / "estimates.csv")
    assert set(estimates["term"]) == {"rank_shift"}
    assert report.headline in page
