"""The answers of all reasonable ways to ask: a specification curve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

__all__ = ["Curve", "Specification"]

_NUMBERS = ("estimate", "low", "high", "p_value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """One way to ask and its answer. ``choices`` has a value for every choice of the curve, as text.

    On a curve of scale ``log`` estimate, low and high are ratios. ``p_value`` is None where the method gives none;
    ``prespecified`` marks the way that was asked first.
    """

    choices: Mapping[str, str] = field(hash=False)
    estimate: float
    low: float
    high: float
    p_value: float | None
    prespecified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """All ways to ask one question of one series, from the lowest to the highest estimate.

    ``options`` names the choices, in the order of the figure. The pre-specified way is one of ``rows``; an answer has
    its *finding* when its interval lies on the same side of no change (below, above, or across it).
    """

    method: str
    outcome: str
    area: str
    scale: Literal["identity", "log"]
    unit: str
    confidence: float
    options: tuple[str, ...]
    rows: tuple[Specification, ...]

    @property
    def no_change(self) -> float:
        """1 for ratios, 0 for differences."""
        return 1.0 if self.scale == "log" else 0.0

    @property
    def prespecified(self) -> Specification:
        """The way that was asked first."""
        return next(row for row in self.rows if row.prespecified)

    @property
    def others(self) -> tuple[Specification, ...]:
        """All other ways."""
        return tuple(row for row in self.rows if not row.prespecified)

    @property
    def same_sign(self) -> int:
        """How many of the others have the sign of the pre-specified answer."""
        given = self._sign(self.prespecified.estimate)
        return sum(self._sign(row.estimate) == given for row in self.others)

    @property
    def same_finding(self) -> int:
        """How many of the others have its finding."""
        given = self._side(self.prespecified)
        return sum(self._side(row) == given for row in self.others)

    def frame(self) -> pd.DataFrame:
        """One row for each way: its choices, estimate, low, high, p_value and prespecified."""
        rows = [
            {**row.choices, **{name: getattr(row, name) for name in _NUMBERS}, "prespecified": row.prespecified}
            for row in self.rows
        ]
        return pd.DataFrame(rows, columns=[*self.options, *_NUMBERS, "prespecified"])

    def _sign(self, value: float) -> int:
        return int(value > self.no_change) - int(value < self.no_change)

    def _side(self, row: Specification) -> int:
        return int(row.low > self.no_change) - int(row.high < self.no_change)
