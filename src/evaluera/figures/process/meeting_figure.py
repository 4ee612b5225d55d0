"""The meetings as a matrix: forum by month, held filled, cancelled crossed, the requirement at the end."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from evaluera.figures.drawn import Drawn
from evaluera.figures.process.meeting_view import ForumRow, MeetingView
from evaluera.figures.process.month_heads import heads_height, write_heads
from evaluera.figures.process.row_layout import row_layout
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.sheet import EDGE, SMALLEST, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme, tint
from evaluera.text.messages import message
from evaluera.text.process_names import ProcessNames

__all__ = ["draw_meetings"]

_MARK = 7.0
_SHOWN = 1
"""More meetings than this in a month have their number in the mark."""


def draw_meetings(view: MeetingView, names: ProcessNames, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """A row for each forum and area; forums without a requirement stand last."""
    language = names.language
    held = sum(row.total for row in view.rows)
    title = message(
        f"figure.process.meetings.title{'' if view.required else '_free'}",
        language,
        held=view.counted if view.required else held,
        of=view.required,
        cancelled=sum(sum(row.cancelled.values()) for row in view.rows),
    )
    subtitle = message("figure.process.meetings.subtitle", language, days=span_words(view.span, language))
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    frame = view.frame()
    return Drawn(
        name="meetings",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.meetings.alt", language, title=title, n=len(view.rows)),
        caption=" ".join(
            [
                source_line("meeting", view.span, language),
                message("figure.process.meetings.caption", language, n=held),
            ]
        ),
        table=frame.assign(
            forum=[names.name("forum", each) for each in frame["forum"]],
            area=[names.name("area", each) if each else "" for each in frame["area"]],
        ),
    )


def _figure(
    view: MeetingView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None
) -> Any:
    language = names.language
    layout = row_layout(
        [_name(row, names) for row in view.rows], [_end(row, language) for row in view.rows], bold_ends=True
    )
    short = [number for number, row in enumerate(view.rows) if row.required and row.counted < row.required]
    signs = _signs(view, theme, language)
    heads = heads_height(view.months, "M", language, layout.right - layout.left)
    body = key_height(signs) + heads + layout.height + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    write_key(sheet, signs, top=sheet.top)
    top = sheet.top - key_height(signs) - heads
    write_heads(sheet, view.months, "M", language=language, left=layout.left, right=layout.right, bottom=top)
    axes = layout.axes(sheet, top, marked=short)
    axes.set_xlim(0.0, len(view.months))
    axes.set_xticks([])
    for place in range(len(view.months) + 1):
        axes.axvline(place, color=tint(theme.secondary, 0.22), linewidth=0.6, zorder=0)
    for number, row in enumerate(view.rows):
        _draw_row(axes, row, view, layout.centre(number), theme)
    return sheet.figure


def _name(row: ForumRow, names: ProcessNames) -> str:
    forum = names.name("forum", row.forum)
    return f"{forum}, {names.name('area', row.area)}" if row.area else forum


def _end(row: ForumRow, language: str) -> str:
    if row.required is None:
        return message("figure.process.meetings.end_free", language, held=row.total)
    return message("figure.process.of", language, done=row.total, of=row.required)


def _draw_row(axes: Axes, row: ForumRow, view: MeetingView, y: float, theme: Theme) -> None:
    for column, month in enumerate(view.months):
        held, cancelled = row.held.get(month, 0), row.cancelled.get(month, 0)
        aside = 0.22 if held and cancelled else 0.0
        if held > _SHOWN:
            box = {"boxstyle": "circle,pad=0.2", "facecolor": theme.fitted, "edgecolor": theme.fitted}
            looks: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALLEST, "color": WHITE, "bbox": box}
            axes.text(column + 0.5 - aside, y, str(held), gid="held-number", **looks)
        elif held:
            axes.plot([column + 0.5 - aside], [y], gid="held", **_looks("held", theme))
        if cancelled:
            axes.plot([column + 0.5 + aside], [y], gid="cancelled", **_looks("cancelled", theme))
        if cancelled > _SHOWN:
            looks = {"fontsize": SMALLEST, "va": "center", "xytext": (5, 0), "textcoords": "offset points"}
            axes.annotate(str(cancelled), (column + 0.5 + aside, y), gid="cancelled-number", color=theme.ink, **looks)


def _looks(status: str, theme: Theme) -> dict[str, Any]:
    if status == "held":
        return {
            "marker": "o",
            "linestyle": "none",
            "markersize": _MARK,
            "markerfacecolor": theme.fitted,
            "markeredgecolor": theme.fitted,
        }
    return {
        "marker": "x",
        "linestyle": "none",
        "markersize": _MARK,
        "markeredgecolor": theme.counterfactual,
        "markeredgewidth": 1.6,
    }


def _signs(view: MeetingView, theme: Theme, language: str) -> list[Sign]:
    statuses = ["held"] + (["cancelled"] if any(row.cancelled for row in view.rows) else [])
    return [
        Sign(words=message(f"figure.process.meetings.sign.{status}", language), looks=_looks(status, theme))
        for status in statuses
    ]
