"""The evaluator's bench: every section of one analysis, run and made into a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from evaluera.errors import ParameterError
from evaluera.report import workbench
from evaluera.report.execution import papermill
from evaluera.report.lab import copy_bench
from evaluera.report.page import page
from evaluera.report.template import BENCH, template

MakeEvaluation = Callable[..., Path]
SECTIONS = ["front_page", "data", "model", "course", "checks", "sensitivity", "curve", "placebo", "influence", "power"]


@pytest.fixture(scope="module")
def bench(writer: MakeEvaluation, tmp_path_factory: pytest.TempPathFactory) -> workbench.Bench:
    """A bench of the main analysis, with one month without a value."""
    folder = writer(tmp_path_factory.mktemp("bench") / "data" / "insats", months=66)
    rows = (folder / "brott.csv").read_text("utf-8").splitlines()
    rows[10] = rows[10].partition(";")[0] + ";"
    (folder / "brott.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return workbench.set_up(folder, language="sv")


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_shows_itself_and_holds_its_figures(bench: workbench.Bench, name: str) -> None:
    section = getattr(workbench, name)(bench)
    assert section.name == name
    assert all(f'data-figure="{figure}"' in section.body for figure in section.figures)
    if name in ("course", "sensitivity", "placebo", "influence"):
        assert section.figures != ()


def test_the_gap_is_told(bench: workbench.Bench) -> None:
    assert "oktober 2015 (1)" in workbench.data(bench).body


def test_the_formula_names_the_parts_of_the_model(bench: workbench.Bench) -> None:
    written = workbench.model(bench).plain
    assert written.startswith("log(väntat antal) = nivå + trend · tid + säsong + effekt · efter starten + slump (")


def test_an_unknown_analysis_is_refused_with_the_nearest(make_evaluation: MakeEvaluation) -> None:
    with pytest.raises(ParameterError) as caught:
        workbench.set_up(make_evaluation(), "count-before_aftr")
    (found,) = caught.value.findings
    assert found.code == "parameter.unknown_analysis_near"
    assert found.values["nearest"] == "count-before_after"
    assert found.values["known"] == "count-interrupted_time_series, count-before_after"


def test_the_copy_for_the_lab_names_the_analysis_and_leaves_the_report_alone(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    file = copy_bench(folder, analysis="COUNT-before_after", language="en")
    assert file.name == "effect-count-before_after.ipynb"
    assert not (folder / "notebook.ipynb").exists()
    cells = json.loads(file.read_text("utf-8"))["cells"]
    source = next(cell["source"] for cell in cells if "parameters" in cell["metadata"].get("tags", []))
    assert source == "path = 'evaluation.yaml'\nanalysis = 'count-before_after'\nlanguage = 'en'"
    file.write_text("mitt", encoding="utf-8")
    assert copy_bench(folder, analysis="count-before_after").read_text("utf-8") == "mitt"


def executed(folder: Path, tmp_path: Path, **parameters: object) -> Any:
    out = tmp_path / "out.ipynb"
    papermill().execute_notebook(
        str(template(BENCH)), str(out), parameters, cwd=str(folder), progress_bar=False, kernel_name="python3"
    )
    return nbformat.read(out, 4)  # type: ignore[no-untyped-call]


@pytest.mark.filterwarnings("ignore")  # of the kernel's own start, as by papermill on the command line
def test_the_notebook_runs_by_papermill_and_becomes_a_page(make_evaluation: MakeEvaluation, tmp_path: Path) -> None:
    folder = make_evaluation(months=60)
    notebook = executed(folder, tmp_path, analysis="count-before_after", language="en")
    made = page(notebook, folder=folder)
    assert made.language == "en"
    assert made.title == "Bench: Vandalism, before/after comparison"
    assert {"bench-sensitivity-1", "bench-placebo-1", "bench-influence-1"} <= set(made.figures)
    order = [made.html.index(f'id="{name}"') for name in SECTIONS[1:]]
    assert order == sorted(order)
