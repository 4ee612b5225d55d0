"""The promises as a table with bars: promised, delivered, status, reported, fed back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.patches import Rectangle

from evaluera.figures.drawn import Drawn
from evaluera.figures.process.promise_view import PromiseLine, PromiseView
from evaluera.figures.process.row_layout import RowLayout, row_layout
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme
from evaluera.figures.typesetting import LINE, wrap
from evaluera.text.labels import enum_label
from evaluera.text.messages import message
from evaluera.text.names import capital
from evaluera.text.numbers import MISSING, exact
from evaluera.text.process_names import ProcessNames

__all__ = ["SIGNS", "draw_promises"]

SIGNS: Mapping[str, str] = {"kept": "●", "partly": "◐", "not_kept": "○", "ongoing": "→", "not_followed_up": "?"}
"""Stand before the word of the status: readable in grey."""
_COLUMNS: Mapping[str, float] = {"status": 84.0, "reported": 62.0, "fed_back": 62.0}
"""Points for each column to the right of the bars."""
_BAR = 6.0
_FULL = 0.8
"""Of the room of a bar, what the promised quantity takes; a delivery beyond it runs on, at most to the end."""


def draw_promises(view: PromiseView, names: ProcessNames, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """A row for each promise: an outline as long as the promise, filled as far as it was delivered."""
    language = names.language
    title = message(
        f"figure.process.promises.title{'' if view.ended else '_none_ended'}",
        language,
        kept=view.kept,
        of=view.ended,
        n=len(view.lines),
    )
    subtitle = message("figure.process.promises.subtitle", language, days=span_words(view.span, language))
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    frame = view.frame()
    return Drawn(
        name="promises",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.promises.alt", language, title=title, n=len(view.lines)),
        caption=" ".join(
            [
                source_line("promise promise_followup", view.span, language),
                message("figure.process.promises.caption", language, n=len(view.lines)),
            ]
        ),
        table=frame.assign(
            promise=[names.name("promise", each) for each in frame["promise"]],
            unit=[enum_label(each, language) if each else "" for each in frame["unit"]],
            status=[enum_label(each, language) for each in frame["status"]],
        ),
    )


def _figure(
    view: PromiseView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None
) -> Any:
    language = names.language
    labels = [names.name("promise", line.promise) for line in view.lines]
    layout = row_layout(labels, [""] * len(labels), least=30.0, widest=140.0, lines=3)
    layout = _narrowed(layout)
    heads = _heads(language)
    head_height = max(len(lines) for lines in heads.values()) * SMALLEST * LINE + 4
    body = head_height + layout.height + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    top = sheet.top - head_height
    for name, x in _places(layout).items():
        looks: dict[str, Any] = {"fontsize": SMALLEST, "color": theme.secondary, "va": "bottom", "gid": "head"}
        sheet.text(x, top + 3, "\n".join(heads[name]), **looks)
    axes = layout.axes(sheet, top)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks([])
    for number, line in enumerate(view.lines):
        _bar(axes, line, layout.centre(number), theme, language)
        _cells(sheet, line, layout, top - layout.centre(number), language)
    return sheet.figure


def _narrowed(layout: RowLayout) -> RowLayout:
    from dataclasses import replace

    return replace(layout, right=WIDTH - EDGE - sum(_COLUMNS.values()) - 10)


def _places(layout: RowLayout) -> dict[str, float]:
    places = {"delivered": layout.left}
    x = WIDTH - EDGE - sum(_COLUMNS.values())
    for name, wide in _COLUMNS.items():
        places[name] = x
        x += wide
    return places


def _heads(language: str) -> dict[str, tuple[str, ...]]:
    widths = {"delivered": 110.0, **{name: wide - 6 for name, wide in _COLUMNS.items()}}
    return {
        name: wrap(message(f"figure.process.promises.head.{name}", language), wide, SMALLEST)
        for name, wide in widths.items()
    }


def _bar(axes: Any, line: PromiseLine, y: float, theme: Theme, language: str) -> None:
    words, below = _quantity(line, language), 8.0 if line.promised else 0.0
    axes.text(0.0, y + below, words, fontsize=SMALLEST, va="center", color=theme.ink, gid="quantity")
    if not line.promised:
        return
    outline = Rectangle((0.0, y - 8 - _BAR / 2), _FULL, _BAR + 3, facecolor=WHITE, edgecolor=theme.observed)
    outline.set(linewidth=1.0, gid="promised", zorder=2)
    axes.add_patch(outline)
    if line.delivered is not None:
        share = min(line.delivered / line.promised * _FULL, 1.0)
        filled = Rectangle(
            (0.0, y - 8 - _BAR / 2 + 1.5), share, _BAR, facecolor=theme.fitted, gid="delivered", zorder=3
        )
        axes.add_patch(filled)


def _quantity(line: PromiseLine, language: str) -> str:
    if line.promised is None:
        return message("figure.process.promises.no_quantity", language)
    return message(
        "figure.process.promises.quantity",
        language,
        done=MISSING if line.delivered is None else exact(line.delivered, language),
        of=exact(line.promised, language),
        unit=enum_label(line.unit, language) if line.unit else "",
    ).strip()


def _cells(sheet: Sheet, line: PromiseLine, layout: RowLayout, y: float, language: str) -> None:
    places = _places(layout)
    words = {
        "status": f"{SIGNS[line.status]} {capital(enum_label(line.status, language))}",
        "reported": line.reported.isoformat() if line.reported else MISSING,
        "fed_back": line.fed_back.isoformat() if line.fed_back else MISSING,
    }
    for name, text in words.items():
        sheet.text(places[name], y, text, fontsize=SMALLEST, va="center", gid=name)
