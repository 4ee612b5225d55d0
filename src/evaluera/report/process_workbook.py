"""The workbook in which the process is recorded: a sheet for each table, with lists, help and folded columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluera.data.process.table_kind import Column, Pack, TableKind
from evaluera.data.process.table_registry import table_kinds
from evaluera.text.labels import enum_label
from evaluera.text.messages import has, message

__all__ = ["MOST_OPEN", "heading_of", "sheet_of", "tables_of", "write_workbook"]

MOST_OPEN = 10
ROWS = 2000
"""So many rows of a sheet have lists and checks."""

_INK, _PALE, _FOLDED = "1A1A1A", "DCE6EF", "F2F2F2"
_NARROWEST, _WIDEST = 11, 34


def tables_of(packs: Sequence[Pack]) -> tuple[TableKind, ...]:
    """The tables of these packs, ours first; the basic ones always."""
    wanted = {"basic", *packs}
    return tuple(kind for kind in table_kinds().values() if kind.pack in wanted)


def sheet_of(kind: TableKind, language: str) -> str:
    """The name of the table's sheet; the machine name in words where the language is not Swedish."""
    return kind.sheet if language == "sv" else kind.name.replace("_", " ")


def heading_of(column: Column, language: str) -> str:
    """The heading of a column; the machine name in words where the language is not Swedish."""
    return column.heading if language == "sv" else column.name.replace("_", " ")


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
    _readme(book.active, kinds, language)
    lists = _Lists(language)
    for kind in kinds:
        sheet = book.create_sheet(sheet_of(kind, language))
        _table(sheet, kind, lists, {each.name: each for each in kinds})
        if rows is not None and kind.name in rows:
            _fill(sheet, kind, rows[kind.name], language)
    lists.write(book.create_sheet(message("process_workbook.lists", language)))
    book.properties.language = language
    book.properties.title = message("process_workbook.title", language)
    book.save(file)


def _readme(sheet: Any, kinds: Sequence[TableKind], language: str) -> None:
    """How the workbook is filled in, and what each sheet is for."""
    from openpyxl.styles import Alignment, Font

    def say(key: str) -> str:
        return message(f"process_workbook.{key}", language)

    sheet.title = say("readme")
    sheet.append([say("title")])
    sheet["A1"].font = Font(bold=True, size=14)
    for key in ("how", "empty", "persons", "check"):
        sheet.append([say(key)])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 32
    sheet.append([])
    sheet.append([say(key) for key in ("sheet", "holds", "feeds", "minutes", "needed")])
    for cell in sheet[sheet.max_row]:
        _head(cell, folded=False)
    for kind in kinds:
        needed = say("yes" if kind.minimum_set else "no")
        section = _worded("process_section", kind.section, language)
        sheet.append([sheet_of(kind, language), _help(kind, language), section, kind.minutes_a_month, needed])
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDE", (24, 70, 22, 18, 15), strict=True):
        sheet.column_dimensions[letter].width = width


def _table(sheet: Any, kind: TableKind, lists: _Lists, kinds: Mapping[str, TableKind]) -> None:
    """Headings with help, lists for what is chosen, and the rarer columns folded away."""
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter

    language = lists.language
    for number, column in enumerate(kind.columns, start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, heading_of(column, language))
        _head(cell, folded=not column.open)
        words = _column_help(column, kinds, language)
        if number == 1:
            words = f"{_sheet_help(kind, language)}\n\n{words}"
        cell.comment = Comment(words, "evaluera", width=320, height=140 if number == 1 else 90)
        _validate(sheet, column, letter, lists, kinds)
        looks = sheet.column_dimensions[letter]
        looks.width = min(max(len(str(cell.value)) + 4, _NARROWEST), _WIDEST)
        if not column.open:
            looks.outlineLevel, looks.hidden = 1, True
    sheet.freeze_panes = "A2"
    sheet.sheet_properties.outlinePr.summaryRight = False


def _head(cell: Any, *, folded: bool) -> None:
    from openpyxl.styles import Font, PatternFill

    cell.font = Font(bold=not folded, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_FOLDED if folded else _PALE)


def _validate(sheet: Any, column: Column, letter: str, lists: _Lists, kinds: Mapping[str, TableKind]) -> None:
    """Excel's own check of a column: a list, or a kind of number or date."""
    from openpyxl.worksheet.datavalidation import DataValidation

    cells = f"{letter}2:{letter}{ROWS}"
    if column.kind == "date":
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
    elif column.kind in ("month", "month_or_week", "period", "wave", "id", "text"):
        sheet.column_dimensions[letter].number_format = "@"
    formula = lists.formula(column, kinds)
    if formula is None:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=column.kind != "id")
    rule.errorTitle = message("process_workbook.bad_title", lists.language)
    rule.error = message("process_workbook.bad_list", lists.language)
    sheet.add_data_validation(rule)
    rule.add(cells)


class _Lists:
    """The lists that columns are chosen from, each once, on a sheet of their own."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._columns: dict[tuple[str, ...], int] = {}

    def formula(self, column: Column, kinds: Mapping[str, TableKind]) -> str | None:
        """Where the values of a column stand; None when it is not chosen from a list."""
        if column.refers is not None:
            return self._ids(column, kinds)
        if column.kind == "bool":
            return self._own(tuple(message(f"process_workbook.{each}", self.language) for each in ("yes", "no")))
        if column.kind == "enum":
            return self._own(tuple(enum_label(value, self.language) for value in column.values))
        return None

    def write(self, sheet: Any) -> None:
        """The lists, one a column."""
        for values, number in self._columns.items():
            for row, value in enumerate(values, start=1):
                sheet.cell(row, number, value)
        sheet.sheet_state = "hidden"

    def _own(self, values: tuple[str, ...]) -> str:
        from openpyxl.utils import get_column_letter

        number = self._columns.setdefault(values, len(self._columns) + 1)
        letter = get_column_letter(number)
        return f"'{message('process_workbook.lists', self.language)}'!${letter}$1:${letter}${len(values)}"

    def _ids(self, column: Column, kinds: Mapping[str, TableKind]) -> str | None:
        from openpyxl.utils import get_column_letter

        assert column.refers is not None
        other = kinds.get(column.refers.table)
        if other is None:
            return None
        letter = get_column_letter(1 + other.names.index(column.refers.column))
        return f"'{sheet_of(other, self.language)}'!${letter}$2:${letter}${ROWS}"


def _fill(sheet: Any, kind: TableKind, frame: Any, language: str) -> None:
    """Rows that are known already, as a person would write them."""
    for row, record in enumerate(frame.to_dict("records"), start=2):
        for number, column in enumerate(kind.columns, start=1):
            value = _written(record.get(column.name), column, language)
            if value is not None:
                sheet.cell(row, number, value)


def _written(value: Any, column: Column, language: str) -> Any:
    """A value as it stands in a workbook: labels, ja and nej, whole numbers, months as text."""
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    match column.kind:
        case "enum":
            return enum_label(str(value), language)
        case "bool":
            return message(f"process_workbook.{'yes' if value else 'no'}", language)
        case "date":
            return pd.Timestamp(value).date()
        case "month":
            return f"{pd.Timestamp(value):%Y-%m}"
        case "int" | "year":
            return int(value)
        case "num":
            return int(value) if float(value).is_integer() else float(value)
        case _:
            return str(value)


def _help(kind: TableKind, language: str) -> str:
    return _worded("process_table", kind.name, language)


def _sheet_help(kind: TableKind, language: str) -> str:
    return message(
        "process_workbook.sheet_help",
        language,
        help=_help(kind, language),
        section=_worded("process_section", kind.section, language),
        minutes=kind.minutes_a_month,
    )


def _column_help(column: Column, kinds: Mapping[str, TableKind], language: str) -> str:
    needed = "required" if column.required and column.default is None and not column.generated else "optional"
    parts = [message(f"process_workbook.{needed}", language), message(f"process_kind.{column.kind}", language)]
    if column.refers is not None and column.refers.table in kinds:
        sheet = sheet_of(kinds[column.refers.table], language)
        parts.append(message("process_workbook.refers", language, sheet=sheet))
    if column.default not in (None, "only"):
        default = enum_label(str(column.default), language) if column.kind == "enum" else column.default
        parts.append(message("process_workbook.default", language, default=default))
    return " ".join(parts)


def _worded(family: str, key: str, language: str) -> str:
    """Words of ours or of a third party; the key in words where there are none."""
    return message(f"{family}.{key}", language) if has(f"{family}.{key}") else key.replace("_", " ")
