"""Every broken workbook is answered with its findings, in exact words in both languages (broken_workbooks.toml).

Each case changes the example: ``edit`` sets cells (sheet, row as Excel counts, heading, value), ``add`` appends rows,
``new`` adds or replaces sheets, ``without`` removes sheets, ``drop`` columns, ``hide`` hides sheets, ``files`` adds CSV
files. ``loose`` are sheets with cells that belong to no table. ``levels`` are those of the findings, the note about
absent tables left out.
"""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

import evaluera
from evaluera.data.process.personal_data import PersonalKind
from evaluera.data.process.reading import read_process
from evaluera.errors import DataError, Finding
from evaluera.text.findings import render

HERE = Path(__file__).parent
SOURCE = Path(evaluera.__file__).parent
CASES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "broken_workbooks.toml").read_text(encoding="utf-8"))
ALWAYS = "process.absent_tables"


def _example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example", HERE / "example.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


example = _example()


def changed(case: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """The sheets of the example with the changes of the case."""
    grids = {name: rows for name, rows in example.sheets().items() if name not in case.get("without", ())}
    grids |= case.get("new", {})
    for sheet, row, heading, value in case.get("edit", ()):
        grid = grids[sheet]
        if heading not in grid[0]:
            for each in grid:
                each.append(None)
            grid[0][-1] = heading
        grid[row - 1][grid[0].index(heading)] = None if value == "" else value
    for sheet, values in case.get("add", ()):
        grids[sheet].append([None if each == "" else each for each in values])
    for sheet, heading in case.get("drop", ()):
        at = grids[sheet][0].index(heading)
        grids[sheet] = [[*row[:at], *row[at + 1 :]] for row in grids[sheet]]
    return grids


def findings(case: dict[str, Any], folder: Path) -> list[Finding]:
    """What reading the changed example finds, whether it stops or not."""
    hidden = tuple(case.get("hide", ()))
    (folder / "process.xlsx").write_bytes(example.book(changed(case), hidden=hidden))
    for name, text in case.get("files", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    options = {name: case[name] for name in ("columns", "ignore_columns") if name in case}
    try:
        found = read_process("process.xlsx", *case.get("files", ()), folder=folder, **options).findings
    except DataError as error:
        found = error.findings
    return [finding for finding in found if finding.code != ALWAYS]


def test_there_are_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_broken_workbook_is_answered_with_its_words(name: str, tmp_path: Path) -> None:
    found, case = findings(CASES[name], tmp_path), CASES[name]
    assert [finding.code.removeprefix("process.") for finding in found] == case["codes"]
    assert [finding.severity for finding in found] == case["levels"]
    assert [render(finding, "sv") for finding in found] == case["sv"]
    assert [render(finding, "en") for finding in found] == case["en"]
    in_tables = [each for each in found if each.place.sheet not in case.get("loose", ())]
    assert all(finding.values.get("table") for finding in in_tables if finding.place.column is not None)


def test_every_sentence_is_shown_by_a_case() -> None:
    words = tomllib.loads((SOURCE / "text" / "process" / "reading.sv.toml").read_text(encoding="utf-8"))
    told = {code for case in CASES.values() for code in case["codes"]}
    told_elsewhere = {"absent_tables", "empty_folder", "no_such_folder"}
    assert set(words["finding"]["process"]) - told == told_elsewhere


@pytest.mark.parametrize("language", ["sv", "en"])
def test_codes_and_sentences_are_the_same(language: str) -> None:
    words = tomllib.loads((SOURCE / "text" / "process" / f"reading.{language}.toml").read_text(encoding="utf-8"))
    texts = [path.read_text(encoding="utf-8") for path in (SOURCE / "data" / "process").rglob("*.py")]
    made = {code for text in texts for code in re.findall(r'"process\.([a-z_]+)"', text)}
    kinds = set(get_args(PersonalKind))
    assert set(words["finding"]["process"]) == made | kinds | {f"{kind}_beside" for kind in kinds}
