"""What a row refers to must exist: foreign keys, with the nearest id that does."""

from __future__ import annotations

from collections.abc import Mapping

from evaluera.data.columns import nearest_first
from evaluera.data.complaints import LISTED
from evaluera.data.process.assembled_tables import AssembledTable
from evaluera.data.process.finding_register import Register
from evaluera.data.process.table_kind import Column, Reference
from evaluera.data.process.table_registry import table_kind

__all__ = ["check_references"]

_COMPARED = 2000
"""So many ids are looked through for the nearest one."""


def check_references(table: AssembledTable, tables: Mapping[str, AssembledTable], register: Register) -> None:
    """Name every value that does not stand in the column it refers to.

    A table of the minimum set that is not delivered has been named already, and a column that some sheet lacks as a
    whole too. Where an optional table was not delivered its ids cannot be checked: an error if every row must refer to
    it, else a warning.
    """
    for column in table.kind.columns:
        refers = column.refers
        if refers is None or not table.frame[column.name].notna().any():
            continue
        other = tables.get(refers.table)
        if other is None:
            _absent(table, column, refers, register)
        elif not other.lacks(refers.column) or other.kind.column(refers.column).generated:
            _check(table, column, other, refers, register)


def _absent(table: AssembledTable, column: Column, refers: Reference, register: Register) -> None:
    if table_kind(refers.table).minimum_set:
        return
    first = table.frame[table.frame[column.name].notna()].iloc[0]
    register.add(
        "process.table_referred_to",
        {"other": refers.table},
        table=table.kind.name,
        column=column.name,
        file=first["_file"],
        sheet=first["_sheet"],
        severity="error" if column.required else "warning",
    )


def _check(table: AssembledTable, column: Column, other: AssembledTable, refers: Reference, register: Register) -> None:
    known = other.frame[refers.column].dropna().unique().tolist()
    cells = table.frame[column.name]
    wrong = table.frame[cells.notna() & ~cells.isin(known)]
    if wrong.empty:
        return
    asked = wrong[column.name].unique()[:LISTED]
    near = {value: nearest_first(value, known[:_COMPARED])[0] if known else "" for value in asked}
    rows = wrong.assign(_nearest=wrong[column.name].map(near), _other=refers.table)
    code = "process.unknown_reference" if known else "process.reference_to_empty"
    said = {"found": column.name, "other": "_other"} | ({"nearest": "_nearest"} if known else {})
    register.rows(code, rows, said, table=table.kind.name, column=column.name)
