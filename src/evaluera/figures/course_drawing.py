"""From one course of a result to its figure, with all words."""

from __future__ import annotations

import numpy as np

from evaluera.figures.course_figure import BODY, axis_room, figure_of
from evaluera.figures.course_view import CourseView, view_of
from evaluera.figures.course_words import words_of
from evaluera.figures.drawn import Drawn
from evaluera.figures.sheet import blank
from evaluera.figures.telling import Told
from evaluera.figures.theme import Theme
from evaluera.figures.timeline import ticks
from evaluera.figures.values import ValueAxis, value_axis
from evaluera.figures.wording import Rhythm, band_text, rhythm_of, source_text
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.text.messages import message
from evaluera.text.names import capital, named

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
    view = view_of(course, result.timing)
    rhythm = rhythm_of(course, result)
    lines = np.concatenate([view.fitted, view.counterfactual])
    band = np.concatenate([view.low, view.high])
    axis = value_axis(observed=view.observed, lines=lines, band=band, kind=result.kind, language=language)
    words = words_of(result, course, rhythm, axis.scale, language)
    left, right = axis_room(axis, words)
    places = ticks(course.periods, course.frequency, language, right - left)
    what = _what(result, course, language)
    span = rhythm.span(course.periods[0], course.periods[-1], language)
    about = {"what": what, "unit": words.unit, "per": message(f"figure.per.{rhythm.letter}", language), "span": span}
    subtitle = message("figure.course.subtitle", language, **about)
    sheet = blank(title=told.title, subtitle=subtitle, theme=theme, mark=mark, body=BODY)
    return Drawn(
        name=name,
        figure=figure_of(sheet, view, axis, places, words),
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
    return capital(", ".join(names))


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
        "figure.remark.event": any(stretch.kind == "event" and stretch.used for stretch in view.stretches),
        "figure.remark.missing": missing > 0,
        "figure.remark.not_zero": axis.low != 0,
        "figure.remark.cut": axis.cut,
    }
    said.extend(message(key, language, n=missing) for key, true in remarks.items() if true)
    return " ".join(said)
