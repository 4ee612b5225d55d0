"""The first sheet of the workbook: how it is filled in, and what each sheet is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluera.data.process.table_kind import TableKind
from evaluera.report.sheet_looks import head, link, print_across, title, wrap
from evaluera.report.table_sheet import sheet_of, worded
from evaluera.text.messages import message

__all__ = ["write_readme"]

_WIDTHS = {"A": 24, "B": 62, "C": 24, "D": 16, "E": 13, "F": 11}
_SIGNS_A_LINE, _LINE = 175, 15.5
_ADVICE = ("how", "choose", "empty", "persons", "many", "check")
_HEADINGS = ("sheet", "holds", "feeds", "pack", "minutes", "needed")


def write_readme(sheet: Any, kinds: Sequence[TableKind], language: str) -> None:
    """Fill the sheet ``läs mig``."""

    def say(key: str) -> str:
        return message(f"process_workbook.{key}", language)

    sheet.title = say("readme")
    sheet.append([say("title")])
    title(sheet["A1"])
    for text in map(say, _ADVICE):
        sheet.append([text])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_HEADINGS))
        wrap(sheet.cell(row, 1))
        sheet.row_dimensions[row].height = _LINE * (1 + len(text) // _SIGNS_A_LINE) + 3
    sheet.append([])
    sheet.append([say(key) for key in _HEADINGS])
    headings = sheet.max_row
    for cell in sheet[headings]:
        head(cell)
    sheet.row_dimensions[headings].height = 2 * _LINE + 3
    for kind in kinds:
        _row(sheet, kind, language)
    minutes = sum(kind.minutes_a_month for kind in kinds)
    sheet.append([])
    sheet.append([message("process_workbook.time", language, minutes=minutes, hours=round(minutes * 12 / 60))])
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    print_across(sheet, heading_row=headings, lines=False)


def _row(sheet: Any, kind: TableKind, language: str) -> None:
    """One sheet: its name as a link, what it holds, where it is used."""
    from openpyxl.styles import Alignment

    name = sheet_of(kind, language)
    needed = message(f"process_workbook.{'yes' if kind.minimum_set else 'no'}", language)
    section = worded(f"process_section.{kind.section}", language)
    pack = worded(f"process_pack.{kind.pack}", language)
    text = worded(f"process_table.{kind.name}", language)
    sheet.append([name, text, section, pack, kind.minutes_a_month, needed])
    row = sheet.max_row
    for cell in sheet[row]:
        wrap(cell)
    link(sheet.cell(row, 1), f"'{name}'!A1")
    sheet.cell(row, 5).alignment = Alignment(horizontal="center", vertical="top")
    if len(text) > 1.15 * _WIDTHS["B"]:
        sheet.row_dimensions[row].height = 2 * _LINE
