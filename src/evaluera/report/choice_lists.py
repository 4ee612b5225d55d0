"""The lists that cells of a workbook are chosen from: values each once on a hidden sheet, ids where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluera.data.process.table_kind import Column
from evaluera.text.messages import message
from evaluera.text.table_words import enum_words

__all__ = ["ROWS", "ChoiceLists", "cells_below"]

ROWS = 2000
"""So many rows of a sheet have lists and checks."""


class ChoiceLists:
    """The lists of one workbook.

    Parameters
    ----------
    language
        ``sv`` or ``en``: the words to choose from.
    ids
        Where the ids of each table stand, by table and column: ``("area", "area_id")`` to cells of a sheet.
    taken
        So many columns of the sheet of lists hold others already.
    """

    def __init__(self, language: str, *, ids: Mapping[tuple[str, str], str], taken: int = 0) -> None:
        self.language = language
        self.name = message("process_workbook.lists", language)
        self._ids = ids
        self._taken = taken
        self._columns: dict[tuple[str, ...], int] = {}

    def of(self, column: Column) -> str | None:
        """Where the values of a column stand; None when it is not chosen from a list."""
        if column.refers is not None:
            return self._ids.get((column.refers.table, column.refers.column))
        if column.kind == "bool":
            return self.among(tuple(message(f"process_workbook.{each}", self.language) for each in ("yes", "no")))
        if column.kind == "enum":
            return self.among(tuple(enum_words(value, self.language) for value in column.values))
        return None

    def among(self, values: tuple[str, ...]) -> str:
        """Where these values stand, once for all columns that have them."""
        from openpyxl.utils import get_column_letter

        number = self._columns.setdefault(values, self._taken + len(self._columns) + 1)
        letter = get_column_letter(number)
        return f"'{self.name}'!${letter}$1:${letter}${len(values)}"

    def allow(self, sheet: Any, cells: str, formula: str, *, only: bool) -> None:
        """Let cells be chosen from a list; with ``only`` Excel refuses what is not in it."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=only)
        rule.errorTitle = message("process_workbook.bad_title", self.language)
        rule.error = message("process_workbook.bad_list", self.language)
        sheet.add_data_validation(rule)
        rule.add(cells)

    def write(self, sheet: Any) -> None:
        """The lists, one a column, on a sheet that is not shown."""
        for values, number in self._columns.items():
            for row, value in enumerate(values, start=1):
                sheet.cell(row, number, value)
        sheet.sheet_state = "hidden"


def cells_below(sheet: str, letter: str) -> str:
    """The cells of a column below its heading, as a formula writes them.

    Examples
    --------
    >>> cells_below("område", "A")
    "'område'!$A$2:$A$2000"
    """
    return f"'{sheet}'!${letter}$2:${letter}${ROWS}"
