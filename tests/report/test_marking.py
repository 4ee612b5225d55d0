"""The marked copies: a colour and a note on each cell, a list with links that lead there, and originals untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from evaluera.errors import ParameterError
from evaluera.evaluation.checking import check, checked_files
from evaluera.report.marked_cells import COLOURS
from evaluera.report.marking import mark
from evaluera.report.process_workbook import write_workbook
from evaluera.text.findings import render

Mark = Callable[..., tuple[Path, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workbook with three mistakes and a project that is right, a log in a folder, and a CSV file."""
    write_workbook(tmp_path / "process.xlsx")
    book = openpyxl.load_workbook(tmp_path / "process.xlsx")
    book["inställningar"]["B2"] = "Trygga Ersboda"
    book["inställningar"]["B7"] = "loggar"
    for name, rows in {
        "projekt": [["vaxer", "Trygga Ersboda", "umebra", "2023-01", "2024-01", "2024-12"]],
        "organisation": [["umebra", "Umebrå", "kommun"]],
        "område": [["ersboda", "Ersboda", "insatsområde"], ["ersboda", "Ersboda igen", "insatsområde"]],
        "möte": [["B1", "Umebrå", None, "igår", "hölls"]],
    }.items():
        for row in rows:
            book[name].append(row)
    book.save(tmp_path / "process.xlsx")
    logs = tmp_path / "loggar"
    logs.mkdir()
    log = openpyxl.Workbook()
    log.active.title = "aktivitetslogg"
    for row in [["aktivitet", "område", "datum", "status", "minuter"], ["A1", "ersboda", "snart", "genomförd", 60]]:
        log.active.append(row)
    log.save(logs / "teg.xlsx")
    (logs / "vandring.csv").write_text(
        "vandring;typ;område;datum;deltagare\nV1;nattvandring;ersboda;i maj;4\n", "utf-8"
    )
    return tmp_path


def _mark(path: Path, language: str = "sv") -> tuple[Path, ...]:
    files = checked_files(path, language=language)
    assert files is not None
    return mark(check(path, language=language), files, language=language)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[2:]


def test_each_finding_is_a_coloured_cell_with_its_sentence(folder: Path) -> None:
    before = _bytes(folder)
    made = _mark(folder / "process.xlsx")
    assert [path.relative_to(folder).as_posix() for path in made] == [
        "process att rätta.xlsx",
        "loggar/teg att rätta.xlsx",
    ]
    after = _bytes(folder)
    assert {name: after[name] for name in before} == before
    book = openpyxl.load_workbook(made[0])
    day = book["möte"]["D2"]
    assert _colour(day) == COLOURS["error"]
    assert day.comment.text == ('Fel: "igår" går inte att läsa som ett datum. Skriv till exempel 2024-03-01.')
    assert book["möte"]["E2"].comment.text.startswith('Fel: "hölls" är inget av de värden som kan stå här.')
    twice = book["område"]["A3"]
    assert twice.comment.text.startswith('Fel: "ersboda" står redan på rad 2.')
    assert book["projekt"]["A2"].comment is None
    assert book["möte"]["D1"].comment.text.startswith("Måste fyllas i.")


def test_the_list_leads_to_every_cell(folder: Path) -> None:
    made = _mark(folder / "process.xlsx")
    findings = check(folder / "process.xlsx")
    book = openpyxl.load_workbook(made[0])
    assert book.sheetnames[0] == "Att rätta"
    assert book.active.title == "Att rätta"
    sheet = book["Att rätta"]
    assert [cell.value for cell in sheet[4]] == ["Slag", "Fil", "Blad", "Var", "Vad, och vad du kan göra"]
    rows = list(sheet.iter_rows(min_row=5))
    assert len(rows) == len(findings)
    for row, finding in zip(rows, findings, strict=True):
        assert row[0].value == {"error": "Fel", "warning": "Att tänka på", "note": "Upplysning"}[finding.severity]
        assert _colour(row[0]) == COLOURS[finding.severity]
        assert render(finding, "sv").endswith(row[4].value)
        link = row[3].hyperlink
        if link is None:
            assert finding.place.file not in ("process.xlsx", "loggar/teg.xlsx") or finding.place.row is None
            continue
        target, _, cell = (link.location or "").rpartition("!")
        there = made[0] if not link.target else made[0].parent / link.target
        marked = openpyxl.load_workbook(there)[target.strip("'")][cell]
        assert str(row[4].value) in marked.comment.text
    files = {row[1].value for row in rows}
    assert {"process.xlsx", "loggar/teg.xlsx", "loggar/vandring.csv"} <= files
    own = openpyxl.load_workbook(made[1])["Att rätta"]
    assert {row[1].value for row in own.iter_rows(min_row=5)} == {"loggar/teg.xlsx"}


def test_copies_are_not_read_as_records(folder: Path) -> None:
    before = check(folder / "process.xlsx")
    _mark(folder / "process.xlsx")
    assert check(folder / "process.xlsx") == before


def test_a_copy_that_a_person_saved_is_kept(folder: Path) -> None:
    (first, _) = _mark(folder / "process.xlsx")
    assert _mark(folder / "process.xlsx")[0] == first
    book = openpyxl.load_workbook(first)
    book.properties.lastModifiedBy = "Anna"
    book.save(first)
    own = first.read_bytes()
    (second, _) = _mark(folder / "process.xlsx")
    assert second.name == "process att rätta 2.xlsx"
    assert first.read_bytes() == own


def test_in_english(folder: Path) -> None:
    (first, _) = _mark(folder / "process.xlsx", "en")
    assert first.name == "process to correct.xlsx"
    book = openpyxl.load_workbook(first)
    assert book.sheetnames[0] == "To correct"
    assert book["möte"]["D2"].comment.text.startswith('Error: "igår" ')


def test_without_any_workbook_the_list_stands_alone(tmp_path: Path) -> None:
    folder = tmp_path / "min-insats"
    folder.mkdir()
    (folder / "möte.csv").write_text("möte;forum;datum;status\nB1;Umebrå;igår;genomförd\n", "utf-8")
    (folder / "evaluation.yaml").write_text("version: 1\nnamn: A\nprocess: möte.csv\n", "utf-8")
    (made,) = _mark(folder)
    assert made == folder / "min-insats att rätta.xlsx"
    book = openpyxl.load_workbook(made)
    assert book.sheetnames == ["Att rätta"]
    assert any(row[1].value == "möte.csv" for row in book.active.iter_rows(min_row=5))


def test_a_copy_that_is_open_is_said_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("openpyxl.workbook.workbook.Workbook.save", locked)
    with pytest.raises(ParameterError) as caught:
        _mark(folder / "process.xlsx")
    assert [render(each, "sv") for each in caught.value.findings] == [
        "process att rätta.xlsx: Kopian är öppen i ett annat program. Stäng den och kör kontrollen igen."
    ]


def test_black_text_on_the_colours_has_contrast() -> None:
    for colour in COLOURS.values():
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert (light + 0.05) / 0.05 >= 10


def test_every_cell_of_many_equal_mistakes_is_coloured_though_the_list_counts_them(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "process.xlsx")
    for number in range(30):
        book["möte"].append([f"M{number}", "Umebrå", None, f"i maj {number}", "genomförd"])
    book.save(folder / "process.xlsx")
    made = _mark(folder / "process.xlsx")
    marked = openpyxl.load_workbook(made[0])
    days = [marked["möte"].cell(row, 4) for row in range(2, 33)]
    assert [_colour(cell) for cell in days] == [COLOURS["error"]] * 31
    assert days[-1].comment.text == 'Fel: "i maj 29" går inte att läsa som ett datum. Skriv till exempel 2024-03-01.'
    told = [row[4].value for row in marked["Att rätta"].iter_rows(min_row=5) if row[2].value == "möte"]
    assert sum("går inte att läsa som ett datum" in each for each in told) == 20
    assert "Samma fel finns i ytterligare 11 fall. Alla är färgade i kopian." in told


def test_a_finding_in_merged_cells_colours_the_cell_that_is_seen(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "process.xlsx")
    for number in range(3):
        book["möte"].append([f"M{number}", "Umebrå", None, "2024-03-01", "genomförd"])
    book["möte"].merge_cells("D3:D5")
    book.save(folder / "process.xlsx")
    marked = openpyxl.load_workbook(_mark(folder / "process.xlsx")[0])
    assert _colour(marked["möte"]["D3"]) == COLOURS["error"]
    assert marked["möte"]["D3"].comment.text == (
        "Fel: Cellen är tom men måste fyllas i. Skriv ett värde, eller ta bort raden om den inte ska vara med."
    )


def test_only_the_first_of_very_many_cells_have_a_note(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluera.report.marked_cells._MOST_TOLD", 1)
    marked = openpyxl.load_workbook(_mark(folder / "process.xlsx")[0])
    assert _colour(marked["möte"]["D2"]) == _colour(marked["möte"]["E2"]) == COLOURS["error"]
    assert sum(marked[sheet][cell].comment is not None for sheet, cell in (("möte", "D2"), ("möte", "E2"))) <= 1


def test_a_cell_on_a_sheet_that_is_not_read_is_found_by_the_letter_of_its_column(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "process.xlsx")
    notes = book.create_sheet("Mina anteckningar")
    notes["B3"] = "ring 090-16 10 00"
    book.save(folder / "process.xlsx")
    marked = openpyxl.load_workbook(_mark(folder / "process.xlsx")[0])
    assert _colour(marked["Mina anteckningar"]["B3"]) == COLOURS["error"]
    assert marked["Mina anteckningar"]["B3"].comment.text == (
        "Fel: Cellen har ett telefonnummer. Ta bort det: personuppgifter får inte stå någonstans i filen."
    )
