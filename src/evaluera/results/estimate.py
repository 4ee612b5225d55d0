"""One estimated number with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["TIDY_COLUMNS", "Estimate"]

TIDY_COLUMNS = (
    "outcome",
    "area",
    "term",
    "estimand",
    "scale",
    "estimate",
    "std_error",
    "low",
    "high",
    "confidence",
    "p_value",
    "df",
    "unit",
    "n",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One estimate. On ``scale="log"`` estimate, low and high are ratios and std_error stays on the log scale.

    ``term`` is the contract's name (``level_change``, ``rate_ratio`` ...), ``estimand`` a key that says which quantity
    it is, ``unit`` one of ``ratio``, ``ratio_per_period``, ``events`` or the unit of the outcome, ``n`` periods used.
    """

    outcome: str
    area: str
    term: str
    estimand: str
    scale: Literal["identity", "log"]
    estimate: float
    std_error: float
    low: float
    high: float
    confidence: float
    p_value: float | None
    df: float | None
    unit: str
    n: int
