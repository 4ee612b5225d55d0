"""How our sheets look on screen and paper: headings that wrap, landscape, as wide as the page."""

from __future__ import annotations

from typing import Any

__all__ = ["head", "link", "print_across", "title", "wrap"]

_FONT = "Calibri"
_INK, _PALE, _FOLDED, _LINE = "1A1A1A", "DCE6EF", "F2F2F2", "8497A8"
_LINK = "1F4E79"


def head(cell: Any, *, folded: bool = False) -> None:
    """A heading; one of a column that is folded away is paler, and not bold."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=_FONT, size=11, bold=not folded, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_FOLDED if folded else _PALE)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=Side(style="thin", color=_LINE))


def title(cell: Any) -> None:
    """The title of a sheet that is read, not filled in."""
    from openpyxl.styles import Font

    cell.font = Font(name=_FONT, size=14, bold=True, color=_INK)


def wrap(cell: Any) -> None:
    """Text of several lines, from the top."""
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(wrap_text=True, vertical="top")


def link(cell: Any, place: str, *, file: str = "") -> None:
    """A link to a cell of this workbook (``'sheet'!A1``), or of another ``file``."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=file or None, location=place)
    cell.font = Font(name=_FONT, size=11, color=_LINK, underline="single")


def print_across(sheet: Any, *, heading_row: int, lines: bool = True) -> None:
    """Landscape on A4, all columns on one page, the headings on every page, the name of the sheet at its foot.

    With ``lines`` between cells, as on a form.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = lines
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
