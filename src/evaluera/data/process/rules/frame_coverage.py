"""Goals, promises, meetings, budget and context: what is probably missing (warnings)."""

from __future__ import annotations

import pandas as pd

from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["REPORT_MONTHS", "RULES"]

REPORT_MONTHS = 3
"""A promise is followed up within so many months of its end."""

CONTEXT_MONTHS = 24
"""So long without any event around the initiative is probably a sheet that nobody filled in."""


def promises_are_followed_up(seen: Inspection) -> None:
    """A promise has a follow-up three months after its end."""
    if seen.until is None:
        return
    promise = seen.frame("promise")
    due = promise["valid_to"] + pd.DateOffset(months=REPORT_MONTHS) if len(promise) else promise["valid_to"]
    rows = promise[(due <= seen.until) & ~promise["promise_id"].isin(seen.frame("promise_followup")["promise_id"])]
    said = {"found": "promise_id", "last": "valid_to", "due": "_due"}
    code = "process.promise_not_followed_up"
    seen.report(
        code, rows.assign(_due=due.loc[rows.index]), said, table="promise", column="promise_id", severity="warning"
    )


def required_meetings_are_told(seen: Inspection) -> None:
    """Where requirements are delivered, every year with meetings has one."""
    if seen.frame("forum_requirement").empty:
        return
    meeting = seen.frame("meeting")
    meeting = meeting.assign(_year=meeting["date"].dt.year.astype("float64")).drop_duplicates("_year")
    told = seen.frame("forum_requirement")["year"]
    rows = meeting[meeting["_year"].notna() & ~meeting["_year"].isin(told)]
    seen.report("process.no_requirement", rows, {"year": "_year"}, table="meeting", column="date", severity="warning")


def budget_is_settled(seen: Inspection) -> None:
    """A budget line has its actual cost when its year is over."""
    if seen.until is None:
        return
    budget = seen.frame("budget")
    over = budget["year"] < (seen.until + pd.Timedelta(days=1)).year
    rows = budget[over & seen.blank("budget", "actual_sek")]
    rows = rows.assign(_due=[f"{year:.0f}-12-31" for year in rows["year"]])
    said = {"found": "line_id", "year": "year", "due": "_due"}
    seen.report("process.no_actual_cost", rows, said, table="budget", column="actual_sek", severity="warning")


def goals_have_activities(seen: Inspection) -> None:
    """Every goal but a vision has an activity."""
    if "activity_plan" not in seen.tables:
        return
    goal = seen.frame("goal")
    rows = goal[(goal["level"] != "vision") & ~goal["goal_id"].isin(seen.frame("activity_plan")["goal_id"])]
    code = "process.goal_without_activity"
    seen.report(code, rows, {"found": "goal_id"}, table="goal", column="goal_id", severity="warning")


def activities_have_causes(seen: Inspection) -> None:
    """Where causes are given, every activity meets one."""
    if seen.frame("cause").empty:
        return
    plan = seen.frame("activity_plan").drop_duplicates("activity_id")
    rows = plan[~plan["activity_id"].isin(seen.frame("activity_cause")["activity_id"])]
    code = "process.activity_without_cause"
    seen.report(code, rows, {"found": "activity_id"}, table="activity_plan", column="activity_id", severity="warning")


def context_is_followed(seen: Inspection) -> None:
    """No two years of a project pass without any event around it (only the longest such time is named)."""
    if "context_event" not in seen.tables or seen.until is None:
        return
    project = seen.frame("project").dropna(subset=["baseline_start", "evaluation_end"])
    for row in project.to_dict("records"):
        last = min(row["evaluation_end"], pd.Timestamp(seen.until.year, seen.until.month, 1))
        gap = _longest_gap(row["baseline_start"], last, seen.frame("context_event"))
        if gap is not None:
            rows = pd.DataFrame([{**row, "_first": gap[0].strftime("%Y-%m"), "_last": gap[1].strftime("%Y-%m")}])
            said = {"first": "_first", "last": "_last"}
            seen.report("process.context_gap", rows, said, table="project", severity="warning")


def _longest_gap(first: pd.Timestamp, last: pd.Timestamp, events: pd.DataFrame) -> tuple[pd.Period, pd.Period] | None:
    """First and last month of the longest time without an event, when it has :data:`CONTEXT_MONTHS` months."""
    begins, ends = first.to_period("M"), last.to_period("M")
    free = begins
    best: tuple[pd.Period, pd.Period] | None = None
    spans = [(row["start"], row["end"]) for row in events.dropna(subset=["start"]).to_dict("records")]
    told = sorted((start.to_period("M"), ends if pd.isna(end) else end.to_period("M")) for start, end in spans)
    for start, end in [*told, (ends + 1, ends + 1)]:
        length = (min(start, ends + 1) - free).n
        if length >= CONTEXT_MONTHS and (best is None or length > (best[1] - best[0]).n + 1):
            best = free, min(start, ends + 1) - 1
        free = max(free, end + 1)
    return best


RULES: tuple[Rule, ...] = (
    promises_are_followed_up,
    required_meetings_are_told,
    budget_is_settled,
    goals_have_activities,
    activities_have_causes,
    context_is_followed,
)
