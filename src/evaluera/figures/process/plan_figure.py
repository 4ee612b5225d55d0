"""Plan against done: a time line for each activity, open circles planned, filled circles held."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from matplotlib.axes import Axes

from evaluera.figures.drawn import Drawn
from evaluera.figures.process.month_heads import heads_height, months_between, write_heads
from evaluera.figures.process.plan_view import ActivityLine, PlanView, Session
from evaluera.figures.process.row_layout import RowLayout, row_layout
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme, tint
from evaluera.figures.typesetting import LINE, text_width
from evaluera.text.messages import message
from evaluera.text.process_names import ProcessNames

__all__ = ["draw_plan"]

_MARK = 5.0
_BUBBLE = 14.0
"""Points between two numbers that are written in their marks, one below the other."""
_TWO_YEARS = 731
_FOOT = SMALLEST * LINE + 8


def draw_plan(view: PlanView, names: ProcessNames, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """One time line for each activity; where sessions are too many to stand apart, their number in each month."""
    language = names.language
    of = {"due": view.due, "held": view.held}
    key = "title" if view.due else "title_undue"
    held = sum(line.held for line in view.lines)
    values: dict[str, Any] = {**of, "share": view.held / view.due if view.due else 0.0, "all": held}
    title = message(f"figure.process.plan.{key}", language, date=view.span.last.isoformat(), **values)
    subtitle = message("figure.process.plan.subtitle", language, days=span_words(view.span, language))
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    frame = view.frame()
    return Drawn(
        name="plan",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.plan.alt", language, title=title, n=len(view.lines)),
        caption=" ".join(
            [
                source_line("activity_plan activity_log", view.span, language),
                message("figure.process.plan.caption", language, n=len(view.lines)),
            ]
        ),
        table=frame.assign(activity=[names.name("activity", each) for each in frame["activity"]]),
    )


def _figure(view: PlanView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None) -> Any:
    language = names.language
    layout = row_layout(
        [names.name("activity", line.activity) for line in view.lines],
        [_end(line, language) for line in view.lines],
        least=22.0,
    )
    months = months_between(view.span.first, view.last)
    crowded = [_crowded(line, view, layout) for line in view.lines]
    layout = _higher(layout, view, crowded)
    signs = _signs(view, theme, language)
    heads = heads_height(months, "M", language, layout.right - layout.left)
    body = key_height(signs) + heads + layout.height + _FOOT
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    write_key(sheet, signs, top=sheet.top)
    top = sheet.top - key_height(signs) - heads
    write_heads(sheet, months, "M", language=language, left=layout.left, right=layout.right, bottom=top)
    axes = layout.axes(sheet, top)
    axes.set_xlim(_month_start(view.span.first).toordinal(), view.last.toordinal() + 1)
    axes.set_xticks([])
    _evaluation_line(sheet, axes, view, layout, top=top, language=language)
    for row, line in enumerate(view.lines):
        _draw_line(axes, line, layout.centre(row), crowded[row], theme, view)
    return sheet.figure


def _end(line: ActivityLine, language: str) -> str:
    if line.due is None:
        return message("figure.process.plan.end_undue", language, held=line.held)
    return message("figure.process.of", language, done=line.held, of=line.due)


def _crowded(line: ActivityLine, view: PlanView, layout: RowLayout) -> bool:
    """Whether the marks would lie on one another, or one of them stands for several sessions."""
    point = (layout.right - layout.left) / ((view.last - view.span.first).days + 1)
    if any(each.number > 1 for each in line.sessions):
        return True
    for planned in (True, False):
        days = sorted({each.day for each in line.sessions if (each.status == "planned") is planned})
        if len(days) > 1 and point * (days[-1] - days[0]).days / (len(days) - 1) < _MARK:
            return True
    return False


def _higher(layout: RowLayout, view: PlanView, crowded: list[bool]) -> RowLayout:
    """Rows with numbers in their marks take a line for each kind of mark."""
    from dataclasses import replace

    heights = [
        max(height, _BUBBLE * len(_bundles(line, view)) + 3) if bundled else height
        for height, line, bundled in zip(layout.heights, view.lines, crowded, strict=True)
    ]
    return replace(layout, heights=tuple(heights))


def _lanes(line: ActivityLine) -> list[str]:
    there = {each.status for each in line.sessions}
    return [status for status in ("planned", "held", "partly", "cancelled") if status in there] or ["planned"]


def _bundles(line: ActivityLine, view: PlanView) -> list[tuple[str, ...]]:
    """The lanes of a row with numbers: partly held and cancelled share one unless a month has both."""
    there = _lanes(line)
    main: list[tuple[str, ...]] = [(status,) for status in there if status in ("planned", "held")]
    rest = tuple(status for status in there if status in ("partly", "cancelled"))
    months = [_sums([each for each in line.sessions if each.status == status], view).keys() for status in rest]
    if len(months) == 2 and months[0] & months[1]:
        return [*main, *((status,) for status in rest)]
    return [*main, rest] if rest else main


def _sums(sessions: list[Session], view: PlanView) -> Counter[dt.date]:
    """Sessions by the middle of their month, of their year on a longer axis."""
    yearly = (view.last - view.span.first).days > _TWO_YEARS
    sums: Counter[dt.date] = Counter()
    for each in sessions:
        sums[dt.date(each.day.year, 7 if yearly else each.day.month, 1 if yearly else 15)] += each.number
    return sums


def _looks(status: str, theme: Theme) -> dict[str, Any]:
    """Shape and filling tell the signs apart, colour comes on top."""
    plain: dict[str, Any] = {"linestyle": "none", "markeredgewidth": 1.1, "markersize": _MARK + 1}
    match status:
        case "planned":
            return plain | {"marker": "o", "markerfacecolor": WHITE, "markeredgecolor": theme.observed}
        case "held":
            return plain | {"marker": "o", "markerfacecolor": theme.fitted, "markeredgecolor": theme.fitted}
        case "partly":
            half = {"fillstyle": "left", "markerfacecolor": theme.fitted, "markerfacecoloralt": WHITE}
            return plain | half | {"marker": "o", "markeredgecolor": theme.fitted}
        case _:
            return plain | {"marker": "x", "markeredgecolor": theme.counterfactual, "markeredgewidth": 1.6}


def _signs(view: PlanView, theme: Theme, language: str) -> list[Sign]:
    there = {each.status for line in view.lines for each in line.sessions} | {"planned", "held"}
    return [
        Sign(words=message(f"figure.process.plan.sign.{status}", language), looks=_looks(status, theme))
        for status in ("planned", "held", "partly", "cancelled")
        if status in there
    ]


def _draw_line(axes: Axes, line: ActivityLine, y: float, crowded: bool, theme: Theme, view: PlanView) -> None:
    if crowded:
        lanes = _bundles(line, view)
        for place, statuses in enumerate(lanes):
            where = y + (place - (len(lanes) - 1) / 2) * _BUBBLE
            for status in statuses:
                _bundled(axes, [each for each in line.sessions if each.status == status], where, theme, view)
        return
    window = (max(line.start, view.span.first).toordinal(), min(line.end, view.last).toordinal() + 1)
    if window[0] < window[1]:
        axes.plot(window, (y - 3.5,) * 2, color=tint(theme.secondary, 0.6), linewidth=0.8, gid="window")
    for status in _lanes(line):
        days = [each.day.toordinal() + 0.5 for each in line.sessions if each.status == status]
        height = y - 3.5 if status == "planned" else y + 4.0
        axes.plot(days, [height] * len(days), gid=status, clip_on=False, **_looks(status, theme))


def _bundled(axes: Axes, sessions: list[Session], y: float, theme: Theme, view: PlanView) -> None:
    """The number of sessions of each month (each year of a longer span) in the sign or beside it."""
    faces = {"planned": (WHITE, theme.observed, theme.ink), "held": (theme.fitted, theme.fitted, WHITE)}
    for day, number in sorted(_sums(sessions, view).items()):
        status = sessions[0].status
        looks: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALLEST, "gid": f"{status}-number"}
        if status in faces:
            face, edge, ink = faces[status]
            shape = "circle,pad=0.13" if number < 10 else "round,pad=0.15,rounding_size=0.6"
            box = {"boxstyle": shape, "facecolor": face, "edgecolor": edge}
            looks |= {"color": ink, "bbox": {**box, "linewidth": 1.0}}
            axes.annotate(str(number), (day.toordinal() + 0.5, y), **looks)
        else:
            axes.plot([day.toordinal() + 0.5], [y], gid=status, transform=axes.transData, **_looks(status, theme))
            looks |= {"color": theme.ink, "ha": "left", "xytext": (5, 0), "textcoords": "offset points"}
            axes.annotate(str(number), (day.toordinal() + 0.5, y), **looks)


def _evaluation_line(sheet: Sheet, axes: Axes, view: PlanView, layout: RowLayout, *, top: float, language: str) -> None:
    day = view.span.last.toordinal() + 1
    low, high = axes.get_xlim()
    axes.axvline(day, color=sheet.theme.counterfactual, linewidth=1.2, linestyle=(0, (4, 2)), gid="evaluated")
    words = message("figure.process.evaluated", language, date=view.span.last.isoformat())
    wide = text_width(words, SMALLEST)
    x = layout.left + (day - low) / (high - low) * (layout.right - layout.left)
    x = min(max(x, EDGE + wide / 2), WIDTH - EDGE - wide / 2)
    looks: dict[str, Any] = {"fontsize": SMALLEST, "color": sheet.theme.counterfactual, "ha": "center", "va": "top"}
    sheet.text(x, top - layout.height - 3, words, gid="evaluated-label", **looks)


def _month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)
