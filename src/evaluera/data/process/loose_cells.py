"""Cells that belong to no table: sheets, files and columns that nobody knows, and the settings.

They are not read, but they lie in files that many hands share, so personal data are looked for there too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.process.finding_register import Register
from evaluera.data.process.personal_cells import personal_cells
from evaluera.data.process.personal_names import name_in
from evaluera.data.table import Rows, Table
from evaluera.data.workbook import Book

__all__ = ["LooseCells", "check_names", "check_personal", "loose_sheet", "loose_table"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LooseCells:
    """One column of a sheet or file: its heading, or its letter where it has none."""

    column: str
    cells: pd.Series[Any]
    rows: Rows
    file: str | None
    sheet: str | None


def loose_table(table: Table, columns: Collection[int] | None = None) -> tuple[LooseCells, ...]:
    """The columns of a table, or those at the given places."""
    wanted = range(len(table.columns)) if columns is None else columns
    return tuple(
        LooseCells(
            column=table.columns[at] or _letter(at),
            cells=table.cells[at],
            rows=table.rows,
            file=table.file,
            sheet=table.sheet,
        )
        for at in wanted
    )


def loose_sheet(book: Book, sheet: str) -> Iterator[LooseCells]:
    """The columns of a sheet that is not laid out as a table, by their letters."""
    grid = book.grids[sheet]
    rows = np.arange(1, len(grid) + 1, dtype=np.int64)
    for at in range(max(map(len, grid), default=0)):
        cells = pd.Series([row[at] if at < len(row) else None for row in grid], dtype=object)
        yield LooseCells(column=_letter(at), cells=cells, rows=rows, file=book.file.shown, sheet=sheet)


def check_personal(loose: Iterable[LooseCells], register: Register) -> None:
    """Name every cell with a personal number, an address of e-mail or a telephone number."""
    for each in loose:
        table = Table(columns=(each.column,), cells=(each.cells,), rows=each.rows, file=each.file, sheet=each.sheet)
        personal_cells(table, 0, register, table="", column=None, beside=True)


def check_names(loose: Iterable[LooseCells], known: Collection[str], register: Register) -> None:
    """Warn of what could be the name of a person."""
    for each in loose:
        found = {text: name_in(text, known) for text in each.cells.unique() if isinstance(text, str)}
        for row, cell in zip(each.rows.tolist(), each.cells, strict=True):
            name = found.get(cell) if isinstance(cell, str) else None
            if name is not None:
                register.add(
                    "process.possible_name",
                    {"found": name},
                    column=each.column,
                    file=each.file,
                    sheet=each.sheet,
                    row=row,
                    severity="warning",
                )


def _letter(at: int) -> str:
    """The letter that Excel shows above a column.

    Examples
    --------
    >>> _letter(0), _letter(27)
    ('A', 'AB')
    """
    before, number = divmod(at, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + number)
