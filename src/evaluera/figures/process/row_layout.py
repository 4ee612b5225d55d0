"""A page of rows: names to the left, marks in the middle, the number at the right end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet
from evaluera.figures.theme import tint
from evaluera.figures.typesetting import LINE, Weight, text_width, wrap

__all__ = ["FEW", "RowLayout", "row_layout", "shortened"]

GAP = 8.0
"""Points between the columns of a page of rows."""
FEW = 12
"""More rows than this stand closer, with one line for each name and more room for it."""
_CLOSE = 16.5
_WIDER = 1.25
_ELLIPSIS = "…"
_AIR = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLayout:
    """Where the rows stand: ``labels`` in lines, ``ends`` the words at the right end, ``heights`` in points.

    ``left`` and ``right`` are where the marks may stand; ``apart`` is the row set apart by a line, the last one.
    """

    labels: tuple[tuple[str, ...], ...]
    ends: tuple[str, ...]
    heights: tuple[float, ...]
    left: float
    right: float
    apart: int | None = None

    @property
    def height(self) -> float:
        """Points that all rows take."""
        return sum(self.heights)

    def centre(self, row: int) -> float:
        """Points from the top of the rows to the middle of one of them."""
        return sum(self.heights[:row]) + self.heights[row] / 2

    def axes(self, sheet: Sheet, top: float, *, marked: Collection[int] = ()) -> Axes:
        """Axes over all rows, y in points from their top, with thin lines between the rows and all words written.

        The words at the end of a ``marked`` row are bold and in the colour of what falls short.
        """
        axes = sheet.axes(self.left, top - self.height, self.right, top)
        axes.set_ylim(self.height, 0.0)
        axes.set_yticks([])
        for row, (lines, end) in enumerate(zip(self.labels, self.ends, strict=True)):
            middle = top - self.centre(row)
            weight = "bold" if row == self.apart else "normal"
            looks: dict[str, Any] = {"fontsize": SMALLEST, "va": "center", "fontweight": weight}
            sheet.text(EDGE, middle, "\n".join(lines), gid="row", **looks)
            if row in marked:
                looks |= {"fontweight": "bold", "color": sheet.theme.counterfactual}
            sheet.text(WIDTH - EDGE, middle, end, ha="right", gid="end", **looks)
        for row in range(len(self.labels) + 1):
            _rule(sheet, top - sum(self.heights[:row]), strong=row in (0, len(self.labels), self.apart))
        return axes


def row_layout(
    labels: Sequence[str],
    ends: Sequence[str],
    *,
    least: float = 20.0,
    widest: float = 140.0,
    lines: int = 2,
    apart: bool = False,
    bold_ends: bool = False,
) -> RowLayout:
    """Rows as high as their names need, at least ``least`` points; a name of more than ``lines`` lines is cut."""
    if len(labels) > FEW and lines <= 2:
        least, widest, lines = _CLOSE, widest * _WIDER, 1
    weights: list[Weight] = ["bold" if apart and row == len(labels) - 1 else "normal" for row in range(len(labels))]
    broken = [shortened(label, widest, lines, weight) for label, weight in zip(labels, weights, strict=True)]
    left = max(_widths(each, weight) for each, weight in zip(broken, weights, strict=True))
    right = max(_widths([end], "bold" if bold_ends else weight) for end, weight in zip(ends, weights, strict=True))
    return RowLayout(
        labels=tuple(broken),
        ends=tuple(ends),
        heights=tuple(max(least, len(each) * SMALLEST * LINE + _AIR) for each in broken),
        left=EDGE + left + GAP,
        right=WIDTH - EDGE - (right + GAP if right else 0.0),
        apart=len(labels) - 1 if apart else None,
    )


def shortened(text: str, width: float, lines: int, weight: Weight = "normal") -> tuple[str, ...]:
    """The text in at most so many lines; what does not fit is cut and marked with an ellipsis.

    Examples
    --------
    >>> shortened("Trygghetsvandring i Ersboda centrum", 90.0, 1)
    ('Trygghetsvandring…',)
    """
    found = wrap(text, width, SMALLEST, weight)
    if len(found) <= lines:
        return found
    last = " ".join(found[lines - 1 :])
    while last and text_width(last.rstrip() + _ELLIPSIS, SMALLEST, weight) > width:
        last = last[:-1]
    return (*found[: lines - 1], last.rstrip(" -,;:") + _ELLIPSIS)


def _widths(lines: Sequence[str], weight: Weight) -> float:
    return max((text_width(line, SMALLEST, weight) for line in lines), default=0.0)


def _rule(sheet: Sheet, y: float, *, strong: bool) -> None:
    colour = tint(sheet.theme.secondary, 0.7 if strong else 0.22)
    ends = (EDGE / sheet.width, 1 - EDGE / sheet.width)
    line = Line2D(ends, (y / sheet.height,) * 2, color=colour, linewidth=0.6, gid="rule", zorder=0)
    sheet.figure.add_artist(line)
