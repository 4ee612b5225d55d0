"""The dose of each area and month, coarser where there are many months."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from evaluera.results.measure import Measure

__all__ = ["TOGETHER", "DoseView", "dose_view"]

TOGETHER = ""
"""The part that stands for all areas together."""
INDICATOR = "PD01"
_MOST = 18
"""So many columns have room for a number in each tile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseView:
    """Hours per 1 000 inhabitants: ``rows`` are area ids (the last is all together, where there are several).

    ``frequency`` is ``M``, ``Q`` or ``Y``; a quarter or year is the mean of its months. ``cells`` by row and period,
    ``means`` by row; what could not be computed is None. ``compared`` are the areas that the title compares.
    """

    rows: tuple[str, ...]
    periods: tuple[str, ...]
    frequency: str
    cells: Mapping[tuple[str, str], float | None]
    means: Mapping[str, float | None]
    compared: tuple[str, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas by themselves, the highest mean first."""
        return tuple(row for row in self.rows if row != TOGETHER)

    def frame(self) -> pd.DataFrame:
        """One row for each area and period."""
        keys = [(row, period) for row in self.rows for period in self.periods]
        return pd.DataFrame(
            {
                "area": [row for row, _ in keys],
                "period": [period for _, period in keys],
                "hours_per_1000": [self.cells.get(key) for key in keys],
            }
        )


def dose_view(measures: Iterable[Measure], *, compared: Collection[str] | None = None) -> DoseView | None:
    """The tiles of PD01; None where no month of any area has a number.

    ``compared``: the areas where the initiative works. What was logged elsewhere has a row too, but the title is silent
    about it; by default all areas are compared.
    """
    mine = [each for each in measures if each.indicator == INDICATOR and each.split in ("", "area")]
    monthly = {(each.part, each.period): each.value for each in mine if each.period}
    if not any(value is not None and part for (part, _), value in monthly.items()):
        return None
    means = {each.part: each.value for each in mine if not each.period}
    areas = sorted({part for part, _ in monthly if part}, key=lambda area: (-(means.get(area) or 0.0), area))
    rows = (*areas, TOGETHER) if len(areas) > 1 and TOGETHER in means else tuple(areas)
    frequency, cells = _coarse(monthly)
    periods = sorted({period for _, period in cells})
    return DoseView(
        rows=rows,
        periods=tuple(periods),
        frequency=frequency,
        cells=cells,
        means=means,
        compared=tuple(area for area in areas if compared is None or area in compared),
    )


def _coarse(
    monthly: Mapping[tuple[str, str], float | None],
) -> tuple[str, Mapping[tuple[str, str], float | None]]:
    months = {period for _, period in monthly}
    frequency = next(
        each for each, length in (("M", 1), ("Q", 3), ("Y", 12)) if len(months) / length <= _MOST or length == 12
    )
    groups: dict[tuple[str, str], list[float | None]] = {}
    for (part, month), value in monthly.items():
        groups.setdefault((part, _name(month, frequency)), []).append(value)
    return frequency, {key: _mean(values) for key, values in groups.items()}


def _name(month: str, frequency: str) -> str:
    year, _, number = month.partition("-")
    return {"M": month, "Q": f"{year}Q{(int(number) + 2) // 3}", "Y": year}[frequency]


def _mean(values: list[float | None]) -> float | None:
    """The mean of the months; unknown where one of them is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None
