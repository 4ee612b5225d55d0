"""Labels at the ends of the series in place of a legend, moved apart, each with a thin line to what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.lines import Line2D

from evaluera.figures.placing import spread
from evaluera.figures.sheet import EDGE, LABEL, Sheet
from evaluera.figures.typesetting import LINE, text_width, wrap

__all__ = ["End", "end_room", "write_ends"]

_WIDEST = 92.0
_CONNECTOR = 16.0
_APART = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The last value of a series, in points on the page, with its label and colour."""

    label: str
    colour: str
    x: float
    y: float


def end_room(labels: Sequence[str]) -> float:
    """Points that the labels take to the right of the axes, their lines included."""
    widest = max(text_width(line, LABEL) for label in labels for line in wrap(label, _WIDEST, LABEL))
    return widest + _CONNECTOR + EDGE + 2


def write_ends(sheet: Sheet, ends: Sequence[End], *, right: float, top: float) -> None:
    """Write the labels to the right of axes that end at ``right`` and ``top``, none on another."""
    wrapped = [wrap(end.label, _WIDEST, LABEL) for end in ends]
    sizes = [len(lines) * LABEL * LINE + _APART for lines in wrapped]
    centres = spread([end.y for end in ends], sizes, EDGE, top)
    begin = right + _CONNECTOR
    for end, lines, centre in zip(ends, wrapped, centres, strict=True):
        sheet.text(begin, centre, "\n".join(lines), color=end.colour, va="center", gid="end-label")
        # dotted, so that it is not taken for data where a series ends before the axis does
        xs, ys = (end.x + 3.5, max(right + 2, end.x + 3.5), begin - 2.5), (end.y, end.y, centre)
        line = Line2D(
            [x / sheet.width for x in xs],
            [y / sheet.height for y in ys],
            color=end.colour,
            linewidth=0.8,
            linestyle=(0, (1, 1.5)),
            gid="connector",
        )
        sheet.figure.add_artist(line)
