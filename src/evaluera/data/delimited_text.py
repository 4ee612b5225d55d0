"""CSV as Swedish Excel and everybody else writes it: the header line decides, then every row must fit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NoReturn

from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.data_file import DataFile, refuse
from evaluera.data.encoding import decoded
from evaluera.data.table import Table
from evaluera.errors import DataError, Finding, Place

__all__ = ["text_table"]

SEPARATORS = ("\t", ";", ",")
"""In this order: the first that stands in the header line, outside quotes, separates the columns."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
Record = tuple[int, list[str]]


def text_table(file: DataFile) -> Table:
    r"""Read a text file in tidy form; all cells stay text.

    The header is the first line that is not empty. A first line ``sep=;`` is Excel's and is obeyed. Empty lines are
    passed over but counted, so that rows have the numbers Excel shows. Empty cells after the last column are cut: some
    files have a separator at the end of the data rows only.

    Raises
    ------
    DataError
        ``data.unknown_encoding`` ``data.empty_file`` ``data.no_separator`` ``data.header_not_first``
        ``data.row_too_long`` ``data.row_too_short`` ``data.broken_quotes``; ``data.corrupt_file`` for a workbook with
        the name of a text file.
    """
    if file.content.startswith(_WORKBOOKS):
        refuse("data.corrupt_file", file.shown)
    text, guessed = decoded(file.content)
    if text is None or "\x00" in text:
        refuse("data.unknown_encoding", file.shown)
    stated, text = _stated_separator(text)
    separator = stated or _separator(text, file.shown)
    records = _records(text, separator, file.shown)
    if not records:
        refuse("data.empty_file", file.shown)
    (row, header), *data = records
    header = _cut([name.strip() for name in header])
    if len(header) == 1 and any(len(_cut(cells)) > 1 for _, cells in data):
        _refuse_title(header[0], row, file.shown)
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


def _separator(text: str, file: str) -> str:
    """That of the header line; the line below it must have it too, else the first line is a title."""
    written = (
        (row, line) for row, line in enumerate(io.StringIO(text, newline=None), start=1) if line.strip("\t\n ;,")
    )
    lines = list(islice(written, 2))
    if not lines:
        refuse("data.empty_file", file)
    row, header = lines[0]
    below = _separators(lines[1][1]) if len(lines) > 1 else ()
    found = _separators(header)
    if below and (not found or found[0] not in below):
        _refuse_title(header.strip(), row, file)
    if not found:
        refuse("data.no_separator", file, {"found": header.strip()})
    return found[0]


def _separators(line: str) -> tuple[str, ...]:
    """Those that stand in the line outside quotes, in the order of :data:`SEPARATORS`."""
    bare = re.sub(r'"[^"]*"', "", line)
    return tuple(each for each in SEPARATORS if each in bare)


def _refuse_title(title: str, row: int, file: str) -> NoReturn:
    raise DataError(Finding(code="data.header_not_first", place=Place(file=file, row=row), values={"found": title}))


def _records(text: str, separator: str, file: str) -> list[Record]:
    """The rows that are not empty, with their numbers; a quote that is never closed would swallow the rest."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[Record] = []
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if "".join(cells).strip():
                records.append((row, cells))
    except csv.Error:
        raise DataError(Finding(code="data.broken_quotes", place=Place(file=file, row=row + 1))) from None
    return records


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

    def describe(record: Record) -> Complaint:
        return Complaint(record[0], {"found": len(record[1]), "expected": width})

    complaints.each("data.row_too_short", [record for record in data if len(record[1]) < width], describe)
    long = [record for record in data if len(record[1]) > width and any(map(str.strip, record[1][width:]))]
    complaints.each("data.row_too_long", long, describe)
    complaints.stop()
    records = [cells if len(cells) == width else cells[:width] for _, cells in data]
    return Table.of_records(header, records, [row for row, _ in data])
