"""One table as a sheet to fill in: headings with help, lists, and the rarer columns folded away at the end."""

from __future__ import annotations

from typing import Any

from evaluera.data.process.table_kind import Column, TableKind
from evaluera.data.process.table_registry import table_kinds
from evaluera.report.choice_lists import ROWS, ChoiceLists
from evaluera.report.sheet_looks import head, print_across
from evaluera.text.messages import has, message
from evaluera.text.table_words import enum_words

__all__ = ["arranged", "fill_rows", "heading_of", "sheet_help", "sheet_of", "worded", "write_table"]

_WIDTHS = {"date": 13, "month": 12, "month_or_week": 12, "period": 12, "wave": 12, "year": 9, "bool": 11}
_NARROWEST, _WIDEST = 11, 34
_SENTENCES, _WORDS = 36, 20
_BESIDE = 4
"""Room for the arrow of a list."""


def arranged(kind: TableKind) -> tuple[Column, ...]:
    """The columns in the order of the sheet: those that are shown, then those that are folded away."""
    return tuple(sorted(kind.columns, key=lambda column: not column.open))


def sheet_of(kind: TableKind, language: str) -> str:
    """The name of the table's sheet; the machine name in words where the language is not Swedish."""
    return kind.sheet if language == "sv" else kind.name.replace("_", " ")


def heading_of(column: Column, language: str) -> str:
    """The heading of a column; the machine name in words where the language is not Swedish."""
    return column.heading if language == "sv" else column.name.replace("_", " ")


def write_table(sheet: Any, kind: TableKind, lists: ChoiceLists) -> None:
    """Headings, help, lists and formats of an empty sheet."""
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter

    language = lists.language
    for number, column in enumerate(arranged(kind), start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, heading_of(column, language))
        head(cell, folded=not column.open)
        words = _column_help(kind, column, language)
        if number == 1:
            words = f"{sheet_help(kind, language)}\n\n{words}"
        cell.comment = Comment(words, "evaluera", width=320, height=150 if number == 1 else 95)
        looks = sheet.column_dimensions[letter]
        looks.width = _width(column, language)
        looks.number_format = _format(column)
        if not column.open:
            looks.outlineLevel, looks.hidden = 1, True
        formula = lists.of(column)
        if formula is not None:
            lists.allow(sheet, f"{letter}2:{letter}{ROWS}", formula, only=column.kind != "id")
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "A2"
    sheet.sheet_properties.outlinePr.summaryRight = False
    print_across(sheet, heading_row=1)


def fill_rows(sheet: Any, kind: TableKind, frame: Any, language: str) -> None:
    """Rows that are known already, as a person would write them."""
    for row, record in enumerate(frame.to_dict("records"), start=2):
        for number, column in enumerate(arranged(kind), start=1):
            value = _written(record.get(column.name), column, language)
            if value is not None:
                cell = sheet.cell(row, number, value)
                cell.number_format = _format(column)


def sheet_help(kind: TableKind, language: str) -> str:
    """What the sheet is for, which part of the report it feeds, and how long it takes."""
    return message(
        "process_workbook.sheet_help",
        language,
        help=worded(f"process_table.{kind.name}", language),
        section=worded(f"process_section.{kind.section}", language),
        minutes=kind.minutes_a_month,
    )


def worded(key: str, language: str) -> str:
    """Words of ours or of a third party; the last part of the key in words where there are none."""
    return message(key, language) if has(key) else key.rpartition(".")[2].replace("_", " ")


def _column_help(kind: TableKind, column: Column, language: str) -> str:
    parts = [_needed(kind, column, language), _what(column, language)]
    if column.refers is not None:
        sheet = sheet_of(table_kinds()[column.refers.table], language)
        parts.append(message("process_workbook.refers", language, sheet=sheet))
    if column.generated:
        parts.append(message("process_workbook.given", language))
    hint = f"process_hint.{kind.name}.{column.name}"
    if has(hint):
        parts.append(message(hint, language))
    if column.default not in (None, "only"):
        default = enum_words(str(column.default), language) if column.kind == "enum" else column.default
        parts.append(message("process_workbook.default", language, default=default))
    if not column.open:
        parts.append(message("process_workbook.folded", language))
    return " ".join(parts)


def _needed(kind: TableKind, column: Column, language: str) -> str:
    """Whether the column must be filled in: always, sometimes or never."""
    sometimes = f"process_needed.{kind.name}.{column.name}"
    if has(sometimes):
        return message(sometimes, language)
    always = column.required and column.default is None and not column.generated
    return message(f"process_workbook.{'required' if always else 'optional'}", language)


def _what(column: Column, language: str) -> str:
    """What is written in a column."""
    if column.kind == "int" and column.maximum is not None:
        return message("process_workbook.scale", language, least=column.minimum or 0, most=column.maximum)
    if column.kind == "int" and column.minimum:
        return message("process_workbook.whole", language, least=column.minimum)
    kind = "id_elsewhere" if column.kind == "id" and column.refers is not None else column.kind
    return message(f"process_kind.{kind}", language)


def _width(column: Column, language: str) -> int:
    """Wide enough for the longest word of the heading, which may be broken between words, and for what is chosen."""
    words = heading_of(column, language).split()
    chosen = [len(enum_words(value, language)) for value in column.values]
    wanted = max(*(len(word) + 4 for word in words), *(length + _BESIDE for length in chosen), _NARROWEST)
    if column.kind == "text":
        return _SENTENCES if column.free_text or column.required else max(_WORDS, wanted)
    return max(min(wanted, _WIDEST), _WIDTHS.get(column.kind, 0))


def _format(column: Column) -> str:
    """Dates as ISO; months, periods and ids as text, so that Excel does not make dates or numbers of them."""
    if column.kind == "date":
        return "yyyy-mm-dd"
    return "@" if column.kind in ("month", "month_or_week", "period", "wave", "id", "text") else "General"


def _written(value: Any, column: Column, language: str) -> Any:
    """A value as it stands in a workbook: labels, ja and nej, whole numbers, months as text."""
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    match column.kind:
        case "enum":
            return enum_words(str(value), language)
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
