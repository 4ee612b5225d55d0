"""Cells of one column to typed values: each distinct cell is read once, and what cannot be read says why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.complaints import LISTED
from evaluera.data.digits import number_cells
from evaluera.data.panel import Positions
from evaluera.data.process.enum_words import enum_value, nearest_value
from evaluera.data.process.table_kind import Column, ColumnKind
from evaluera.data.process.written_dates import day_of, excel_day, period_text
from evaluera.data.table import is_empty
from evaluera.errors import Severity, Value

__all__ = ["ColumnValues", "Trouble", "column_values"]

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_NUMBER_AND_UNIT = re.compile(r"[+-]?\d[\d .,]*[ \u00a0]?(?:%|[^\W\d_]+\.?)", re.UNICODE)
_EXCEL_ERROR = re.compile(r"#(?:[A-ZÅÄÖ]+(?:/[0A-Z]+)?[!?]?)")
_BOOLS: Mapping[str, bool] = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "sant", "1"), True),
    **dict.fromkeys(("nej", "n", "no", "false", "falskt", "0"), False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a cell could not be read, or what was assumed (a warning or note): code and values of the finding."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ColumnValues:
    """Values of a column, None where a cell is empty or could not be read; ``filled`` where something is written.

    ``trouble`` gives for each position with something to say what that is.
    """

    values: pd.Series[Any]
    filled: np.ndarray
    trouble: Mapping[int, Trouble]


def column_values(cells: pd.Series[Any], column: Column, *, separator: str | None) -> ColumnValues:
    """Read one column.

    Parameters
    ----------
    cells
        As the file has them: text, numbers, dates of Excel.
    column
        What should stand there.
    separator
        Of the text file, which decides what a comma in a number means; None for a workbook.
    """
    codes, unique = pd.factorize(cells, use_na_sentinel=True)
    distinct = [None if is_empty(cell) else _stripped(cell) for cell in unique]
    read: list[object] = [None if cell is None else _broken(cell) for cell in distinct]
    if column.kind in ("int", "num"):
        _read_numbers(distinct, read, column, separator)
    else:
        reader = _READERS[column.kind]
        for at, cell in enumerate(distinct):
            if cell is not None and read[at] is None:
                read[at] = reader(cell, column)
        if column.kind == "enum":
            _suggest(read, column)
    return _collected(codes, distinct, read)


def _collected(codes: Positions, distinct: list[object], read: list[object]) -> ColumnValues:
    troubles = {at: each for at, each in enumerate(read) if isinstance(each, Trouble | _Assumed)}
    plain = [each.value if isinstance(each, _Assumed) else each for each in read]
    plain = [None if isinstance(each, Trouble) else each for each in plain]
    values = np.empty(len(plain) + 1, dtype=object)
    values[:-1] = plain
    filled = np.array([*(cell is not None for cell in distinct), False], dtype=bool)
    at_rows = np.flatnonzero(np.isin(codes, list(troubles))) if troubles else ()
    found = {int(row): troubles[int(codes[row])] for row in at_rows}
    return ColumnValues(
        values=pd.Series(values[codes], dtype=object),
        filled=filled[codes],
        trouble={row: each.trouble if isinstance(each, _Assumed) else each for row, each in found.items()},
    )


@dataclass(frozen=True, slots=True)
class _Assumed:
    """A value that was read by assuming something, which is said."""

    value: object
    trouble: Trouble


def _stripped(cell: object) -> object:
    return unicodedata.normalize("NFC", cell.strip()) if isinstance(cell, str) else cell


def _broken(cell: object) -> Trouble | None:
    """A formula that was never calculated, or an error of Excel."""
    if not isinstance(cell, str) or cell[0] not in "=#":
        return None
    if cell.startswith("=") and len(cell) > 1:
        return Trouble(code="process.formula", values={"found": cell})
    return Trouble(code="process.excel_error", values={"found": cell}) if _EXCEL_ERROR.fullmatch(cell) else None


def _read_numbers(distinct: list[object], read: list[object], column: Column, separator: str | None) -> None:
    """All numbers of the column together: a comma beside a point in another cell makes both doubtful."""
    at = [i for i, cell in enumerate(distinct) if cell is not None and read[i] is None]
    cells = number_cells(pd.Series([distinct[i] for i in at], dtype=object), separator=separator)
    doubtful = {int(row): kind for kind, rows in cells.trouble.items() for row in rows}
    for row, i in enumerate(at):
        if row in doubtful:
            code = {
                "data.not_a_number": "process.not_a_number",
                "data.missing_marker": "process.missing_marker",
            }.get(doubtful[row], doubtful[row])
            unit = code == "process.not_a_number" and _NUMBER_AND_UNIT.fullmatch(str(distinct[i]))
            read[i] = Trouble(code="process.number_with_unit" if unit else code, values={"found": str(distinct[i])})
        else:
            read[i] = _within(float(cells.values[row]), column)


def _within(number: float, column: Column) -> float | Trouble:
    if not np.isfinite(number):
        return Trouble(code="process.not_a_number", values={"found": str(number)})
    if column.kind == "int" and not number.is_integer():
        return Trouble(code="process.not_whole", values={"found": number})
    if column.above is not None and number <= column.above:
        return Trouble(code="process.not_above", values={"found": number, "least": column.above})
    if column.minimum is not None and number < column.minimum:
        return Trouble(code="process.too_small", values={"found": number, "least": column.minimum})
    if column.maximum is not None and number > column.maximum:
        return Trouble(code="process.too_large", values={"found": number, "most": column.maximum})
    return number


def _text(cell: object, column: Column) -> object:
    del column
    if isinstance(cell, float | np.floating) and float(cell).is_integer():
        return str(int(cell))
    return str(cell)


def _id(cell: object, column: Column) -> object:
    text = str(_text(cell, column))
    if column.refers is not None or _ID.fullmatch(text):
        return text
    return Trouble(code="process.bad_id", values={"found": text, "nearest": _as_id(text)})


def _as_id(text: str) -> str:
    """What the text could be as an id: ``Ersboda södra`` is ``Ersboda_sodra``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "_", plain).strip("_")[:40] or "1"


def _enum(cell: object, column: Column) -> object:
    text = {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(_text(cell, column))
    value = enum_value(text, column.values)
    if value is not None:
        return value
    return Trouble(code="process.no_such_value", values={"found": text, "known": " ".join(column.values)})


def _suggest(read: list[object], column: Column) -> None:
    """Add the nearest value to the first troubles, where one is near: to look for all takes long among sentences."""
    wrong = [(at, each) for at, each in enumerate(read) if isinstance(each, Trouble) and "known" in each.values]
    for at, each in wrong[:LISTED]:
        near = nearest_value(str(each.values["found"]), column.values)
        if near:
            read[at] = replace(each, code="process.unknown_value", values={**each.values, "nearest": near})


def _bool(cell: object, column: Column) -> object:
    text = str(_text(cell, column)).casefold()
    return _BOOLS.get(text, Trouble(code="process.not_yes_or_no", values={"found": str(cell)}))


def _date(cell: object, column: Column) -> object:
    found = day_of(cell, last=column.last_day)
    if found is None:
        number = excel_day(cell)
        if number is not None:
            values: dict[str, Value] = {"found": str(_text(cell, column)), "read": number.date().isoformat()}
            return Trouble(code="process.date_as_number", values=values)
        return Trouble(code="process.not_a_date", values={"found": str(_text(cell, column))})
    day, only_month = found
    if not only_month:
        return day
    values = {"found": str(cell), "read": day.date().isoformat()}
    return _Assumed(day, Trouble(code="process.month_for_day", values=values, severity="note"))


def _month(cell: object, column: Column) -> object:
    text = period_text(cell, ("month",))
    if text is not None:
        return pd.Timestamp(f"{text}-01")
    return Trouble(code="process.not_a_month", values={"found": str(_text(cell, column))})


def _month_or_week(cell: object, column: Column) -> object:
    values = {"found": str(_text(cell, column))}
    return period_text(cell, ("month", "week")) or Trouble(code="process.not_a_month_or_week", values=values)


def _period(cell: object, column: Column) -> object:
    values = {"found": str(_text(cell, column))}
    parts = period_text(cell, ("year", "half", "quarter", "month"))
    return parts or Trouble(code="process.not_a_period", values=values)


def _wave(cell: object, column: Column) -> object:
    values = {"found": str(_text(cell, column))}
    return period_text(cell, ("year", "month")) or Trouble(code="process.not_a_wave", values=values)


def _year(cell: object, column: Column) -> object:
    text = period_text(cell, ("year",))
    if text is not None:
        return float(text)
    return Trouble(code="process.not_a_year", values={"found": str(_text(cell, column))})


_READERS: Mapping[ColumnKind, Callable[[object, Column], object]] = {
    "id": _id,
    "text": _text,
    "enum": _enum,
    "bool": _bool,
    "date": _date,
    "month": _month,
    "month_or_week": _month_or_week,
    "period": _period,
    "wave": _wave,
    "year": _year,
}
