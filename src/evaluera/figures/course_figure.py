"""The course of one series: points, lines, the start as a labelled line, what was left out as a grey field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from evaluera.data.panel import Floats
from evaluera.figures.course_view import CourseView, Stretch
from evaluera.figures.placing import lanes, spread
from evaluera.figures.sheet import EDGE, LABEL, SMALLEST, Sheet
from evaluera.figures.theme import tint
from evaluera.figures.timeline import Tick
from evaluera.figures.typesetting import LINE, text_width, wrap
from evaluera.figures.values import ValueAxis

__all__ = ["BODY", "CourseWords", "course_figure", "end_room", "tick_room"]

BODY = 176.0
"""Points of height that the axes with their labels need at least."""
_LABEL_WIDTH = 92.0
_CONNECTOR = 16.0
_LANE = SMALLEST * LINE + 1.5
_FIELD_COLOUR, _GRID_COLOUR = 0.12, 0.22
"""How dark the grey fields and the grid lines are, as a share of the secondary colour."""
_BAND_COLOUR = 0.18


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWords:
    """The words inside the axes; ``axis`` names the periods where the ticks alone do not."""

    observed: str
    fitted: str
    counterfactual: str
    start: str
    stretches: dict[str, str]
    unit: str
    axis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """The end of a series: its label, colour and where the last value lies, in points."""

    words: tuple[str, ...]
    colour: str
    x: float
    y: float


def end_room(words: CourseWords) -> float:
    """Points that the labels at the ends of the lines take, their connectors included."""
    lines = [line for text in _end_texts(words) for line in wrap(text, _LABEL_WIDTH, LABEL)]
    return max(text_width(line, LABEL) for line in lines) + _CONNECTOR + EDGE + 2


def tick_room(axis: ValueAxis) -> float:
    """Points that the numbers of the value axis take."""
    return EDGE + max(text_width(text, SMALLEST) for text in axis.texts) + 5


def course_figure(
    sheet: Sheet, view: CourseView, axis: ValueAxis, ticks: tuple[Tick, ...], words: CourseWords
) -> Figure:
    """Draw a course on a sheet."""
    left, right = tick_room(axis), sheet.width - end_room(words)
    bottom = EDGE + SMALLEST * LINE * max(tick.text.count("\n") + 1 for tick in ticks) + 3
    if words.axis:
        bottom += SMALLEST * LINE
    signs = _signs(view, words, left, right, sheet.width)
    top = sheet.top - (max(sign.lane for sign in signs) + 1) * _LANE - 2
    axes = sheet.axes(left, bottom, right, top)
    _axis_lines(sheet, axes, view, axis, ticks, words)
    _fields(sheet, axes, view)
    _series(sheet, axes, view, words)
    _write_signs(sheet, axes, view, signs, top)
    _end_labels(sheet, axes, view, axis, words, (left, bottom, right, top))
    return sheet.figure


def _axis_lines(
    sheet: Sheet, axes: Axes, view: CourseView, axis: ValueAxis, ticks: tuple[Tick, ...], words: CourseWords
) -> None:
    axes.set_xlim(-0.7, len(view) - 0.3)
    axes.set_ylim(axis.low, axis.high)
    axes.set_yticks(axis.ticks, axis.texts)
    axes.set_xticks([tick.at for tick in ticks], [tick.text for tick in ticks])
    axes.tick_params(axis="x", length=3, width=0.8, color=sheet.theme.secondary, pad=2)
    axes.yaxis.grid(True, color=tint(sheet.theme.secondary, _GRID_COLOUR), linewidth=0.6)
    axes.spines["bottom"].set(visible=True, color=sheet.theme.secondary, linewidth=0.8)
    looks = {"fontsize": SMALLEST, "color": sheet.theme.secondary}
    axes.set_xlabel(words.axis, labelpad=1, **looks)
    # the unit stands above the numbers, where it is read first
    axes.set_ylabel(words.unit, rotation="horizontal", ha="left", va="bottom", **looks)
    box = axes.get_position()
    axes.yaxis.set_label_coords(EDGE / sheet.width, box.y1 + 3 / sheet.height, transform=sheet.figure.transFigure)


def _fields(sheet: Sheet, axes: Axes, view: CourseView) -> None:
    for stretch in view.stretches:
        if not stretch.used:
            colour = tint(sheet.theme.secondary, _FIELD_COLOUR)
            span = axes.axvspan(stretch.first - 0.5, stretch.last + 0.5, facecolor=colour, edgecolor="none", zorder=0.4)
            span.set_gid(f"field-{stretch.kind}-{stretch.first}")


def _series(sheet: Sheet, axes: Axes, view: CourseView, words: CourseWords) -> None:
    theme, x = sheet.theme, np.arange(len(view), dtype=float)
    box = axes.get_position()
    size = float(np.clip(0.85 * box.width * sheet.width / len(view), 2.5, 4.4))
    band = tint(theme.counterfactual, _BAND_COLOUR)
    axes.fill_between(x, view.low, view.high, facecolor=band, edgecolor="none", zorder=1, gid="band", label="band")
    line_x, fitted = _broken(x, view.fitted, view.start)
    axes.plot(line_x, fitted, color=theme.fitted, linewidth=1.6, zorder=3, gid="fitted", label=words.fitted)
    looks = {"color": theme.counterfactual, "linewidth": 1.6, "dashes": (4, 2), "zorder": 4}
    axes.plot(x, view.counterfactual, gid="counterfactual", label=words.counterfactual, **looks)
    _points(axes, x, view, theme.observed, size, words.observed)


def _points(axes: Axes, x: Floats, view: CourseView, colour: str, size: float, label: str) -> None:
    for hollow in (False, True):
        chosen = (view.hollow == hollow) & np.isfinite(view.observed)
        if not chosen.any():
            continue
        axes.plot(
            x[chosen],
            view.observed[chosen],
            linestyle="none",
            marker="o",
            markersize=size,
            markerfacecolor="white" if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=0.8 if hollow else 0.0,
            clip_on=False,
            zorder=5,
            gid="preliminary" if hollow else "observed",
            label=label,
        )


def _broken(x: Floats, values: Floats, at: int) -> tuple[Floats, Floats]:
    """The line with a gap before ``at``, so that a step is seen as a step."""
    if not 0 < at < len(x):
        return x, values
    return np.insert(x, at, at - 0.5), np.insert(values, at, np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """Words above the axes that belong to a place in time: ``left`` is where they begin, in points."""

    words: str
    left: float
    lane: int
    stretch: Stretch | None


def _signs(view: CourseView, words: CourseWords, left: float, right: float, width: float) -> tuple[_Sign, ...]:
    """The unit, the labels of the fields and, in the highest lane, the label of the start."""
    scale = (right - left) / (len(view) + 0.4)

    def at(period: float) -> float:
        return left + (period + 0.7) * scale

    line = at(view.start - 0.5)
    boxes = [(EDGE, EDGE + text_width(words.unit, SMALLEST))]
    for stretch in view.stretches:
        wide = text_width(words.stretches[stretch.kind], SMALLEST)
        begin = at(stretch.first - 0.5)
        if begin <= line + 3 <= begin + wide:
            begin = line + 3
        begin = max(EDGE, min(begin, width - EDGE - wide))
        boxes.append((begin, begin + wide))
    chosen = lanes(boxes)
    wide = text_width(words.start, SMALLEST, "bold")
    begin = line + 4 if line + 4 + wide <= width - EDGE else line - 4 - wide
    begin = max(EDGE, min(begin, width - EDGE - wide))
    top = max(chosen) if all(box[1] + 4 <= begin for box in boxes) and len(boxes) == 1 else max(chosen) + 1
    found = [
        _Sign(words=words.stretches[stretch.kind], left=box[0], lane=lane, stretch=stretch)
        for stretch, box, lane in zip(view.stretches, boxes[1:], chosen[1:], strict=True)
    ]
    return (*found, _Sign(words=words.start, left=begin, lane=top, stretch=None))


def _write_signs(sheet: Sheet, axes: Axes, view: CourseView, signs: tuple[_Sign, ...], top: float) -> None:
    """Write them, and the line of the start from the axis up to its label."""
    for sign in signs:
        y = top + 3 + sign.lane * _LANE
        if sign.stretch is None:
            box = axes.get_position()
            reach = (y + SMALLEST - top) / (box.height * sheet.height)
            looks = {"color": sheet.theme.ink, "linewidth": 0.9, "clip_on": False, "zorder": 2}
            axes.axvline(view.start - 0.5, ymax=1 + reach, gid="start", label=sign.words, **looks)
            sheet.text(sign.left, y, sign.words, fontsize=SMALLEST, fontweight="bold", gid="start-label")
        else:
            gid = f"label-{sign.stretch.kind}-{sign.stretch.first}"
            sheet.text(sign.left, y, sign.words, fontsize=SMALLEST, color=sheet.theme.secondary, gid=gid)


def _end_texts(words: CourseWords) -> tuple[str, str, str]:
    return words.observed, words.fitted, words.counterfactual


def _end_labels(
    sheet: Sheet,
    axes: Axes,
    view: CourseView,
    axis: ValueAxis,
    words: CourseWords,
    room: tuple[float, float, float, float],
) -> None:
    """A label at the end of each series, moved apart, with a thin connector to the series it names."""
    left, bottom, right, top = room
    theme = sheet.theme
    series = (view.observed, view.fitted, view.counterfactual)
    colours = (theme.observed, theme.fitted, theme.counterfactual)
    first, last = axes.get_xlim()
    ends = []
    for text, values, colour in zip(_end_texts(words), series, colours, strict=True):
        known = np.flatnonzero(np.isfinite(values))
        if known.size == 0:
            continue
        x = left + (known[-1] - first) / (last - first) * (right - left)
        share = (min(values[known[-1]], axis.high) - axis.low) / (axis.high - axis.low)
        ends.append(_End(words=wrap(text, _LABEL_WIDTH, LABEL), colour=colour, x=x, y=bottom + share * (top - bottom)))
    sizes = [len(end.words) * LABEL * LINE + 3 for end in ends]
    centres = spread([end.y for end in ends], sizes, EDGE, top + _LANE)
    for end, centre in zip(ends, centres, strict=True):
        begin = right + _CONNECTOR
        sheet.text(begin, centre, "\n".join(end.words), color=end.colour, va="center", gid="end-label")
        xs, ys = (end.x + 3.5, right + 2, begin - 2.5), (end.y, end.y, centre)
        line = Line2D([x / sheet.width for x in xs], [y / sheet.height for y in ys], color=end.colour, linewidth=0.6)
        sheet.figure.add_artist(line)
