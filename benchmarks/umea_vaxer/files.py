"""Rows to files: tables for Excel in Swedish (semicolon, decimal comma), and a workbook that is the same every time."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from evaluera.data.process.table_kind import PACKS
from evaluera.data.process.table_registry import table_kind
from evaluera.report.process_workbook import write_workbook
from evaluera.text.labels import enum_label

__all__ = ["write_book", "write_export", "write_figures"]

_ALWAYS = (2025, 1, 15, 12, 0, 0)
"""The moment that the workbook says it was written."""
_MOMENT = re.compile(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def write_figures(frame: pd.DataFrame, file: Path) -> None:
    """A data file of outcomes."""
    _write(list(frame.columns), frame.to_numpy(dtype=object).tolist(), file)


def write_export(table: str, rows: Sequence[Mapping[str, Any]], file: Path, *, headings: Mapping[str, str]) -> None:
    """Rows of a process table as a web form exports them: Swedish headings and labels.

    ``headings`` are other ones for some columns; what is no column of the table stands last, under its own name.
    """
    kind = table_kind(table)
    used = [column for column in kind.columns if any(row.get(column.name) is not None for row in rows)]
    further = sorted({name for row in rows for name in row} - set(kind.names))
    heads = [headings.get(column.name, column.heading) for column in used] + further
    cells = [
        [_cell(row.get(column.name), column.kind) for column in used] + [row.get(name) for name in further]
        for row in rows
    ]
    _write(heads, cells, file)


def _cell(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "enum":
        return enum_label(str(value), "sv")
    return ("ja" if value else "nej") if kind == "bool" else value


def _write(heads: Sequence[str], rows: Sequence[Sequence[Any]], file: Path) -> None:
    """A text file as Swedish Excel writes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, delimiter=";", lineterminator="\n")
        writer.writerows([heads, *([_comma(cell) for cell in row] for row in rows)])


def _comma(value: Any) -> Any:
    """A decimal number as it is written in Swedish."""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else value


def write_book(rows: Mapping[str, Sequence[Mapping[str, Any]]], file: Path) -> None:
    """The workbook of the process with all packs; the moment of writing is left out of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    frames = {name: pd.DataFrame(list(each), dtype=object) for name, each in rows.items()}
    write_workbook(file, packs=PACKS, language="sv", rows=frames)
    with zipfile.ZipFile(file) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    moment = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*_ALWAYS).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            stable = _MOMENT.sub(moment, content) if name == "docProps/core.xml" else content
            book.writestr(zipfile.ZipInfo(name, date_time=_ALWAYS), stable, zipfile.ZIP_DEFLATED)
