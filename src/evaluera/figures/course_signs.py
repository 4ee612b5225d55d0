"""The words above a course: the unit, the label of the start, the labels of the grey fields."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.figures.course_view import CourseView, Stretch
from evaluera.figures.course_words import CourseWords
from evaluera.figures.placing import lanes
from evaluera.figures.sheet import EDGE, SMALLEST
from evaluera.figures.typesetting import LINE, text_width

__all__ = ["LANE", "Sign", "Signs", "signs"]

LANE = SMALLEST * LINE + 1.5
"""Height of a line of words above the axes, in points."""
_GAP = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words that begin at ``left`` (points) in a lane, 0 the nearest to the axes."""

    words: str
    left: float
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All words above the axes, none on another and none across the line of the start."""

    unit: Sign
    start: Sign
    fields: tuple[tuple[Stretch, Sign], ...]

    @property
    def count(self) -> int:
        """How many lanes they take."""
        return 1 + max(sign.lane for sign in (self.unit, self.start, *(sign for _, sign in self.fields)))


def signs(view: CourseView, words: CourseWords, *, left: float, right: float, width: float) -> Signs:
    """Place the words above axes from ``left`` to ``right`` on a page of ``width`` points."""
    scale = (right - left) / (len(view) + 0.4)
    line = left + (view.start + 0.2) * scale
    unit = text_width(words.unit, SMALLEST) + EDGE
    across = unit + _GAP > line
    boxes = [(0.0, 0.0 if across else unit)]
    for stretch in view.stretches:
        begin = max(left + (stretch.first + 0.2) * scale, boxes[0][1] + 2 * _GAP)
        wide = text_width(words.sign(stretch), SMALLEST)
        begin = _beside(line, begin, wide, width)
        boxes.append((begin, begin + wide))
    chosen = lanes(boxes, _GAP)
    fields = tuple(
        (stretch, Sign(words=words.sign(stretch), left=box[0], lane=lane))
        for stretch, box, lane in zip(view.stretches, boxes[1:], chosen[1:], strict=True)
    )
    wide = text_width(words.start, SMALLEST, "bold")
    begin = _beside(line, line, wide, width)
    top = max(chosen) + 1 if fields or boxes[0][1] + _GAP > begin else 0
    return Signs(
        unit=Sign(words=words.unit, left=EDGE, lane=top + 1 if across else 0),
        start=Sign(words=words.start, left=begin, lane=top),
        fields=fields,
    )


def _beside(line: float, begin: float, wide: float, width: float) -> float:
    """Where words that would begin at ``begin`` begin so that they cross neither the line nor the edge of the page."""
    begin = min(begin, width - EDGE - wide)
    if not begin - _GAP < line < begin + wide + _GAP:
        return begin
    after = line + _GAP
    return after if after + wide <= width - EDGE else max(EDGE, line - _GAP - wide)
