"""Nothing is lost: each concept of the work has its table, its indicator and its place in the report.

``docs/traceability.csv`` is the table. The concepts are those of the process data model and of the work of a municipal
crime prevention council; the second table is what users were promised by name.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from evaluera.cli.commands import COMMANDS
from evaluera.data.process.table_registry import table_kinds
from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.standard_indicators import INDICATORS
from evaluera.methods.registry import process_methods
from evaluera.report import sections
from evaluera.report.section import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
CONCEPTS = list(csv.DictReader((ROOT / "docs" / "traceability.csv").read_text(encoding="utf-8").splitlines()))
PROMISED = list(csv.DictReader((ROOT / "docs" / "promised.csv").read_text(encoding="utf-8").splitlines()))

OF_THE_WORK = {
    *("assignment plan", "collaboration agreement", "citizen promises", "Umebrå and local councils", "roster"),
    *("EST rounds", "EST observations", "EST actions", "safety and night walks", "budget", "annual report"),
    *("process leaders and staffing", "situation picture", "action plan", "activity plan", "cause analysis"),
    *("decisions", "recommendations", "legal items", "NTU and school surveys", "context events", "programme theory"),
    *("goals of the agreement", "partner survey", "partner ties", "interviews", "rival explanations", "activity log"),
}
"""The seed of the mapping: none of these may be lost from the table."""


def _named(column: str) -> set[str]:
    return {name for row in CONCEPTS for name in row[column].split()}


def test_no_concept_is_lost() -> None:
    assert OF_THE_WORK - {row["en"] for row in CONCEPTS} == set()


def test_every_concept_is_complete_and_named_once() -> None:
    assert [row["en"] for row in CONCEPTS if not (row["sv"] and row["en"] and row["tables"] and row["parts"])] == []
    for language in ("sv", "en"):
        assert len({row[language] for row in CONCEPTS}) == len(CONCEPTS)


def test_tables_indicators_and_parts_exist() -> None:
    assert _named("tables") - set(table_kinds()) == set()
    assert _named("indicators") - set(indicators()) == set()
    assert _named("parts") - set(SECTIONS) - set(process_methods()) == set()


def test_every_table_and_every_indicator_serves_a_concept() -> None:
    assert set(table_kinds()) - _named("tables") == set()
    assert {each.id for each in INDICATORS} - _named("indicators") == set()


def test_every_process_method_is_a_part_of_the_report() -> None:
    assert set(process_methods()) - _named("parts") == set()


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["en"])
def test_the_indicators_of_a_concept_stand_in_its_parts(row: dict[str, str]) -> None:
    themes = {indicators()[each].theme for each in row["indicators"].split()}
    assert themes <= set(row["parts"].split())


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["en"])
def test_a_concept_without_an_indicator_stands_in_a_section_of_its_own(row: dict[str, str]) -> None:
    parts = set(row["parts"].split())
    assert row["indicators"] or parts & (set(SECTIONS) - {"process"})
    assert parts & set(SECTIONS) <= {*sections.__all__, "methods"}


def test_every_noun_of_the_promise_is_there() -> None:
    assert {row["noun"] for row in PROMISED} == {
        *("pandas", "statsmodels", "matplotlib", "jupyterlab", "papermill"),
        *("notebooks/", "src/evaluera/", "data/", "reports/", "tests/", "environment.yml", "README.md"),
        *("process evaluation", "effect evaluation", "before/after", "interrupted time series"),
        *("parameterised notebooks", "evaluation reports"),
    }


@pytest.mark.parametrize("row", PROMISED, ids=lambda row: row["noun"])
def test_a_promised_noun_has_a_file_a_command_and_a_test(row: dict[str, str]) -> None:
    assert (ROOT / row["file"]).exists(), row["file"]
    words = row["command"].split()
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    else:
        assert words[0] == "evaluera"
        assert words[1] in COMMANDS
    path, _, name = row["test"].partition("::")
    assert re.search(rf"^def {name}\b", (ROOT / path).read_text(encoding="utf-8"), flags=re.MULTILINE), row["test"]


@pytest.mark.parametrize("row", [row for row in PROMISED if row["kind"] == "library"], ids=lambda row: row["noun"])
def test_a_promised_library_is_required_and_used(row: dict[str, str]) -> None:
    assert re.search(
        rf'^\s*"{row["noun"]}\b', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert re.search(rf"\b{row['noun']}\b", (ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert row["noun"] in (ROOT / row["file"]).read_text(encoding="utf-8")
