"""Findings on the cells of a workbook: a colour, and a note with the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluera.data.process.headings import folded
from evaluera.errors import SEVERITIES, Finding, Severity
from evaluera.text.findings import sentence

__all__ = ["COLOURS", "cell_of", "mark_cells"]

COLOURS: Mapping[Severity, str] = {"error": "F8B4A6", "warning": "FFE08A", "note": "CFE2F3"}
"""Pale enough for black text (contrast above 10:1); the note on the cell says in words which it is."""

_AUTHOR = "evaluera"
_WIDTH, _HEIGHT, _LINE, _SIGNS_A_LINE = 340, 40, 18, 46


def mark_cells(book: Any, findings: Iterable[Finding], language: str) -> None:
    """Colour the cell of each finding and say there what it is; of several the gravest gives the colour."""
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        cell = cell_of(book, finding)
        if cell is not None:
            by_cell.setdefault((cell.parent.title, cell.coordinate), []).append(finding)
    for (sheet, coordinate), found in by_cell.items():
        _mark(book[sheet][coordinate], found, language)


def cell_of(book: Any, finding: Finding) -> Any:
    """The cell that a finding is about: of its column, else the first of its row; the heading where it has no row.

    None where the finding names no sheet, or nothing on it.
    """
    place = finding.place
    sheet = book[place.sheet] if place.sheet in book.sheetnames else book.active if _only_sheet(book, finding) else None
    if sheet is None or (place.row is None and place.column is None):
        return None
    filled = (row for row in sheet.iter_rows() if any(cell.value is not None for cell in row))
    headings = list(next(filled, ()))
    wanted = folded(place.column or "")
    heading = next((each for each in headings if wanted and folded(str(each.value or "")) == wanted), None)
    if place.row is None:
        return heading
    if heading is not None:
        return sheet.cell(place.row, heading.column)
    return next((each for each in sheet[place.row] if each.value is not None), sheet.cell(place.row, 1))


def _only_sheet(book: Any, finding: Finding) -> bool:
    return finding.place.sheet is None and len(book.sheetnames) == 1


def _mark(cell: Any, found: list[Finding], language: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    gravest = min((each.severity for each in found), key=SEVERITIES.index)
    cell.fill = PatternFill("solid", fgColor=COLOURS[gravest])
    texts = [sentence(each, language, severity=True) for each in found]
    before = [] if cell.comment is None else [cell.comment.text]
    text = "\n\n".join([*texts, *before])
    lines = sum(1 + len(line) // _SIGNS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, _AUTHOR, width=_WIDTH, height=_HEIGHT + _LINE * lines)
