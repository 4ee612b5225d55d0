"""The rows of one sheet as typed values, with everything that is wrong in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.panel import Bools
from evaluera.data.process.cell_values import ColumnValues, column_values
from evaluera.data.process.finding_register import Register
from evaluera.data.process.frames import ORIGIN
from evaluera.data.process.headings import Headings
from evaluera.data.process.loose_cells import LooseCells, loose_table
from evaluera.data.process.personal_cells import personal_cells
from evaluera.data.process.table_kind import Column, TableKind
from evaluera.data.table import Table, is_empty

__all__ = ["SheetRows", "read_rows"]

_TOTAL = re.compile(r"(?:delsumma|totalsumma|summa|sum|totalt?|totals|subtotal|grand total)[ :]*(?:\d{4})?:?", re.I)
_NUMBERS = ("int", "num", "bool")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SheetRows:
    """Rows of one table from one sheet: values by machine name, the columns of origin, what each column lacks.

    ``present`` are the columns that the sheet has. ``unread`` says for a column which rows have something that could
    not be read: they are not empty, and what refers to them cannot be judged. ``loose`` are the columns that the table
    does not have, ``refused`` by column what stands there instead of an id.
    """

    table: str
    frame: pd.DataFrame
    present: frozenset[str]
    unread: Mapping[str, Bools]
    loose: tuple[LooseCells, ...] = ()
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_rows(cells: Table, kind: TableKind, said: Headings, register: Register) -> SheetRows:
    """Read one sheet; every column that is missing or unknown, and every cell that cannot be read, is a finding."""
    register.extend(cells.findings)
    columns, others = _columns(cells, kind, said, register)
    register.headings[(cells.file, cells.sheet)] = _shown_headings(cells, kind, columns)
    for column in kind.columns:
        lacking = column.required and not column.generated and column.default is None and column.name not in columns
        if lacking:
            values = {"column": f"{kind.name}.{column.name}"}
            register.add("process.missing_column", values, table=kind.name, file=cells.file, sheet=cells.sheet)
    for at in others:
        personal_cells(cells, at, register, table=kind.name, column=None)
    personal = {
        name: personal_cells(cells, at, register, table=kind.name, column=kind.column(name))
        for name, at in columns.items()
    }
    kept = cells if not len(cells.rows) else _without_totals(cells, kind, columns, register)
    positions = np.flatnonzero(np.isin(cells.rows, kept.rows))
    frame = pd.DataFrame(index=range(len(kept.rows)))
    unread: dict[str, Bools] = {}
    refused: dict[str, frozenset[str]] = {}
    for name, at in columns.items():
        read = column_values(kept.cells[at], kind.column(name), separator=cells.separator)
        told = personal[name][positions]
        _complain(read, told, kept, kind.column(name), kind.name, register)
        frame[name] = read.values.where(~told, None)
        unread[name] = read.filled & frame[name].isna().to_numpy(dtype=bool)
        if kind.column(name).kind == "id" and unread[name].any():
            refused[name] = frozenset(str(cell).strip() for cell in kept.cells[at][unread[name]])
    origin = dict(zip(ORIGIN, (cells.file, cells.sheet, kept.rows), strict=True))
    return SheetRows(
        table=kind.name,
        frame=frame.assign(**origin),
        present=frozenset(columns),
        unread=unread,
        loose=loose_table(cells, others),
        refused=refused,
    )


def _shown_headings(cells: Table, kind: TableKind, columns: Mapping[str, int]) -> Mapping[str, str]:
    """What each column is called to the reader: as headed in the sheet, else in the language of its headings."""
    own = {name: cells.columns[at] for name, at in columns.items()}
    machine = sum(name == heading for name, heading in own.items()) > len(own) / 2
    return {column.name: column.name if machine else column.heading for column in kind.columns} | own


def _columns(cells: Table, kind: TableKind, said: Headings, register: Register) -> tuple[dict[str, int], list[int]]:
    """Where each column stands, and which columns nobody knows."""
    found: dict[str, int] = {}
    others: list[int] = []
    for at, heading in enumerate(cells.columns):
        said.met.add(heading)
        if not said.reads(heading):
            continue
        name = said.column(heading, kind) if heading else None
        if name is None:
            if heading or not all(map(is_empty, cells.cells[at])):
                others.append(at)
                _unknown(cells, at, kind, register)
        elif name in found:
            values = {"found": heading, "first": cells.columns[found[name]], "column": f"{kind.name}.{name}"}
            register.add("process.heading_twice", values, table=kind.name, file=cells.file, sheet=cells.sheet)
        else:
            found[name] = at
    return found, others


def _unknown(cells: Table, at: int, kind: TableKind, register: Register) -> None:
    heading = cells.columns[at]
    code = "process.unknown_column" if heading else "process.column_without_heading"
    values = {"found": heading} if heading else {"number": at + 1}
    register.add(code, values, table=kind.name, column=heading, file=cells.file, sheet=cells.sheet, severity="warning")


def _without_totals(cells: Table, kind: TableKind, columns: Mapping[str, int], register: Register) -> Table:
    """The rows without those that add up others, which are findings; nothing else is said about them."""
    labels = {name: at for name, at in columns.items() if kind.column(name).kind not in _NUMBERS}
    total = np.zeros(len(cells.rows), dtype=bool)
    for row, column, text in _total_words(cells, kind, labels):
        if not total[row]:
            total[row] = True
            register.add("process.total_row", {"found": text}, table=kind.name, column=column, **_place(cells, row))
    if labels:
        named = ~np.all([_empty(cells.cells[at]) for at in labels.values()], axis=0)
        numbers = [~_empty(cells.cells[at]) for name, at in columns.items() if name not in labels]
        bare = ~named & (np.any(numbers, axis=0) if numbers else False)
        for row in np.flatnonzero(bare).tolist():
            total[row] = True
            register.add("process.numbers_only", table=kind.name, **_place(cells, row))
    if not total.any():
        return cells
    kept = ~total
    series = tuple(each[kept].reset_index(drop=True) for each in cells.cells)
    return replace(cells, cells=series, rows=cells.rows[kept])


def _total_words(cells: Table, kind: TableKind, labels: Mapping[str, int]) -> Iterator[tuple[int, str, str]]:
    for name, at in labels.items():
        column = kind.column(name)
        if column.kind == "text" and not column.required:
            continue
        for text in cells.cells[at].unique():
            if isinstance(text, str) and _TOTAL.fullmatch(text.strip()):
                for row in np.flatnonzero((cells.cells[at] == text).to_numpy(dtype=bool)):
                    yield int(row), name, text.strip()


def _empty(cells: pd.Series[Any]) -> Bools:
    codes, unique = pd.factorize(cells, use_na_sentinel=True)
    return np.array([*(is_empty(cell) for cell in unique), True], dtype=bool)[codes]


def _place(cells: Table, row: int) -> dict[str, Any]:
    return {"file": cells.file, "sheet": cells.sheet, "row": int(cells.rows[row])}


def _complain(
    read: ColumnValues, personal: Bools, cells: Table, column: Column, table: str, register: Register
) -> None:
    """What is wrong with the cells of a column; those with personal data have been named already."""
    for row, trouble in sorted(read.trouble.items()):
        if not personal[row]:
            register.add(
                trouble.code,
                trouble.values,
                table=table,
                column=column.name,
                severity=trouble.severity,
                **_place(cells, row),
            )
