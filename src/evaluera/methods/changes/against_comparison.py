"""Everything about one outcome in treated areas against comparison areas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.data.panel import SeriesData
from evaluera.design.question import Question
from evaluera.errors import Finding, MethodError
from evaluera.methods.changes.change import Change
from evaluera.methods.changes.choosing import (
    CHOSEN_FOR_THEIR_PAST,
    GIVEN_THE_PAST,
    ancova_is_possible,
    default_errors,
    errors_given_the_past,
    estimator,
)
from evaluera.methods.changes.compared import Compared
from evaluera.methods.changes.comparison_checks import comparison_checks
from evaluera.methods.changes.comparison_course import course_against_comparison
from evaluera.methods.changes.comparison_effects import area_effects, change_effect, expected_events, prevented_events
from evaluera.methods.checks.selection_sensitivity import selection_sensitivity
from evaluera.methods.event_terms import inseparable_notes
from evaluera.methods.part import Part, rows_of
from evaluera.methods.segmented.courses import Axis
from evaluera.methods.segmented.segment import bounded_exp
from evaluera.numerics.failure import NotEstimableError
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["change_between", "comparison_effect", "comparison_part"]

_SHOWN = 20
"""Comparison areas that get a row of their own, at most."""


def comparison_part(
    areas: Compared,
    series: Sequence[SeriesData],
    *,
    errors: str,
    question: Question,
    confidence: float,
    axis: Axis,
    first_after: int,
) -> Part:
    """The change against the comparison areas with its course and checks.

    ``series`` are the areas in the order of ``areas.names``; ``errors`` is the option, "default" chooses.
    """
    name = _errors(areas, errors, question)
    change = change_between(areas, name, confidence=confidence)
    checks = comparison_checks(
        areas,
        change,
        estimator=estimator(name, counts=areas.counts),
        placebo=estimator("random_effects" if name in GIVEN_THE_PAST else name, counts=areas.counts),
        confidence=confidence,
        smallest_change=question.smallest_change,
    )
    by_area = [each for each, treated in zip(series, areas.treated, strict=True) if treated or _few(areas)]
    used = areas.window.inside if change.unit == "areas" else areas.used()
    return Part(
        estimates=(
            *_effects(areas, change, confidence),
            *area_effects(areas, by_area, first_after=first_after, confidence=confidence),
        ),
        courses=(course_against_comparison(areas, change, axis=axis),),
        diagnostics=(*checks, *_sensitivity(areas, change, errors, question, confidence)),
        evidence=_evidence(areas, change),
        notes=_notes(areas, change, errors, question),
        rows=rows_of(series, areas.time[used]),
    )


def comparison_effect(areas: Compared, *, errors: str, question: Question, confidence: float) -> Estimate:
    """The change against the comparison areas alone, as in the part."""
    change = change_between(areas, _errors(areas, errors, question), confidence=confidence)
    return change_effect(areas, change, confidence=confidence)


def _errors(areas: Compared, errors: str, question: Question) -> str:
    return default_errors(areas, question.selection_reason) if errors == "default" else errors


def _few(areas: Compared) -> bool:
    return areas.comparison_areas <= _SHOWN


def change_between(areas: Compared, name: str, *, confidence: float) -> Change:
    """The change by the estimator of that name; what the data do not determine is a MethodError."""
    try:
        return estimator(name, counts=areas.counts)(areas, confidence=confidence)
    except NotEstimableError as error:
        values = {"series": areas.outcome, "errors": name}
        raise MethodError(Finding(code=f"method.{error.reason}", values=values)) from error


def _effects(areas: Compared, change: Change, confidence: float) -> tuple[Estimate, ...]:
    first = change_effect(areas, change, confidence=confidence)
    return (first, prevented_events(areas, change, confidence=confidence)) if areas.counts else (first,)


def _evidence(areas: Compared, change: Change) -> Evidence:
    used = areas.used() if change.unit == "series" else areas.window.inside
    after = int((used & areas.window.after).sum())
    return Evidence(
        outcome=areas.outcome,
        area=areas.area,
        unit=change.unit,
        periods_before=int((used & areas.window.before).sum()),
        periods_after=after,
        season_length=areas.season_length,
        treated_areas=areas.treated_areas,
        comparison_areas=areas.comparison_areas,
        expected=expected_events(areas, change) / after if areas.counts and after else None,
    )


def _sensitivity(
    areas: Compared, change: Change, errors: str, question: Question, confidence: float
) -> tuple[Diagnostic, ...]:
    """Nobody said how the areas were chosen: would the answer that takes their past into account be another one?"""
    unsaid = question.selection_reason in (None, "unknown")
    if not unsaid or errors != "default" or change.unit != "areas" or not ancova_is_possible(areas):
        return ()
    try:
        adjusted = estimator(errors_given_the_past(areas), counts=areas.counts)(areas, confidence=confidence)
    except NotEstimableError:
        return ()
    scaled = bounded_exp if areas.counts else np.asarray
    plain, given = (
        [float(scaled(edge)[0]) for edge in (answer.estimate, answer.low, answer.high)]
        for answer in (change.answer, adjusted.answer)
    )
    check = selection_sensitivity(
        estimate=plain[0],
        low=plain[1],
        high=plain[2],
        adjusted=given[0],
        adjusted_low=given[1],
        adjusted_high=given[2],
        no_change=1.0 if areas.counts else 0.0,
        outcome=areas.outcome,
        area=areas.area,
    )
    return (check,)


def _notes(areas: Compared, change: Change, errors: str, question: Question) -> tuple[Note, ...]:
    notes = [Note(code=f"errors.{change.errors}"), *inseparable_notes(areas.outcome, change.inseparable)]
    wanted = errors == "default" and question.selection_reason in CHOSEN_FOR_THEIR_PAST
    if wanted and change.errors not in GIVEN_THE_PAST:
        notes.append(Note(code="past_not_adjusted_for", values={"areas": len(areas.names)}))
    ratio, total = (float(bounded_exp(answer.estimate)[0]) for answer in (change.answer, change.sum))
    if areas.counts and ratio != total:
        notes.append(Note(code="events_from_all_together", values={"ratio": ratio, "together": total}))
    return tuple(notes)
