"""Can these be the margins of a survey share? Ends around the value, respondents, a design effect of 1 or more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.digits import NumberCells
from evaluera.data.entry import Entry
from evaluera.data.panel import Bools
from evaluera.data.table import Rows

__all__ = ["check_precision", "check_precision_roles"]

_ROLES = "finding.data.roles."


def check_precision_roles(given: Mapping[str, object], entry: Entry, values: int, complaints: Complaints) -> None:
    """What can be seen before any cell: only for shares, both ends, one value column, respondents to the effect."""
    has_effect = "design_effect" in given or entry.design_effect is not None
    if (given or has_effect) and entry.kind != "share":
        complaints.add("data.precision_needs_share", {"kind": entry.kind}, parameter="kind")
    if ("low" in given) != ("high" in given):
        absent = "high" if "low" in given else "low"
        complaints.add("data.one_end", {"role": _ROLES + absent}, parameter=absent)
    if has_effect and "n" not in given:
        complaints.add("data.design_effect_without_n", parameter="n")
    if given and values > 1:
        complaints.add("data.precision_and_values", {"count": values}, parameter="value")


def check_precision(
    values: NumberCells,
    cells: Mapping[str, NumberCells],
    columns: Mapping[str, str],
    rows: Rows,
    complaints: Complaints,
) -> None:
    """Row by row; ``columns`` are the names of the columns by role."""
    value = values.values
    for role, found in cells.items():
        absent = rows[found.empty & ~values.empty]
        complaints.each("data.precision_missing", absent, _about(_ROLES + role), column=columns[role])
    if "low" in cells and "high" in cells:
        low, high = cells["low"].values, cells["high"].values
        ends = {"low": low, "high": high, "found": value}
        _each("data.ends_reversed", low >= high, ends, rows, columns["high"], complaints)
        outside = (low < high) & ((value < low) | (value > high))
        _each("data.outside_its_interval", outside, ends, rows, columns["low"], complaints)
    if "n" in cells:
        n = cells["n"].values
        _each("data.no_respondents", n <= 0, {"found": n}, rows, columns["n"], complaints)
    if "design_effect" in cells:
        effect = cells["design_effect"].values
        _each("data.design_effect_below_one", effect < 1, {"found": effect}, rows, columns["design_effect"], complaints)


def _about(role: str) -> Callable[[int], Complaint]:
    """What is said of a row whose cell of that role is empty."""
    return lambda row: Complaint(int(row), {"role": role})


def _each(
    code: str, where: Bools, shown: Mapping[str, np.ndarray], rows: Rows, column: str, complaints: Complaints
) -> None:
    def told(at: int) -> Complaint:
        return Complaint(int(rows[at]), {name: float(values[at]) for name, values in shown.items()})

    complaints.each(code, np.flatnonzero(where), told, column=column)
