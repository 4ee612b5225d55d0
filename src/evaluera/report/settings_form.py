"""The sheet of settings in a new workbook: everything that a coordinator sets, each with what it means."""

from __future__ import annotations

from typing import Any

from evaluera.parameters.words import shown
from evaluera.report.choice_lists import ChoiceLists
from evaluera.report.sheet_looks import head, print_across, wrap
from evaluera.text.messages import message
from evaluera.text.table_words import enum_words

__all__ = ["SETTINGS", "write_settings"]

SETTINGS: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("language",),
    ("project", "owner"),
    ("project", "municipality"),
    ("project", "selection_reason"),
    ("process",),
    ("data", "file"),
    ("data", "period"),
    ("data", "area"),
    ("data", "value"),
    ("data", "source"),
    ("data", "retrieved_on"),
    ("intervention", "start"),
    ("intervention", "areas"),
    ("intervention", "comparison"),
    ("analyses", "method"),
    ("analyses", "outcome"),
    ("protocol", "decided_on"),
    ("protocol", "by"),
)
"""In the models' names; the sheet has them in the words of its language."""

_REASONS = ("high_level", "rising_trend", "policy", "random", "other", "unknown")
_WIDTHS = {"A": 30, "B": 38, "C": 86}


def write_settings(sheet: Any, lists: ChoiceLists) -> None:
    """Fill the sheet ``inställningar``; the values are left empty, for whatever stands in evaluation.yaml."""
    language = lists.language
    sheet.append([message(f"process_settings.{key}", language) for key in ("setting", "value", "meaning")])
    for cell in sheet[1]:
        head(cell)
    for path in SETTINGS:
        written = ": ".join(_word(name, language) for name in path)
        sheet.append([written, None, message(f"process_settings.help.{'_'.join(path)}", language)])
        row = sheet.max_row
        wrap(sheet.cell(row, 2))
        wrap(sheet.cell(row, 3))
        sheet.cell(row, 2).number_format = "@"
        choices = _choices(path, language)
        if choices:
            lists.allow(sheet, f"B{row}", lists.among(choices), only=True)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    print_across(sheet, heading_row=1)


def _word(name: str, language: str) -> str:
    return shown(name, language).replace("_", " ")


def _choices(path: tuple[str, ...], language: str) -> tuple[str, ...]:
    """What can be chosen for a setting; empty where it is written freely."""
    if path == ("language",):
        return tuple(message(f"process_settings.language.{each}", language) for each in ("sv", "en"))
    if path == ("project", "selection_reason"):
        return tuple(enum_words(each, language) for each in _REASONS)
    if path == ("analyses", "method"):
        return tuple(_word(each, language) for each in ("before_after", "interrupted_time_series"))
    return ()
