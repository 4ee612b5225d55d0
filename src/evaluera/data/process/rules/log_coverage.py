"""The log against the plan, the project and the residents: what is probably missing, or written twice (warnings)."""

from __future__ import annotations

import pandas as pd

from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]


def planned_is_logged(seen: Inspection) -> None:
    """An activity whose planned end is past has rows in the log."""
    if seen.until is None or "activity_log" not in seen.tables:
        return
    plan = seen.frame("activity_plan").sort_values("plan_version").drop_duplicates("activity_id", keep="last")
    logged = seen.frame("activity_log")["activity_id"]
    rows = plan[(plan["planned_end"] <= seen.until) & ~plan["activity_id"].isin(logged)].sort_index()
    said = {"found": "activity_id", "last": "planned_end"}
    code = "process.plan_without_log"
    seen.report(code, rows, said, table="activity_plan", column="activity_id", severity="warning")


def logged_within_the_project(seen: Inspection) -> None:
    """Sessions lie from the start of the baseline to the end of the evaluation.

    With several projects: those of the project that the activity belongs to.
    """
    project = seen.frame("project").drop_duplicates("project_id")[["project_id", "baseline_start", "evaluation_end"]]
    plan = seen.frame("activity_plan").drop_duplicates("activity_id")[["activity_id", "project_id"]]
    log = seen.frame("activity_log").merge(plan, on="activity_id").merge(project, on="project_id")
    last = log["evaluation_end"] + pd.offsets.MonthEnd(0)
    rows = log.assign(_last=last)[(log["date"] < log["baseline_start"]) | (log["date"] > last)]
    said = {"found": "date", "first": "baseline_start", "last": "_last"}
    seen.report("process.outside_project", rows, said, table="activity_log", column="date", severity="warning")


def logged_once(seen: Inspection) -> None:
    """Two rows with the same activity, date and area are asked about, never removed."""
    key = ["activity_id", "date", "area_id"]
    log = seen.frame("activity_log").dropna(subset=key)
    repeated = log.duplicated(key)
    first = log[~repeated].drop_duplicates(key)[[*key, "_row", "_file"]]
    rows = log[repeated].merge(first, on=key, suffixes=("", "_first"))
    said = {"found": "activity_id", "date": "date", "area": "area_id", "first_row": "_row_first", "file": "_file_first"}
    seen.report("process.logged_twice", rows, said, table="activity_log", column="activity_id", severity="warning")


def residents_are_known(seen: Inspection) -> None:
    """The residents of an area are given for every year in which something is logged, or a walk is made, there."""
    if "population" not in seen.tables:
        return
    population = seen.frame("population")
    everyone = population[population["group"] == "all"]
    known = set(zip(everyone["area_id"], everyone["year"], strict=True))
    for name in ("activity_log", "walk"):
        rows = seen.frame(name).dropna(subset=["area_id", "date"])
        rows = rows[rows["area_id"].isin(seen.frame("area")["area_id"])]
        rows = rows.assign(_year=rows["date"].dt.year.astype(float)).drop_duplicates(["area_id", "_year"])
        missing = [pair not in known for pair in zip(rows["area_id"], rows["_year"], strict=True)]
        rows = rows[pd.Series(missing, index=rows.index, dtype=bool)]
        said = {"found": "area_id", "year": "_year"}
        seen.report("process.no_residents", rows, said, table=name, column="area_id", severity="warning")


def participants_within_the_target_group(seen: Inspection) -> None:
    """Neither a session's participants nor the new ones of a year are more than the target group."""
    plan = seen.frame("activity_plan").sort_values("plan_version").drop_duplicates("activity_id", keep="last")
    log = seen.frame("activity_log").merge(plan[["activity_id", "target_group_size"]], on="activity_id")
    each = log["n_participants"] / log["sessions_n"].fillna(1)
    rows = log.assign(_each=each)[each > log["target_group_size"]]
    said = {"found": "_each", "most": "target_group_size"}
    code = "process.more_than_target_group"
    seen.report(code, rows, said, table="activity_log", column="n_participants", severity="warning")
    log = log.assign(_year=log["date"].dt.year)
    log = log.assign(_new=log.groupby(["activity_id", "_year"])["n_unique_new"].transform("sum"))
    rows = log[log["_new"] > log["target_group_size"]].drop_duplicates(["activity_id", "_year"], keep="last")
    said = {"found": "activity_id", "year": "_year", "new": "_new", "most": "target_group_size"}
    code = "process.new_above_target_group"
    seen.report(code, rows, said, table="activity_log", column="n_unique_new", severity="warning")


RULES: tuple[Rule, ...] = (
    planned_is_logged,
    logged_within_the_project,
    logged_once,
    residents_are_known,
    participants_within_the_target_group,
)
