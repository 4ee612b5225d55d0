"""Which meetings were held and cancelled, forum by forum and month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaluera.design.span import Span
from evaluera.figures.process.month_heads import months_between
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.required_meetings import forum_years

__all__ = ["ForumRow", "MeetingView", "meeting_view"]

_BY_AREA = "local_council"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumRow:
    """A forum (``area`` "" unless it is one of several): meetings by month and status.

    ``required`` by the evaluation date, None where the forum is not judged; ``counted`` are the held ones, at most
    those required in each year.
    """

    forum: str
    area: str
    held: Mapping[str, int]
    cancelled: Mapping[str, int]
    required: float | None
    counted: float

    @property
    def total(self) -> int:
        """Meetings held."""
        return sum(self.held.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """All forums of a span: those with a requirement first."""

    span: Span
    months: tuple[str, ...]
    rows: tuple[ForumRow, ...]

    @property
    def required(self) -> float:
        """Meetings required of all forums that are judged."""
        return sum(row.required for row in self.rows if row.required is not None)

    @property
    def counted(self) -> float:
        """Meetings held of those required: one forum cannot pay for another (PM01)."""
        return sum(row.counted for row in self.rows)

    def frame(self) -> pd.DataFrame:
        """One row for each forum."""
        return pd.DataFrame(
            {
                "forum": [row.forum for row in self.rows],
                "area": [row.area for row in self.rows],
                "held": [row.total for row in self.rows],
                "cancelled": [sum(row.cancelled.values()) for row in self.rows],
                "required": [row.required for row in self.rows],
            }
        )


def meeting_view(asked: Asked) -> MeetingView | None:
    """Meetings of the span by their own date, and what was required of them; None without a table or any forum."""
    if not asked.tables.has("meeting"):
        return None
    required: dict[tuple[str, str], float] = {}
    counted: dict[tuple[str, str], float] = {}
    for year in forum_years(asked.tables, asked.span):
        key = (year.forum, year.area)
        required[key] = required.get(key, 0.0) + year.required
        counted[key] = counted.get(key, 0.0) + year.counted
    found: dict[tuple[str, str], dict[str, Counter[str]]] = {key: {} for key in required}
    for row in asked.within("meeting").to_dict("records"):
        key = (str(row["forum"]), str(row["area_id"] or "") if row["forum"] == _BY_AREA else "")
        statuses = found.setdefault(key, {})
        statuses.setdefault(str(row["status"]), Counter())[f"{row['date']:%Y-%m}"] += 1
    rows = [
        ForumRow(
            forum=forum,
            area=area,
            held=dict(sorted(statuses.get("held", Counter()).items())),
            cancelled=dict(sorted(statuses.get("cancelled", Counter()).items())),
            required=required.get((forum, area)),
            counted=counted.get((forum, area), 0.0),
        )
        for (forum, area), statuses in found.items()
    ]
    ordered = sorted(rows, key=lambda row: (row.required is None, row.forum == _BY_AREA, row.forum, row.area))
    months = months_between(asked.span.first, asked.span.last)
    return MeetingView(span=asked.span, months=months, rows=tuple(ordered)) if ordered else None
