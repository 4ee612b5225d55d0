"""The settings of all files that have a sheet of them, read without anything else in those files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evaluera.data.delimited_text import text_table
from evaluera.data.process.finding_register import Register
from evaluera.data.process.input_files import input_files
from evaluera.data.process.settings_sheet import Setting, add_settings
from evaluera.data.process.table_names import is_settings
from evaluera.data.workbook import open_book
from evaluera.errors import DataError, Finding

__all__ = ["SettingsFiles", "read_settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFiles:
    """The settings by name; what is wrong with them; and the files that could not be opened.

    ``unreadable`` is told again when the tables of the same files are read.
    """

    settings: Mapping[str, Setting]
    findings: tuple[Finding, ...]
    unreadable: tuple[Finding, ...]


def read_settings(*paths: str | Path, folder: str | Path | None = None) -> SettingsFiles:
    """What sheets and CSV files called ``inställningar`` say.

    Parameters
    ----------
    *paths
        Files and folders, as for :func:`evaluera.read_process`.
    folder
        What relative paths are relative to; None is the current folder.
    """
    settings: dict[str, Setting] = {}
    register, opening = Register(), Register()
    for given in input_files(paths, folder, opening):
        try:
            if given.file.suffix.startswith(".xls"):
                book = open_book(given.file, wanted=is_settings)
                for name in filter(book.holds, book.grids):
                    table = replace(book.table(name, unnamed=True), findings=())
                    add_settings(table, settings, register)
            elif is_settings(given.stem):
                add_settings(text_table(given.file), settings, register)
        except DataError as error:
            opening.extend(error.findings)
    return SettingsFiles(settings=settings, findings=register.findings, unreadable=opening.findings)
