"""The workbook in which the process is recorded: a sheet for each table, with lists, help and folded columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluera.data.process.headings import column_of
from evaluera.data.process.table_kind import Pack, TableKind
from evaluera.data.process.table_names import table_named
from evaluera.data.process.table_registry import table_kinds
from evaluera.report.choice_lists import ChoiceLists, cells_below
from evaluera.report.readme_sheet import write_readme
from evaluera.report.settings_form import write_settings
from evaluera.report.table_sheet import arranged, fill_rows, sheet_of, write_table
from evaluera.text.messages import message

__all__ = ["MOST_OPEN", "add_sheets", "tables_of", "write_workbook"]

MOST_OPEN = 10
"""So many columns of a sheet are shown at the most."""


def tables_of(packs: Sequence[Pack]) -> tuple[TableKind, ...]:
    """The tables of these packs, ours first; the basic ones always."""
    wanted = {"basic", *packs}
    return tuple(kind for kind in table_kinds().values() if kind.pack in wanted)


def write_workbook(
    file: Path, *, packs: Sequence[Pack] = (), language: str = "sv", rows: Mapping[str, Any] | None = None
) -> None:
    """Write a workbook with the sheets of the packs.

    Parameters
    ----------
    file
        Where to write it.
    packs
        Beside the basic pack.
    language
        ``sv`` or ``en``: sheets, headings, lists and help.
    rows
        Frames by table that are filled in already (machine names), such as areas carried over from an older year.
    """
    from openpyxl import Workbook

    book = Workbook()
    kinds = tables_of(packs)
    write_readme(book.active, kinds, language)
    lists = ChoiceLists(language, ids={place: cells for kind in kinds for place, cells in _ids(kind, language).items()})
    write_settings(book.create_sheet(message("process_settings.sheet", language)), lists)
    for kind in kinds:
        sheet = book.create_sheet(sheet_of(kind, language))
        write_table(sheet, kind, lists)
        if rows is not None and kind.name in rows:
            fill_rows(sheet, kind, rows[kind.name], language)
    lists.write(book.create_sheet(lists.name))
    book.properties.language = language
    book.properties.title = message("process_workbook.title", language)
    book.save(file)


def add_sheets(file: Path, *, packs: Sequence[Pack], language: str, into: Path) -> tuple[TableKind, ...]:
    """Write a copy of a workbook with the sheets of the packs that it lacks, at its end; the workbook stays as it is.

    Parameters
    ----------
    file
        The workbook, as people have filled it in.
    packs
        Whose sheets to add.
    language
        Of the new sheets.
    into
        The copy.

    Returns
    -------
    tuple of TableKind
        The tables that were added; when there are none, nothing is written.
    """
    from openpyxl import load_workbook

    book = load_workbook(file)
    there = {kind.name: name for name in book.sheetnames if (kind := table_named(name)) is not None}
    added = tuple(kind for kind in tables_of(packs) if kind.name not in there)
    if not added:
        return ()
    ids = {place: cells for kind in added for place, cells in _ids(kind, language).items()}
    ids |= {place: cells for name in there.values() for place, cells in _ids_in(book[name]).items()}
    name = message("process_workbook.lists", language)
    lists_sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
    lists = ChoiceLists(language, ids=ids, taken=0 if lists_sheet["A1"].value is None else lists_sheet.max_column)
    for kind in added:
        write_table(book.create_sheet(sheet_of(kind, language), len(book.sheetnames) - 1), kind, lists)
    lists.write(lists_sheet)
    book.save(into)
    return added


def _ids(kind: TableKind, language: str) -> dict[tuple[str, str], str]:
    """Where each column of a sheet that we write stands."""
    from openpyxl.utils import get_column_letter

    sheet = sheet_of(kind, language)
    return {
        (kind.name, column.name): cells_below(sheet, get_column_letter(number))
        for number, column in enumerate(arranged(kind), start=1)
    }


def _ids_in(sheet: Any) -> dict[tuple[str, str], str]:
    """Where each column of a sheet that is there already stands, by its headings."""
    kind = table_named(sheet.title)
    assert kind is not None
    found = {}
    for cell in sheet[1]:
        name = column_of(str(cell.value or ""), kind)
        if name is not None:
            found[kind.name, name] = cells_below(sheet.title, cell.column_letter)
    return found
