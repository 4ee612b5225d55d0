"""Which goals were in force, and what their latest follow-up says."""

from __future__ import annotations

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.dated_rows import row_dates

__all__ = ["MEASURE_FIELDS", "goals_in_force", "latest_by", "measurable"]

MEASURE_FIELDS = ("indicator_id", "baseline_value", "baseline_period", "target_value", "target_date")
"""A goal with all five can be measured."""


def goals_in_force(tables: ProcessTables, span: Span) -> pd.DataFrame:
    """Goals, not visions, whose document is valid on some day of the span.

    A document without ``valid_to`` is still valid. A goal without document (the table was not delivered, or the cell is
    empty) is in force: nothing says otherwise.
    """
    goals = tables.frame("goal")
    goals = goals[goals["level"] != "vision"]
    documents = tables.frame("document").drop_duplicates("doc_id")
    begun = documents["valid_from"].isna() | (documents["valid_from"] <= pd.Timestamp(span.last))
    ended = documents["valid_to"] < pd.Timestamp(span.first)
    outside = set(documents.loc[~begun | ended, "doc_id"])
    return goals[~goals["doc_id"].isin(outside)].sort_values("goal_id", kind="stable")


def measurable(goals: pd.DataFrame) -> pd.Series[bool]:
    """Whether each goal has all five fields of measure."""
    return goals[list(MEASURE_FIELDS)].notna().all(axis=1)


def latest_by(tables: ProcessTables, name: str, key: str, *, first: pd.Timestamp | None, span: Span) -> pd.DataFrame:
    """The latest follow-up of each goal or promise whose period ended from ``first`` until the evaluation date.

    Of several that end the same day the one of the longest period is the latest: the year comes after its last quarter.
    """
    rows = tables.frame(name)
    ends = row_dates(tables, name)
    inside = ends <= pd.Timestamp(span.last)
    if first is not None:
        inside &= ends >= first
    rows = rows.assign(_ends=ends, _part=rows["period"].str.len())[inside]
    ordered = rows.sort_values(["_ends", "_part", "period"], ascending=[True, False, True])
    return ordered.drop_duplicates(key, keep="last").set_index(key, drop=False)
