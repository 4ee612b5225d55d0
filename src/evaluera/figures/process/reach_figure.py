"""How much of its target group each activity reached, with what empty cells could make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.bar_rows import AXIS_HEIGHT, BarRow, bar_signs, draw_bars
from evaluera.figures.process.row_layout import row_layout
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.sheet import EDGE, blank, style
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.methods.process.protection import PROTECTED
from evaluera.results.measure import Measure
from evaluera.text.messages import message
from evaluera.text.numbers import percent
from evaluera.text.process_names import ProcessNames

__all__ = ["ReachView", "draw_reach", "reach_view"]

INDICATOR = "PR01"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachView:
    """The activities with a target group, the highest share first, hidden ones last; ``unsized`` have no group size."""

    parts: tuple[Measure, ...]
    unsized: int

    @property
    def uncertain(self) -> bool:
        """Whether empty cells could make a number higher."""
        return any(part.high is not None for part in self.parts)

    @property
    def hidden(self) -> int:
        """Activities whose number is too small to be shown."""
        return sum(part.reason == PROTECTED for part in self.parts)

    def frame(self) -> pd.DataFrame:
        """One row for each activity; hidden numbers are empty."""
        columns = {"reached": "numerator", "target_group": "denominator", "share": "value", "high": "high"}
        rows = [{name: getattr(part, field) for name, field in columns.items()} for part in self.parts]
        return pd.DataFrame(rows, columns=list(columns)).assign(activity=[part.part for part in self.parts])[
            ["activity", *columns]
        ]


def reach_view(measures: Iterable[Measure]) -> ReachView | None:
    """PR01 by activity out of protected numbers; None where none of them can be shown or hidden.

    Numbers of persons are shown as they come: give those that :func:`protected` let through.
    """
    parts = [each for each in measures if each.indicator == INDICATOR and each.split == "activity"]
    shown = [each for each in parts if each.value is not None or each.reason == PROTECTED]
    if not any(each.value is not None for each in shown):
        return None
    ordered = sorted(shown, key=lambda each: (each.value is None, -(each.value or 0.0), each.part))
    return ReachView(parts=tuple(ordered), unsized=len(parts) - len(shown))


def draw_reach(
    view: ReachView, names: ProcessNames, *, span: Span, theme: Theme = DEFAULT, mark: str | None = None
) -> Drawn:
    """A bar for each activity; the outline goes as far as empty cells could make the number."""
    language = names.language
    best = view.parts[0]
    title = message(
        f"figure.process.reach.title{'' if len(view.parts) > 1 else '_one'}",
        language,
        name=names.name("activity", best.part),
        reached=best.numerator,
        of=best.denominator,
        share=best.value,
    )
    subtitle = message("figure.process.reach.subtitle", language, days=span_words(span, language))
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    frame = view.frame()
    return Drawn(
        name="reach",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.reach.alt", language, title=title, n=len(view.parts)),
        caption=_caption(view, span, language),
        table=frame.assign(activity=[names.name("activity", each) for each in frame["activity"]]),
    )


def _caption(view: ReachView, span: Span, language: str) -> str:
    said = [
        source_line("activity_plan activity_log", span, language),
        message("figure.process.reach.caption", language, n=len(view.parts)),
    ]
    if view.uncertain:
        said.append(message("figure.process.reach.bounds", language))
    if view.hidden:
        said.append(message("figure.process.reach.hidden", language, n=view.hidden))
    if view.unsized:
        said.append(message("figure.process.reach.unsized", language, n=view.unsized))
    return " ".join(said)


def _figure(view: ReachView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None) -> Any:
    language = names.language
    layout = row_layout(
        [names.name("activity", part.part) for part in view.parts], [_end(part, language) for part in view.parts]
    )
    rows = [BarRow(filled=part.value, outline=part.high) for part in view.parts]
    signs = _signs(theme, language) if view.uncertain else []
    body = key_height(signs) + AXIS_HEIGHT + layout.height + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    write_key(sheet, signs, top=sheet.top)
    top = sheet.top - key_height(signs) - AXIS_HEIGHT
    draw_bars(sheet, layout, rows, top=top, write=lambda share: percent(share, language, 0, form="table"))
    return sheet.figure


def _end(part: Measure, language: str) -> str:
    if part.value is None:
        return message(f"measure.reason.{part.reason}", language)
    of = message("figure.process.of", language, done=part.numerator, of=part.denominator)
    return f"{of} ({percent(part.value, language, form='table')})"


def _signs(theme: Theme, language: str) -> list[Sign]:
    return bar_signs(
        theme,
        filled=message("figure.process.reach.sign.known", language),
        outline=message("figure.process.reach.sign.high", language),
    )
