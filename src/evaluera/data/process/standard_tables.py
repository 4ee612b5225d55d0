"""The tables that come with evaluera, as they stand in ``tables.csv`` and ``columns.csv`` beside this module."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files
from typing import cast

from evaluera.data.process.table_kind import Column, ColumnKind, Pack, Reference, TableKind

__all__ = ["standard_tables"]

Row = Mapping[str, str]


def standard_tables() -> tuple[TableKind, ...]:
    """The 40 tables of the process data model, in the order in which they are shown (an entry point)."""
    columns = _rows("columns.csv")
    return tuple(
        _table(row, [each for each in columns if each["table"] == row["table"]]) for row in _rows("tables.csv")
    )


def _rows(name: str) -> list[Row]:
    text = files("evaluera.data.process").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _table(row: Row, columns: list[Row]) -> TableKind:
    return TableKind(
        name=row["table"],
        sheet=row["sheet"],
        columns=tuple(_column(each) for each in columns),
        key=tuple(row["key"].split(";")),
        pack=cast(Pack, row["pack"]),
        minimum_set=row["minimum_set"] == "yes",
        dated_by=row["dated_by"],
        minutes_a_month=int(row["minutes_a_month"]),
        section=row["section"],
    )


def _column(row: Row) -> Column:
    flags = row["flags"].split()
    return Column(
        name=row["column"],
        heading=row["heading"],
        kind=cast(ColumnKind, row["kind"]),
        required=row["required"] == "yes",
        open=row["open"] == "yes",
        minimum=_number(row["minimum"]),
        maximum=_number(row["maximum"]),
        above=_number(row["above"]),
        values=tuple(row["values"].split()),
        refers=_reference(row["refers"]),
        default=row["default"] or None,
        generated="generated" in flags,
        persons="persons" in flags,
        last_day="last_day" in flags,
        free_text="free_text" in flags,
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _reference(text: str) -> Reference | None:
    table, _, column = text.partition(".")
    return Reference(table=table, column=column) if text else None
