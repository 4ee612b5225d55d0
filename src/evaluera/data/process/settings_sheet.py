"""The sheet of settings: one setting to a row, uninterpreted, with the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from evaluera.data.process.finding_register import Register
from evaluera.data.process.headings import folded
from evaluera.data.table import Table, is_empty
from evaluera.errors import Place

__all__ = ["Setting", "add_settings"]

_NAMES = ("inställning", "setting")
_VALUES = ("värde", "value")


class Setting(NamedTuple):
    """A value as the cell has it (text, number or date), and where it stands."""

    value: Any
    place: Place


def add_settings(table: Table, settings: dict[str, Setting], register: Register) -> None:
    """Add the settings of one sheet; those without a value are not set.

    A setting that stands twice, or a value that is a formula without a stored value, is a finding.
    """
    at = _columns(table)
    if at is None:
        register.add("process.settings_columns", file=table.file, sheet=table.sheet)
        return
    names, values = table.cells[at["name"]], table.cells[at["value"]]
    heading = table.columns[at["value"]]
    for row, name, value in zip(table.rows.tolist(), names, values, strict=True):
        if is_empty(name) or is_empty(value):
            continue
        key = " ".join(str(name).split())
        found = {"found": key}
        if any(folded(key) == folded(each) for each in settings):
            register.add("process.setting_twice", found, file=table.file, sheet=table.sheet, row=row)
        elif isinstance(value, str) and value.startswith(("=", "#")):
            broken = {"found": value}
            register.add("process.formula", broken, column=heading, file=table.file, sheet=table.sheet, row=row)
        else:
            place = Place(file=table.file, sheet=table.sheet, row=row, column=heading)
            settings[key] = Setting(value.strip() if isinstance(value, str) else value, place)


def _columns(table: Table) -> Mapping[str, int] | None:
    """Where name and value stand; None when one of them is not there, or twice."""
    names = [i for i, each in enumerate(table.columns) if folded(each) in _NAMES]
    values = [i for i, each in enumerate(table.columns) if folded(each) in _VALUES]
    return {"name": names[0], "value": values[0]} if len(names) == len(values) == 1 else None
