"""Rows for every registered process table: two years, keys and references that hold, and cells that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.data.process.table_kind import Column, TableKind
from evaluera.data.process.table_registry import table_kinds

__all__ = ["YEARS", "made_tables", "without_optional_cells"]

YEARS = (2023, 2024)

_ROWS: Mapping[str, int] = {"project": 1, "area": 6, "organisation": 6, "activity_log": 120, "activity_plan": 30}
_MOST_ROWS = 40
_MISSING = 0.2
_LARGEST = 30
_DAYS = 730
_PARTS = ("n_unique_new", "n_women", "n_men", "n_youth", "received_reporters")
_WHOLES = ("n_participants", "expected_reporters")
_DONE: Mapping[str, str] = {"done_on": "done", "fixed_on": "fixed"}


def made_tables(*, seed: int = 20240101) -> ProcessTables:
    """All registered tables, those of third parties too; the same seed gives the same rows.

    Optional cells are missing at random. Dates in a row follow the order of the columns, parts are not larger than
    their whole, and what is open has no date of being done: the rules that a method may rely on.
    """
    random = np.random.default_rng(seed)
    frames: dict[str, pd.DataFrame] = {}
    for name in table_kinds():
        _add(name, frames, random)
    return process_tables(**frames)


def without_optional_cells(tables: ProcessTables) -> ProcessTables:
    """The same rows with nothing but what every row must have."""
    return process_tables(**{name: frame[list(table_kinds()[name].required)] for name, frame in tables.frames.items()})


def _add(name: str, frames: dict[str, pd.DataFrame], random: np.random.Generator) -> None:
    """The table, after those that it refers to."""
    if name in frames:
        return
    kind = table_kinds()[name]
    for column in kind.columns:
        if column.refers is not None and column.refers.table != name:
            _add(column.refers.table, frames, random)
    frames[name] = _complete(frames) if name == "population" else _rows(kind, frames, random)


def _complete(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every area, year and group."""
    groups = table_kinds()["population"].column("group").values
    cells = pd.MultiIndex.from_product([frames["area"]["area_id"], YEARS, groups], names=["area_id", "year", "group"])
    frame = cells.to_frame(index=False)
    return frame.assign(n=np.where(frame["group"] == "all", 9000, 1500))


def _rows(kind: TableKind, frames: Mapping[str, pd.DataFrame], random: np.random.Generator) -> pd.DataFrame:
    n = _ROWS.get(kind.name, _MOST_ROWS)
    frame = pd.DataFrame({column.name: _cells(column, kind, n, frames, random) for column in kind.columns})
    dates = [column.name for column in kind.columns if column.kind in ("date", "month")]
    frame[dates] = np.sort(frame[dates].to_numpy(), axis=1)
    for column in kind.columns:
        if column.kind == "month":
            frame[column.name] = frame[column.name].dt.to_period("M").dt.start_time
    frame = _ruled(frame)
    empty = [column.name for column in kind.columns if not column.required and column.name not in kind.key]
    for name in empty:
        frame[name] = frame[name].where(random.random(len(frame)) >= _MISSING, None)
    return _done(frame).drop_duplicates(list(kind.key), ignore_index=True)


def _cells(
    column: Column, kind: TableKind, n: int, frames: Mapping[str, pd.DataFrame], random: np.random.Generator
) -> Any:
    if column.refers is not None:
        return _references(column, kind, n, frames, random)
    match column.kind:
        case "id" if (column.name,) == kind.key:
            return [f"{kind.name}-{i}" for i in range(n)]
        case "id" | "text":
            return [f"{column.name}-{i}" for i in random.integers(0, 5, n)]
        case "enum":
            return list(random.permutation(np.resize(np.array(column.values, dtype=object), n)))
        case "int" | "num":
            low = max(column.minimum or 0.0, 0.0 if column.above is None else column.above + 1.0)
            high = _LARGEST if column.maximum is None else column.maximum
            return random.integers(int(low), int(high) + 1, n).astype(float)
        case "bool":
            return list(random.random(n) < 0.5)
        case "date" | "month":
            return pd.Timestamp(YEARS[0], 1, 1) + pd.to_timedelta(random.integers(0, _DAYS, n), unit="D")
        case _:
            return _periods(column, n, random)


def _periods(column: Column, n: int, random: np.random.Generator) -> list[Any]:
    years = [int(year) for year in random.choice(YEARS, n)]
    if column.kind == "year":
        return years
    if column.kind == "month_or_week":
        return [f"{year}-{random.integers(1, 13):02d}" for year in years]
    forms = ("{}",) if column.kind == "wave" else ("{}", "{}-H1", "{}-Q3", "{}-05")
    return [forms[int(random.integers(0, len(forms)))].format(year) for year in years]


def _references(
    column: Column, kind: TableKind, n: int, frames: Mapping[str, pd.DataFrame], random: np.random.Generator
) -> list[Any]:
    """Ids that exist; within the table itself an earlier row, so that nothing goes round in a circle."""
    assert column.refers is not None
    if column.refers.table == kind.name:
        return [None, *(f"{kind.name}-{random.integers(0, i)}" for i in range(1, n))]
    ids = frames[column.refers.table][column.refers.column].dropna().unique()
    return list(random.choice(ids, n))


def _ruled(frame: pd.DataFrame) -> pd.DataFrame:
    """Parts within their whole, an interval around its value, a tie between two, one core component for each."""
    whole = next((name for name in _WHOLES if name in frame), None)
    for part in _PARTS:
        if whole is not None and part in frame:
            frame[part] = np.minimum(frame[part], frame[whole])
    if {"ci_low", "value", "ci_high"} <= set(frame.columns):
        columns = ["ci_low", "value", "ci_high"]
        frame[columns] = np.sort(frame[columns].to_numpy(dtype=float), axis=1)
    if "core_delivered" in frame:
        frame["core_delivered"] = frame["core_delivered"].clip(upper=1.0)
    if "from_org" in frame:
        return frame[frame["from_org"] != frame["to_org"]].reset_index(drop=True)
    return frame


def _done(frame: pd.DataFrame) -> pd.DataFrame:
    """What is done has its date, what is not has none."""
    for column, status in _DONE.items():
        if column in frame and "status" in frame:
            known = frame[column].fillna(pd.Timestamp(YEARS[-1], 12, 31))
            frame[column] = known.where(frame["status"] == status)
    return frame
