"""How the sources of the records moved: observations in EST, findings of walks, hours of the police."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.logged_sessions import carried_out
from evaluera.methods.process.two_times import TwoTimes, begun, two_times
from evaluera.numerics.totals import rate_ratio
from evaluera.results.trend import Moved, SourceTrend

__all__ = ["est_trend", "moved_by", "police_trend", "walk_trend"]

SMALLEST_CHANGE = 0.10
_START_UP = 3
_POLICE = ("police_presence", "control_supervision")
"""Activities whose hours can find crime that nobody reports."""


def moved_by(low: float, high: float, *, smallest: float = SMALLEST_CHANGE) -> Moved:
    """Which way a ratio with its interval moved.

    Examples
    --------
    >>> moved_by(1.05, 1.4), moved_by(0.5, 0.9), moved_by(0.95, 1.05), moved_by(0.8, 1.2)
    ('up', 'down', 'same', 'unclear')
    """
    if low > 1.0:
        return "up"
    if high < 1.0:
        return "down"
    return "same" if low >= 1.0 - smallest and high <= 1.0 + smallest else "unclear"


def est_trend(tables: ProcessTables, span: Span) -> SourceTrend:
    """Observations in EST per received reporter (PE02), with the exact interval of two Poisson rates.

    Rounds whose number of reporters is not known are left out. The interval is too narrow where observations come in
    clusters.
    """
    ends = row_dates(tables, "est_round")
    rounds = tables.frame("est_round").assign(day=ends)
    rounds = rounds[(ends <= pd.Timestamp(span.last)) & (rounds["received_reporters"] > 0)]
    reports = tables.frame("est_report")["round_id"].value_counts()
    counted = pd.DataFrame(
        {
            "day": rounds["day"],
            "events": rounds["round_id"].map(reports).fillna(0.0).astype(float),
            "exposure": rounds["received_reporters"].astype(float),
        }
    )
    if not tables.has("est_report"):
        counted = counted.iloc[:0]
    times = two_times(counted["day"], started=begun(tables), span=span, start_up=_START_UP)
    return _rates("est", counted, times)


def walk_trend(tables: ProcessTables, span: Span) -> SourceTrend:
    """Findings per walk, with the exact interval of two Poisson rates."""
    walks = tables.frame("walk")
    walks = walks[walks["date"] <= pd.Timestamp(span.last)]
    findings = tables.frame("walk_finding")["walk_id"].value_counts()
    counted = pd.DataFrame(
        {
            "day": walks["date"],
            "events": walks["walk_id"].map(findings).fillna(0.0).astype(float),
            "exposure": 1.0,
        }
    )
    if not tables.has("walk_finding"):
        counted = counted.iloc[:0]
    return _rates("walks", counted, two_times(counted["day"], started=begun(tables), span=span))


def police_trend(tables: ProcessTables, span: Span, *, smallest: float = SMALLEST_CHANGE) -> SourceTrend:
    """Logged hours of police presence and control, per month: a full count, so it has no interval."""
    plan = tables.frame("activity_plan")
    wanted = set(plan.loc[plan["type"].isin(_POLICE), "activity_id"])
    log = carried_out(tables.frame("activity_log"))
    log = log[log["activity_id"].isin(wanted) & (log["date"] <= pd.Timestamp(span.last))]
    hours = log["staff_hours"].fillna(log["minutes"] / 60.0)
    times = two_times(log["date"], started=begun(tables), span=span)
    if times is None:
        return SourceTrend(source="police_hours", moved="silent")
    early, late = times.months(log["date"])
    before, after = (
        float(hours[rows].sort_values().sum()) / ((ends[1] - ends[0]).n + 1)
        for rows, ends in ((early, times.before), (late, times.after))
    )
    first, last = times.labels()
    ratio = after / before if before > 0 else None
    return SourceTrend(
        source="police_hours",
        moved="silent" if ratio is None else _counted(ratio, smallest),
        before=before,
        after=after,
        ratio=ratio,
        first=first,
        last=last,
        n=int(late.sum()),
    )


def _counted(ratio: float, smallest: float) -> Moved:
    """Which way a full count moved: by the smallest change of interest or more."""
    if abs(ratio - 1.0) < smallest:
        return "same"
    return "up" if ratio > 1.0 else "down"


def _rates(source: str, counted: pd.DataFrame, times: TwoTimes | None) -> SourceTrend:
    """Two rates of events per exposure; silent without events before, or without one of the times."""
    if times is None:
        return SourceTrend(source=source, moved="silent")
    early, late = times.months(counted["day"])
    sums: list[Any] = [counted.loc[rows, ["events", "exposure"]].sum() for rows in (early, late)]
    before, after = sums
    if before["events"] <= 0 or before["exposure"] <= 0 or after["exposure"] <= 0:
        return SourceTrend(source=source, moved="silent")
    found = rate_ratio(
        events_before=float(before["events"]),
        events_after=float(after["events"]),
        exposure_before=float(before["exposure"]),
        exposure_after=float(after["exposure"]),
    )
    first, last = times.labels()
    return SourceTrend(
        source=source,
        moved=moved_by(found.low, found.high),
        before=float(before["events"] / before["exposure"]),
        after=float(after["events"] / after["exposure"]),
        ratio=found.ratio,
        low=found.low,
        high=found.high,
        first=first,
        last=last,
        n=int(after["events"]),
    )
