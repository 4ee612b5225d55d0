"""The dose as tiles, month by area: the darker the more hours, the number in the tile."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.dose_view import TOGETHER, DoseView
from evaluera.figures.process.month_heads import heads_height, write_heads
from evaluera.figures.process.row_layout import RowLayout, row_layout
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, TEXT_CONTRAST, WHITE, Theme, contrast, tint
from evaluera.figures.typesetting import text_width
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING, number
from evaluera.text.process_names import ProcessNames

__all__ = ["draw_dose"]

_DARKEST = 0.9
_PALEST = 0.08


def draw_dose(
    view: DoseView, names: ProcessNames, *, span: Span, theme: Theme = DEFAULT, mark: str | None = None
) -> Drawn:
    """A row for each area, the highest mean first; all together set apart below."""
    language = names.language
    title = _title(view, names)
    subtitle = message(f"figure.process.dose.subtitle.{view.frequency}", language, days=span_words(span, language))
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    frame = view.frame()
    return Drawn(
        name="dose",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.dose.alt", language, title=title, n=len(view.areas)),
        caption=" ".join(
            [
                source_line("activity_log area population", span, language),
                message("figure.process.dose.caption", language, n=len(view.areas)),
            ]
        ),
        table=frame.assign(area=[_name(each, names) for each in frame["area"]]),
    )


def _title(view: DoseView, names: ProcessNames) -> str:
    known = [area for area in view.compared if view.means.get(area) is not None]
    if not known or not view.means[known[0]]:
        return message("figure.process.dose.title_unknown", names.language)
    digits = _digits(view)
    values = {"most": _name(known[0], names), "x": _written(view.means[known[0]], names.language, digits)}
    if len(known) == 1:
        return message("figure.process.dose.title_one", names.language, **values)
    values |= {"least": _name(known[-1], names), "y": _written(view.means[known[-1]], names.language, digits)}
    return message("figure.process.dose.title", names.language, **values)


def _name(area: str, names: ProcessNames) -> str:
    return message("figure.process.together", names.language) if area == TOGETHER else names.name("area", area)


def _figure(view: DoseView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None) -> Any:
    language = names.language
    head = message("figure.process.dose.mean", language)
    means = [_written(view.means.get(row), language, _digits(view)) for row in view.rows]
    layout = row_layout(
        [_name(row, names) for row in view.rows],
        means,
        least=24.0,
        widest=110.0,
        apart=TOGETHER in view.rows,
    )
    layout = _with_room(layout, head)
    heads = heads_height(view.periods, view.frequency, language, layout.right - layout.left)
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=heads + layout.height + EDGE, least=0.0)
    top = sheet.top - heads
    write_heads(
        sheet, view.periods, view.frequency, language=language, left=layout.left, right=layout.right, bottom=top
    )
    sheet.text(
        WIDTH - EDGE, sheet.top, head, fontsize=SMALLEST, color=theme.secondary, ha="right", va="top", gid="mean-head"
    )
    axes = layout.axes(sheet, top)
    axes.set_xlim(0.0, len(view.periods))
    axes.set_xticks([])
    _tiles(sheet, axes, view, layout, language)
    return sheet.figure


def _with_room(layout: RowLayout, head: str) -> RowLayout:
    from dataclasses import replace

    return replace(layout, right=min(layout.right, WIDTH - EDGE - text_width(head, SMALLEST) - 8))


def _tiles(sheet: Sheet, axes: Axes, view: DoseView, layout: RowLayout, language: str) -> None:
    theme = sheet.theme
    highest = max((value for value in view.cells.values() if value is not None), default=0.0)
    wide = (layout.right - layout.left) / len(view.periods)
    digits = _digits(view)
    while digits and any(text_width(_written(v, language, digits), SMALLEST) + 3 > wide for v in view.cells.values()):
        digits -= 1
    for row, area in enumerate(view.rows):
        high = layout.heights[row] - 2
        for column, period in enumerate(view.periods):
            value = view.cells.get((area, period))
            share = 0.0 if not value or not highest else _PALEST + (_DARKEST - _PALEST) * value / highest
            face = tint(theme.fitted, share) if value else WHITE
            box = Rectangle((column + 0.03, layout.centre(row) - high / 2), 0.94, high, facecolor=face, gid="tile")
            axes.add_patch(box)
            ink = theme.ink if contrast(theme.ink, face) >= TEXT_CONTRAST else WHITE
            looks: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALLEST, "color": ink}
            axes.text(column + 0.5, layout.centre(row), _written(value, language, digits), gid="dose", **looks)


def _digits(view: DoseView) -> int:
    """Two where the highest number is below one, so that small doses can be told apart."""
    return 2 if max((value or 0.0 for value in view.cells.values()), default=0.0) < 1.0 else 1


def _written(value: float | None, language: str, digits: int) -> str:
    if value is None:
        return MISSING
    return number(value, language, 0 if value == 0 else digits)
