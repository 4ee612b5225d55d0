"""Typed frames of process tables: one dtype for each kind of column, missing cells as missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluera.data.process.table_kind import Column, ColumnKind, TableKind

__all__ = ["DTYPES", "ORIGIN", "empty_frame", "typed_frame"]

DTYPES: Mapping[ColumnKind, str] = {
    "id": "object",
    "text": "object",
    "enum": "object",
    "int": "float64",
    "num": "float64",
    "bool": "boolean",
    "date": "datetime64[s]",
    "month": "datetime64[s]",
    "month_or_week": "object",
    "year": "float64",
    "period": "object",
    "wave": "object",
}
"""Whole numbers are float64, so that a missing one is NaN. A month is its first day. Texts, ids, enumerations (machine
names), periods and waves are str; missing ones are None."""

ORIGIN = ("_file", "_sheet", "_row")
"""Where each row stands: file, sheet (None outside workbooks), row as Excel counts."""


def empty_frame(kind: TableKind) -> pd.DataFrame:
    """A frame with the columns of the table and no rows."""
    return typed_frame(kind, {})


def typed_frame(kind: TableKind, values: Mapping[str, Any] | pd.DataFrame) -> pd.DataFrame:
    """All columns of the table in order, those not given empty, each with its dtype, and the columns of origin.

    Parameters
    ----------
    kind
        The table.
    values
        Column by name (machine names), already interpreted: dates as datetime64, enumerations as machine names.
    """
    given = (values if isinstance(values, pd.DataFrame) else pd.DataFrame(dict(values))).reset_index(drop=True)
    columns = {column.name: _typed(given, column) for column in kind.columns}
    origin = {name: given[name] if name in given else pd.Series([None] * len(given), dtype="object") for name in ORIGIN}
    return pd.DataFrame({**columns, **origin})


def _typed(given: pd.DataFrame, column: Column) -> pd.Series[Any]:
    cells = given[column.name] if column.name in given else pd.Series([None] * len(given), dtype="object")
    match DTYPES[column.kind]:
        case "object":
            texts = cells.astype("object")
            return pd.Series(texts.where(texts.notna(), None), dtype="object")
        case "datetime64[s]":
            return pd.Series(pd.to_datetime(cells).astype("datetime64[s]"))
        case "boolean":
            return pd.Series(cells.astype("boolean"))
        case _:
            return pd.Series(pd.to_numeric(cells).astype("float64"))
