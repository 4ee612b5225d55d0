"""Who was expected at each held meeting, and who came: by the rows, and by the roster where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked

__all__ = ["attended", "held_meetings"]

_COLUMNS = ["meeting_id", "forum", "org_id", "role", "expected", "present", "mandate"]


def held_meetings(asked: Asked) -> pd.DataFrame:
    """The meetings of the span that were held."""
    meetings = asked.within("meeting")
    return meetings[meetings["status"] == "held"]


def attended(asked: Asked) -> pd.DataFrame:
    """One row for each organisation and role at each held meeting: expected, present, mandate.

    Where the forum has a roster, everyone on it that day was expected, and came (``yes``) unless a row says otherwise:
    only absences need a row. A row without a role stands for all members of its organisation who have no row of their
    own. A mandate that the row leaves empty is that of the roster. A roster row without an area is for all meetings of
    the forum.
    """
    meetings = held_meetings(asked)
    rows = asked.frame("attendance")
    members = asked.frame("forum_member")
    found: list[Mapping[str, Any]] = []
    by_meeting = {str(name): group.to_dict("records") for name, group in rows.groupby("meeting_id")}
    for meeting in meetings.to_dict("records"):
        given = by_meeting.get(str(meeting["meeting_id"]), [])
        roster = _roster(members, meeting)
        place = {"meeting_id": meeting["meeting_id"], "forum": meeting["forum"]}
        found += [{**place, **each} for each in _merged(given, roster)]
    return pd.DataFrame(found, columns=_COLUMNS).astype({"expected": "boolean"})


def _roster(members: pd.DataFrame, meeting: Mapping[Any, Any]) -> list[Mapping[Any, Any]]:
    """The members of the forum on the day of the meeting."""
    if members.empty:
        return []
    day = meeting["date"]
    here = (members["forum"] == meeting["forum"]) & (
        members["area_id"].isna() | (members["area_id"] == meeting["area_id"])
    )
    now = (members["from"] <= day) & (members["to"].isna() | (members["to"] >= day))
    return list(members[here & now].drop_duplicates(["org_id", "role"]).to_dict("records"))


def _merged(given: list[Any], roster: list[Mapping[Any, Any]]) -> Iterator[dict[str, Any]]:
    own = {(row["org_id"], row["role"]): row for row in given}
    used: set[tuple[Any, Any]] = set()
    for member in roster:
        key = (member["org_id"], member["role"])
        key = key if key in own else (member["org_id"], None)
        row = own.get(key)
        if row is not None:
            used.add(key)
        yield {
            "org_id": member["org_id"],
            "role": member["role"],
            "expected": True,
            "present": "yes" if row is None else row["present"],
            "mandate": (row["mandate"] if row is not None else None) or member["mandate"],
        }
    for key, row in own.items():
        if key not in used:
            yield {name: row[name] for name in ("org_id", "role", "expected", "present", "mandate")}
