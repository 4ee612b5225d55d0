"""What was planned and what was done, session by session."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import counts, logged
from evaluera.methods.process.planned_activities import due_activities

__all__ = ["ActivityLine", "PlanView", "Session", "plan_view"]

STATUSES = ("held", "partly", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Sessions of one day: ``status`` is ``planned`` or that of the log; one row may stand for several (``number``)."""

    day: dt.date
    status: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One activity: its window, its sessions and the numbers of PF01 (``due`` None where none were planned)."""

    activity: str
    start: dt.date
    end: dt.date
    due: float | None
    held: float
    partly: float
    cancelled: float
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """All activities of a span, by planned start; ``last`` is the last day of the axis, at or after the evaluation."""

    span: Span
    last: dt.date
    lines: tuple[ActivityLine, ...]

    @property
    def due(self) -> float:
        """Sessions due of the activities that have a number in their plan."""
        return sum(line.due for line in self.lines if line.due is not None)

    @property
    def held(self) -> float:
        """Sessions held of the same activities."""
        return sum(line.held for line in self.lines if line.due is not None)

    def frame(self) -> pd.DataFrame:
        """One row for each activity."""
        return pd.DataFrame(
            {
                "activity": [line.activity for line in self.lines],
                "due": [line.due for line in self.lines],
                "held": [line.held for line in self.lines],
                "partly": [line.partly for line in self.lines],
                "cancelled": [line.cancelled for line in self.lines],
            }
        )


def plan_view(asked: Asked) -> PlanView | None:
    """Plan and log of the span; None where either table is absent, or nothing was due or logged.

    A planned session stands on the day on which it falls due (sessions have no planned dates of their own: they are
    spread evenly over the window); those due after the evaluation date stand there too, to the end of its year. The
    numbers are those of PF01: sessions due in the span, and sessions held of them.
    """
    if not asked.tables.has("activity_plan", "activity_log"):
        return None
    plan, rows = due_activities(asked), logged(asked)
    rows = rows[rows["status"].isin(STATUSES)]
    axis = Span(first=asked.span.first, last=dt.date(asked.span.last.year, 12, 31))
    numbers = {status: counts(rows, status) for status in STATUSES}
    lines = []
    for row in plan.sort_values("planned_start", kind="stable").to_dict("records"):
        name = str(row["activity_id"])
        start, end = row["planned_start"].date(), row["planned_end"].date()
        lines.append(
            ActivityLine(
                activity=name,
                start=start,
                end=end,
                due=None if math.isnan(row["due"]) else float(row["due"]),
                held=float(numbers["held"].get(name, 0.0)),
                partly=float(numbers["partly"].get(name, 0.0)),
                cancelled=float(numbers["cancelled"].get(name, 0.0)),
                sessions=(
                    *_planned(start, end, row["planned_sessions"], axis),
                    *_done(rows[rows["activity_id"] == name]),
                ),
            )
        )
    return PlanView(span=asked.span, last=axis.last, lines=tuple(lines)) if lines else None


def _planned(start: dt.date, end: dt.date, number: float, axis: Span) -> list[Session]:
    """The day on which each session falls due, of those on the axis."""
    if math.isnan(number):
        return []
    window, planned = (end - start).days + 1, int(number)
    days = (start + dt.timedelta(days=-(-place * window // planned) - 1) for place in range(1, planned + 1))
    return [Session(day=day, status="planned", number=1) for day in days if axis.holds(day)]


def _done(rows: pd.DataFrame) -> list[Session]:
    ordered = rows.sort_values(["date", "status", "sessions_n"])
    return [
        Session(day=day.date(), status=str(status), number=int(number))
        for day, status, number in zip(ordered["date"], ordered["status"], ordered["sessions_n"], strict=True)
    ]
