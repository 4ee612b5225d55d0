"""What a row refers to must exist: foreign keys, with the nearest id that does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from evaluera.data.columns import near
from evaluera.data.complaints import LISTED
from evaluera.data.process.assembled_tables import AssembledTable
from evaluera.data.process.finding_register import Register
from evaluera.data.process.table_kind import Column, Reference
from evaluera.data.process.table_registry import table_kind

__all__ = ["check_references", "settle_case"]

_COMPARED = 2000
"""So many ids are looked through for the nearest one."""


def check_references(table: AssembledTable, tables: Mapping[str, AssembledTable], register: Register) -> None:
    """Name every value that does not stand in the column it refers to.

    A table of the minimum set that is not delivered has been named already, and a column that some sheet lacks as a
    whole too. An id that could not be read is named at its own row, not where something refers to it. Where an
    optional table was not delivered its ids cannot be checked: an error if every row must refer to it, else a warning.
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


def settle_case(table: AssembledTable, tables: Mapping[str, AssembledTable], register: Register) -> None:
    """Read a reference that differs from exactly one id only in capitals as that id; a note says so once."""
    for column in table.kind.columns:
        other = None if column.refers is None else tables.get(column.refers.table)
        if other is None or column.refers is None or column.kind != "id":
            continue
        known = set(other.frame[column.refers.column].dropna())
        cells = table.frame[column.name]
        wrong = cells.notna() & ~cells.isin(known)
        if not wrong.any():
            continue
        folded = Counter(str(each).casefold() for each in known)
        by_case = {str(each).casefold(): each for each in known if folded[str(each).casefold()] == 1}
        read = cells[wrong].map(lambda each, by_case=by_case: by_case.get(str(each).casefold()))
        read = read[read.notna()]
        if read.empty:
            continue
        rows = table.frame.loc[read.index].assign(_read=read, _other=column.refers.table).drop_duplicates(column.name)
        said = {"found": column.name, "read": "_read", "other": "_other"}
        name = table.kind.name
        register.rows("process.other_case", rows, said, table=name, column=column.name, severity="note")
        table.frame.loc[read.index, column.name] = read


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
    wrong = table.frame[cells.notna() & ~cells.isin([*known, *other.refused.get(refers.column, ())])]
    if wrong.empty:
        return
    if not known:
        rows = wrong.assign(_other=refers.table)
        said = {"found": column.name, "other": "_other"}
        register.rows("process.reference_to_empty", rows, said, table=table.kind.name, column=column.name)
        return
    asked = wrong[column.name].unique()[:LISTED]
    like = {value: near(value, known[:_COMPARED]) for value in asked}
    rows = wrong.assign(_nearest=wrong[column.name].map(like).fillna(""), _other=refers.table)
    for code, these in (
        ("process.unknown_reference", rows[rows["_nearest"] != ""]),
        ("process.no_such_reference", rows[rows["_nearest"] == ""]),
    ):
        said = {"found": column.name, "other": "_other", "nearest": "_nearest"}
        register.rows(code, these, said, table=table.kind.name, column=column.name)
