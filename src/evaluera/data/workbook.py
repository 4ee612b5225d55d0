"""Excel workbooks: sheets in tidy form, with the row numbers that Excel shows."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from evaluera.data.columns import nearest_first
from evaluera.data.data_file import DataFile, refuse
from evaluera.data.formulas import unread_cells
from evaluera.data.table import Table, is_empty
from evaluera.errors import DataError, Finding, Place

__all__ = ["Book", "open_book", "workbook_table"]

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
Grid = list[list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Book:
    """A workbook with all its cells; sheets that are charts only are left out. ``hidden`` are sheets not shown."""

    file: DataFile
    grids: Mapping[str, Grid]
    hidden: frozenset[str]

    def holds(self, sheet: str) -> bool:
        """Whether anything stands in the sheet."""
        return any(not is_empty(cell) for cells in self.grids[sheet] for cell in cells)

    def table(self, sheet: str, *, unnamed: bool = False) -> Table:
        """A sheet that holds something, as a table; cells stay what Excel has: dates, numbers, text.

        The header is the first row that is not empty. Columns without a name are left out, or with ``unnamed`` those
        of them that hold something are kept.

        Raises
        ------
        DataError
            ``data.header_not_first``.
        """
        grid = _completed(self.grids[sheet], unread_cells(self.file.content, sheet))
        filled = [(number, cells) for number, cells in enumerate(grid, start=1) if not all(map(is_empty, cells))]
        (first, header), *data = filled
        named = [column for column, cell in enumerate(header) if not is_empty(cell)]
        if len(named) == 1 and any(sum(not is_empty(cell) for cell in cells) > 1 for _, cells in data):
            place = Place(file=self.file.shown, sheet=sheet, row=first)
            raise DataError(Finding(code="data.header_not_first", place=place, values={"found": str(header[named[0]])}))
        if unnamed:
            named = [at for at in range(len(header)) if at in named or any(not is_empty(row[at]) for _, row in data)]
        table = Table.of_records(
            [_name(header[column]) for column in named],
            [[cells[column] for column in named] for _, cells in data],
            [number for number, _ in data],
        )
        return replace(table, file=self.file.shown, sheet=sheet, sha256=self.file.sha256, findings=self.file.warnings)


def workbook_table(file: DataFile, sheet: str | None = None) -> Table:
    """Read one sheet; cells stay what Excel has: dates, numbers, text.

    Without ``sheet`` the only sheet that holds anything is read. The header is the first row that is not empty.

    Raises
    ------
    DataError
        ``data.password`` ``data.corrupt_file`` ``data.unknown_sheet`` ``data.many_sheets`` ``data.empty_file``
        ``data.empty_sheet`` ``data.header_not_first``.
    """
    book = open_book(file)
    return book.table(_chosen(book, sheet))


def open_book(file: DataFile, *, wanted: Callable[[str], bool] | None = None) -> Book:
    """All sheets with cells, or those whose name is ``wanted``, as rows from A1 on.

    Raises
    ------
    DataError
        ``data.password`` ``data.corrupt_file``.
    """
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    if _ENCRYPTED in file.content:
        refuse("data.password", file.shown)
    try:
        book = load_workbook(io.BytesIO(file.content))
        sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        sheets = [each for each in sheets if wanted is None or wanted(each.name)]
        grids = {each.name: book.get_sheet_by_name(each.name).to_python(skip_empty_area=False) for each in sheets}
    except PasswordError:
        raise DataError(Finding(code="data.password", place=Place(file=file.shown))) from None
    except CalamineError:
        raise DataError(Finding(code="data.corrupt_file", place=Place(file=file.shown))) from None
    hidden = frozenset(each.name for each in sheets if each.visible != SheetVisibleEnum.Visible)
    return Book(file=file, grids=grids, hidden=hidden)


def _completed(grid: Grid, unread: Mapping[tuple[int, int], str]) -> Grid:
    """The rows with the cells that the reader left empty; they can lie outside what it saw."""
    if not unread:
        return grid
    height = max(len(grid), 1 + max(row for row, _ in unread))
    width = max(*(len(cells) for cells in grid), 1 + max(column for _, column in unread))
    grid = [[*cells, *[None] * (width - len(cells))] for cells in [*grid, *[[] for _ in range(height - len(grid))]]]
    for (row, column), text in unread.items():
        grid[row][column] = text
    return grid


def _name(cell: object) -> str:
    if is_empty(cell):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _chosen(book: Book, sheet: str | None) -> str:
    file = book.file.shown
    if sheet is not None:
        if sheet not in book.grids:
            refuse("data.unknown_sheet", file, {"found": sheet, "known": ", ".join(nearest_first(sheet, book.grids))})
        filled = [sheet] if book.holds(sheet) else []
    else:
        filled = [name for name in book.grids if book.holds(name)]
    if not filled:
        refuse("data.empty_file" if sheet is None else "data.empty_sheet", file, sheet=sheet)
    if len(filled) > 1:
        refuse("data.many_sheets", file, {"known": ", ".join(filled)})
    return filled[0]
