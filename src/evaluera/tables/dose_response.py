"""An outcome by the dose: the curve, how easily chance gives the same, and the caution."""

from __future__ import annotations

import math

from evaluera.results.dose_response import DosePoint, DoseResponse
from evaluera.tables.table import Align, Table
from evaluera.text.messages import message
from evaluera.text.numbers import number

__all__ = ["dose_sentences", "dose_table"]

_HEADS = ("level", "hours", "cells", "ratio")
_ALIGN: tuple[Align, ...] = ("left", "right", "right", "right")


def dose_table(response: DoseResponse, language: str, *, label: str) -> Table:
    """A row for no dose and for each third of the doses."""
    return Table(
        caption=message("table.dose.caption", language, outcome=label),
        headers=tuple(message(f"table.dose.{head}", language) for head in _HEADS),
        rows=tuple(_row(point, language) for point in response.points),
        align=_ALIGN,
    )


def dose_sentences(response: DoseResponse, language: str) -> tuple[str, ...]:
    """The smallest share that chance could give always, what the curve is, and the caution always."""
    said = [] if response.points else [message("table.dose.no_curve", language)]
    if math.isfinite(response.slope):
        said.append(message("table.dose.slope", language, slope=response.slope))
    values = {"p": response.p_value, "floor": response.floor, "areas": response.areas}
    said.append(message("table.dose.permutation", language, **values))
    if response.illustration:
        said.append(message("table.dose.illustration", language))
    elif response.clear:
        said.append(message("table.dose.clear", language))
    return (*said, message("table.dose.caution", language))


def _row(point: DosePoint, language: str) -> tuple[str, ...]:
    level = f"table.dose.third_{point.level}" if point.level else "table.dose.none"
    low, high = (number(each, language, 1) for each in (point.low_dose, point.high_dose))
    return (
        message(level, language),
        low if low == high else f"{low}–{high}",
        number(point.cells, language, 0),
        number(point.ratio, language, 2),
    )
