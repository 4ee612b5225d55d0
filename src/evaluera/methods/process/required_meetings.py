"""How many meetings each forum was to hold, and how many it held, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.due_sessions import due_in

__all__ = ["USUAL", "ForumYear", "forum_years"]

USUAL: Mapping[str, int] = MappingProxyType({"umebra": 5, "local_council": 4})
"""Meetings a year that are required where no table says otherwise; each local council by itself."""

_BY_AREA = "local_council"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumYear:
    """One forum (``area`` "" unless it is one of several) in one year: meetings required by the last day, and held."""

    forum: str
    area: str
    year: int
    required: float
    held: float

    @property
    def counted(self) -> float:
        """Held meetings, at most the required ones: one forum cannot pay for another, nor one year for the next."""
        return min(self.held, self.required)


def forum_years(tables: ProcessTables, span: Span) -> tuple[ForumYear, ...]:
    """Every forum that is judged, in every year of the span.

    Required is what ``forum_requirement`` says for the year; a row of local councils without an area is for each of
    them that has no row of its own. Where the table was not delivered: five meetings of Umebrå and four of each local
    council, of those that are known by a meeting (held or cancelled) until the evaluation date or by the roster.
    Within a year so many are due as for sessions: spread evenly, rounded down; at its end all of them.
    """
    known = _known_councils(tables, span)
    held = _held(tables, span)
    found = []
    for year in range(span.first.year, span.last.year + 1):
        inside = Span.of_year(year, until=min(span.last, Span.of_year(year).last))
        for (forum, area), required in sorted(_required(tables, year, known, span).items()):
            mine = held[(held["forum"] == forum) & (held["date"].dt.year == year)]
            mine = mine[mine["area_id"] == area] if area else mine
            due = _due(required, inside)
            found.append(ForumYear(forum=forum, area=area, year=year, required=due, held=float(len(mine))))
    return tuple(found)


def _required(
    tables: ProcessTables, year: int, councils: tuple[str, ...], span: Span
) -> Mapping[tuple[str, str], float]:
    if not tables.has("forum_requirement"):
        return dict(_usual(tables, councils, span))
    rows = tables.frame("forum_requirement")
    rows = rows[(rows["year"] == year) & rows["required_meetings"].notna()]
    stated = {
        (str(row["forum"]), str(row["area_id"] or "")): float(row["required_meetings"])
        for row in rows.to_dict("records")
    }
    each = stated.pop((_BY_AREA, ""), None) if councils else None
    if each is not None:
        stated = {**{(_BY_AREA, area): each for area in councils}, **stated}
    return stated


def _usual(tables: ProcessTables, councils: tuple[str, ...], span: Span) -> Iterator[tuple[tuple[str, str], float]]:
    forums = set(_until(tables, span)["forum"]) | set(tables.frame("forum_member")["forum"])
    for forum, number in USUAL.items():
        if forum == _BY_AREA:
            yield from (((forum, area), float(number)) for area in councils)
        elif forum in forums:
            yield (forum, ""), float(number)


def _known_councils(tables: ProcessTables, span: Span) -> tuple[str, ...]:
    met, members = _until(tables, span), tables.frame("forum_member")
    members = members[members["from"] <= pd.Timestamp(span.last)]
    areas = [frame.loc[frame["forum"] == _BY_AREA, "area_id"].dropna() for frame in (met, members)]
    return tuple(sorted(set(areas[0]) | set(areas[1])))


def _until(tables: ProcessTables, span: Span) -> pd.DataFrame:
    meetings = tables.frame("meeting")
    return meetings[meetings["date"] <= pd.Timestamp(span.last)]


def _held(tables: ProcessTables, span: Span) -> pd.DataFrame:
    meetings = _until(tables, span)
    return meetings[(meetings["status"] == "held") & (meetings["date"] >= pd.Timestamp(span.first))]


def _due(required: float, inside: Span) -> float:
    """Of the meetings of a year those due by the last day, as sessions of an activity that lasts the year."""
    year = Span.of_year(inside.first.year)
    days = pd.to_datetime([year.first]), pd.to_datetime([year.last])
    plan = pd.DataFrame({"planned_start": days[0], "planned_end": days[1], "planned_sessions": [required]})
    return float(due_in(plan, inside).iloc[0])
