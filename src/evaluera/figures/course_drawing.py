"""From one course of a result to its figure, with all words."""

from __future__ import annotations

import numpy as np

from evaluera.figures.course_figure import BODY, CourseWords, course_figure, end_room, tick_room
from evaluera.figures.course_view import CourseView, course_view
from evaluera.figures.drawn import Drawn
from evaluera.figures.sheet import WIDTH, blank
from evaluera.figures.telling import Told
from evaluera.figures.theme import Theme
from evaluera.figures.timeline import ticks
from evaluera.figures.values import ValueAxis, value_axis
from evaluera.figures.wording import Rhythm, band_text, rhythm_of, source_text, unit_text
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.text.messages import message
from evaluera.text.names import named

__all__ = ["draw_course"]


def draw_course(
    result: EffectResult,
    course: Course,
    *,
    name: str,
    told: Told,
    language: str,
    theme: Theme,
    mark: str | None,
) -> Drawn:
    """The figure of one course of the result."""
    view = course_view(course, result.timing)
    rhythm = rhythm_of(course, result)
    lines = np.concatenate([view.fitted, view.counterfactual])
    band = np.concatenate([view.low, view.high])
    axis = value_axis(observed=view.observed, lines=lines, band=band, kind=result.kind, language=language)
    words = _words(result, course, rhythm, axis, language)
    room = WIDTH - tick_room(axis) - end_room(words)
    places = ticks(course.periods, course.frequency, language, room)
    what = _what(result, course, language)
    span = rhythm.span(course.periods[0], course.periods[-1], language)
    about = {"what": what, "unit": words.unit, "per": message(f"figure.per.{rhythm.letter}", language), "span": span}
    subtitle = message("figure.course.subtitle", language, **about)
    sheet = blank(title=told.title, subtitle=subtitle, theme=theme, mark=mark, body=BODY)
    return Drawn(
        name=name,
        figure=course_figure(sheet, view, axis, places, words),
        title=told.title,
        subtitle=subtitle,
        alt=message("figure.course.alt", language, main=told.main, start=words.start, **about),
        caption=_caption(result, course, view, axis, rhythm, language),
        table=course.frame(),
    )


def _what(result: EffectResult, course: Course, language: str) -> str:
    """The outcome and, where there is one, the area."""
    labels = result.question.labels
    names = [named(key, labels, language) for key in (course.outcome, course.area) if key]
    return ", ".join(names)


def _words(result: EffectResult, course: Course, rhythm: Rhythm, axis: ValueAxis, language: str) -> CourseWords:
    labels = result.question.labels
    start = rhythm.moment(result.timing.start, language)
    if "intervention" in labels:
        name = named("intervention", labels, language)
        begins = message("figure.start.named", language, name=name, start=start)
    else:
        begins = message("figure.start.unnamed", language, start=start)
    return CourseWords(
        observed=message(f"figure.observed.{'count' if result.kind == 'count' else 'value'}", language),
        fitted=message("figure.fitted", language),
        counterfactual=message("figure.counterfactual", language),
        start=begins,
        stretches={
            kind: message(f"figure.stretch.{kind}", language) for kind in ("transition", "preliminary", "excluded")
        },
        unit=unit_text(course.unit, result.kind, language, axis.scale),
        axis="" if rhythm.dated else message(f"figure.axis.{rhythm.letter}", language),
    )


def _main(result: EffectResult, course: Course) -> Estimate | None:
    """The estimate that carries the conclusion about this course: of its own area, else of its outcome."""
    about = [e for e in result.primary() if e.outcome == course.outcome]
    return next((e for e in about if e.area == course.area), about[0] if len(about) == 1 else None)


def _caption(
    result: EffectResult, course: Course, view: CourseView, axis: ValueAxis, rhythm: Rhythm, language: str
) -> str:
    estimate = _main(result, course)
    span = rhythm.span(course.periods[0], course.periods[-1], language)
    used = estimate.n if estimate is not None and estimate.area == course.area else sum(course.used)
    counted = message(f"figure.periods.{rhythm.letter}", language, n=used)
    said = [source_text(result.provenance, language), message("figure.span", language, span=span, counted=counted)]
    if estimate is not None and np.isfinite(view.low).any():
        said.append(band_text("figure.band", estimate.confidence, language))
    missing = int(np.isnan(view.observed).sum())
    remarks = {
        "figure.remark.preliminary": bool((view.hollow & np.isfinite(view.observed)).any()),
        "figure.remark.excluded": any(not stretch.used for stretch in view.stretches),
        "figure.remark.missing": missing > 0,
        "figure.remark.not_zero": axis.low != 0,
        "figure.remark.cut": axis.cut,
    }
    said.extend(message(key, language, n=missing) for key, true in remarks.items() if true)
    return " ".join(said)
