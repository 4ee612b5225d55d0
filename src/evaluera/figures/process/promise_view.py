"""What was promised to citizens, what was delivered, and what they were told."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.goals_in_force import latest_by
from evaluera.methods.process.indicator import Asked
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

__all__ = ["NOT_FOLLOWED_UP", "PromiseLine", "PromiseView", "promise_view"]

NOT_FOLLOWED_UP = "not_followed_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One promise: quantities in ``unit`` (None where not known), latest ``status``, and the days on which it was told.

    ``ended``: its time ran out in the period.
    """

    promise: str
    unit: str
    promised: float | None
    delivered: float | None
    status: str
    ended: bool
    reported: dt.date | None
    fed_back: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """The promises valid on some day of the span, and PL01: kept of those that ended."""

    span: Span
    lines: tuple[PromiseLine, ...]
    kept: float
    ended: float

    def frame(self) -> pd.DataFrame:
        """One row for each promise."""
        return pd.DataFrame(
            {
                "promise": [line.promise for line in self.lines],
                "unit": [line.unit for line in self.lines],
                "promised": [line.promised for line in self.lines],
                "delivered": [line.delivered for line in self.lines],
                "status": [line.status for line in self.lines],
                "reported": [line.reported for line in self.lines],
                "fed_back": [line.fed_back for line in self.lines],
            }
        )


def promise_view(asked: Asked, result: ProcessResult) -> PromiseView | None:
    """Promises with what the method ``promises`` found for the same span; None without any.

    Quantities are those of PL02, kept of ended those of PL01. A date after the evaluation date has not happened.
    """
    if not asked.tables.has("promise", "promise_followup"):
        return None
    first, last = pd.Timestamp(asked.span.first), pd.Timestamp(asked.span.last)
    promises = asked.frame("promise")
    shown = promises[(promises["valid_from"] <= last) & (promises["valid_to"] >= first)].sort_values("promise_id")
    if shown.empty:
        return None
    latest = latest_by(asked.tables, "promise_followup", "promise_id", first=None, span=asked.span)
    status = latest["status"].to_dict()
    told = asked.frame("promise_followup")
    lines = [
        _line(
            row,
            status=str(status.get(row["promise_id"], NOT_FOLLOWED_UP)),
            volume=result.of("PL02", split="promise", part=str(row["promise_id"])),
            told=told[told["promise_id"] == row["promise_id"]],
            last=last,
        )
        for row in shown.to_dict("records")
    ]
    kept = result.of("PL01")
    return PromiseView(
        span=asked.span,
        lines=tuple(lines),
        kept=(kept and kept.numerator) or 0.0,
        ended=(kept and kept.denominator) or 0.0,
    )


def _line(row: Any, *, status: str, volume: Measure | None, told: pd.DataFrame, last: pd.Timestamp) -> PromiseLine:
    promised = float(row["promised_quantity"])
    return PromiseLine(
        promise=str(row["promise_id"]),
        unit=str(row["unit"] or ""),
        promised=None if math.isnan(promised) else promised,
        delivered=volume.numerator if volume else None,
        status=status,
        ended=bool(row["valid_to"] <= last),
        reported=_latest_day(told["reported_to_umebra_on"], last),
        fed_back=_latest_day(told["fed_back_to_public_on"], last),
    )


def _latest_day(days: pd.Series[Any], last: pd.Timestamp) -> dt.date | None:
    happened = days[days <= last]
    return None if happened.empty else happened.max().date()
