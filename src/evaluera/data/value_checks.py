"""Can these numbers be what they are said to be? Counts whole and not negative, shares 0-1, exposure above zero."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.digits import NumberCells
from evaluera.data.panel import Bools, Kind
from evaluera.data.table import Rows

__all__ = ["check_exposure", "check_numbers", "check_present", "check_values"]


def check_numbers(cells: NumberCells, rows: Rows, column: str, complaints: Complaints) -> None:
    """Cells that are no numbers, with the text that stands there; infinite numbers."""
    for code, at in cells.trouble.items():
        complaints.each(
            code, at, lambda i: Complaint(int(rows[i]), {"found": str(cells.texts.iloc[i]).strip()}), column=column
        )
    infinite = np.isinf(cells.values)
    complaints.each("data.infinite_value", rows[infinite], lambda row: Complaint(int(row)), column=column)


def check_values(cells: NumberCells, rows: Rows, kind: Kind, column: str, complaints: Complaints) -> None:
    """Values that the kind of outcome cannot have; NaN is a missing value and allowed."""
    values = cells.values
    finite = np.isfinite(values)
    wrong: Mapping[str, Bools] = {}
    if kind == "count":
        wrong = {
            "data.negative_count": values < 0,
            "data.fractional_count": finite & (values >= 0) & (values != np.floor(values)),
        }
    elif kind == "rate":
        wrong = {"data.negative_rate": values < 0}
    elif kind == "share":
        wrong = {"data.share_outside": (values < 0) | (values > 1)}
    for code, where in wrong.items():
        _each(code, where & finite, cells, rows, column, complaints)


def check_exposure(exposure: NumberCells, needed: Bools, rows: Rows, column: str, complaints: Complaints) -> None:
    """Exposure is above zero wherever it is given, and given wherever there is a value (``needed``)."""
    _each("data.exposure_not_positive", exposure.values <= 0, exposure, rows, column, complaints)
    absent = rows[exposure.empty & needed]
    complaints.each("data.exposure_missing", absent, lambda row: Complaint(int(row)), column=column)


def check_present(covariate: NumberCells, rows: Rows, column: str, complaints: Complaints) -> None:
    """A covariate is there in every row: the course without the intervention needs it."""
    absent = rows[covariate.empty]
    complaints.each("data.covariate_missing", absent, lambda row: Complaint(int(row)), column=column)


def _each(code: str, where: Bools, cells: NumberCells, rows: Rows, column: str, complaints: Complaints) -> None:
    complaints.each(
        code, np.flatnonzero(where), lambda at: Complaint(int(rows[at]), {"found": _shown(cells, at)}), column=column
    )


def _shown(cells: NumberCells, at: int) -> str | int | float:
    """The cell as it was written, or its number."""
    written, value = cells.texts.iloc[at], float(cells.values[at])
    if isinstance(written, str):
        return written.strip()
    return int(value) if value.is_integer() else value
