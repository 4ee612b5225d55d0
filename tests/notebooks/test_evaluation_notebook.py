"""The template notebook shows every section, and stays a table of contents."""

from __future__ import annotations

import json

from evaluera.report import sections
from evaluera.report.template import template

NOTEBOOK = json.loads(template().read_text(encoding="utf-8"))
SOURCES = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_every_section_is_shown_once_and_in_order() -> None:
    shown = [source for source in SOURCES if source.startswith("sections.")]
    assert shown == [
        "sections.front_page(evaluation)",
        "sections.process(evaluation)",
        "sections.results(evaluation)",
        "sections.contribution(evaluation)",
        "sections.diagnostics(evaluation)",
        "sections.method_annex(evaluation)",
        "sections.process_annex(evaluation)",
        "sections.run_record(evaluation)",
    ]
    assert {source.removeprefix("sections.").partition("(")[0] for source in shown} == set(sections.__all__)


def test_parameters_are_a_path_a_year_a_language_and_an_evaluation_date() -> None:
    parameters = [cell for cell in NOTEBOOK["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    assert [line.partition(" =")[0] for line in "".join(parameters[0]["source"]).splitlines()] == [
        "path",
        "year",
        "language",
        "until",
    ]


def test_the_title_stands_in_both_languages_and_gives_way_to_the_front_page() -> None:
    first = NOTEBOOK["cells"][0]
    assert (first["cell_type"], first["metadata"]["tags"]) == ("markdown", ["title"])
    assert "".join(first["source"]) == "# Utvärdering · Evaluation"
