"""The five answers of page one where the process is followed up: the same questions in the same order every year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult
from evaluera.text.answers import QUESTIONS, Answer
from evaluera.text.languages import checked
from evaluera.text.messages import message
from evaluera.text.process_names import names_of

__all__ = ["next_year", "process_answers"]

_LISTED = 2
"""So many events and recommendations are named on page one; the rest stand in the report."""

_GRADES = ("met", "partly", "not_met", "not_assessable")


def process_answers(
    results: Mapping[str, ProcessResult], tables: ProcessTables, *, evaluated_on: dt.date, language: str
) -> tuple[Answer, ...]:
    """What was done, what the goals show, how sure we are, what else happened, what to do next year.

    Parameters
    ----------
    results
        Results of the process methods by name.
    tables
        The records: recommendations and the names of events come from them.
    evaluated_on
        The evaluation date.
    language
        ``sv`` or ``en``.

    Returns
    -------
    tuple of Answer
        Always five. What cannot be counted is said; no recommendation is ever made up.
    """
    language = checked(language)
    texts = (
        _done(results, evaluated_on, language),
        _goals(results, language),
        _sure(results, language),
        _other(results, tables, evaluated_on, language),
        next_year(tables, evaluated_on=evaluated_on, language=language),
    )
    return tuple(
        Answer(key=key, question=message(f"statement.question.{key}", language), text=text)
        for key, text in zip(QUESTIONS, texts, strict=True)
    )


def next_year(tables: ProcessTables, *, evaluated_on: dt.date, language: str) -> str:
    """The recommendations of the year that are neither done nor declined; that there is none when there is none."""
    given = tables.frame("recommendation")
    current = given[(given["year"] == evaluated_on.year) & given["status"].isin(("open", "in_progress"))]
    if current.empty:
        return message("follow_up.answer.no_recommendation", language)
    names = names_of(tables, language)
    texts = [names.name("recommendation", str(each)).rstrip(".") + "." for each in current["recommendation_id"]]
    more = len(texts) - _LISTED
    rest = [message("follow_up.answer.more_recommendations", language, count=more)] if more > 0 else []
    return " ".join([*texts[:_LISTED], *rest])


def _done(results: Mapping[str, ProcessResult], evaluated_on: dt.date, language: str) -> str:
    sessions, meetings = _total(results, "PF01"), _total(results, "PM01")
    parts = []
    if sessions is not None and sessions.value is not None:
        values = {"done": sessions.numerator, "planned": sessions.denominator, "date": evaluated_on}
        parts.append(message("follow_up.answer.sessions", language, **values))
    else:
        parts.append(message("follow_up.answer.sessions_unknown", language))
    if meetings is not None and meetings.value is not None:
        values = {"done": meetings.numerator, "planned": meetings.denominator}
        parts.append(message("follow_up.answer.meetings", language, **values))
    return " ".join(parts)


def _goals(results: Mapping[str, ProcessResult], language: str) -> str:
    counted = {grade: _total(results, "PG02", variant=grade) for grade in _GRADES}
    known = {grade: int(each.value) for grade, each in counted.items() if each is not None and each.value is not None}
    if not known or not sum(known.values()):
        return message("follow_up.answer.no_goals", language)
    values = {grade: known.get(grade, 0) for grade in _GRADES}
    return message("follow_up.answer.goals", language, total=sum(known.values()), **values)


def _sure(results: Mapping[str, ProcessResult], language: str) -> str:
    logged = _total(results, "DQ01")
    if logged is None or logged.value is None:
        return message("follow_up.answer.log_unknown", language)
    values = {"logged": logged.numerator, "due": logged.denominator}
    key = "log_incomplete" if logged.value < 1.0 else "log_complete"
    return message(f"follow_up.answer.{key}", language, **values)


def _other(results: Mapping[str, ProcessResult], tables: ProcessTables, evaluated_on: dt.date, language: str) -> str:
    events = _total(results, "PX01")
    if events is None or events.value is None:
        return message("follow_up.answer.events_unknown", language)
    if not events.numerator:
        return message("follow_up.answer.no_events", language)
    return message(
        "follow_up.answer.events",
        language,
        months=events.numerator,
        of=events.denominator,
        names=", ".join(_event_names(tables, evaluated_on, language)),
    )


def _event_names(tables: ProcessTables, evaluated_on: dt.date, language: str) -> list[str]:
    """What kinds of events there were, the latest first."""
    from evaluera.text.labels import enum_label

    frame = tables.frame("context_event")
    begun = frame[frame["start"] <= pd.Timestamp(evaluated_on)].sort_values("start", ascending=False)
    return [enum_label(kind, language) for kind in dict.fromkeys(begun["kind"])][:_LISTED]


def _total(results: Mapping[str, ProcessResult], indicator: str, *, variant: str = "") -> Measure | None:
    found = (result.of(indicator, variant=variant) for result in results.values())
    return next((measure for measure in found if measure is not None), None)
