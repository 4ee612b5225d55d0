"""The five answers of page one where the process is followed up: the same questions in the same order every year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from evaluera.conclusion.implementation import LOW_BELOW
from evaluera.data.process.process_tables import ProcessTables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult
from evaluera.text.answers import QUESTIONS, Answer
from evaluera.text.labels import enum_label
from evaluera.text.languages import checked
from evaluera.text.messages import message
from evaluera.text.process_names import names_of

__all__ = ["next_year", "process_answers"]

_LISTED = 2
"""So many events and recommendations are named on page one; the rest stand in the report."""

_COUNTED = (
    ("activity", "PF01", "sessions"),
    ("meetings", "PM01", "meetings"),
    ("promises", "PL01", "promises"),
)
"""What page one counts of what was done: the theme, the indicator and the sentence."""

_GRADES = ("met", "partly", "not_met", "not_assessable")


def process_answers(
    results: Mapping[str, ProcessResult],
    tables: ProcessTables,
    *,
    evaluated_on: dt.date,
    language: str,
    themes: Collection[str] | None = None,
    low_below: float = LOW_BELOW,
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
    themes
        The themes that the report is about; all when left out.
    low_below
        With a smaller share of due sessions in the log nobody knows how many were held, and the answer says so.

    Returns
    -------
    tuple of Answer
        Always five. What cannot be counted is said; no recommendation is ever made up.
    """
    language = checked(language)
    told = {name: each for name, each in results.items() if themes is None or name in themes}
    texts = (
        _done(told, evaluated_on, language, poorly=_poorly_logged(results, low_below)),
        _goals(results, language),
        _sure(results, language, logged=bool({"activity", "data_quality"} & told.keys())),
        _other(results, tables, language),
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


def _done(results: Mapping[str, ProcessResult], evaluated_on: dt.date, language: str, *, poorly: bool) -> str:
    """Sessions, meetings and promises, as far as the report is about them and they can be counted."""
    alone = set(results) == {"promises"}
    nothing = message(f"follow_up.answer.{'no_promises' if alone else 'nothing_counted'}", language)
    return " ".join(_counts(results, evaluated_on, language, poorly=poorly)) or nothing


def _poorly_logged(results: Mapping[str, ProcessResult], low_below: float) -> bool:
    """Whether what was not held cannot be told from what was not logged."""
    rows = _total(results, "DQ01")
    return rows is not None and rows.value is not None and rows.value < low_below


def _counts(
    results: Mapping[str, ProcessResult], evaluated_on: dt.date, language: str, *, poorly: bool
) -> Iterator[str]:
    for theme, indicator, key in _COUNTED:
        if theme not in results:
            continue
        found = _total(results, indicator)
        if found is not None and found.value is not None:
            values = {"done": found.numerator, "planned": found.denominator, "date": evaluated_on}
            said = f"{key}_logged" if poorly and key == "sessions" else key
            yield message(f"follow_up.answer.{said}", language, **values)
        elif key == "sessions":
            yield message("follow_up.answer.sessions_unknown", language)


def _goals(results: Mapping[str, ProcessResult], language: str) -> str:
    """How many goals in force are followed up, and how they went."""
    counted = {grade: _total(results, "PG02", variant=grade) for grade in (*_GRADES, "not_followed_up")}
    known = {grade: int(each.value) for grade, each in counted.items() if each is not None and each.value is not None}
    told = {grade: known.get(grade, 0) for grade in _GRADES}
    followed = sum(told.values())
    if not followed:
        return message("follow_up.answer.no_goals", language)
    return message("follow_up.answer.goals", language, total=sum(known.values()), followed=followed, **told)


def _sure(results: Mapping[str, ProcessResult], language: str, *, logged: bool) -> str:
    """How complete the log is, where the report rests on it."""
    if not logged:
        return message("follow_up.answer.counted", language)
    rows = _total(results, "DQ01")
    if rows is None or rows.value is None:
        return message("follow_up.answer.log_unknown", language)
    values = {"logged": rows.numerator, "due": rows.denominator}
    key = "log_incomplete" if rows.value < 1.0 else "log_complete"
    return message(f"follow_up.answer.{key}", language, **values)


def _other(results: Mapping[str, ProcessResult], tables: ProcessTables, language: str) -> str:
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
        names=", ".join(_event_names(results, tables, language)),
    )


def _event_names(results: Mapping[str, ProcessResult], tables: ProcessTables, language: str) -> list[str]:
    """What kinds of events there were in the months that were counted, the latest first."""
    counted = [each for result in results.values() for each in result.all_of("PX01", variant="months", split="event")]
    there = {each.part for each in counted if each.value}
    frame = tables.frame("context_event").sort_values("start", ascending=False, kind="stable")
    kinds = dict.fromkeys(frame.loc[frame["event_id"].isin(there), "kind"])
    return [enum_label(kind, language) for kind in kinds][:_LISTED]


def _total(results: Mapping[str, ProcessResult], indicator: str, *, variant: str = "") -> Measure | None:
    found = (result.of(indicator, variant=variant) for result in results.values())
    return next((measure for measure in found if measure is not None), None)
