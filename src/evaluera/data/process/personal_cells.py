"""Looking for personal data in the cells of one column."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluera.data.panel import Bools
from evaluera.data.process.finding_register import Register
from evaluera.data.process.personal_data import found_in
from evaluera.data.process.table_kind import Column
from evaluera.data.table import Table

__all__ = ["personal_cells"]


def personal_cells(
    cells: Table, at: int, register: Register, *, table: str, column: Column | None, beside: bool = False
) -> Bools:
    """Which rows hold a personal number, an address of e-mail or a telephone number; each is a finding.

    Telephone numbers are looked for in text, and in columns that the table does not have (``column`` None). Cells
    ``beside`` the tables cannot be left out by their heading.
    """
    phones = column is None or column.kind == "text"
    codes, unique = pd.factorize(cells.cells[at], use_na_sentinel=True)
    kinds = {i: kind for i, cell in enumerate(unique) if (kind := found_in(_text(cell), phones=phones)) is not None}
    rows = np.isin(codes, list(kinds)) if kinds else np.zeros(len(codes), dtype=bool)
    name = cells.columns[at] if column is None else column.name
    for row in np.flatnonzero(rows):
        kind = kinds[int(codes[row])]
        code = f"process.{kind}_beside" if beside else f"process.{kind}"
        register.add(code, table=table, column=name, file=cells.file, sheet=cells.sheet, row=int(cells.rows[row]))
    return rows


def _text(cell: object) -> str:
    """What is looked at: text, and whole numbers, which can be a personal number without its hyphen."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float | np.number) and not isinstance(cell, bool) and np.isfinite(cell):
        return f"{int(cell):010d}" if cell == int(cell) and cell >= 1e8 else ""
    return ""
