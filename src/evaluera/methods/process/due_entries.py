"""What should have been written down by a day and is not: sessions, follow-ups of goals and promises, actual costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.rules.frame_coverage import REPORT_MONTHS
from evaluera.design.span import Span
from evaluera.errors import Finding, Place, Value
from evaluera.methods.process.current_plan import current_plan
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.goals_in_force import goals_in_force

__all__ = ["due_entries", "unlogged"]


def due_entries(tables: ProcessTables, *, on: dt.date) -> tuple[Finding, ...]:
    """Everything that is due by the day and not written down, as warnings with the row that it is about.

    Sessions and goals are looked at in the year of the day and the year before it: what lies further back has been
    reported. Sessions are due as for DQ01, a follow-up of a goal at the end of its year, one of a promise three months
    after its end, an actual cost on the last day of its year.

    Parameters
    ----------
    tables
        As read.
    on
        What is due later is not missed.
    """
    span = Span(first=dt.date(on.year - 1, 1, 1), last=on)
    return (*_sessions(tables, span), *_goals(tables, span), *_promises(tables, on), *_costs(tables, on))


def unlogged(tables: ProcessTables, span: Span) -> pd.DataFrame:
    """Sessions due in the span without a row in the log.

    Planned sessions are spread evenly, so each has a part of the window of its own, and is due on its last day. A row
    of the log answers first to the session in whose part it lies, then to the earliest ones that are left: an early or
    late session is not missed, and the sum is that of DQ01 for the same span. A session that was moved is the row that
    it became.

    Returns
    -------
    DataFrame
        One row for each session: ``activity_id``, ``month`` (the first day of that in which the middle of its part
        lies) and ``due``, sorted.
    """
    plan = current_plan(tables.frame("activity_plan"), span)
    log = tables.frame("activity_log")
    days = row_dates(tables, "activity_log")
    inside = (days >= pd.Timestamp(span.first)) & (days <= pd.Timestamp(span.last))
    became = (log["status"] == "moved") & log["moved_to"].isin(log.loc[inside, "log_id"].dropna())
    seen = log[inside & ~became]
    planned = plan.dropna(subset=["planned_sessions", "planned_start", "planned_end"]).to_dict("records")
    found = [_unlogged(row, seen[seen["activity_id"] == row["activity_id"]], span) for row in planned]
    columns = ["activity_id", "month", "due"]
    rows = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    dated = rows[columns].astype({"month": "datetime64[s]", "due": "datetime64[s]"})
    return dated.sort_values(["activity_id", "due"], ignore_index=True)


def _unlogged(plan: Mapping[Any, Any], seen: pd.DataFrame, span: Span) -> pd.DataFrame:
    """The sessions of one activity that nothing answers to."""
    number = int(plan["planned_sessions"])
    window = (plan["planned_end"] - plan["planned_start"]).days + 1
    before = plan["planned_start"] - pd.Timedelta(days=1)
    last = [-(-k * window // number) for k in range(number + 1)]
    due = {k: before + pd.Timedelta(days=last[k]) for k in range(1, number + 1)}
    left = [k for k in due if pd.Timestamp(span.first) <= due[k] <= pd.Timestamp(span.last)]
    spare = 0.0
    for date, sessions in zip(seen["date"], seen["sessions_n"].fillna(1.0), strict=True):
        own = ((date - plan["planned_start"]).days * number) // window + 1
        spare += sessions - (own in left)
        left = [k for k in left if k != own]
    left = left[int(spare) :]
    middle = [before + pd.Timedelta(days=(last[k - 1] + last[k] + 1) // 2) for k in left]
    rows = {"month": [each.to_period("M").to_timestamp() for each in middle], "due": [due[k] for k in left]}
    return pd.DataFrame({"activity_id": [plan["activity_id"]] * len(left), **rows})


def _sessions(tables: ProcessTables, span: Span) -> Iterator[Finding]:
    rows = unlogged(tables, span)
    plan = current_plan(tables.frame("activity_plan"), span).set_index("activity_id", drop=False)
    for activity, found in rows.groupby("activity_id", sort=True):
        values: dict[str, Value] = {
            "found": str(activity),
            "missing": len(found),
            "months": " ".join(found["month"].dt.strftime("%Y-%m").unique()),
            "due": found["due"].max().date().isoformat(),
        }
        yield _finding("process.sessions_due", plan.loc[activity], "activity_plan", "activity_id", values, tables)


def _goals(tables: ProcessTables, span: Span) -> Iterator[Finding]:
    """Goals in force in a year that is over, and in which something was planned, without a follow-up for it."""
    begins = tables.frame("activity_plan")["planned_start"].min()
    followed = tables.frame("goal_followup")
    ends = row_dates(tables, "goal_followup")
    for year in range(span.first.year, span.last.year + 1):
        end = dt.date(year, 12, 31)
        if end > span.last or pd.isna(begins) or begins.year > year:
            continue
        done = set(followed.loc[ends.dt.year == year, "goal_id"])
        goals = goals_in_force(tables, Span.of_year(year))
        for _, row in goals[~goals["goal_id"].isin(done)].iterrows():
            values: dict[str, Value] = {"found": row["goal_id"], "year": year, "due": end.isoformat()}
            yield _finding("process.goal_due", row, "goal", "goal_id", values, tables)


def _promises(tables: ProcessTables, on: dt.date) -> Iterator[Finding]:
    promises = tables.frame("promise")
    followed = tables.frame("promise_followup")["promise_id"]
    for _, row in promises[promises["valid_to"].notna() & ~promises["promise_id"].isin(followed)].iterrows():
        due = (row["valid_to"] + pd.DateOffset(months=REPORT_MONTHS)).date()
        if due <= on:
            last = row["valid_to"].date().isoformat()
            values: dict[str, Value] = {"found": row["promise_id"], "last": last, "due": due.isoformat()}
            yield _finding("process.promise_not_followed_up", row, "promise", "promise_id", values, tables)


def _costs(tables: ProcessTables, on: dt.date) -> Iterator[Finding]:
    budget = tables.frame("budget")
    for _, row in budget[budget["year"].notna() & budget["actual_sek"].isna()].iterrows():
        due = dt.date(int(row["year"]), 12, 31)
        if due <= on:
            values: dict[str, Value] = {"found": row["line_id"], "year": int(row["year"]), "due": due.isoformat()}
            yield _finding("process.no_actual_cost", row, "budget", "actual_sek", values, tables)


def _finding(code: str, row: Any, table: str, column: str, values: dict[str, Value], tables: ProcessTables) -> Finding:
    """A warning about one row, with the heading that the column has in its sheet."""
    file, sheet, number = row["_file"], row["_sheet"], row["_row"]
    heading = tables.headings.get((file, sheet), {}).get(column, column)
    place = Place(file=file, sheet=sheet, row=None if pd.isna(number) else int(number), column=heading)
    return Finding(code=code, place=place, values={"table": table, **values}, severity="warning")
