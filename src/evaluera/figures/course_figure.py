"""The course of one series: points, lines, the start as a labelled line, what was left out as a grey field."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluera.data.panel import Floats
from evaluera.figures.course_signs import LANE, Sign, signs
from evaluera.figures.course_view import CourseView
from evaluera.figures.course_words import CourseWords
from evaluera.figures.end_labels import End, end_room, write_ends
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet
from evaluera.figures.theme import tint
from evaluera.figures.timeline import Tick
from evaluera.figures.typesetting import LINE, text_width
from evaluera.figures.values import ValueAxis

__all__ = ["BODY", "axis_room", "figure_of"]

BODY = 176.0
"""Points of height that the axes with their labels need at least."""
_FIELD, _EVENT, _GRID, _BAND, _BAND_EDGE = 0.12, 0.06, 0.22, 0.18, 0.4
"""How strong grey fields, known events, grid lines, the band and its edge are, as shares of their colour."""
_LINE_WIDTH = 1.6
_STROKE = 0.3
"""Half the width of the stroke for a value that stands alone, in periods."""
_SMALLEST_POINT, _LARGEST_POINT = 2.5, 4.4


def axis_room(axis: ValueAxis, words: CourseWords) -> tuple[float, float]:
    """Left and right end of the axes on the page, in points: what the numbers and the labels leave."""
    left = EDGE + max(text_width(text, SMALLEST) for text in axis.texts) + 5
    return left, WIDTH - end_room(words.series())


def figure_of(sheet: Sheet, view: CourseView, axis: ValueAxis, ticks: tuple[Tick, ...], words: CourseWords) -> Figure:
    """Draw a course on a sheet."""
    left, right = axis_room(axis, words)
    above = signs(view, words, left=left, right=right, width=sheet.width)
    lines = max(tick.text.count("\n") + 1 for tick in ticks) + (1 if words.axis else 0)
    bottom, top = EDGE + lines * SMALLEST * LINE + 3, sheet.top - above.count * LANE - 2
    axes = sheet.axes(left, bottom, right, top)
    _scales(sheet, axes, view, axis, ticks, words)
    _fields(sheet, axes, view)
    _series(sheet, axes, view, words)
    axes.yaxis.set_label_coords(*_spot(sheet, above.unit, top), transform=sheet.figure.transFigure)
    _start(sheet, axes, view, above.start, top)
    for stretch, sign in above.fields:
        _write(sheet, sign, top, color=sheet.theme.secondary, gid=f"label-{stretch.kind}")
    write_ends(sheet, _ends(sheet, axes, view, words), right=right, top=top)
    return sheet.figure


def _scales(
    sheet: Sheet, axes: Axes, view: CourseView, axis: ValueAxis, ticks: tuple[Tick, ...], words: CourseWords
) -> None:
    grey = sheet.theme.secondary
    axes.set_xlim(-0.7, len(view) - 0.3)
    axes.set_ylim(axis.low, axis.high)
    axes.set_yticks(axis.ticks, axis.texts)
    axes.set_xticks([tick.at for tick in ticks], [tick.text for tick in ticks])
    axes.tick_params(axis="x", length=3, width=0.8, color=grey, pad=2)
    axes.yaxis.grid(True, color=tint(grey, _GRID), linewidth=0.6)
    axes.spines["bottom"].set(visible=True, color=grey, linewidth=0.8)
    axes.set_xlabel(words.axis, labelpad=1, fontsize=SMALLEST, color=grey)
    # the unit stands above the numbers, where it is read first
    axes.set_ylabel(words.unit, rotation="horizontal", ha="left", va="baseline", fontsize=SMALLEST, color=grey)


def _fields(sheet: Sheet, axes: Axes, view: CourseView) -> None:
    colour = tint(sheet.theme.secondary, _FIELD)
    faint = tint(sheet.theme.secondary, _EVENT)
    for stretch in view.stretches:
        if stretch.kind == "end":
            looks: dict[str, Any] = {"color": sheet.theme.secondary, "linewidth": 0.8, "dashes": (1, 2), "zorder": 0.5}
            axes.axvline(stretch.first - 0.5, gid="end", **looks)
        elif stretch.kind == "event" and stretch.used:
            ends = (stretch.first - 0.5, stretch.last + 0.5)
            axes.axvspan(*ends, facecolor=faint, edgecolor="none", zorder=0.3, gid="field-event")
        elif not stretch.used:
            ends = (stretch.first - 0.5, stretch.last + 0.5)
            axes.axvspan(*ends, facecolor=colour, edgecolor="none", zorder=0.4, gid=f"field-{stretch.kind}")


def _series(sheet: Sheet, axes: Axes, view: CourseView, words: CourseWords) -> None:
    theme, x = sheet.theme, np.arange(len(view))
    looks: dict[str, Any] = {"facecolor": tint(theme.counterfactual, _BAND), "edgecolor": "none", "zorder": 1}
    (along, low), (_, high) = _course(view.low, view.breaks), _course(view.high, view.breaks)
    axes.fill_between(along, low, high, gid="band", **looks)
    looks = {"color": tint(theme.counterfactual, _BAND_EDGE), "linewidth": 0.6, "zorder": 1.1}
    for edge in (low, high):
        axes.plot(along, edge, gid="band-edge", **looks)
    looks = {"color": theme.fitted, "linewidth": _LINE_WIDTH, "zorder": 3}
    axes.plot(*_course(view.fitted, view.breaks), gid="fitted", label=words.fitted, **looks)
    looks = {"color": theme.counterfactual, "linewidth": _LINE_WIDTH, "dashes": (4, 2), "zorder": 4}
    axes.plot(*_course(view.counterfactual, view.breaks), gid="counterfactual", label=words.counterfactual, **looks)
    apart = axes.get_position().width * sheet.width / len(view)
    size = float(np.clip(0.85 * apart, _SMALLEST_POINT, _LARGEST_POINT))
    looks = {"linestyle": "none", "marker": "o", "color": theme.observed, "clip_on": False, "zorder": 5}
    there = np.isfinite(view.observed)
    solid, hollow = there & ~view.hollow, there & view.hollow
    looks |= {"label": words.observed, "markersize": size}
    axes.plot(x[solid], view.observed[solid], gid="observed", markeredgewidth=0.0, **looks)
    if hollow.any():
        looks |= {"markerfacecolor": "white", "markeredgewidth": 0.8}
        axes.plot(x[hollow], view.observed[hollow], gid="preliminary", **looks)


def _course(values: Floats, breaks: Collection[int]) -> tuple[Floats, Floats]:
    """Places and values of a line: broken before the start and the end, so that a step is seen as a step.

    A value with no neighbour becomes a short stroke, else it could not be seen.
    """
    places: list[float] = []
    shown: list[float] = []
    for i, value in enumerate(values):
        if i in breaks:
            places.append(i - 0.5)
            shown.append(np.nan)
        before = i not in (0, *breaks) and np.isfinite(values[i - 1])
        after = i + 1 not in (*breaks, len(values)) and np.isfinite(values[i + 1])
        alone = not before and not after
        places.extend((i - _STROKE, i + _STROKE) if alone else (i,))
        shown.extend((value, value) if alone else (value,))
    return np.array(places), np.array(shown)


def _start(sheet: Sheet, axes: Axes, view: CourseView, sign: Sign, top: float) -> None:
    """The line of the start, from the axis up to its label."""
    _, y = _spot(sheet, sign, top)
    box = axes.get_position()
    reach = (y + SMALLEST / sheet.height - box.y0) / box.height
    looks: dict[str, Any] = {"color": sheet.theme.ink, "linewidth": 0.9, "clip_on": False, "zorder": 2}
    axes.axvline(view.start - 0.5, ymax=reach, gid="start", label=sign.words, **looks)
    _write(sheet, sign, top, fontweight="bold", gid="start-label")


def _spot(sheet: Sheet, sign: Sign, top: float) -> tuple[float, float]:
    """Where a sign begins, as shares of the page."""
    return sign.left / sheet.width, (top + 4 + sign.lane * LANE) / sheet.height


def _write(sheet: Sheet, sign: Sign, top: float, **looks: Any) -> None:
    x, y = _spot(sheet, sign, top)
    sheet.text(x * sheet.width, y * sheet.height, sign.words, fontsize=SMALLEST, **looks)


def _ends(sheet: Sheet, axes: Axes, view: CourseView, words: CourseWords) -> list[End]:
    """Where the series end on the page; a series without values has no end."""
    theme, box = sheet.theme, axes.get_position()
    (first, last), (low, high) = axes.get_xlim(), axes.get_ylim()
    points = np.arange(len(view), dtype=float), view.observed
    lines = (_course(values, view.breaks) for values in (view.fitted, view.counterfactual))
    colours = (theme.observed, theme.fitted, theme.counterfactual)
    ends = []
    for label, (places, values), colour in zip(words.series(), (points, *lines), colours, strict=True):
        known = np.flatnonzero(np.isfinite(values))
        if known.size:
            across = (places[known[-1]] - first) / (last - first)
            up = (float(np.clip(values[known[-1]], low, high)) - low) / (high - low)
            x, y = (box.x0 + across * box.width) * sheet.width, (box.y0 + up * box.height) * sheet.height
            ends.append(End(label=label, colour=colour, x=x, y=y))
    return ends
