"""The two times between which a source of the records is compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span

__all__ = ["TwoTimes", "begun", "two_times"]

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoTimes:
    """First and last month of each time, both inclusive."""

    before: tuple[pd.Period, pd.Period]
    after: tuple[pd.Period, pd.Period]

    def labels(self) -> tuple[str, str]:
        """Both as text, ``2017-01..2017-12``."""
        first, last = (f"{start}..{end}" for start, end in (self.before, self.after))
        return first, last

    def months(self, days: pd.Series[Any]) -> tuple[pd.Series[bool], pd.Series[bool]]:
        """Which days lie in the earlier and which in the later time."""
        months = days.dt.to_period("M")
        inside = (months >= self.before[0]) & (months <= self.before[1])
        later = (months >= self.after[0]) & (months <= self.after[1])
        return inside, later


def begun(tables: ProcessTables) -> pd.Period | None:
    """The month in which the initiative began; None when the records do not say."""
    starts = tables.frame("project")["intervention_start"].dropna()
    return None if starts.empty else pd.Period(starts.min(), freq="M")


def two_times(
    days: pd.Series[Any], *, started: pd.Period | None, span: Span, start_up: int = 0, shortest: int = 6
) -> TwoTimes | None:
    """The year before the initiative began and the last year up to the evaluation date.

    A source that was not kept before (EST most often begins with the initiative) is compared with itself: its first
    year against its last, without the ``start_up`` months in which people learn to report. Years that would overlap
    are cut to half of what there is. None with fewer than ``shortest`` months on a side.
    """
    months = days.dropna().dt.to_period("M")
    last = pd.Period(span.last, freq="M")
    months = months[months <= last]
    if months.empty:
        return None
    first = months.min()
    if started is not None and (months < started).any():
        earlier = months[months < started]
        before = (max(earlier.min(), started - _YEAR), started - 1)
        after = (max(started, last - _YEAR + 1), last)
    else:
        first = first + start_up
        length = min(_YEAR, ((last - first).n + 1) // 2)
        before, after = (first, first + length - 1), (last - length + 1, last)
    short = min((before[1] - before[0]).n, (after[1] - after[0]).n) + 1 < shortest
    return None if short else TwoTimes(before=before, after=after)
