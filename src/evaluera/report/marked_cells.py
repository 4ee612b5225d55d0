"""Findings on the cells of a workbook: a colour, and a note with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from evaluera.data.process.headings import folded
from evaluera.errors import SEVERITIES, Finding, Severity
from evaluera.text.findings import sentence

__all__ = ["COLOURS", "Headings", "cell_of", "mark_cells"]

COLOURS: Mapping[Severity, str] = {"error": "F8B4A6", "warning": "FFE08A", "note": "CFE2F3"}
"""Pale enough for black text (contrast above 10:1); the note on the cell says in words which it is."""

_AUTHOR = "evaluera"
_LETTER = re.compile("[A-Z]{1,3}")
_MOST_TOLD = 2000
_WIDTH, _HEIGHT, _LINE, _SIGNS_A_LINE = 340, 40, 18, 46


def mark_cells(book: Any, findings: Iterable[Finding], language: str) -> None:
    """Colour the cell of each finding, also of those that a list only counts, and say there what it is.

    Of several findings about a cell the gravest gives the colour. Excel opens a sheet with thousands of notes slowly,
    so cells after the first :data:`_MOST_TOLD` have the colour alone.
    """
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    headings = Headings(book)
    for finding in (each for listed in findings for each in (listed, *listed.rest)):
        cell = cell_of(book, finding, headings)
        if cell is not None:
            by_cell.setdefault((cell.parent.title, cell.coordinate), []).append(finding)
    for number, ((sheet, coordinate), found) in enumerate(by_cell.items()):
        _mark(book[sheet][coordinate], found, language, told=number < _MOST_TOLD)


class Headings:
    """The columns of a workbook's sheets by their headings, each sheet looked through once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheets: dict[str, Mapping[str, Any]] = {}

    def of(self, sheet: str) -> Mapping[str, Any]:
        """The cells of the first row that is not empty, by their folded text; of equal ones the first."""
        if sheet not in self._sheets:
            filled = (row for row in self._book[sheet].iter_rows() if any(cell.value is not None for cell in row))
            cells = [cell for cell in next(filled, ()) if cell.value is not None]
            self._sheets[sheet] = {folded(str(cell.value)): cell for cell in reversed(cells)}
        return self._sheets[sheet]


def cell_of(book: Any, finding: Finding, headings: Headings) -> Any:
    """The cell that a finding is about: of its column, else the first of its row; the heading where it has no row.

    A column is named by its heading, or by its letter on a sheet that is not laid out as a table. None where the
    finding names no sheet, or nothing on it.
    """
    place = finding.place
    sheet = book[place.sheet] if place.sheet in book.sheetnames else book.active if _only_sheet(book, finding) else None
    if sheet is None or (place.row is None and place.column is None):
        return None
    heading = headings.of(sheet.title).get(folded(place.column or ""))
    if place.row is None:
        return heading
    if heading is not None:
        return _shown(sheet, sheet.cell(place.row, heading.column))
    if _LETTER.fullmatch(place.column or ""):
        return _shown(sheet, sheet[f"{place.column}{place.row}"])
    return next((each for each in sheet[place.row] if each.value is not None), _shown(sheet, sheet.cell(place.row, 1)))


def _shown(sheet: Any, cell: Any) -> Any:
    """The cell itself; within merged cells the one that Excel shows, their first."""
    from openpyxl.cell.cell import MergedCell

    if not isinstance(cell, MergedCell):
        return cell
    merged = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    return sheet.cell(merged.min_row, merged.min_col)


def _only_sheet(book: Any, finding: Finding) -> bool:
    return finding.place.sheet is None and len(book.sheetnames) == 1


def _mark(cell: Any, found: list[Finding], language: str, *, told: bool) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    gravest = min((each.severity for each in found), key=SEVERITIES.index)
    cell.fill = PatternFill("solid", fgColor=COLOURS[gravest])
    if not told:
        return
    texts = dict.fromkeys(sentence(each, language, severity=True) for each in found)
    before = [] if cell.comment is None else [cell.comment.text]
    text = "\n\n".join([*texts, *before])
    lines = sum(1 + len(line) // _SIGNS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, _AUTHOR, width=_WIDTH, height=_HEIGHT + _LINE * lines)
