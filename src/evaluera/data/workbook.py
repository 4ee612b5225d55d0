"""Excel workbooks: one sheet in tidy form, with the row numbers that Excel shows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evaluera.data.columns import nearest_first
from evaluera.data.data_file import DataFile, refuse
from evaluera.data.formulas import unread_cells
from evaluera.data.table import Table, is_empty
from evaluera.errors import DataError, Finding, Place

__all__ = ["workbook_table"]

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
Grid = list[list[Any]]


def workbook_table(file: DataFile, sheet: str | None = None) -> Table:
    """Read one sheet; cells stay what Excel has: dates, numbers, text.

    Without ``sheet`` the only sheet that holds anything is read. The header is the first row that is not empty.

    Raises
    ------
    DataError
        ``data.password`` ``data.corrupt_file`` ``data.unknown_sheet`` ``data.many_sheets`` ``data.empty_file``
        ``data.empty_sheet`` ``data.header_not_first``.
    """
    grids = _grids(file)
    name = _chosen(grids, sheet, file.shown)
    grid = _completed(grids[name], unread_cells(file.content, name))
    filled = [(number, cells) for number, cells in enumerate(grid, start=1) if not all(map(is_empty, cells))]
    (first, header), *data = filled
    named = [column for column, cell in enumerate(header) if not is_empty(cell)]
    if len(named) == 1 and any(sum(not is_empty(cell) for cell in cells) > 1 for _, cells in data):
        place = Place(file=file.shown, sheet=name, row=first)
        raise DataError(Finding(code="data.header_not_first", place=place, values={"found": str(header[named[0]])}))
    table = Table.of_records(
        [_name(header[column]) for column in named],
        [[cells[column] for column in named] for _, cells in data],
        [number for number, _ in data],
    )
    return replace(table, file=file.shown, sheet=name, sha256=file.sha256, findings=file.warnings)


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
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _grids(file: DataFile) -> Mapping[str, Grid]:
    """All sheets with cells, as rows from A1 on."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, load_workbook

    if _ENCRYPTED in file.content:
        refuse("data.password", file.shown)
    try:
        book = load_workbook(io.BytesIO(file.content))
        names = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except PasswordError:
        raise DataError(Finding(code="data.password", place=Place(file=file.shown))) from None
    except CalamineError:
        raise DataError(Finding(code="data.corrupt_file", place=Place(file=file.shown))) from None


def _chosen(grids: Mapping[str, Grid], sheet: str | None, file: str) -> str:
    if sheet is not None:
        if sheet not in grids:
            refuse("data.unknown_sheet", file, {"found": sheet, "known": ", ".join(nearest_first(sheet, grids))})
        filled = [sheet] if _holds_anything(grids[sheet]) else []
    else:
        filled = [name for name, grid in grids.items() if _holds_anything(grid)]
    if not filled:
        refuse("data.empty_file" if sheet is None else "data.empty_sheet", file, sheet=sheet)
    if len(filled) > 1:
        refuse("data.many_sheets", file, {"known": ", ".join(filled)})
    return filled[0]


def _holds_anything(grid: Grid) -> bool:
    return any(not is_empty(cell) for cells in grid for cell in cells)
