"""Did the forums meet, did the partners come, and were decisions carried out?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from evaluera.methods.process.counting import number_of
from evaluera.methods.process.dated_rows import month_starts
from evaluera.methods.process.expected_attendance import attended, held_meetings
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.key_partners import both_decided
from evaluera.methods.process.measuring import not_computed, ratio, share
from evaluera.methods.process.required_meetings import ForumYear, forum_years
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.process.waiting_time import LEFT_OUT, waiting_measures
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Meetings"]


def _compliance(asked: Asked) -> tuple[Measure, ...]:
    """PM01: meetings held of those required, forum by forum capped; then what was held each month."""
    years = forum_years(asked.tables, asked.span)
    forums = sorted({each.forum for each in years})
    councils = sorted({each.area for each in years if each.area})
    return (
        _capped(years),
        *(_capped([y for y in years if y.forum == forum], split="forum", part=forum) for forum in forums),
        *(_capped([y for y in years if y.area == area], split="area", part=area) for area in councils),
        *_counted(asked.within("meeting")),
    )


def _capped(years: Iterable[ForumYear], **where: Any) -> Measure:
    chosen = list(years)
    return ratio("PM01", done=sum(y.counted for y in chosen), planned=sum(y.required for y in chosen), **where)


def _counted(meetings: pd.DataFrame) -> tuple[Measure, ...]:
    """How many meetings each forum, and each area of a forum, held and cancelled in each month."""
    rows = meetings.assign(period=month_starts(meetings["date"]).dt.strftime("%Y-%m"))
    found = []
    for split, column in (("forum", "forum"), ("area", "area_id")):
        for (part, status, period), group in rows.dropna(subset=[column]).groupby([column, "status", "period"]):
            found.append(
                Measure(
                    indicator="PM01",
                    value=float(len(group)),
                    unit="count",
                    variant=str(status),
                    split=split,
                    part=str(part),
                    period=str(period),
                    n=len(group),
                )
            )
    return tuple(found)


def _attendance(asked: Asked) -> tuple[Measure, ...]:
    """PM02: those expected who came, themselves or by a substitute; then those who came themselves."""
    rows = attended(asked)
    rows = rows[rows["expected"].fillna(False).astype(bool)]
    sectors = asked.frame("organisation").drop_duplicates("org_id").set_index("org_id")["sector"]
    rows = rows.assign(sector=rows["org_id"].map(sectors))
    return (
        _came(rows),
        _came(rows, only=("yes",), variant="in_person"),
        *_each(rows, "forum", _came),
        *_each(rows, "sector", lambda group, **where: _enough(group, asked.limits.fewest_persons, **where)),
    )


def _came(rows: pd.DataFrame, *, only: tuple[str, ...] = ("yes", "substitute"), **where: Any) -> Measure:
    known = int(rows["present"].notna().sum())
    return share("PM02", yes=float(rows["present"].isin(only).sum()), known=known, missing=len(rows) - known, **where)


def _enough(rows: pd.DataFrame, fewest: int, **where: Any) -> Measure:
    """A sector with few expected is not shown: a role in a small organisation is a person."""
    if len(rows) < fewest:
        return not_computed("PM02", unit="share", reason=f"too_few_{fewest}", **where)
    return _came(rows, **where)


def _key_partners(asked: Asked) -> tuple[Measure, ...]:
    """PM03: held meetings at which both police and municipality had someone who decides."""
    decided = both_decided(attended(asked), asked.frame("organisation"))
    meetings = held_meetings(asked)
    meetings = meetings.assign(both=meetings["meeting_id"].map(decided).astype("boolean"))
    return (_both(meetings), *_each(meetings, "forum", _both))


def _both(meetings: pd.DataFrame, **where: Any) -> Measure:
    known = meetings["both"].dropna()
    return share("PM03", yes=float(known.sum()), known=len(known), missing=len(meetings) - len(known), **where)


def _each(rows: pd.DataFrame, split: str, measured: Callable[..., Measure]) -> list[Measure]:
    return [measured(group, split=split, part=str(part)) for part, group in rows.groupby(split)]


def _carried_out(asked: Asked) -> tuple[Measure, ...]:
    """PM04: decisions due in the period that are done; then which are overdue, and which have no due date.

    Dropped ones are left out of all of it; of those without a due date the ones that were decided in the period.
    """
    last = pd.Timestamp(asked.span.last)
    wanted = asked.frame("decision")
    wanted = wanted[~wanted["status"].isin(LEFT_OUT)]
    due = wanted[wanted["due_on"].between(pd.Timestamp(asked.span.first), last)]
    done = due["done_on"] <= last
    late = due[~done].sort_values(["due_on", "decision_id"])
    decided = asked.within("decision")
    decided = decided[~decided["status"].isin(LEFT_OUT)]
    undated = decided[decided["due_on"].isna()]
    return (
        share("PM04", yes=float(done.sum()), known=len(due)),
        number_of("PM04", len(late), total=len(due), variant="overdue"),
        *(
            _listed(str(name), "overdue", days=float(days))
            for name, days in zip(late["decision_id"], (last - late["due_on"]).dt.days, strict=True)
        ),
        number_of("PM04", len(undated), total=len(decided), variant="without_due_date"),
        *(_listed(str(name), "without_due_date") for name in sorted(undated["decision_id"])),
    )


def _listed(decision: str, variant: str, *, days: float | None = None) -> Measure:
    """One decision of the list; ``value`` is how many days it is late."""
    reason = "no_due_date" if days is None else ""
    return Measure(
        indicator="PM04", value=days, unit="days", variant=variant, split="decision", part=decision, reason=reason
    )


def _time(asked: Asked) -> tuple[Measure, ...]:
    """PM05: median days from decided to done, and from raised to decided."""
    rows, span = asked.frame("decision"), asked.span
    return (
        *waiting_measures("PM05", rows, start="decided_on", end="done_on", span=span),
        *waiting_measures("PM05", rows, start="raised_on", end="decided_on", span=span, variant="raised"),
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PM01",
        theme="meetings",
        unit="share",
        dimension="structure",
        tables=("meeting",),
        helped_by=("forum_requirement", "forum_member"),
        uncertainty="full_count",
        banded=True,
        compute=_compliance,
    ),
    Indicator(
        id="PM02",
        theme="meetings",
        unit="share",
        dimension="structure",
        tables=("meeting", "attendance"),
        instead=("meeting", "forum_member"),
        helped_by=("forum_member", "organisation"),
        uncertainty="full_count",
        banded=True,
        compute=_attendance,
    ),
    Indicator(
        id="PM03",
        theme="meetings",
        unit="share",
        dimension="mandate",
        tables=("meeting", "attendance", "organisation"),
        instead=("meeting", "forum_member", "organisation"),
        helped_by=("forum_member",),
        uncertainty="full_count",
        banded=True,
        compute=_key_partners,
    ),
    Indicator(
        id="PM04",
        theme="meetings",
        unit="share",
        dimension="structure",
        tables=("decision",),
        uncertainty="full_count",
        banded=True,
        compute=_carried_out,
    ),
    Indicator(
        id="PM05",
        theme="meetings",
        unit="days",
        dimension="timeliness",
        tables=("decision",),
        uncertainty="kaplan_meier",
        compute=_time,
    ),
)


class Meetings(ThemeMethod):
    """Did the forums meet, did the partners come, and were decisions carried out?

    Meetings held of those required (PM01; a forum that met more often cannot pay for another), attendance (PM02),
    meetings with both police and municipality deciding (PM03), decisions carried out when due (PM04), and the time that
    decisions take (PM05).

    Assumptions
    -----------
    Each held meeting has a row. With a roster (``forum_member``) everyone on it came unless an absence is written;
    without one, each person expected has a row. Without ``forum_requirement`` Umebrå is to meet five times a year and
    each local council four times. Open decisions are censored, not dropped: they count as open so far.

    When not to use
    ---------------
    A meeting that was held says nothing of what it achieved. Sectors with few expected are not shown: a role in a small
    organisation is a person. Decisions that were dropped have no date of it, so one that is dropped later changes what
    earlier years show.

    References
    ----------
    Kaplan and Meier (1958), JASA 53:457, for PM05. Brå, Polismyndigheten and SKL (2016), Samverkan i lokalt
    brottsförebyggande arbete, on forums, mandates and follow-up.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> days = pd.to_datetime(["2024-02-01", "2024-04-01", "2024-09-01", "2024-11-01"])
    >>> held = pd.DataFrame({"meeting_id": list("abcd"), "forum": "umebra", "date": days, "status": "held"})
    >>> found = evaluera.estimate("meetings", process_tables(meeting=held), year=2024).of("PM01")
    >>> found.numerator, found.denominator, found.value, found.band
    (4.0, 5.0, 0.8, 'high')
    """

    name = "meetings"
