"""The first sheet of a marked copy: every finding with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluera.errors import Finding
from evaluera.report.marked_cells import COLOURS
from evaluera.report.sheet_looks import head, link, print_across, title, wrap
from evaluera.text.findings import sentence
from evaluera.text.messages import message

__all__ = ["Listed", "write_list"]

_COLUMNS = ("kind", "file", "sheet", "cell", "what")
_WIDTHS = {"A": 15, "B": 26, "C": 20, "D": 22, "E": 90}
_SIGNS_A_LINE, _LINE = 95, 15.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A finding, and its cell as a link writes it, in another ``file`` or in this one; "" where it has no cell."""

    finding: Finding
    cell: str = ""
    file: str = ""


def write_list(book: Any, listed: Iterable[Listed], language: str) -> None:
    """Put the list first in the workbook, and show it when the workbook is opened."""

    def say(key: str) -> str:
        return message(f"mark.{key}", language)

    sheet = book.create_sheet(say("name_of_sheet"), 0)
    sheet.append([say("title")])
    title(sheet["A1"])
    sheet.append([say("how")])
    sheet.append([])
    sheet.append([say(key) for key in _COLUMNS])
    for cell in sheet[4]:
        head(cell)
    for each in listed:
        _row(sheet, each, language)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"
    print_across(sheet, heading_row=4, lines=False)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _row(sheet: Any, listed: Listed, language: str) -> None:
    from openpyxl.styles import PatternFill

    finding, place = listed.finding, listed.finding.place
    where = [_where("row", place.row, language), _where("column", place.column, language), place.parameter]
    text = sentence(finding, language)
    if finding.rest:
        text = message("mark.more", language, text=text)
    sheet.append([_kind(finding, language), place.file, place.sheet, ", ".join(filter(None, where)), text])
    row = sheet.max_row
    for cell in sheet[row]:
        wrap(cell)
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
    if listed.cell:
        link(sheet.cell(row, 4), listed.cell, file=listed.file)
    sheet.row_dimensions[row].height = _LINE * (1 + len(text) // _SIGNS_A_LINE) + 2


def _where(part: str, value: str | int | None, language: str) -> str | None:
    return None if value is None else message(f"finding.place.{part}", language, **{part: value})


def _kind(finding: Finding, language: str) -> str:
    return message(f"mark.{finding.severity}", language)
