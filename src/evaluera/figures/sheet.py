"""The empty page of a figure: size, fonts, title, subtitle and the mark of synthetic data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from evaluera.figures.theme import WHITE, Theme
from evaluera.figures.typesetting import FAMILY, LINE, text_width, wrap

__all__ = ["EDGE", "HEIGHT", "LABEL", "SMALLEST", "WIDTH", "Sheet", "blank", "style"]

CM = 72 / 2.54
WIDTH = 16 * CM
"""Points: the text column of an A4 page."""
HEIGHT = 8.5 * CM
EDGE = 2.0
"""Points left free along the edges."""
TITLE, SUBTITLE, LABEL, SMALLEST = 11.5, 9.5, 9.0, 8.5
"""Font sizes in points; nothing is smaller than the last."""

_STYLE = {key: value for key, value in mpl.rcParamsDefault.items() if not key.startswith("backend")} | {
    "font.family": FAMILY,
    "svg.fonttype": "none",
    "svg.hashsalt": "evaluera",
    "text.parse_math": False,
}


@contextmanager
def style() -> Iterator[None]:
    """Our settings while drawing or saving, whatever a user has set; afterwards theirs are back."""
    with mpl.rc_context(_STYLE):
        yield


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A page measured in points from its lower left corner; ``top`` is where the room below the titles begins."""

    figure: Figure
    theme: Theme
    width: float
    height: float
    top: float

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Empty axes between these points: no frame, no ticks."""
        box = (left / self.width, bottom / self.height, (right - left) / self.width, (top - bottom) / self.height)
        axes = self.figure.add_axes(box, facecolor="none")
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, labelsize=SMALLEST, labelcolor=self.theme.secondary)
        axes.set_axisbelow(True)
        return axes

    def text(self, x: float, y: float, words: str, **looks: Any) -> Text:
        """Text at a point."""
        settings: dict[str, Any] = {"fontsize": LABEL, "color": self.theme.ink, "linespacing": LINE, **looks}
        return self.figure.text(x / self.width, y / self.height, words, **settings)


def blank(*, title: str, subtitle: str, theme: Theme, mark: str | None, body: float, least: float = HEIGHT) -> Sheet:
    """A page with its titles and at least ``body`` points of room below them, ``least`` points high at least.

    ``mark`` (the words for synthetic data) is set in a dark ribbon above the title.
    """
    room = WIDTH - 2 * EDGE
    title_lines = wrap(title, room, TITLE, "bold", balanced=True)
    subtitle_lines = wrap(subtitle, room, SUBTITLE, balanced=True)
    ribbon = SMALLEST * 2 if mark else 0.0
    head = EDGE + ribbon + len(title_lines) * TITLE * LINE + len(subtitle_lines) * SUBTITLE * LINE + 8
    height = max(least, head + body)
    figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor=WHITE)
    sheet = Sheet(figure=figure, theme=theme, width=WIDTH, height=height, top=height - head)
    under = height - EDGE - ribbon
    if mark:
        _ribbon(sheet, mark)
    sheet.text(EDGE, under, "\n".join(title_lines), fontsize=TITLE, fontweight="bold", va="top", gid="title")
    under -= len(title_lines) * TITLE * LINE + 2
    colour = theme.secondary
    sheet.text(EDGE, under, "\n".join(subtitle_lines), fontsize=SUBTITLE, color=colour, va="top", gid="subtitle")
    return sheet


def _ribbon(sheet: Sheet, words: str) -> None:
    high = SMALLEST * 1.7
    left, bottom = EDGE / sheet.width, (sheet.height - EDGE - high) / sheet.height
    wide = text_width(words, SMALLEST, "bold") + 12
    box = Rectangle(
        (left, bottom), wide / sheet.width, high / sheet.height, facecolor=sheet.theme.ink, edgecolor="none"
    )
    sheet.figure.add_artist(box)
    middle = sheet.height - EDGE - high / 2
    looks: dict[str, Any] = {
        "color": WHITE,
        "fontsize": SMALLEST,
        "fontweight": "bold",
        "va": "center",
        "gid": "synthetic",
    }
    sheet.text(EDGE + 6, middle, words, **looks)
