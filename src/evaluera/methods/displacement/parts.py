"""The answers about displacement by the engine of comparisons between areas: the initiative, the neighbours, both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evaluera.data.panel import SeriesData
from evaluera.design.question import Question
from evaluera.methods.changes.against_comparison import comparison_part
from evaluera.methods.changes.choosing import GIVEN_THE_PAST, default_errors
from evaluera.methods.changes.compared import Compared
from evaluera.methods.checks.number_of_periods import number_of_periods
from evaluera.methods.displacement.setting import Setting, Subject
from evaluera.methods.part import Part
from evaluera.methods.segmented.courses import axis_of
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.estimate import Estimate

__all__ = ["DIRECT", "MOVED", "NET", "compared_part", "errors_of", "in_events", "periods_of", "renamed"]

_OF_AREAS = ("random_effects", *GIVEN_THE_PAST)
_RATIO, _EVENTS = "relative_incidence_rate_ratio", "cumulative_effect"
NET: Mapping[str, tuple[str, str]] = {
    _EVENTS: ("weighted_displacement_difference", "events_against_comparison"),
}
DIRECT: Mapping[str, tuple[str, str]] = {
    _RATIO: ("direct_ratio", ""),
    _EVENTS: ("direct_effect", "events_against_comparison"),
}
MOVED: Mapping[str, tuple[str, str]] = {
    _RATIO: ("displacement_ratio", ""),
    _EVENTS: ("displacement_effect", "events_against_comparison"),
}
"""What the estimates of a comparison are called when they are about some of the areas; "" keeps the estimand."""


def compared_part(
    chosen: tuple[Compared, tuple[SeriesData, ...]],
    subject: Subject,
    setting: Setting,
    *,
    question: Question,
    errors: str,
    names: Mapping[str, tuple[str, str]],
) -> Part:
    """One set of areas against its comparison, with the estimates by their own names and in events."""
    areas, series = chosen
    part = comparison_part(
        areas,
        series,
        errors=errors,
        question=question,
        confidence=setting.params.confidence,
        axis=axis_of(setting.panel, setting.moment),
        first_after=setting.moment.first_after,
    )
    return in_events(replace(part, estimates=renamed(part.estimates, names)), subject.unit)


def errors_of(areas: Compared, variance: str, question: Question) -> str:
    """The name of the estimator: what is asked for, else the default for so many areas chosen so."""
    return default_errors(areas, question.selection_reason) if variance == "default" else variance


def periods_of(areas: Compared, variance: str) -> Diagnostic:
    """How many periods there are; with areas as the evidence it takes fewer."""
    sides = [int((areas.used() & side).sum()) for side in (areas.window.before, areas.window.after)]
    return number_of_periods(
        before=sides[0],
        after=sides[1],
        season_length=areas.season_length,
        trend=False,
        areas=errors_of(areas, variance, Question()) in _OF_AREAS,
        outcome=areas.outcome,
        area=areas.area,
    )


def renamed(estimates: tuple[Estimate, ...], names: Mapping[str, tuple[str, str]]) -> tuple[Estimate, ...]:
    """The estimates under other names of term and estimand."""
    found = []
    for each in estimates:
        term, estimand = names.get(each.term, (each.term, ""))
        found.append(replace(each, term=term, estimand=estimand or each.estimand))
    return tuple(found)


def in_events(part: Part, unit: float) -> Part:
    """The same part where one count stands for ``unit`` events."""
    if unit == 1.0:
        return part
    evidence = part.evidence
    return replace(
        part,
        estimates=tuple(_times(each, unit) if each.unit == "events" else each for each in part.estimates),
        courses=tuple(_scaled(course, unit) for course in part.courses),
        evidence=replace(evidence, expected=None if evidence.expected is None else evidence.expected * unit),
    )


def _times(estimate: Estimate, unit: float) -> Estimate:
    return replace(
        estimate,
        estimate=estimate.estimate * unit,
        std_error=estimate.std_error * unit,
        low=estimate.low * unit,
        high=estimate.high * unit,
    )


def _scaled(course: Course, unit: float) -> Course:
    def line(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(None if value is None else value * unit for value in values)

    return replace(
        course,
        observed=line(course.observed),
        fitted=line(course.fitted),
        counterfactual=line(course.counterfactual),
        low=line(course.low),
        high=line(course.high),
    )
