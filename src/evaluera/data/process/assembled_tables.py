"""Tables out of the rows of many sheets: appended, empty cells filled with what they mean, ids given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.panel import Bools
from evaluera.data.process.finding_register import Register
from evaluera.data.process.frames import empty_frame, typed_frame
from evaluera.data.process.generated_ids import generated_ids
from evaluera.data.process.sheet_rows import SheetRows
from evaluera.data.process.table_kind import Column, TableKind
from evaluera.data.process.table_registry import table_kinds

__all__ = ["AssembledTable", "assembled"]

ONLY = "only"
"""The default of a column that refers to a table with a single row."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AssembledTable:
    """One table: its rows, typed; by column, which rows have something unreadable, and which come from a sheet
    without the column; and what stands where an id should (``refused``).
    """

    kind: TableKind
    frame: pd.DataFrame
    unread: Mapping[str, Bools]
    absent: Mapping[str, Bools]
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def lacks(self, column: str) -> bool:
        """Whether some sheet is without the column, so that its values are not all known."""
        return column in self.absent and bool(self.absent[column].any())


def assembled(sheets: Iterable[SheetRows], empty: Iterable[str], register: Register) -> dict[str, AssembledTable]:
    """All tables that were delivered, in the order of the registry.

    Parameters
    ----------
    sheets
        The rows of every sheet.
    empty
        Tables with a sheet where nothing stands.
    register
        Takes the findings: required cells that are empty.
    """
    pieces: dict[str, list[SheetRows]] = {}
    for sheet in sheets:
        pieces.setdefault(sheet.table, []).append(sheet)
    delivered = {*pieces, *empty}
    tables = {name: _table(kind, pieces.get(name, [])) for name, kind in table_kinds().items() if name in delivered}
    for table in tables.values():
        for column in sorted(table.kind.columns, key=lambda each: each.generated):
            _fill(table, column, tables)
    for table in tables.values():
        for column in table.kind.columns:
            if column.required:
                _require(table, column, register)
    return tables


def _table(kind: TableKind, pieces: list[SheetRows]) -> AssembledTable:
    if not pieces:
        return AssembledTable(kind=kind, frame=empty_frame(kind), unread={}, absent={})
    frame = pd.concat([piece.frame.astype("object") for piece in pieces], ignore_index=True)
    unread, absent = {}, {}
    for name in kind.names:
        lengths = [len(piece.frame) for piece in pieces]
        none = [np.zeros(length, dtype=bool) for length in lengths]
        unread[name] = np.concatenate([piece.unread.get(name, no) for piece, no in zip(pieces, none, strict=True)])
        absent[name] = np.repeat([name not in piece.present for piece in pieces], lengths)
    refused = {name: frozenset().union(*(piece.refused.get(name, ()) for piece in pieces)) for name in kind.names}
    return AssembledTable(kind=kind, frame=typed_frame(kind, frame), unread=unread, absent=absent, refused=refused)


def _fill(table: AssembledTable, column: Column, tables: Mapping[str, AssembledTable]) -> None:
    """Give empty cells their default, and rows without an id an id of their own."""
    frame = table.frame
    vacant = frame[column.name].isna().to_numpy(dtype=bool)
    if column.name in table.unread:
        vacant = vacant & ~table.unread[column.name]
    if not vacant.any():
        return
    if column.generated:
        frame.loc[vacant, column.name] = generated_ids(frame.loc[vacant, list(table.kind.names)], table.kind.name)
        return
    value = _default(column, tables)
    if value is not None:
        frame.loc[vacant, column.name] = value


def _default(column: Column, tables: Mapping[str, AssembledTable]) -> Any:
    if column.default is None:
        return None
    if column.default == ONLY and column.refers is not None:
        other = tables.get(column.refers.table)
        only = [] if other is None else other.frame[column.refers.column].tolist()
        return only[0] if len(only) == 1 else None
    return float(column.default) if column.kind in ("int", "num", "year") else column.default


def _require(table: AssembledTable, column: Column, register: Register) -> None:
    """Name empty cells; a sheet without the column, and a cell that cannot be read, have been named already."""
    vacant = table.frame[column.name].isna().to_numpy(dtype=bool)
    if not vacant.any():
        return
    vacant = vacant & ~table.unread[column.name]
    if column.default is None and not column.generated:
        vacant = vacant & ~table.absent[column.name]
    code = "process.several_possible" if column.default == ONLY else "process.required_cell"
    register.rows(code, table.frame[vacant], table=table.kind.name, column=column.name)
