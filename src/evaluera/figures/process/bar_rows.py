"""A bar in each row, from zero: what is there filled, what it may or should reach as an outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluera.figures.process.row_layout import RowLayout
from evaluera.figures.process.sign_key import Sign
from evaluera.figures.sheet import SMALLEST, Sheet
from evaluera.figures.theme import WHITE, Theme, tint
from evaluera.figures.typesetting import LINE, text_width

__all__ = ["AXIS_HEIGHT", "BarRow", "axis_steps", "bar_signs", "draw_bars"]

AXIS_HEIGHT = SMALLEST * LINE + 6
"""Points that the numbers of the axis take above the rows."""
_THICK = 9.0
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_GAP = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """``filled`` from zero, ``outline`` from zero too; None is not drawn."""

    filled: float | None
    outline: float | None = None


def bar_signs(theme: Theme, *, filled: str, outline: str) -> list[Sign]:
    """What the filled part and the outline of a bar mean, for the key."""
    square: dict[str, Any] = {"marker": "s", "linestyle": "none", "markersize": 7}
    return [
        Sign(words=filled, looks=square | {"markerfacecolor": theme.fitted, "markeredgecolor": theme.fitted}),
        Sign(words=outline, looks=square | {"markerfacecolor": WHITE, "markeredgecolor": theme.observed}),
    ]


def draw_bars(
    sheet: Sheet, layout: RowLayout, rows: Sequence[BarRow], *, top: float, write: Callable[[float], str]
) -> Axes:
    """Draw the bars; the axis begins at zero, its numbers stand above the rows as ``write`` gives them."""
    theme = sheet.theme
    axes = layout.axes(sheet, top)
    highest = max((value for row in rows for value in (row.filled, row.outline) if value is not None), default=0.0)
    steps = axis_steps(highest or 1.0, layout.right - layout.left, write)
    axes.set_xlim(0.0, max(highest, steps[-1]) * 1.01)
    axes.xaxis.tick_top()
    axes.set_xticks(steps, [write(each) for each in steps])
    axes.tick_params(axis="x", labelsize=SMALLEST, labelcolor=theme.secondary, length=0, pad=2)
    axes.xaxis.grid(True, color=tint(theme.secondary, 0.22), linewidth=0.6)
    for number, row in enumerate(rows):
        y = layout.centre(number) - _THICK / 2
        if row.outline is not None:
            box = Rectangle((0.0, y - 2), row.outline, _THICK + 4, facecolor=WHITE, edgecolor=theme.observed)
            box.set(linewidth=1.0, gid="outline", zorder=2)
            axes.add_patch(box)
        if row.filled is not None:
            axes.add_patch(Rectangle((0.0, y), row.filled, _THICK, facecolor=theme.fitted, gid="filled", zorder=3))
    axes.axvline(0.0, color=theme.secondary, linewidth=0.8, zorder=4)
    return axes


def axis_steps(highest: float, room: float, write: Callable[[float], str]) -> list[float]:
    """Round numbers from zero, as many as keep their distance."""
    size = 10.0 ** (len(f"{int(1 / highest)}") * -1 if highest < 1 else len(f"{int(highest)}") - 2)
    steps = [size * factor * tens for tens in (0.1, 1.0, 10.0, 100.0) for factor in _ROUND]
    for step in steps:
        found = [step * number for number in range(int(highest / step + 1e-9) + 1)]
        if len(found) > 30 or len({write(each) for each in found}) < len(found):
            continue
        widest = max(text_width(write(each), SMALLEST) for each in found)
        if len(found) < 2 or (widest + _GAP) * (len(found) - 1) <= room * found[-1] / highest:
            return found
    return [0.0]
