"""Umebrå and the local councils: requirements, members, meetings, absences and decisions."""

from __future__ import annotations

from typing import Any

import numpy as np

from umea_vaxer.calendar import YEARS, day, later, typed
from umea_vaxer.frame_tables import area_id
from umea_vaxer.truth import Truth

__all__ = ["meeting_tables"]

Row = dict[str, Any]

_UMEBRA_MONTHS, _COUNCIL_MONTHS = (2, 4, 6, 9, 11), (3, 5, 9, 12)
_UMEBRA = (
    ("kommunen", "elected", True, "decides"),
    ("umebra", "coordinator", False, "informs"),
    ("polisen", "police_chief", False, "decides"),
    ("socialtjansten", "director", False, "decides"),
    ("skolan", "director", False, "decides"),
    ("regionen", "manager", False, "consults"),
    ("bostadsbolaget", "housing", False, "consults"),
    ("raddning", "manager", False, "informs"),
)
_COUNCIL = (
    ("umebra", "coordinator", True, "decides"),
    ("polisen", "municipal_police", False, "decides"),
    ("fritid", "manager", False, "decides"),
    ("skolan", "principal", False, "consults"),
    ("bostadsbolaget", "housing", False, "consults"),
    ("foreningar", "other", False, "informs"),
)
_ABSENT = {"polisen": 0.14, "regionen": 0.40, "raddning": 0.30, "skolan": 0.20}
_NOT_HELD = {("mariehem", 2024, 5), ("mariehem", 2024, 9)}
"""A council that missed two of its four meetings: the first cancelled, the second never called."""


def meeting_tables(truth: Truth) -> dict[str, list[Row]]:
    """The tables of the pack of meetings."""
    councils = {area_id(area.name): str(area.start) for area in truth.crime.treated}
    meetings = [*_umebra(truth), *(row for area, start in councils.items() for row in _council(area, start))]
    members = _members(councils)
    return {
        "forum_requirement": _requirements(councils),
        "forum_member": members,
        "meeting": meetings,
        "attendance": [row for meeting in meetings for row in _absences(meeting, members, truth)],
        "decision": [row for meeting in meetings for row in _decisions(meeting, truth)],
    }


def _requirements(councils: dict[str, str]) -> list[Row]:
    rows: list[Row] = []
    for year in YEARS:
        rows.append({"forum": "umebra", "area_id": None, "year": year, "required_meetings": 5})
        for area, start in councils.items():
            due = sum(f"{year}-{month:02d}" >= start for month in _COUNCIL_MONTHS)
            if due:
                rows.append({"forum": "local_council", "area_id": area, "year": year, "required_meetings": due})
    return rows


def _members(councils: dict[str, str]) -> list[Row]:
    given: list[tuple[str, str | None, str, tuple[str, str, bool, str]]]
    given = [("umebra", None, "2018-01-01", each) for each in _UMEBRA]
    given += [("local_council", area, f"{start}-01", each) for area, start in councils.items() for each in _COUNCIL]
    return [
        {
            "forum": forum,
            "area_id": area,
            "org_id": org,
            "role": role,
            "chair": chair,
            "convenor": role == "coordinator",
            "mandate": mandate,
            "from": first,
        }
        for forum, area, first, (org, role, chair, mandate) in given
    ]


def _umebra(truth: Truth) -> list[Row]:
    """Five meetings a year; one was cancelled in the spring of 2020."""
    return [
        _meeting(
            f"umebra-{year}-{number}",
            "umebra",
            None,
            day(year, month, 16),
            "cancelled" if (year, month) == (2020, 4) else "held",
            digital=truth.crime.pandemic[0] <= f"{year}-{month:02d}" <= truth.crime.pandemic[1],
        )
        for year in YEARS
        for number, month in enumerate(_UMEBRA_MONTHS, start=1)
    ]


def _council(area: str, start: str) -> list[Row]:
    """Four meetings a year from the start of the area on."""
    rows: list[Row] = []
    for year in YEARS:
        for number, month in enumerate(_COUNCIL_MONTHS, start=1):
            missed = (area, year, month) in _NOT_HELD
            if f"{year}-{month:02d}" < start or (missed and month == 9):
                continue
            name, date = f"rad-{area}-{year}-{number}", day(year, month, 7)
            rows.append(_meeting(name, "local_council", area, date, "cancelled" if missed else "held", digital=False))
    return rows


def _meeting(name: str, forum: str, area: str | None, date: str, status: str, *, digital: bool) -> Row:
    return {"meeting_id": name, "forum": forum, "area_id": area, "date": date, "status": status, "digital": digital}


def _absences(meeting: Row, members: list[Row], truth: Truth) -> list[Row]:
    """Only absences and substitutes are typed: the members are known."""
    if meeting["status"] != "held":
        return []
    random = truth.random(f"attendance {meeting['meeting_id']}")
    rows: list[Row] = []
    for member in members:
        here = member["forum"] == meeting["forum"] and member["area_id"] == meeting["area_id"]
        if not here or member["from"] > meeting["date"]:
            continue
        absent = _ABSENT.get(member["org_id"], 0.06)
        if meeting["area_id"] == "mariehem" and member["org_id"] == "polisen":
            absent = 0.5
        drawn = random.uniform()
        if drawn < 1.6 * absent:
            present = "no" if drawn < absent else "substitute"
            keys = {name: member[name] for name in ("org_id", "role")}
            rows.append({"meeting_id": meeting["meeting_id"], **keys, "expected": True, "present": present})
    return rows


def _decisions(meeting: Row, truth: Truth) -> list[Row]:
    """One to three decisions a meeting, with a day when they should be done."""
    if meeting["status"] != "held":
        return []
    random = truth.random(f"decision {meeting['meeting_id']}")
    return [_decision(meeting, number, random) for number in range(1, int(random.integers(1, 4)) + 1)]


def _decision(meeting: Row, number: int, random: np.random.Generator) -> Row:
    decided = meeting["date"]
    dropped = random.uniform() < 0.05
    done = None if dropped else typed(later(decided, random, median=70.0))
    return {
        "decision_id": f"{meeting['meeting_id']}-b{number}",
        "meeting_id": meeting["meeting_id"],
        "responsible_org": str(random.choice(["kommunen", "polisen", "bostadsbolaget", "fritid", "skolan", "gator"])),
        "decided_on": decided,
        "due_on": later(decided, random, median=90.0, spread=0.2) if random.uniform() > 0.08 else None,
        "done_on": done,
        "status": "dropped" if dropped else "open" if done is None else "done",
    }
