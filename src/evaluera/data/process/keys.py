"""No two rows of a table are the same thing: keys are unique."""

from __future__ import annotations

from typing import Any

import numpy as np

from evaluera.data.process.assembled_tables import AssembledTable
from evaluera.data.process.finding_register import Register, shown
from evaluera.data.process.table_kind import Column

__all__ = ["check_key"]


def check_key(table: AssembledTable, register: Register) -> None:
    """Name every row whose key stands in an earlier row; an empty part of a key is a value as any other.

    Rows with an unreadable or required but empty part are not judged, nor a table where a sheet lacks a key column
    that every row must fill.
    """
    kind, frame = table.kind, table.frame
    needed = [name for name in kind.key if kind.column(name).required]
    given = [name for name in needed if not kind.column(name).generated and kind.column(name).default is None]
    if frame.empty or any(table.lacks(name) for name in given):
        return
    judged = np.ones(len(frame), dtype=bool)
    for name in kind.key:
        judged &= ~table.unread.get(name, np.zeros(len(frame), dtype=bool))
        if name in needed:
            judged &= frame[name].notna().to_numpy(dtype=bool)
    rows = frame[judged]
    key = list(kind.key)
    repeated = rows.duplicated(key, keep="first").to_numpy(dtype=bool)
    if not repeated.any():
        return
    first = rows[~repeated].drop_duplicates(key)[[*key, "_file", "_row"]]
    pairs = rows[repeated].merge(first, on=key, suffixes=("", "_first"), how="left")
    texts = pairs[key].apply(
        lambda row: ", ".join(_part(row[name], kind.column(name)) for name in key if shown(row[name]) != ""),
        axis=1,
    )
    pairs = pairs.assign(_key=texts)
    elsewhere = (pairs["_file"] != pairs["_file_first"]).to_numpy(dtype=bool)
    column = key[0] if len(key) == 1 else ""
    said = {"found": "_key", "first_row": "_row_first"}
    register.rows("process.key_twice", pairs[~elsewhere], said, table=kind.name, column=column)
    said["file"] = "_file_first"
    register.rows("process.key_twice_elsewhere", pairs[elsewhere], said, table=kind.name, column=column)


def _part(cell: Any, column: Column) -> str:
    """One part of a key; the value of an enumeration is marked, so that it is shown in the reader's words."""
    return f"={cell}" if column.kind == "enum" else str(shown(cell, kind=column.kind))
