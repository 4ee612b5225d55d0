"""Dots with intervals on one axis: an area a row, the pooled row set apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluera.figures.interval_view import IntervalView, Role, Row
from evaluera.figures.ratio_axis import EstimateAxis
from evaluera.figures.sheet import EDGE, LABEL, SMALLEST, WIDTH, Sheet
from evaluera.figures.theme import tint
from evaluera.figures.typesetting import LINE, text_width, wrap

__all__ = ["IntervalWords", "axis_room", "body_height", "figure_of"]

_LABEL_WIDTH = 135.0
_ROW = 15.5
_APART = 9.0
"""Points between the areas and the pooled row."""
_STRIP = SMALLEST * LINE + 4
_FOOT = 2 * SMALLEST * LINE + 8
_GAP = 10.0
_RING, _HIGHEST_HEAP = 4.6, 56.0
"""Room of one ring of the crowd, and the highest that a heap of them may grow, in points."""
_MARKS: Mapping[Role, tuple[str, float]] = {
    "treated": ("s", 5.0),
    "comparison": ("o", 4.0),
    "area": ("o", 4.5),
    "pooled": ("D", 6.0),
    "prediction": ("|", 7.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalWords:
    """The words inside the figure: a label and the numbers of each drawn row, and the axis."""

    rows: tuple[tuple[str, str], ...]
    crowd: str
    pooled: tuple[tuple[str, str], ...]
    header: str
    neutral: str
    lower: str
    higher: str
    axis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One row on the page: its estimates (several only for the crowd), label, numbers and middle in points."""

    rows: tuple[Row, ...]
    label: tuple[str, ...]
    numbers: str
    middle: float


def axis_room(words: IntervalWords) -> tuple[float, float]:
    """Left and right end of the axis on the page, in points."""
    labels = [line for label, _ in _texts(words) for line in wrap(label, _LABEL_WIDTH, LABEL, "bold")]
    left = EDGE + max(text_width(label, LABEL, "bold") for label in labels) + _GAP
    numbers = [text_width(text, LABEL, "bold") for _, text in _texts(words)] + [text_width(words.header, SMALLEST)]
    return left, WIDTH - EDGE - max(numbers) - _GAP


def body_height(view: IntervalView, axis: EstimateAxis, words: IntervalWords) -> float:
    """Points of height that the rows and the axis need."""
    return _STRIP + sum(_heights(view, axis, words)) + (_APART if view.pooled else 0) + _FOOT


def figure_of(sheet: Sheet, view: IntervalView, axis: EstimateAxis, words: IntervalWords) -> Figure:
    """Draw the rows on a sheet that has room for them."""
    left, right = axis_room(words)
    top = sheet.top - _STRIP
    lines = _lines(view, axis, words, top)
    bottom = top - body_height(view, axis, words) + _STRIP + _FOOT
    axes = sheet.axes(left, bottom, right, top)
    axes.set_xlim(0, 1)
    axes.set_ylim(bottom, top)
    _axis(sheet, axes, axis, words, (left, right, top))
    for line in lines:
        if len(line.rows) == 1:
            _row(sheet, axes, axis, line)
        else:
            _crowd(sheet, axes, axis, line, _heaps(view.crowd, axis, words))
        bold = "bold" if line.rows[0].role in ("treated", "pooled") else "normal"
        label = "\n".join(line.label)
        sheet.text(EDGE, line.middle, label, va="center", fontweight=bold, gid="row-label")
        sheet.text(WIDTH - EDGE, line.middle, line.numbers, va="center", ha="right", fontweight=bold, gid="row-numbers")
    if view.pooled:
        y = lines[-len(view.pooled)].middle + _ROW / 2 + _APART / 2
        axes.axhline(y, color=tint(sheet.theme.secondary, 0.5), linewidth=0.6, gid="rule")
    return sheet.figure


def _texts(words: IntervalWords) -> tuple[tuple[str, str], ...]:
    return (*words.rows, *(((words.crowd, ""),) if words.crowd else ()), *words.pooled)


def _heights(view: IntervalView, axis: EstimateAxis, words: IntervalWords) -> list[float]:
    """Height of each row: of its label, and of the rings that the crowd heaps up."""
    counts = [len(wrap(label, _LABEL_WIDTH, LABEL, "bold")) for label, _ in _texts(words)]
    heights = [max(_ROW, count * LABEL * LINE + 4) for count in counts]
    if view.crowd:
        heaped = max(abs(level) for level in _heaps(view.crowd, axis, words))
        at = len(view.rows)
        heights[at] = max(heights[at], min(_HIGHEST_HEAP, 2 * heaped * _RING) + _RING + 4)
    return heights


def _heaps(crowd: Sequence[Row], axis: EstimateAxis, words: IntervalWords) -> list[float]:
    """How many rings above or below the middle each ring of the crowd stands, so that none hides another."""
    left, right = axis_room(words)
    columns: dict[int, list[int]] = {}
    for i, row in enumerate(crowd):
        columns.setdefault(round(axis.place(row.estimate.estimate) * (right - left) / _RING), []).append(i)
    levels = [0.0] * len(crowd)
    for members in columns.values():
        for level, i in enumerate(members):
            levels[i] = level - (len(members) - 1) / 2
    return levels


def _lines(view: IntervalView, axis: EstimateAxis, words: IntervalWords, top: float) -> list[_Line]:
    """All rows from top to bottom."""
    content: list[Sequence[Row]] = [(row,) for row in view.rows]
    if view.crowd:
        content.append(view.crowd)
    content.extend((row,) for row in view.pooled)
    lines, y = [], top
    first_pooled = len(content) - len(view.pooled)
    heights = _heights(view, axis, words)
    for i, (rows, (label, numbers), height) in enumerate(zip(content, _texts(words), heights, strict=True)):
        y -= _APART if view.pooled and i == first_pooled else 0
        wrapped = wrap(label, _LABEL_WIDTH, LABEL, "bold")
        lines.append(_Line(rows=tuple(rows), label=wrapped, numbers=numbers, middle=y - height / 2))
        y -= height
    return lines


def _axis(sheet: Sheet, axes: Axes, axis: EstimateAxis, words: IntervalWords, room: tuple[float, float, float]) -> None:
    theme, (left, right, top) = sheet.theme, room
    axes.set_yticks([])
    axes.set_xticks([axis.place(tick) for tick in axis.ticks], axis.texts)
    axes.tick_params(axis="x", length=3, width=0.8, color=theme.secondary, pad=2)
    axes.spines["bottom"].set(visible=True, color=theme.secondary, linewidth=0.8)
    axes.set_xlabel(words.axis, labelpad=1, fontsize=SMALLEST, color=theme.secondary)
    neutral = axis.place(axis.neutral)
    axes.axvline(neutral, color=theme.ink, linewidth=0.9, zorder=1, gid="neutral", label=words.neutral)
    middle = left + neutral * (right - left)
    half = text_width(words.neutral, SMALLEST) / 2
    centre = min(max(middle, EDGE + half), right - half)
    looks: dict[str, Any] = {"fontsize": SMALLEST, "color": theme.ink}
    sheet.text(centre, top + 4, words.neutral, ha="center", gid="neutral-label", **looks)
    looks["color"] = theme.secondary
    if centre - half - _GAP - text_width(words.lower, SMALLEST) >= EDGE:
        sheet.text(centre - half - _GAP, top + 4, words.lower, ha="right", gid="lower", **looks)
    if centre + half + _GAP + text_width(words.higher, SMALLEST) <= right:
        sheet.text(centre + half + _GAP, top + 4, words.higher, ha="left", gid="higher", **looks)
    sheet.text(sheet.width - EDGE, top + 4, words.header, ha="right", gid="header", **looks)


def _row(sheet: Sheet, axes: Axes, axis: EstimateAxis, line: _Line) -> None:
    theme = sheet.theme
    axes.axhline(line.middle, color=tint(theme.secondary, 0.22), linewidth=0.6, zorder=0.5, gid="guide")
    (row,) = line.rows
    colour = theme.fitted if row.role in ("treated", "pooled") else theme.observed
    low, high = (axis.place(v) if v > 0 or not axis.log else -1.0 for v in (row.estimate.low, row.estimate.high))
    width = 2.2 if row.role == "pooled" else 1.3
    ends = (max(low, 0.0), min(high, 1.0))
    axes.plot(ends, (line.middle,) * 2, color=colour, linewidth=width, solid_capstyle="butt", gid="interval", zorder=2)
    for cut, at, marker in ((low < 0, 0.0, "<"), (high > 1, 1.0, ">")):
        if cut:
            axes.plot([at], [line.middle], marker=marker, markersize=4.5, color=colour, clip_on=False, gid="arrow")
    marker, size = _MARKS[row.role]
    edge = 1.3 if row.role == "prediction" else 0.0
    looks: dict[str, Any] = {"markersize": size, "markeredgewidth": edge, "color": colour}
    place = axis.place(row.estimate.estimate)
    axes.plot([place], [line.middle], marker=marker, gid=f"dot-{row.role}", zorder=3, **looks)


def _crowd(sheet: Sheet, axes: Axes, axis: EstimateAxis, line: _Line, levels: Sequence[float]) -> None:
    """A ring for each area of the crowd, heaped where many are alike; a heap that is too high is pressed together."""
    step = min(_RING, _HIGHEST_HEAP / 2 / max(max(abs(level) for level in levels), 1.0))
    places = [axis.place(row.estimate.estimate) for row in line.rows]
    heights = [line.middle + level * step for level in levels]
    looks: dict[str, Any] = {
        "marker": "o",
        "markersize": _RING - 1.2,
        "markerfacecolor": "none",
        "markeredgewidth": 0.7,
    }
    axes.plot(places, heights, linestyle="none", color=sheet.theme.observed, gid="crowd", zorder=2, **looks)
