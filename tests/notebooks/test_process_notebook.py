"""The notebook of the follow-up: a table of contents that papermill runs with a path, a day and a product."""

from __future__ import annotations

import json
from pathlib import Path

from evaluera.report.execution import execute
from evaluera.report.kernel import kernel
from evaluera.report.section import SECTION
from evaluera.report.template import PROCESS, template

NOTEBOOK = json.loads(template(PROCESS).read_text(encoding="utf-8"))
SOURCES = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_it_shows_the_process_half_and_nothing_of_effects() -> None:
    assert SOURCES[2:] == [
        "sections.front_page(evaluation, report)",
        "sections.process(evaluation, report)",
        "sections.process_annex(evaluation, report)",
        "sections.run_record(evaluation, report)",
    ]


def test_parameters_are_those_of_a_run_and_the_product() -> None:
    names = [line.partition(" =")[0] for line in SOURCES[0].splitlines()]
    assert names == ["path", "year", "language", "until", "report"]


def test_papermill_runs_it_with_a_path_and_a_product(follow_up_folder: Path) -> None:
    asked = {"path": "evaluation.yaml", "until": "2024-06-30", "report": "agreement", "language": "en"}
    with kernel(follow_up_folder) as running:
        done = execute(template(PROCESS), parameters=asked, folder=follow_up_folder, kernel=running, language="sv")
    data = [output["data"] for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [bundle[SECTION]["name"] for bundle in data if SECTION in bundle]
    assert shown == ["front_page", "process", "process_annex", "run_record"]
    page = str(data[0]["text/plain"])
    assert page.startswith("The worked example: the collaboration agreement")
    # by 30 June: floor(5 x 182 / 366) = 2 of Umebrå and floor(4 x 182 / 366) = 1 of each of three councils
    assert "Of 5 meetings that are required, 5 were held." in page
