"""The course of one series: observed, fitted and what would have happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluera.data.calendar import period_index

__all__ = ["SERIES_COLUMNS", "Course"]

SERIES_COLUMNS = (
    "period",
    "outcome",
    "area",
    "observed",
    "fitted",
    "counterfactual",
    "low",
    "high",
    "used",
    "unit",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One outcome in one area over all periods.

    ``periods`` are labels (``2005-01``, ``2005Q1``, ``2005``, ``13``), ``frequency`` the pandas frequency of a calendar
    (``M``, ``Q``, ``W``, ``Y``) or None for ordinal periods. Values are None where missing; ``low`` and ``high`` bound
    the expected counterfactual and are None before the start. Unused periods (transition, preliminary, outside the
    window) stay, with ``used`` false.
    """

    outcome: str
    area: str
    unit: str
    frequency: str | None
    periods: tuple[str, ...]
    observed: tuple[float | None, ...]
    fitted: tuple[float | None, ...]
    counterfactual: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    used: tuple[bool, ...]

    def frame(self) -> pd.DataFrame:
        """The course as a frame with the contract's columns; periods as pandas periods or whole numbers."""
        if self.frequency is None:
            periods: object = np.array([int(p) for p in self.periods], dtype=np.int64)
        else:
            periods = period_index(self.periods, self.frequency)
        data = {
            "period": periods,
            "outcome": self.outcome,
            "area": self.area,
            "observed": np.array(self.observed, dtype=float),
            "fitted": np.array(self.fitted, dtype=float),
            "counterfactual": np.array(self.counterfactual, dtype=float),
            "low": np.array(self.low, dtype=float),
            "high": np.array(self.high, dtype=float),
            "used": np.array(self.used, dtype=bool),
            "unit": self.unit,
        }
        return pd.DataFrame(data, columns=list(SERIES_COLUMNS))
