"""The sheet of settings: one setting to a row, uninterpreted, with the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from evaluera.data.process.finding_register import Register
from evaluera.data.process.headings import folded
from evaluera.data.table import Table, is_empty
from evaluera.errors import Place, Value

__all__ = ["Setting", "add_settings"]

_NAMES = ("inställning", "setting")
_VALUES = ("värde", "value")


class Setting(NamedTuple):
    """A value as the cell has it (text, number or date), and where it stands."""

    value: Any
    place: Place


def add_settings(table: Table, settings: dict[str, Setting], register: Register) -> None:
    """Add the settings of one sheet; those without a value are not set.

    A setting that stands twice with different values, or a value that is a formula without a stored value, is a
    finding. Several people may have filled in the same workbook: the same value twice is fine.
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
        said = value.strip() if isinstance(value, str) else value
        first = next((settings[each] for each in settings if folded(key) == folded(each)), None)
        if first is not None and first.value != said:
            found: dict[str, Value] = {"found": key, "file": first.place.file or "", "first_row": first.place.row or 0}
            register.add("process.setting_twice", found, file=table.file, sheet=table.sheet, row=row)
        elif isinstance(value, str) and value.startswith(("=", "#")):
            broken: dict[str, Value] = {"found": value}
            register.add("process.formula", broken, column=heading, file=table.file, sheet=table.sheet, row=row)
        elif first is None:
            settings[key] = Setting(said, Place(file=table.file, sheet=table.sheet, row=row, column=heading))


def _columns(table: Table) -> Mapping[str, int] | None:
    """Where name and value stand; None when one of them is not there, or twice."""
    names = [i for i, each in enumerate(table.columns) if folded(each) in _NAMES]
    values = [i for i, each in enumerate(table.columns) if folded(each) in _VALUES]
    return {"name": names[0], "value": values[0]} if len(names) == len(values) == 1 else None
