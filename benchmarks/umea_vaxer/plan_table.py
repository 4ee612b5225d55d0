"""The activities: what was planned, where, how often, for how many, and how it went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

__all__ = ["ACTIVITIES", "Activity", "plan_rows"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity; ``sessions`` in all from ``start`` through ``end``.

    ``held`` is the share of due sessions that were held, ``held_last`` that of 2024, ``unlogged`` the share without a
    row. ``by_month``: its log has a row a month, not a row a session.
    """

    id: str
    name: str
    kind: str
    prevention: str
    goal: str
    area: str
    start: str
    sessions: int
    minutes: int
    organisation: str
    end: str = "2025-12-31"
    participants: int | None = None
    target: int | None = None
    target_group: str | None = None
    core: int | None = None
    held: float = 0.88
    held_last: float | None = None
    unlogged: float = 0.04
    by_month: bool = False
    reason: str = "staff"
    late_days: int = 0

    def due(self, day: dt.date) -> int:
        """Planned sessions that should have been held by a day (section 3 of the model: spread evenly)."""
        first, last = dt.date.fromisoformat(self.start), dt.date.fromisoformat(self.end)
        if day >= last:
            return self.sessions
        return max(0, self.sessions * ((day - first).days + 1) // ((last - first).days + 1))

    def share_held(self, year: int) -> float:
        """The share of due sessions that are held in a year."""
        return self.held_last if year == 2024 and self.held_last is not None else self.held


def _walks(area: str, place: str, start: str, sessions: int) -> Activity:
    return Activity(
        id=f"vandring-{area}",
        name=f"Trygghetsvandringar {place}",
        kind="safety_walk",
        prevention="situational",
        goal="delaktighet",
        area=area,
        start=start,
        sessions=sessions,
        minutes=120,
        participants=18,
        core=3,
        organisation="umebra",
        reason="weather",
    )


ACTIVITIES = (
    Activity(
        id="kvall-ersboda",
        name="Kvällsöppet för unga i Ersboda",
        kind="youth_activity",
        prevention="social",
        goal="brott",
        area="ersboda",
        start="2018-09-01",
        sessions=308,
        minutes=180,
        participants=25,
        target=900,
        target_group="Unga 13 till 19 år",
        core=4,
        organisation="fritid",
        by_month=True,
        held=0.93,
        unlogged=0.02,
    ),
    Activity(
        id="kvall-alidhem",
        name="Kvällsöppet för unga på Ålidhem",
        kind="youth_activity",
        prevention="social",
        goal="brott",
        area="alidhem",
        start="2019-02-01",
        sessions=249,
        minutes=180,
        participants=20,
        target=600,
        target_group="Unga 13 till 19 år",
        core=4,
        organisation="fritid",
        by_month=True,
        held=0.86,
    ),
    Activity(
        id="poliskvall-alidhem",
        name="Synlig polis på kvällar på Ålidhem",
        kind="police_presence",
        prevention="situational",
        goal="trygghet",
        area="alidhem",
        start="2019-02-01",
        sessions=166,
        minutes=240,
        core=2,
        organisation="polisen",
        by_month=True,
        held=0.80,
        held_last=0.42,
        unlogged=0.10,
    ),
    Activity(
        id="foraldrastod-mariehem",
        name="Föräldrastöd i Mariehem",
        kind="parent_support",
        prevention="social",
        goal="antd",
        area="mariehem",
        start="2019-09-02",
        sessions=63,
        minutes=120,
        participants=15,
        target=300,
        target_group="Föräldrar till barn i årskurs 6",
        core=6,
        organisation="socialtjansten",
        held=0.55,
        held_last=0.40,
        reason="no_participants",
    ),
    Activity(
        id="skolteam-mariehem",
        name="Skolteam i Mariehem",
        kind="school_team",
        prevention="social",
        goal="antd",
        area="mariehem",
        start="2024-02-05",
        end="2024-12-13",
        sessions=16,
        minutes=60,
        participants=8,
        target=120,
        target_group="Elever i årskurs 7 till 9 med hög frånvaro",
        core=5,
        organisation="skolan",
        late_days=35,
    ),
    Activity(
        id="nattvandring-ersboda",
        name="Nattvandringar i Ersboda",
        kind="night_walk",
        prevention="social",
        goal="trygghet",
        area="ersboda",
        start="2018-10-05",
        sessions=217,
        minutes=180,
        participants=6,
        organisation="foreningar",
        by_month=True,
        held=0.82,
        unlogged=0.12,
        reason="no_participants",
    ),
    Activity(
        id="belysning-alidhem",
        name="Ny belysning längs gångvägar på Ålidhem",
        kind="lighting",
        prevention="situational",
        goal="brott",
        area="alidhem",
        start="2020-08-17",
        end="2020-10-30",
        sessions=1,
        minutes=480,
        organisation="gator",
        held=1.0,
        unlogged=0.0,
    ),
    _walks("ersboda", "Ersboda", "2018-10-01", 29),
    _walks("alidhem", "Ålidhem", "2019-03-01", 27),
    _walks("mariehem", "Mariehem", "2019-10-01", 25),
    Activity(
        id="est-samordning",
        name="Samordning av EST",
        kind="est",
        prevention="both",
        goal="samverkan",
        area="umea",
        start="2018-10-01",
        sessions=80,
        minutes=90,
        core=4,
        organisation="umebra",
        held=0.95,
        unlogged=0.0,
    ),
    Activity(
        id="spelinformation",
        name="Information om spel om pengar",
        kind="information",
        prevention="social",
        goal="spel",
        area="umea",
        start="2022-04-01",
        sessions=8,
        minutes=60,
        participants=60,
        target=3000,
        target_group="Elever i gymnasiet",
        organisation="socialtjansten",
        held=0.75,
    ),
)


def plan_rows() -> list[Row]:
    """Every activity as first planned, and the second version of one: more evenings from 2022."""
    rows = [_row(activity) for activity in ACTIVITIES]
    changed = {"plan_version": 2, "planned_sessions": 330, "changed_on": "2022-01-27"}
    return [*rows, {**rows[0], **changed, "change_reason": "Fler kvällar under sommaren"}]


def _row(activity: Activity) -> Row:
    return {
        "activity_id": activity.id,
        "goal_id": activity.goal,
        "name_sv": activity.name,
        "type": activity.kind,
        "prevention": activity.prevention,
        "area_id": activity.area,
        "target_group": activity.target_group,
        "target_group_size": activity.target,
        "planned_start": activity.start,
        "planned_end": activity.end,
        "planned_sessions": activity.sessions,
        "planned_minutes": activity.minutes,
        "planned_participants": activity.participants,
        "core_components": activity.core,
        "responsible_org": activity.organisation,
        "expected_horizon": "long" if activity.prevention == "social" else "short",
        "plan_version": 1,
    }
