"""The log of the activities: a row a session, or a row a month and outcome where there are many sessions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import numpy as np

from umea_vaxer.calendar import day, later, months
from umea_vaxer.plan_table import ACTIVITIES, Activity
from umea_vaxer.truth import Truth

__all__ = ["log_rows"]

Row = dict[str, Any]
_DAYS = {"held": 10, "partly": 17, "cancelled": 24}
_PANDEMIC_HELD = 0.55
"""The share that is held of what would have been, while the pandemic lasts."""


def log_rows(truth: Truth) -> list[Row]:
    """The whole log, activity by activity; one session was moved to the week after."""
    rows = [row for activity in ACTIVITIES for row in _activity_rows(activity, truth)]
    return _with_one_moved(rows)


def _activity_rows(activity: Activity, truth: Truth) -> list[Row]:
    random = truth.random(f"log {activity.id}")
    rows: list[Row] = []
    for year, month in months(activity.start[:7], min(activity.end[:7], "2024-12")):
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        sessions = activity.due(after - dt.timedelta(days=1)) - activity.due(dt.date(year, month, 1) - dt.timedelta(1))
        states = [_state(activity, f"{year}-{month:02d}", truth, random) for _ in range(sessions)]
        rows += _month_rows(activity, year, month, states, truth, random)
    return rows


def _state(activity: Activity, month: str, truth: Truth, random: np.random.Generator) -> str:
    """Held, partly, cancelled, or nothing in the log."""
    first, last = truth.crime.pandemic
    share = activity.share_held(int(month[:4])) * (_PANDEMIC_HELD if first <= month <= last else 1.0)
    share = 1.0 if activity.held == 1.0 else share
    drawn = random.uniform()
    if drawn < activity.unlogged:
        return "unlogged"
    drawn = random.uniform()
    return "held" if drawn < share else "partly" if drawn < share + 0.25 * (1.0 - share) else "cancelled"


def _month_rows(
    activity: Activity, year: int, month: int, states: list[str], truth: Truth, random: np.random.Generator
) -> list[Row]:
    counts = Counter(states)
    rows: list[Row] = []
    for state in ("held", "partly", "cancelled"):
        number = counts[state]
        groups = [number] if activity.by_month and number else [1] * number
        for at, sessions in enumerate(groups):
            date = day(year, month, _DAYS[state] + 2 * at)
            begun = date >= _begun(activity)
            rows.append(_row(activity, date, state if begun else "cancelled", sessions, truth, random))
    return rows


def _begun(activity: Activity) -> str:
    """The first day on which the activity was ready; what was planned before is cancelled."""
    return (dt.date.fromisoformat(activity.start) + dt.timedelta(days=activity.late_days)).isoformat()


def _row(activity: Activity, date: str, state: str, sessions: int, truth: Truth, random: np.random.Generator) -> Row:
    row: Row = {"activity_id": activity.id, "area_id": activity.area, "date": date, "status": state}
    row |= {"sessions_n": sessions, "logged_on": _logged(date, random)}
    if state == "cancelled":
        first, last = truth.crime.pandemic
        return row | {"cancel_reason": "pandemic" if first <= date[:7] <= last else activity.reason}
    share = 1.0 if state == "held" else 0.5
    row["minutes"] = 5 * round(share * sessions * activity.minutes * random.uniform(0.9, 1.05) / 5)
    row["staff_hours"] = round(row["minutes"] / 60 * (2 if activity.kind != "est" else 1), 1)
    if activity.participants is not None:
        row |= _people(activity, date, round(share * sessions * activity.participants), random)
    if activity.core is not None and random.uniform() > 0.07:
        row["core_delivered"] = int(random.binomial(activity.core, 0.9 if state == "held" else 0.6))
    if random.uniform() < 0.35:
        row |= {"quality": int(random.choice([3, 4, 4, 5])), "quality_by": "self" if random.uniform() < 0.7 else "peer"}
        row["responsiveness"] = int(random.choice([2, 3, 4, 4, 5]))
    return row | _adaptation(random)


def _people(activity: Activity, date: str, planned: int, random: np.random.Generator) -> Row:
    """Contacts, who is new this year (fewer and fewer), and the groups where they were noted."""
    contacts = int(random.poisson(0.85 * planned))
    fresh = 0.5 * (1.0 - int(date[5:7]) / 14.0)
    if activity.target is not None:
        fresh = min(fresh, 0.6 * activity.target / (12.0 * max(planned, 1)))
    women = int(random.binomial(contacts, 0.42))
    youth = int(random.binomial(contacts, 0.95 if activity.kind in ("youth_activity", "school_team") else 0.15))
    noted = random.uniform() > 0.15
    return {
        "n_participants": contacts,
        "n_unique_new": int(random.binomial(contacts, fresh)) if random.uniform() > 0.05 else None,
        "n_women": women if noted else None,
        "n_men": contacts - women if noted else None,
        "n_youth": youth if noted else None,
    }


def _adaptation(random: np.random.Generator) -> Row:
    kind = random.choice(["none", "minor", "major"], p=[0.8, 0.14, 0.06])
    if kind == "none":
        return {"adaptation": "none"}
    what = str(random.choice(["content", "dose", "place", "staff"]))
    return {"adaptation": str(kind), "adaptation_kind": what, "consistent_with_theory": bool(random.uniform() < 0.7)}


def _logged(date: str, random: np.random.Generator) -> str:
    """Mostly within a week, sometimes more than a month later."""
    return later(date, random, median=4.0 if random.uniform() < 0.9 else 45.0, spread=0.6)


def _with_one_moved(rows: list[Row]) -> list[Row]:
    """The first walk in Mariehem of 2024 that was held had been planned for the week before."""
    found = next(
        at
        for at, row in enumerate(rows)
        if row["activity_id"] == "vandring-mariehem" and row["date"] >= "2024" and row["status"] == "held"
    )
    became = {**rows[found], "log_id": "vandring-flyttad-till"}
    before = dt.date.fromisoformat(became["date"]) - dt.timedelta(days=7)
    moved = {"log_id": "vandring-flyttad", "status": "moved", "moved_to": became["log_id"], "date": before.isoformat()}
    moved |= {name: became[name] for name in ("activity_id", "area_id", "logged_on", "sessions_n")}
    return [*rows[:found], moved, became, *rows[found + 1 :]]
