"""The words inside the figure of a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluera.figures.course_view import Stretch, StretchKind
from evaluera.figures.wording import Rhythm, unit_text
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.text.messages import message
from evaluera.text.names import named

__all__ = ["CourseWords", "words_of"]

_STRETCHES: tuple[StretchKind, ...] = ("transition", "preliminary", "excluded")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWords:
    """Labels of the three series, the start and the fields; the unit; ``axis`` names periods that have no dates."""

    observed: str
    fitted: str
    counterfactual: str
    start: str
    stretches: Mapping[StretchKind, str]
    unit: str
    axis: str

    def sign(self, stretch: Stretch) -> str:
        """What stands above a stretch: the name of an event, else what its kind is called."""
        return stretch.name or self.stretches[stretch.kind]

    def series(self) -> tuple[str, str, str]:
        """The labels that stand at the ends of the series."""
        return self.observed, self.fitted, self.counterfactual


def words_of(result: EffectResult, course: Course, rhythm: Rhythm, scale: str | None, language: str) -> CourseWords:
    """The words for one course; ``scale`` (``million``) is what the numbers of the axis leave out."""
    labels = result.question.labels
    start = rhythm.moment(result.timing.start, language)
    if "intervention" in labels:
        begins = message("figure.start.named", language, name=named("intervention", labels, language), start=start)
    else:
        begins = message("figure.start.unnamed", language, start=start)
    return CourseWords(
        observed=message(f"figure.observed.{'count' if result.kind == 'count' else 'value'}", language),
        fitted=message("figure.fitted", language),
        counterfactual=message("figure.counterfactual", language),
        start=begins,
        stretches={
            **{kind: message(f"figure.stretch.{kind}", language) for kind in _STRETCHES},
            "end": _end(result, rhythm, language),
        },
        unit=unit_text(course.unit, result.kind, language, scale),
        axis="" if rhythm.dated else message(f"figure.axis.{rhythm.letter}", language),
    )


def _end(result: EffectResult, rhythm: Rhythm, language: str) -> str:
    """When the effect is taken to end; empty where it goes on."""
    end = result.timing.end
    return "" if end is None else message("figure.end", language, end=rhythm.moment(end, language))
