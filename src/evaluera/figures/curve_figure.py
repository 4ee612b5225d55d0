"""A specification curve on paper: answers with intervals above, the choices behind each of them below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluera.figures.ratio_axis import EstimateAxis
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet
from evaluera.figures.theme import tint
from evaluera.figures.typesetting import LINE, text_width
from evaluera.results.curve import Curve, Specification

__all__ = ["ANSWERS_HEIGHT", "CurveWords", "body_height", "figure_of"]

ANSWERS_HEIGHT = 150.0
"""Points of height of the upper part."""
_ROW = SMALLEST * LINE + 1.0
_GROUP = 3.0
_GAP = 10.0
_FOOT = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveWords:
    """The words inside the figure: for each choice its name and (value, what it is called), and the axis."""

    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    axis: str
    neutral: str
    given: str


def body_height(words: CurveWords) -> float:
    """Points of height that both parts need."""
    rows = sum(1 + len(values) for _, values in words.choices)
    return SMALLEST * LINE * 2 + ANSWERS_HEIGHT + _GAP + rows * _ROW + len(words.choices) * _GROUP + _FOOT


def figure_of(sheet: Sheet, curve: Curve, axis: EstimateAxis, words: CurveWords) -> Figure:
    """Draw the curve on a sheet that has room for it."""
    texts = [*axis.texts, *(text for _, values in words.choices for _, text in values)]
    headings = [heading for heading, _ in words.choices]
    widths = [text_width(text, SMALLEST) for text in texts] + [text_width(h, SMALLEST, "bold") for h in headings]
    left = EDGE + max(widths, default=0.0) + 2 * _GAP
    top = sheet.top - SMALLEST * LINE * 2
    upper = _part(sheet, curve, left, top - ANSWERS_HEIGHT, top)
    _answers(sheet, upper, curve, axis, words)
    sheet.text(EDGE, top + 5, words.axis, fontsize=SMALLEST, color=sheet.theme.secondary, gid="axis")
    _choices(sheet, curve, words, left, top - ANSWERS_HEIGHT - _GAP)
    return sheet.figure


def _part(sheet: Sheet, curve: Curve, left: float, bottom: float, top: float) -> Axes:
    axes = sheet.axes(left, bottom, WIDTH - EDGE - _GAP, top)
    axes.set_xlim(-0.5, len(curve.rows) - 0.5)
    axes.set_xticks([])
    return axes


def _answers(sheet: Sheet, axes: Axes, curve: Curve, axis: EstimateAxis, words: CurveWords) -> None:
    """A stroke and a dot for each answer; hollow where the interval includes no change."""
    theme = sheet.theme
    axes.set_ylim(0, 1)
    axes.set_yticks([axis.place(tick) for tick in axis.ticks], axis.texts)
    axes.axhline(axis.place(axis.neutral), color=theme.ink, linewidth=0.9, gid="neutral", label=words.neutral)
    for x, row in enumerate(curve.rows):
        ends = [min(max(axis.place(v) if v > 0 or not axis.log else 0.0, 0.0), 1.0) for v in (row.low, row.high)]
        colour = theme.counterfactual if row.prespecified else theme.fitted
        wide = 2.0 if row.prespecified else 0.9
        axes.plot((x, x), ends, color=colour, linewidth=wide, solid_capstyle="butt", gid="interval", zorder=2)
        looks: dict[str, Any] = {"color": colour, "markerfacecolor": colour if _clear(row, axis) else "#FFFFFF"}
        marker, size = ("D", 6.0) if row.prespecified else ("o", 3.4)
        gid = "dot-given" if row.prespecified else "dot"
        axes.plot([x], [axis.place(row.estimate)], marker=marker, markersize=size, gid=gid, zorder=3, **looks)
    at = next(x for x, row in enumerate(curve.rows) if row.prespecified)
    box = axes.get_position()
    half = text_width(words.given, SMALLEST, "bold") / 2
    middle = (box.x0 + (at + 0.5) / len(curve.rows) * box.width) * sheet.width
    middle = min(max(middle, box.x0 * sheet.width + half), sheet.width - EDGE - half)
    looks = {"fontsize": SMALLEST, "fontweight": "bold", "color": theme.counterfactual, "ha": "center"}
    sheet.text(middle, box.y1 * sheet.height + 5, words.given, gid="given", **looks)


def _clear(row: Specification, axis: EstimateAxis) -> bool:
    return not row.low <= axis.neutral <= row.high


def _choices(sheet: Sheet, curve: Curve, words: CurveWords, left: float, top: float) -> None:
    """A row for each value: a dot below every answer that has it."""
    theme, y = sheet.theme, top
    for option, (heading, values) in zip(curve.options, words.choices, strict=True):
        y -= _GROUP
        sheet.text(EDGE, y - _ROW + 3, heading, fontsize=SMALLEST, fontweight="bold", gid="choice")
        bottom = y - _ROW * (1 + len(values))
        axes = _part(sheet, curve, left, bottom, y - _ROW)
        axes.set_ylim(-len(values), 0)
        axes.set_yticks([])
        for place, (value, text) in enumerate(values):
            middle = -place - 0.5
            sheet.text(EDGE + 6, y - _ROW * (place + 1.5), text, fontsize=SMALLEST, va="center", gid="value")
            axes.axhline(middle, color=tint(theme.secondary, 0.22), linewidth=0.6, zorder=0.5, gid="guide")
            _dots(axes, curve, option, value, middle, (theme.observed, theme.counterfactual))
        y = bottom


def _dots(axes: Axes, curve: Curve, option: str, value: str, middle: float, colours: Sequence[str]) -> None:
    for given, marker, size, colour in ((False, "o", 2.8, colours[0]), (True, "D", 4.6, colours[1])):
        at = [x for x, row in enumerate(curve.rows) if row.choices[option] == value and row.prespecified is given]
        looks: dict[str, Any] = {"linestyle": "none", "color": colour, "clip_on": False}
        axes.plot(at, [middle] * len(at), marker=marker, markersize=size, gid=f"chosen-{option}", **looks)
