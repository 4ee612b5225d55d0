"""A run from file to folder, on evaluations of our own making."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import openpyxl
import pytest
from ruamel.yaml import YAML

from evaluera.errors import EvalueraError
from evaluera.report import manifest
from evaluera.report.running import Report, run
from evaluera.results.effect import EffectResult

MakeEvaluation = Callable[..., Path]
FILES = {
    "estimates.csv",
    "figures",
    "manifest.json",
    "notebook.ipynb",
    "parameters.yaml",
    "report.html",
    "result.json",
    "resultat.xlsx",
}


def snapshot(folder: Path) -> dict[str, tuple[str, int]]:
    """Checksum and time of every file."""
    return {
        file.relative_to(folder).as_posix(): (manifest.sha256(file), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def numbers(text: str) -> list[str]:
    """All numbers in a text, decimal comma or point, group marks left out."""
    plain = text.replace("\N{NARROW NO-BREAK SPACE}", "").replace("\N{NO-BREAK SPACE}", " ")
    return [number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", plain)]


def finding_of(caught: pytest.ExceptionInfo[EvalueraError]) -> str:
    return caught.value.findings[0].code


def own_notebook(folder: Path, *cells: object) -> None:
    """The evaluator's copy of the notebook with cells of their own after the results."""
    from evaluera.report.lab import copy_notebook

    file = copy_notebook(folder)
    notebook = nbformat.read(file, as_version=4)
    place = next(i for i, cell in enumerate(notebook.cells) if "results(" in cell.source) + 1
    notebook.cells[place:place] = list(cells)
    nbformat.write(notebook, file)


def test_the_run_folder_is_complete_and_sealed(swedish: Report) -> None:
    folder = swedish.folder
    assert folder == folder.parents[2] / "reports" / "insats" / "2022"
    assert {each.name for each in folder.iterdir()} == FILES
    facts = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert facts["publishable"] is False
    assert facts["evaluation_date"] == "2022-12-31"
    assert set(facts["inputs"]) == {"brott.csv", "evaluation.yaml"}
    assert (
        facts["inputs"]["brott.csv"]
        == hashlib.sha256((swedish.evaluation.folder / "brott.csv").read_bytes()).hexdigest()
    )
    assert set(facts["files"]) == set(snapshot(folder)) - {"manifest.json"}
    assert facts["versions"]["evaluera"]
    assert facts["duration_seconds"] > 0
    manifest.refuse_changed(folder)


def test_figures_are_counted_and_saved_with_their_words(swedish: Report) -> None:
    facts = json.loads((swedish.folder / "manifest.json").read_text("utf-8"))
    page = swedish.html.read_text("utf-8")
    assert len(facts["figures"]) == page.count("<svg ") >= 2
    for name in facts["figures"]:
        words = (swedish.folder / "figures" / f"{name}.txt").read_text("utf-8").strip()
        assert f'aria-label="{words}"' in page
        assert (swedish.folder / "figures" / f"{name}.svg").read_text("utf-8").startswith("<svg ")
        assert (swedish.folder / "figures" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert len(list((swedish.folder / "figures").iterdir())) == 3 * len(facts["figures"])


def test_results_can_be_read_back(swedish: Report) -> None:
    stored = json.loads((swedish.folder / "result.json").read_text("utf-8"))
    assert (stored["version"], stored["year"], stored["language"]) == (1, 2022, "sv")
    assert set(stored["analyses"]) == set(swedish.evaluation.results)
    primary = stored["analyses"][stored["primary"]]
    assert primary["statement"]["headline"] == swedish.headline
    again = EffectResult.from_json(json.dumps(primary["result"]))
    assert again == swedish.evaluation.primary


def test_estimates_hold_the_tidy_table_of_every_analysis(swedish: Report) -> None:
    with (swedish.folder / "estimates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [float(e.estimate) for r in swedish.evaluation.results.values() for e in r.estimates]
    assert [float(row["estimate"]) for row in rows] == pytest.approx(expected, rel=1e-15)
    assert list(rows[0])[:3] == ["analysis", "outcome", "area"]


def test_parameters_are_complete(swedish: Report) -> None:
    stored = YAML(typ="safe").load((swedish.folder / "parameters.yaml").read_text("utf-8"))
    assert stored["analyses"][0]["errors"] == "default"
    assert stored["analyses"][0]["primary"] is True


def test_the_workbook_has_numbers_under_words_of_the_language(swedish: Report, english: Report) -> None:
    book = openpyxl.load_workbook(swedish.folder / "resultat.xlsx")
    assert book.sheetnames[:3] == ["Slutsatser", "Skattningar", "Kontroller"]
    sheet = book["Skattningar"]
    headings = [cell.value for cell in sheet[1]]
    column = headings.index("Skattning") + 1
    assert isinstance(sheet.cell(row=2, column=column).value, float)
    assert sheet.cell(row=2, column=column).number_format == "#,##0.00"
    assert openpyxl.load_workbook(english.folder / "resultat.xlsx").sheetnames[:2] == ["Conclusions", "Estimates"]


def test_the_executed_notebook_tells_nothing_of_this_machine(swedish: Report) -> None:
    text = (swedish.folder / "notebook.ipynb").read_text("utf-8")
    assert str(swedish.evaluation.folder.parents[1]) not in text
    assert "front_page" in text


def test_both_languages_carry_the_same_numbers(swedish: Report, english: Report) -> None:
    def stated(report: Report) -> list[str]:
        page = report.html.read_text("utf-8")
        tables = "".join(re.findall(r"<td class=\"number\">(.*?)</td>", page))
        return numbers(tables)

    assert len(stated(swedish)) > 50
    assert stated(swedish) == stated(english)
    assert swedish.evaluation.primary == english.evaluation.primary
    assert (swedish.folder / "estimates.csv").read_bytes() == (english.folder / "estimates.csv").read_bytes()


def test_the_same_input_gives_the_same_bytes(make_evaluation: MakeEvaluation, tmp_path: Path) -> None:
    folder = make_evaluation()
    first, second = (run(folder, out=tmp_path / name).folder for name in ("a", "b"))
    for name in ("result.json", "estimates.csv", "parameters.yaml"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_two_consecutive_years(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation(months=84)
    first = run(folder)
    before = snapshot(first.folder)
    stored = json.loads((first.folder / "result.json").read_text("utf-8"))["analyses"]
    make_evaluation(months=96)
    second = run(folder)
    assert (first.folder.name, second.folder.name) == ("2021", "2022")
    assert snapshot(first.folder) == before
    again = run(folder, year=2021)
    assert again.folder == first.folder
    remade = json.loads((again.folder / "result.json").read_text("utf-8"))["analyses"]
    for name, analysis in stored.items():
        assert remade[name]["result"]["estimates"] == analysis["result"]["estimates"]
        assert remade[name]["result"]["courses"] == analysis["result"]["courses"]
    for file in sorted((first.folder / "figures").iterdir()):
        assert manifest.sha256(file) == before[f"figures/{file.name}"][0], file.name


def test_a_hand_edited_file_is_never_overwritten(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    report = run(folder)
    report.html.write_text("rättad för hand", encoding="utf-8")
    before = snapshot(report.folder)
    with pytest.raises(EvalueraError) as caught:
        run(folder)
    assert finding_of(caught) == "report.changed_file"
    assert str(report.folder) in str(caught.value)
    assert snapshot(report.folder) == before
    assert [each.name for each in report.folder.parent.iterdir()] == ["2022"]


def test_what_the_evaluator_adds_appears_and_survives_the_next_run(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    (folder / "commentary").mkdir()
    (folder / "commentary" / "resultat.md").write_text("Vi bytte **rutin** i mars.", encoding="utf-8")
    picture = "#| fig-alt: Stapel med 3 fall i Teg\nimport matplotlib.pyplot as plt\nplt.bar(['Teg'], [3]);"
    own_notebook(
        folder,
        nbformat.v4.new_markdown_cell("## Vår egen analys\n\nVi räknade själva."),
        nbformat.v4.new_code_cell(picture),
        nbformat.v4.new_code_cell("import pandas as pd\npd.DataFrame({'fall': [3]}, index=['Teg'])"),
        nbformat.v4.new_code_cell("evaluation.primary"),
    )
    notebook = (folder / "notebook.ipynb").read_bytes()
    for _ in range(2):
        page = run(folder).html.read_text("utf-8")
        assert ">Vår egen analys</h2>" in page
        assert "Vi räknade själva." in page
        assert 'alt="Stapel med 3 fall i Teg"' in page
        assert '<th scope="row">Teg</th>' in page
        assert "Vi bytte <strong>rutin</strong> i mars." in page
        assert 'data-figure="shown-1-' in page
        assert "plt.bar" not in page
    assert (folder / "notebook.ipynb").read_bytes() == notebook


def test_a_failing_cell_is_named_and_nothing_is_written(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    own_notebook(folder, nbformat.v4.new_code_cell("antal = 3\nantal / 0"))
    with pytest.raises(EvalueraError) as caught:
        run(folder)
    assert finding_of(caught) == "report.cell_failed"
    assert str(caught.value).startswith("notebook.ipynb, cell 7: ")
    assert "ZeroDivisionError: division by zero" in str(caught.value)
    assert '"antal = 3"' in str(caught.value)
    reports = folder.parents[1] / "reports"
    assert not reports.exists() or list((reports / "insats").iterdir()) == []


@pytest.mark.parametrize(
    ("removed", "code"), [("front_page(", "report.no_front_page"), ("method_annex(", "report.figures_differ")]
)
def test_a_removed_section_that_loses_a_figure_stops_the_run(
    make_evaluation: MakeEvaluation, removed: str, code: str
) -> None:
    folder = make_evaluation()
    own_notebook(folder)
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if removed not in cell.source]
    nbformat.write(notebook, folder / "notebook.ipynb")
    with pytest.raises(EvalueraError) as caught:
        run(folder)
    assert finding_of(caught) == code


def test_a_notebook_that_cannot_be_read_is_told(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    (folder / "notebook.ipynb").write_text("{trasig", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        run(folder)
    assert finding_of(caught) == "report.unreadable_notebook"


def test_unknown_formats_are_refused_before_anything_is_read() -> None:
    with pytest.raises(EvalueraError) as caught:
        run("finns-inte.yaml", formats=("html", "pdf"))
    assert finding_of(caught) == "report.unknown_format"
    assert "skriv ut till PDF" in str(caught.value)


def test_unknown_commentary_stops_before_a_cell_is_run(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    (folder / "commentary").mkdir()
    (folder / "commentary" / "slutord.md").write_text("x", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        run(folder)
    assert finding_of(caught) == "report.unknown_commentary"
    assert not (folder.parents[1] / "reports").exists()


def test_every_report_carries_the_ribbon(swedish: Report, english: Report) -> None:
    assert "Arbetsversion – små tal är inte skyddade, publicera inte" in swedish.html.read_text("utf-8")
    assert "Working version – small numbers are not protected, do not publish" in english.html.read_text("utf-8")


def test_synthetic_and_preliminary_data_carry_their_ribbons(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    file = folder / "evaluation.yaml"
    text = file.read_text("utf-8").replace("retrieved_on: 2026-01-20", "preliminary_from: 2022-10")
    file.write_text(text.replace("language: sv\n", "language: sv\nsynthetic: true\n"), encoding="utf-8")
    page = run(folder).html.read_text("utf-8")
    ribbons = re.findall(r'<p class="ribbon">(.*?)</p>', page)
    assert [ribbon[:12] for ribbon in ribbons] == ["SYNTETISKA D", "Preliminära ", "Arbetsversio"]
    assert "oktober 2022" in ribbons[1]
    figures = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    assert figures != []
    assert [figure[:80] for figure in figures if "SYNTETISKA DATA – visar" not in figure] == []
    assert f'content: "{ribbons[0]} · {ribbons[2]}"' in page


def test_progress_is_told_step_by_step(make_evaluation: MakeEvaluation) -> None:
    told: list[str] = []
    run(make_evaluation(), language="en", progress=told.append)
    assert told == ["Reading and checking the input", "Computing and writing the sections", "Saving"]


KILLED = """
import os, signal, sys
from evaluera.report.running import run

steps = []
def progress(step):
    steps.append(step)
    if len(steps) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

run(sys.argv[1], progress=progress)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_step_the_old_report_stays(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    report = run(folder)
    before = snapshot(report.folder)
    for step in ("1", "2", "3"):
        command = [sys.executable, "-c", KILLED, str(folder), step]
        assert subprocess.run(command, capture_output=True, check=False).returncode == -9
        assert snapshot(report.folder) == before
    assert len(list(report.folder.parent.iterdir())) > 1
    again = run(folder)
    assert [each.name for each in again.folder.parent.iterdir()] == ["2022"]
    assert set(snapshot(again.folder)) == set(before)
