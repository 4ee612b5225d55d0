"""The workbook to fill in: what a coordinator sees, what LibreOffice keeps, and that the whole example fits in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.table_kind import PACKS, TableKind
from evaluera.data.process.table_registry import table_kind, table_kinds
from evaluera.evaluation.following_up import records_of
from evaluera.parameters import load
from evaluera.parameters.models import Parameters
from evaluera.report.process_workbook import MOST_OPEN, add_sheets, tables_of, write_workbook
from evaluera.report.settings_form import SETTINGS
from evaluera.report.table_sheet import arranged, heading_of, sheet_of
from evaluera.text.table_words import enum_words

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(evaluera.__file__).parent
KINDS = list(table_kinds().values())


@pytest.fixture(scope="module", params=["sv", "en"])
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any, Path]:
    """A workbook of all packs in one language."""
    path = tmp_path_factory.mktemp("empty") / "process.xlsx"
    write_workbook(path, packs=PACKS, language=request.param)
    return request.param, openpyxl.load_workbook(path), path


def _choices(sheet: Any, letter: str, book: Any) -> list[str]:
    """What can be chosen in a column; for ids the range where they stand."""
    for rule in sheet.data_validations.dataValidation:
        if f"{letter}2" in rule.sqref:
            name, _, cells = str(rule.formula1).rpartition("!")
            listed = book[name.strip("'")]
            if listed.sheet_state != "hidden":
                return [str(rule.formula1)]
            return [str(cell.value) for (cell,) in listed[cells.replace("$", "")]]
    return []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_at_most_ten_columns_are_open_and_whoever_must_be_filled_is(kind: TableKind) -> None:
    shown = [column for column in arranged(kind) if column.open]
    assert 1 <= len(shown) <= MOST_OPEN
    assert list(arranged(kind))[: len(shown)] == shown
    needed = [each for each in kind.columns if each.required and each.default is None and not each.generated]
    assert [each.name for each in needed if not each.open] == []


def test_each_sheet_has_headings_help_lists_and_a_folded_group(empty: tuple[str, Any, Path]) -> None:
    language, book, _ = empty
    for kind in KINDS:
        sheet = book[sheet_of(kind, language)]
        cells = list(sheet[1])
        assert [cell.value for cell in cells] == [heading_of(column, language) for column in arranged(kind)]
        assert sheet.freeze_panes == "A2"
        for cell, column in zip(cells, arranged(kind), strict=True):
            assert cell.comment is not None
            looks = sheet.column_dimensions[cell.column_letter]
            assert (looks.hidden, looks.outlineLevel) == ((False, 0) if column.open else (True, 1))
            if column.values:
                wanted = [enum_words(value, language) for value in column.values]
                assert _choices(sheet, cell.column_letter, book) == wanted
            elif column.kind == "bool":
                assert _choices(sheet, cell.column_letter, book) == {"sv": ["ja", "nej"], "en": ["yes", "no"]}[language]
            elif column.refers is not None:
                other = table_kinds()[column.refers.table]
                letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[
                    [each.name for each in arranged(other)].index(column.refers.column)
                ]
                place = f"'{sheet_of(other, language)}'!${letter}$2:${letter}$2000"
                assert _choices(sheet, cell.column_letter, book) == [place]
        first = {"sv": "Del av rapporten: ", "en": "Part of the report: "}[language]
        assert first in cells[0].comment.text
        assert f" {kind.minutes_a_month}." in cells[0].comment.text


def test_it_is_printed_landscape_as_wide_as_the_page(empty: tuple[str, Any, Path]) -> None:
    for sheet in empty[1].worksheets[:-1]:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        widths = [each.width for each in sheet.column_dimensions.values() if not each.hidden]
        assert all(width >= 9 for width in widths)


def test_the_first_sheet_says_what_each_sheet_is_for(empty: tuple[str, Any, Path]) -> None:
    language, book, _ = empty
    assert book.sheetnames[:2] == {"sv": ["läs mig", "inställningar"], "en": ["read me", "settings"]}[language]
    assert book.sheetnames[-1] == {"sv": "listor", "en": "lists"}[language]
    assert book.worksheets[-1].sheet_state == "hidden"
    readme = book.worksheets[0]
    rows = {row[0].value: [cell.value for cell in row] for row in readme.iter_rows()}
    for kind in KINDS:
        row = rows[sheet_of(kind, language)]
        assert row[1]
        assert row[4] == kind.minutes_a_month
        assert row[5] == {"sv": ("nej", "ja"), "en": ("no", "yes")}[language][kind.minimum_set]
    minutes = sum(kind.minutes_a_month for kind in KINDS)
    assert f"{minutes} minut" in str(readme.cell(readme.max_row, 1).value)


def test_the_page_says_the_hours_of_the_workbook() -> None:
    page = (ROOT / "docs" / "arbetsboken.md").read_text(encoding="utf-8")
    some, all_of_them = (
        sum(kind.minutes_a_month for kind in KINDS if kind.pack in packs)
        for packs in (("basic", "meetings", "goals_promises"), ("basic", *PACKS))
    )
    assert f"ungefär {some} minuter i månaden när allt används, {round(some * 12 / 60)} timmar om året" in page
    assert f"ungefär {round(all_of_them * 12 / 60)} timmar om året" in page


@pytest.mark.parametrize("path", SETTINGS, ids=": ".join)
def test_every_setting_of_the_sheet_exists(path: tuple[str, ...]) -> None:
    model: Any = Parameters
    for name in path:
        field = model.model_fields[name]
        inner = [each for each in _models(field.annotation) if hasattr(each, "model_fields")]
        model = inner[-1] if inner else None


def _models(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in getattr(annotation, "__args__", ()):
        yield from _models(each)


def test_its_settings_are_read_when_they_are_filled_in(empty: tuple[str, Any, Path], tmp_path: Path) -> None:
    language, _, path = empty
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    values = {"name": "Trygga Ersboda", "project_owner": "Umebrå", "intervention_areas": "Ersboda; Teg"}
    values |= {"intervention_start": "2024-09"}
    for row, setting in enumerate(SETTINGS, start=2):
        sheet.cell(row, 2).value = values.get("_".join(setting))
    book.save(tmp_path / "insats.xlsx")
    parameters = load(tmp_path / "insats.xlsx", language=language)
    assert (parameters.name, parameters.project.owner) == ("Trygga Ersboda", "Umebrå")
    assert parameters.intervention is not None
    assert parameters.intervention.areas == ("Ersboda", "Teg")


@pytest.fixture(scope="module")
def example() -> ProcessTables:
    """The whole example of Umeå."""
    return records_of(ROOT / "data" / "umea-vaxer")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_filled_with_the_example_it_is_read_without_a_finding(
    example: ProcessTables, language: str, tmp_path: Path
) -> None:
    write_workbook(tmp_path / "process.xlsx", packs=PACKS, language=language, rows=example.frames)
    again = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert again.findings == ()
    _same(again, example)


def _same(again: ProcessTables, example: ProcessTables) -> None:
    origin = ["_file", "_sheet", "_row"]
    assert list(again.frames) == list(example.frames)
    for name, frame in example.frames.items():
        expected = frame.drop(columns=origin).reset_index(drop=True)
        pd.testing.assert_frame_equal(again.frame(name).drop(columns=origin), expected)


def test_a_pack_that_is_added_later_fits_in_a_copy(example: ProcessTables, tmp_path: Path) -> None:
    basic = {kind.name for kind in tables_of(())}
    rows = {name: frame for name, frame in example.frames.items() if name in basic}
    path, copy = tmp_path / "process.xlsx", tmp_path / "copy.xlsx"
    write_workbook(path, rows=rows)
    before = path.read_bytes()
    added = add_sheets(path, packs=("est", "meetings"), language="sv", into=copy)
    assert path.read_bytes() == before
    assert [kind.name for kind in added] == [
        each.name for each in table_kinds().values() if each.pack in ("est", "meetings")
    ]
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[-1] == "listor"
    sheet = book["EST-iakttagelse"]
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    assert _choices(sheet, letters["område"], book) == ["'område'!$A$2:$A$2000"]
    assert "klotter" in _choices(sheet, letters["kategori"], book)
    assert "genomförd" in _choices(book["aktivitetslogg"], "D", book)
    assert book["aktivitetslogg"].max_row == 1 + len(rows["activity_log"])
    assert add_sheets(copy, packs=("est",), language="sv", into=tmp_path / "none.xlsx") == ()
    assert not (tmp_path / "none.xlsx").exists()


@pytest.fixture(scope="module")
def office() -> str:
    """LibreOffice; where it is missing the tests that need it are skipped, but not in CI."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        assert os.environ.get("CI") != "true", "LibreOffice is missing; tests/setup_browser.sh installs it"
        pytest.skip("LibreOffice is missing: that it keeps the workbook's lists and notes is not tested here")
    return found


def test_libreoffice_keeps_lists_notes_and_rows(office: str, example: ProcessTables, tmp_path: Path) -> None:
    """Opened and saved by LibreOffice the filled workbook is the same to us, and still has its help."""
    write_workbook(tmp_path / "process.xlsx", packs=PACKS, rows=example.frames)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(tmp_path / "process.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    ours, theirs = (openpyxl.load_workbook(each / "process.xlsx") for each in (tmp_path, out))
    assert theirs.sheetnames == ours.sheetnames
    assert theirs["listor"].sheet_state == "hidden"
    for kind in KINDS:
        mine, saved = ours[kind.sheet], theirs[kind.sheet]
        for cell in mine[1]:
            note = saved[cell.coordinate].comment
            assert note is not None
            assert "".join(note.text.split()) == "".join(cell.comment.text.split())
            letter = cell.column_letter
            assert _plain(_choices(saved, letter, theirs)) == _plain(_choices(mine, letter, ours))
    again = evaluera.read_process("out/process.xlsx", folder=tmp_path)
    assert again.findings == ()
    _same(again, example)


def _plain(choices: list[str]) -> list[str]:
    return [each.replace("'", "").replace("$", "") for each in choices]


@pytest.mark.parametrize(
    ("language", "sheet", "heading", "words"),
    [
        ("sv", "aktivitetslogg", "minuter", "Måste fyllas i när tillfället är genomfört eller delvis genomfört. Tal. "),
        ("sv", "aktivitetslogg", "kvalitet", "Frivillig. Heltal från 1 till 5. Tom ruta betyder att uppgift saknas. "),
        ("sv", "aktivitetslogg", "antal tillfällen", "Frivillig. Heltal, minst 1. Mer än 1 om raden gäller flera "),
        ("sv", "aktivitetslogg", "område", "Måste fyllas i. Välj i listan. Ska finnas på bladet område."),
        ("sv", "möte", "möte", "Kort namn: a–z utan å, ä och ö, siffror, - och _. Inga mellanslag. "),
        (
            "en",
            "activity log",
            "cancel reason",
            "Must be filled in when the session is cancelled. Choose from ",
        ),
        ("en", "activity plan", "core components", "How many core components the method has, by its manual or "),
    ],
)
def test_the_help_of_a_column_says_what_stands_there_and_when(
    language: str, sheet: str, heading: str, words: str, tmp_path: Path
) -> None:
    write_workbook(tmp_path / "process.xlsx", language=language)
    cells = openpyxl.load_workbook(tmp_path / "process.xlsx")[sheet][1]
    assert words in next(cell for cell in cells if cell.value == heading).comment.text


def test_hints_are_about_columns_that_exist() -> None:
    words = tomllib.loads((SOURCE / "text" / "process" / "workbook.sv.toml").read_text(encoding="utf-8"))
    for group in ("process_hint", "process_needed"):
        for table, hints in words[group].items():
            assert set(hints) <= set(table_kind(table).names)
