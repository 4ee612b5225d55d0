"""The process tables out of people's files: everything that is wrong, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pandas as pd

from evaluera.data.process.assembled_tables import AssembledTable, assembled
from evaluera.data.process.finding_register import Register
from evaluera.data.process.headings import Headings, column_of, folded
from evaluera.data.process.input_files import input_files
from evaluera.data.process.keys import check_key
from evaluera.data.process.last_recorded_day import last_recorded_day
from evaluera.data.process.loose_cells import LooseCells, check_names, check_personal, loose_table
from evaluera.data.process.personal_names import known_words
from evaluera.data.process.process_tables import ProcessTables, Source
from evaluera.data.process.references import check_references, settle_case
from evaluera.data.process.rules.inspection import Inspection
from evaluera.data.process.rules.standard_rules import RULES
from evaluera.data.process.settings_sheet import Setting, add_settings
from evaluera.data.process.sheet_rows import SheetRows, read_rows
from evaluera.data.process.sheets import sheets_of
from evaluera.data.process.table_registry import table_kinds
from evaluera.errors import Finding

__all__ = ["read_process"]


def read_process(
    *paths: str | Path,
    folder: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    ignore_columns: Collection[str] = (),
    until: dt.date | None = None,
) -> ProcessTables:
    """What was planned, done, decided and promised: workbooks, CSV files and folders of them, checked together.

    Parameters
    ----------
    *paths
        Workbooks (one sheet for each table), CSV files (named as the table, also with something after it:
        ``aktivitetslogg_ersboda_2024.csv``), and folders, whose files are all read. Rows of the same table are
        appended; each keeps its file, sheet and row. Sheets and headings in Swedish or as machine names, also mixed;
        capitals, spaces, underscores and the order of columns do not matter.
    folder
        What relative paths are relative to; None is the current folder.
    columns
        What other headings stand for: ``{"Vad gjorde ni?": "aktivitet"}``.
    ignore_columns
        Headings of columns that are dropped before anything is scanned, stored or shown.
    until
        What should have happened by this day is missed: plans without a log, promises without a follow-up, budgets
        without actual costs. None is the last day that something was recorded, not after the end of the evaluation.

    Returns
    -------
    ProcessTables
        Frames by machine name, with warnings and notes in ``findings``, and the sheet ``inställningar`` in
        ``settings``: name to value and place, as they stand.

    Raises
    ------
    DataError
        With every finding of all files, warnings and notes too, when one of them is an error.

    Notes
    -----
    An optional table without rows counts as not delivered: what is computed from it says that the data are missing. An
    empty table of the minimum set says that there is nothing.

    A month written where a day is wanted means its first day, for deadlines and ends its last; a note says so. A row
    without an id that nothing needs gets one from its content, so that it lives on when rows are moved or added.

    Examples
    --------
    >>> import evaluera, tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "möte.csv").write_text("möte;forum;datum;status\\nM1;Umebrå;igår;genomförd\\n", "utf-8")
    ...     try:
    ...         read_process("möte.csv", folder=folder)
    ...     except evaluera.DataError as error:
    ...         finding = next(each for each in error.findings if each.code == "process.not_a_date")
    >>> finding.place.row, finding.place.column, dict(finding.values)
    (2, 'datum', {'table': 'meeting', 'found': 'igår'})
    """
    register = Register()
    said = Headings.of(columns, ignore_columns)
    _check_mapping(columns or {}, register)
    rows: list[SheetRows] = []
    beside: list[LooseCells] = []
    empty: list[str] = []
    settings: dict[str, Setting] = {}
    sources: list[Source] = []
    for file in input_files(paths, folder, register):
        sources.append(Source(file=file.file.shown, sha256=file.file.sha256))
        for sheet in sheets_of(file, said, register):
            beside += sheet.loose
            if sheet.cells is None:
                empty += [sheet.kind.name] if sheet.kind else []
            elif sheet.kind is None:
                add_settings(sheet.cells, settings, register)
                beside += loose_table(sheet.cells)
            else:
                rows.append(read_rows(sheet.cells, sheet.kind, said, register))
    _check_met(columns or {}, "columns", said, register)
    _check_met(ignore_columns, "ignore_columns", said, register)
    tables = assembled(rows, empty, register)
    check_personal(beside, register)
    check_names([*beside, *(each for sheet in rows for each in sheet.loose)], known_words(tables), register)
    _check_delivered(tables, register)
    check_tables(tables, register, until=None if until is None else pd.Timestamp(until))
    register.stop()
    return ProcessTables(
        frames={name: table.frame for name, table in tables.items() if _delivered(table)},
        sources=tuple(sources),
        findings=register.findings,
        settings=settings,
        headings=register.headings,
    )


def check_tables(tables: Mapping[str, AssembledTable], register: Register, *, until: pd.Timestamp | None) -> None:
    """Keys and references of every table, then all rules."""
    for table in tables.values():
        settle_case(table, tables, register)
    for table in tables.values():
        check_key(table, register)
        check_references(table, tables, register)
    seen = Inspection(tables=tables, register=register, until=until or last_recorded_day(tables))
    for rule in RULES:
        rule(seen)


def _check_delivered(tables: Mapping[str, AssembledTable], register: Register) -> None:
    """Tables of the minimum set must be there; optional ones that are absent or empty are worth one note in all."""
    broken = any(_whole_file(finding) for finding in register.findings)
    absent = [kind for name, kind in table_kinds().items() if name not in tables]
    for kind in absent:
        if kind.minimum_set and not broken:
            register.add("process.missing_table", {"found": kind.name}, table=kind.name)
    optional = [kind.name for name, kind in table_kinds().items() if not kind.minimum_set]
    lacking = " ".join(name for name in optional if name not in tables or tables[name].frame.empty)
    if lacking:
        register.add("process.absent_tables", {"found": lacking}, severity="note")


def _delivered(table: AssembledTable) -> bool:
    """Whether the table says something: an optional one without rows says no more than one that is not there.

    An empty table of the minimum set does: that there is nothing, such as no promises.
    """
    return table.kind.minimum_set or not table.frame.empty


def _whole_file(finding: Finding) -> bool:
    """Whether a file or sheet could not be read at all, so that nobody knows which tables it holds."""
    return finding.code.startswith("data.") and finding.severity == "error" and finding.place.column is None


def _check_mapping(columns: Mapping[str, str], register: Register) -> None:
    """What a heading stands for must be a column of some table."""
    for heading, column in columns.items():
        if all(column_of(column, kind) is None for kind in table_kinds().values()):
            register.add("process.unknown_target", {"found": column, "heading": heading})


def _check_met(given: Iterable[str], parameter: str, said: Headings, register: Register) -> None:
    """A heading that was named and stands nowhere is probably misspelt."""
    met = {folded(heading) for heading in said.met}
    for heading in given:
        if folded(heading) not in met:
            register.add("process.heading_not_met", {"found": heading, "parameter": parameter}, severity="warning")
