"""Which figures a result gives: decided by what it contains, never by the method that made it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import count
from typing import TypedDict

from evaluera.figures.course_drawing import draw_course
from evaluera.figures.drawn import Drawn
from evaluera.figures.interval_drawing import draw_intervals
from evaluera.figures.interval_view import IntervalView, area_views, primary_views
from evaluera.figures.sheet import style
from evaluera.figures.telling import Told, told
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.text.languages import checked, current_language
from evaluera.text.synthetic_mark import synthetic_mark

__all__ = ["draw"]


def draw(
    result: EffectResult,
    language: str | None = None,
    *,
    title: str | None = None,
    theme: Theme | None = None,
    synthetic: bool | str = False,
) -> tuple[Drawn, ...]:
    """Draw everything that a result can show.

    A course with a counterfactual becomes a figure of its course, the same estimate for several areas a figure of dots
    and intervals. A result with neither gets its observed course, else its primary estimates: there is always a
    figure when there is something to draw.

    Parameters
    ----------
    result
        What a method answered.
    language
        ``sv`` or ``en``; None takes the language of messages.
    title
        Title of the first figure in place of the headline of the statement.
    theme
        Colours; see :func:`evaluera.figures.theme.theme_from`.
    synthetic
        Mark every figure as made from synthetic data; a text names the place whose outcome is not shown.

    Returns
    -------
    tuple of Drawn
        Courses first, in the order of the result, but a pooled answer before the courses of its areas; names are
        unique. Nothing is shown or saved.

    Raises
    ------
    ParameterError
        The language is not known.

    Notes
    -----
    A band bounds what was expected, not the observed values; an interval is that of the estimate, never relabelled.
    Not for looking through raw data: a series without any estimate is not drawn.

    Examples
    --------
    >>> import evaluera
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": [1, 2], "value": [50, 30]})
    >>> result = evaluera.estimate("before_after", evaluera.panel(frame), start=2)
    >>> [drawn.name for drawn in draw(result, "sv")]
    ['course-value']
    """
    chosen = current_language() if language is None else checked(language)
    colours = DEFAULT if theme is None else theme
    mark = synthetic_mark(synthetic, chosen)
    names = _Names()
    found: list[Drawn] = []

    def tell(outcome: str, area: str | None) -> Told:
        words = told(result, chosen, outcome=outcome, area=area)
        return words if title is None or found else replace(words, title=title)

    def drawn_intervals(view: IntervalView) -> Drawn:
        looks = _Looks(
            name=names.new("estimates", view.outcome, view.term),
            told=tell(view.outcome, None),
            language=chosen,
            theme=colours,
            mark=mark,
        )
        return draw_intervals(result, view, **looks)

    with style():
        views = area_views(result)
        pooled = [view for view in views if any(row.role == "prediction" for row in view.pooled)]
        found.extend(drawn_intervals(view) for view in pooled)
        for course in _courses(result):
            looks = _Looks(
                name=names.new("course", course.outcome, course.area),
                told=tell(course.outcome, course.area),
                language=chosen,
                theme=colours,
                mark=mark,
            )
            found.append(draw_course(result, course, **looks))
        for view in [view for view in views if view not in pooled] or ([] if found else primary_views(result)):
            found.append(drawn_intervals(view))
    return tuple(found)


class _Looks(TypedDict):
    """What every kind of figure wants to know besides what it shows."""

    name: str
    told: Told
    language: str
    theme: Theme
    mark: str | None


class _Names:
    """File names made of words, each only once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, *words: str) -> str:
        plain = unicodedata.normalize("NFKD", "-".join(word for word in words if word))
        name = re.sub(r"[^a-z0-9_]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
        unique = next(each for n in count(1) if (each := name if n == 1 else f"{name}-{n}") not in self._given)
        self._given.add(unique)
        return unique


def _courses(result: EffectResult) -> tuple[Course, ...]:
    """Those with a counterfactual; where there is none and no areas to compare, those with a primary estimate."""
    expected = tuple(c for c in result.courses if any(value is not None for value in c.counterfactual))
    if expected or area_views(result):
        return expected
    primary = {(e.outcome, e.area) for e in result.primary()}
    return tuple(c for c in result.courses if (c.outcome, c.area) in primary)
