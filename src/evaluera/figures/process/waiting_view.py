"""How soon decided things were done, with those still open: a curve that rises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.waiting_time import open_days, waiting_curve
from evaluera.numerics.kaplan_meier import SurvivalCurve

__all__ = ["WAITING", "Waiting", "WaitingView", "waiting_view"]

Waiting = Literal["est_action", "decision"]
WAITING: tuple[Waiting, ...] = ("est_action", "decision")
"""Tables whose rows are decided on one day and done on another."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WaitingView:
    """The Kaplan-Meier curve of a table, and how many days each open case has waited (sorted)."""

    table: Waiting
    span: Span
    curve: SurvivalCurve
    open: tuple[float, ...]

    def frame(self) -> pd.DataFrame:
        """One row for each step: the share done by then and its limits."""
        curve = self.curve
        return pd.DataFrame(
            {
                "days": curve.times,
                "waiting": curve.at_risk,
                "finished": curve.finished,
                "share_done": 1.0 - curve.survival,
                "low": 1.0 - curve.high,
                "high": 1.0 - curve.low,
            }
        )


def waiting_view(asked: Asked, table: Waiting) -> WaitingView | None:
    """What was decided in the span and until when it was done; None where nothing was done yet."""
    if not asked.tables.has(table):
        return None
    rows = asked.frame(table)
    curve = waiting_curve(rows, start="decided_on", end="done_on", span=asked.span)
    if not curve.closed:
        return None
    still = open_days(rows, start="decided_on", end="done_on", span=asked.span)
    return WaitingView(table=table, span=asked.span, curve=curve, open=still)
