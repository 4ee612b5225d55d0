"""CSV as Swedish Excel and everybody else writes it: the header line decides, then every row must fit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace

from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.data_file import DataFile, refuse
from evaluera.data.encoding import decoded
from evaluera.data.table import Table
from evaluera.errors import DataError, Finding, Place

__all__ = ["text_table"]

SEPARATORS = ("\t", ";", ",")
"""In this order: the first that stands in the header line, outside quotes, separates the columns."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LONGEST_CELL = 1_000_000
Record = tuple[int, list[str]]


def text_table(file: DataFile) -> Table:
    r"""Read a text file in tidy form; all cells stay text.

    The header is the first line that is not empty. A first line ``sep=;`` is Excel's and is obeyed. Empty lines are
    passed over but counted, so that rows have the numbers Excel shows. Empty cells after the last column are cut: some
    files have a separator at the end of the data rows only.

    Raises
    ------
    DataError
        ``data.unknown_encoding`` ``data.no_separator`` ``data.header_not_first`` ``data.row_length``
        ``data.broken_quotes`` ``data.empty_file`` ``data.corrupt_file`` (a workbook with the name of a text file).
    """
    if file.content.startswith(_WORKBOOKS):
        refuse("data.corrupt_file", file.shown)
    text, guessed = decoded(file.content)
    if text is None or "\x00" in text:
        refuse("data.unknown_encoding", file.shown)
    stated, text = _stated_separator(text)
    separator = stated or _separator(text)
    records = _records(text, separator or ";", file.shown)
    if not records:
        refuse("data.empty_file", file.shown)
    _check_header(records, separator, text, file.shown)
    (_, header), *data = records
    header = _cut([name.strip() for name in header])
    table = _fitted(header, data, file.shown)
    warnings = list(file.warnings)
    if guessed is not None:
        place = Place(file=file.shown)
        warnings.append(
            Finding(code="data.encoding_guessed", place=place, values={"found": guessed}, severity="warning")
        )
    return replace(table, file=file.shown, sha256=file.sha256, separator=separator, findings=tuple(warnings))


def _stated_separator(text: str) -> tuple[str | None, str]:
    match = re.match(r"sep=(.)\r?\n", text)
    return (match[1], text[match.end() :]) if match else (None, text)


def _separator(text: str) -> str | None:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return _first_separator(header)


def _first_separator(line: str) -> str | None:
    bare = re.sub(r'"[^"]*"', "", line)
    return next((each for each in SEPARATORS if each in bare), None)


def _records(text: str, separator: str, file: str) -> list[Record]:
    """The rows that are not empty, with their numbers; a quote that is never closed would swallow the rest."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[Record] = []
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                records.append((row, cells))
    except csv.Error:
        raise DataError(Finding(code="data.broken_quotes", place=Place(file=file, row=row + 1))) from None
    return records


def _check_header(records: Sequence[Record], separator: str | None, text: str, file: str) -> None:
    row, header = records[0]
    widest = max((len(_cut(cells)) for _, cells in records[1:]), default=0)
    later = any(_first_separator(line) for line in text.splitlines()[row:])
    if len(_cut(header)) > 1:
        return
    found = header[0].strip()
    if widest > 1 or (separator is None and later):
        raise DataError(Finding(code="data.header_not_first", place=Place(file=file, row=row), values={"found": found}))
    if separator is None:
        refuse("data.no_separator", file, {"found": found})


def _cut(cells: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return cells[:width]


def _fitted(header: Sequence[str], data: Sequence[Record], file: str) -> Table:
    """Every row as long as the header; a longer or shorter one is a finding with its number."""
    width = len(header)
    complaints = Complaints(file=file)
    odd = [(row, len(cells)) for row, cells in data if len(cells) < width or any(map(str.strip, cells[width:]))]
    complaints.each("data.row_length", odd, lambda each: Complaint(each[0], {"found": each[1], "expected": width}))
    complaints.stop()
    return Table.of_records(header, [cells[:width] for _, cells in data], [row for row, _ in data])
