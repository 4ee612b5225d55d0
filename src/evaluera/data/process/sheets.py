"""What each sheet and file is: a table of the model, the settings, or something that is not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evaluera.data.delimited_text import text_table
from evaluera.data.parquet import parquet_table
from evaluera.data.process.finding_register import Register
from evaluera.data.process.headings import Headings, fits
from evaluera.data.process.input_files import InputFile
from evaluera.data.process.loose_cells import LooseCells, loose_sheet, loose_table
from evaluera.data.process.table_kind import TableKind
from evaluera.data.process.table_names import (
    is_instruction,
    is_settings,
    table_fitting,
    table_named,
    table_with_suffix,
)
from evaluera.data.table import Table
from evaluera.data.workbook import Book, open_book
from evaluera.errors import DataError, Finding

__all__ = ["Sheet", "sheets_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """Cells and what they are: rows of the table ``kind``, or settings when that is None.

    ``cells`` is None for a sheet where nothing stands, not even headings. A sheet or file that nobody knows has only
    ``loose`` cells, which are looked through and not read.
    """

    kind: TableKind | None
    cells: Table | None
    loose: tuple[LooseCells, ...] = ()


def sheets_of(given: InputFile, said: Headings, register: Register) -> Iterator[Sheet]:
    """Every sheet that is read; sheets and files that cannot be read, or that nobody knows, are findings."""
    try:
        if given.file.suffix.startswith(".xls"):
            yield from _of_book(open_book(given.file), given, said, register)
        else:
            table = parquet_table(given.file) if given.file.suffix == ".parquet" else text_table(given.file)
            yield from _of_file(table, given, said, register)
    except DataError as error:
        register.extend(error.findings)


def _of_file(table: Table, given: InputFile, said: Headings, register: Register) -> Iterator[Sheet]:
    if is_settings(given.stem):
        yield Sheet(kind=None, cells=table)
        return
    kind = table_named(given.stem) or table_with_suffix(given.stem) or table_fitting(table.columns, said)
    if kind is not None:
        yield Sheet(kind=kind, cells=table)
    elif not is_instruction(given.stem):
        register.add("process.unknown_file", file=given.file.shown, severity="error" if given.named else "warning")
        yield Sheet(kind=None, cells=None, loose=loose_table(table))


def _of_book(book: Book, given: InputFile, said: Headings, register: Register) -> Iterator[Sheet]:
    register.extend(given.file.warnings)
    read = [name for name in book.grids if not is_instruction(name)]
    filled = [name for name in read if book.holds(name)]
    for name in read:
        if name not in filled:
            kind = table_named(name)
            if kind is not None:
                yield Sheet(kind=kind, cells=None)
            continue
        sheet = _read(book, name, given.stem if len(filled) == 1 else None, said)
        if isinstance(sheet, Sheet):
            if name in book.hidden:
                register.add("process.hidden_sheet", file=book.file.shown, sheet=name, severity="warning")
            yield sheet
        elif sheet:
            register.extend(sheet)
        else:
            _unknown(book, name, said, register)
            yield Sheet(kind=None, cells=None, loose=tuple(loose_sheet(book, name)))


def _unknown(book: Book, name: str, said: Headings, register: Register) -> None:
    """Say that a sheet is not read; where its headings are those of one table, that it seems to be that."""
    try:
        kind = table_fitting(book.table(name, unnamed=True).columns, said)
    except DataError:
        kind = None
    if kind is None:
        register.add("process.unknown_sheet", file=book.file.shown, sheet=name, severity="warning")
    else:
        values = {"found": kind.name}
        register.add("process.renamed_sheet", values, file=book.file.shown, sheet=name, severity="warning")


def _read(book: Book, name: str, stem: str | None, said: Headings) -> Sheet | tuple[Finding, ...]:
    """The sheet; or why a sheet that should be one cannot be read; or nothing when it is none that is known.

    ``stem`` is the name of a file whose only sheet this is: exports of web forms name the file, not the sheet.
    """
    known = is_settings(name) or table_named(name) is not None
    try:
        cells = replace(book.table(name, unnamed=True), findings=())
    except DataError as error:
        return error.findings if known else ()
    if is_settings(name):
        return Sheet(kind=None, cells=cells)
    kind = table_named(name) or _with_suffix(name, cells, said)
    if kind is None and stem is not None:
        kind = table_named(stem) or table_with_suffix(stem) or table_fitting(cells.columns, said)
    return () if kind is None else Sheet(kind=kind, cells=cells)


def _with_suffix(name: str, cells: Table, said: Headings) -> TableKind | None:
    """A sheet such as ``aktivitetslogg Teg``, when its headings are those of the table."""
    kind = table_with_suffix(name)
    return kind if kind is not None and fits(cells.columns, kind, said) else None
