"""The same indicators for several years side by side, plan versions, and what became of last year's recommendations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import Question
from evaluera.design.span import Span
from evaluera.methods.process.current_plan import current_plan, touching
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.theme import ProcessParams, ThemeMethod
from evaluera.results.years import FollowedRecommendation, PlanVersion, Years

__all__ = ["over_years"]

_CLOSED = ("done", "declined")


def over_years(
    tables: ProcessTables,
    *,
    years: Iterable[int],
    methods: Mapping[str, ThemeMethod],
    limits: Limits | None = None,
    until: dt.date | None = None,
) -> Years:
    """Compute each year by itself: a run for one year never changes another year's figures.

    What is dated after the end of a year has not happened in it: a decision done the year after is open, a version of
    the plan from the year after does not count, a follow-up that came later is not there. Only what has no date
    (causes, links of the theory, the status "dropped") is the same in all years.

    Parameters
    ----------
    tables
        The records of all years.
    years
        The years, in any order.
    methods
        The process methods by name.
    limits
        What counts as low, late, small or answered; the same for all years, or they could not be compared.
    until
        The evaluation date of the last year; the years before are whole.
    """
    chosen = tuple(sorted(set(years)))
    used = limits or Limits()
    spans = {year: Span.of_year(year, until=until if until and until.year == year else None) for year in chosen}
    results = {
        year: {
            name: method.estimate(tables, ProcessParams(year=year, until=span.last, limits=used), Question())
            for name, method in methods.items()
        }
        for year, span in spans.items()
    }
    return Years(
        years=chosen,
        results=results,
        plan_versions=tuple(each for span in spans.values() for each in _versions(tables, span)),
        recommendations=tuple(each for span in spans.values() for each in _recommendations(tables, span)),
    )


def _versions(tables: ProcessTables, span: Span) -> list[PlanVersion]:
    """The plan at the end of the year: activities whose window touches it."""
    plan = touching(current_plan(tables.frame("activity_plan"), span), span).sort_values("activity_id")
    return [
        PlanVersion(
            year=span.last.year,
            activity=str(row["activity_id"]),
            version=int(row["plan_version"]),
            changed=row["plan_version"] > 1 and _inside(row["changed_on"], span),
            changed_on=_day(row["changed_on"]),
            reason=str(row["change_reason"] or ""),
        )
        for row in plan.to_dict("records")
    ]


def _recommendations(tables: ProcessTables, span: Span) -> list[FollowedRecommendation]:
    """Those of the year before. One that was done later was still open at the end of the year."""
    rows = tables.frame("recommendation")
    rows = rows[rows["year"] == span.last.year - 1].sort_values("recommendation_id")
    return [_followed(row, span) for row in rows.to_dict("records")]


def _followed(row: Mapping[Any, Any], span: Span) -> FollowedRecommendation:
    done, due = _day(row["done_on"]), _day(row["due"])
    later = done is not None and done > span.last
    status = "open" if row["status"] == "done" and later else str(row["status"])
    return FollowedRecommendation(
        year=span.last.year,
        recommendation=str(row["recommendation_id"]),
        status=status,
        addressed_to=str(row["addressed_to"] or ""),
        due=due,
        done_on=None if later else done,
        overdue=due is not None and due < span.last and status not in _CLOSED,
    )


def _inside(day: Any, span: Span) -> bool:
    return not pd.isna(day) and span.holds(day.date())


def _day(day: Any) -> dt.date | None:
    return None if pd.isna(day) else day.date()
