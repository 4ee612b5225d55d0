"""The plan and the log of what was done."""

from __future__ import annotations

import pandas as pd

from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]

PLAN_MARGIN = pd.Timedelta(days=60)
"""So far outside its plan a session may lie before it is asked about."""

MINUTES_FACTOR = 3
"""More than so many times the planned minutes of a session are asked about."""

_PARTS = ("n_unique_new", "n_women", "n_men", "n_youth")


def plan_in_order(seen: Inspection) -> None:
    """``planned_start`` is not after ``planned_end``."""
    seen.ordered("process.end_before_start", "activity_plan", "planned_start", "planned_end")


def logged_after_it_happened(seen: Inspection) -> None:
    """A session is never dated after the day it was logged."""
    log = seen.frame("activity_log")
    rows = log[log["date"] > log["logged_on"]]
    said = {"found": "date", "other": "logged_on"}
    seen.report("process.logged_before_date", rows, said, table="activity_log", column="date")


def moved_rows_lead_somewhere(seen: Inspection) -> None:
    """A session that was moved says to which row, and not to itself."""
    log = seen.frame("activity_log")
    moved = log["status"] == "moved"
    rows = log[moved & seen.blank("activity_log", "moved_to")]
    seen.report("process.moved_nowhere", rows, table="activity_log", column="moved_to")
    itself = log[moved & (log["moved_to"] == log["log_id"])]
    seen.report("process.moved_to_itself", itself, {"found": "moved_to"}, table="activity_log", column="moved_to")


def minutes_are_given(seen: Inspection) -> None:
    """A session that was held, wholly or partly, has minutes."""
    log = seen.frame("activity_log")
    rows = log[log["status"].isin(["held", "partly"]) & seen.blank("activity_log", "minutes")]
    seen.report("process.held_without_minutes", rows, {"status": "status"}, table="activity_log", column="minutes")


def reason_is_given(seen: Inspection) -> None:
    """A session that was cancelled says why."""
    log = seen.frame("activity_log")
    rows = log[(log["status"] == "cancelled") & seen.blank("activity_log", "cancel_reason")]
    seen.report("process.cancelled_without_reason", rows, table="activity_log", column="cancel_reason")


def groups_within_participants(seen: Inspection) -> None:
    """New participants, women, men and youth are each at most all participants; those of a walk too."""
    for part in _PARTS:
        seen.at_most("process.more_than_participants", "activity_log", part, "n_participants")
    for part in ("n_women", "n_youth"):
        seen.at_most("process.more_than_participants", "walk", part, "n_participants")


def within_the_plan(seen: Inspection) -> None:
    """Core components are at most those of the plan; minutes, date and area are compared with the plan.

    The version of the plan is the one that was current on the day of the session. Minutes of a row that stands for
    several sessions are their sum; its core components are those of each of them.
    """
    log = _with_plan(seen)
    rows = log[log["core_delivered"] > log["core_components"]]
    said = {"found": "core_delivered", "most": "core_components"}
    seen.report("process.core_above_plan", rows, said, table="activity_log", column="core_delivered")
    each = log["minutes"] / log["sessions_n"].fillna(1)
    rows = log.assign(_each=each)[each > MINUTES_FACTOR * log["planned_minutes"]]
    said = {"found": "_each", "planned": "planned_minutes"}
    seen.report("process.many_minutes", rows, said, table="activity_log", column="minutes", severity="warning")
    early = log["date"] < log["planned_start"] - PLAN_MARGIN
    rows = log[early | (log["date"] > log["planned_end"] + PLAN_MARGIN)]
    said = {"found": "date", "first": "planned_start", "last": "planned_end"}
    seen.report("process.outside_plan", rows, said, table="activity_log", column="date", severity="warning")
    known = log["_planned_area"].notna() & log["area_id"].isin(seen.frame("area")["area_id"])
    elsewhere = known & (log["area_id"] != log["_planned_area"])
    said = {"found": "area_id", "other": "_planned_area"}
    code = "process.other_area_than_plan"
    seen.report(code, log[elsewhere], said, table="activity_log", column="area_id", severity="note")


def _with_plan(seen: Inspection) -> pd.DataFrame:
    """The log with the columns of the plan that was current on the day, empty where the activity has no plan."""
    log = seen.frame("activity_log").reset_index(names="_at")
    columns = ["activity_id", "plan_version", "changed_on", "planned_start", "planned_end", "planned_minutes"]
    plan = seen.frame("activity_plan")[[*columns, "core_components", "area_id"]]
    plan = plan.rename(columns={"area_id": "_planned_area"}).dropna(subset=["activity_id"])
    both = log.merge(plan.sort_values("plan_version"), on="activity_id", how="left")
    known = both["changed_on"].isna() | (both["changed_on"] <= both["date"])
    both = both.assign(_known=known).sort_values(["_at", "_known", "plan_version"], kind="stable")
    return both.drop_duplicates("_at", keep="last").reset_index(drop=True)


RULES: tuple[Rule, ...] = (
    plan_in_order,
    logged_after_it_happened,
    moved_rows_lead_somewhere,
    minutes_are_given,
    reason_is_given,
    groups_within_participants,
    within_the_plan,
)
