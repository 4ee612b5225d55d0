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
    council, of those that are known by a meeting (held or cancelled) or by the roster until the end of the year: one
    that is new changes no earlier year. Within a year so many are due as for sessions: spread evenly, rounded down; at
    its end all of them.
    """
    held = _held(tables, span)
    found = []
    for year in range(span.first.year, span.last.year + 1):
        inside = Span.of_year(year, until=min(span.last, Span.of_year(year).last))
        for (forum, area), required in sorted(_required(tables, inside).items()):
            mine = held[(held["forum"] == forum) & (held["date"].dt.year == year)]
            mine = mine[mine["area_id"] == area] if area else mine
            due = _due(required, inside)
            found.append(ForumYear(forum=forum, area=area, year=year, required=due, held=float(len(mine))))
    return tuple(found)


def _required(tables: ProcessTables, inside: Span) -> Mapping[tuple[str, str], float]:
    """Meetings required in the year of the span, by forum and area."""
    councils = _known_councils(tables, inside)
    if not tables.has("forum_requirement"):
        return dict(_usual(tables, councils, inside))
    rows = tables.frame("forum_requirement")
    rows = rows[(rows["year"] == inside.first.year) & rows["required_meetings"].notna()]
    stated = {
        (str(row["forum"]), str(row["area_id"] or "")): float(row["required_meetings"])
        for row in rows.to_dict("records")
    }
    each = stated.pop((_BY_AREA, ""), None) if councils else None
    if each is not None:
        stated = {**{(_BY_AREA, area): each for area in councils}, **stated}
    return stated


def _usual(tables: ProcessTables, councils: tuple[str, ...], span: Span) -> Iterator[tuple[tuple[str, str], float]]:
    forums = set(_until(tables, span)["forum"]) | set(_members(tables, span)["forum"])
    for forum, number in USUAL.items():
        if forum == _BY_AREA:
            yield from (((forum, area), float(number)) for area in councils)
        elif forum in forums:
            yield (forum, ""), float(number)


def _known_councils(tables: ProcessTables, span: Span) -> tuple[str, ...]:
    known = (_until(tables, span), _members(tables, span))
    areas = [frame.loc[frame["forum"] == _BY_AREA, "area_id"].dropna() for frame in known]
    return tuple(sorted(set(areas[0]) | set(areas[1])))


def _members(tables: ProcessTables, span: Span) -> pd.DataFrame:
    """The roster as it was known by the last day."""
    members = tables.frame("forum_member")
    return members[members["from"] <= pd.Timestamp(span.last)]


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
