"""The shares of a process result as bars: what any theme can show of itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.bar_rows import AXIS_HEIGHT, BarRow, draw_bars
from evaluera.figures.process.row_layout import row_layout
from evaluera.figures.process.sourcing import span_words
from evaluera.figures.sheet import EDGE, blank, style
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.results.measure import Measure
from evaluera.text.indicator_words import indicator_words, variant_words
from evaluera.text.messages import message
from evaluera.text.names import capital
from evaluera.text.numbers import percent
from evaluera.text.process_names import ProcessNames

__all__ = ["draw_shares", "shares_of"]


def shares_of(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The shares of all together for the whole period; where there are none, those of the first split that has some."""
    shares = [each for each in measures if each.unit == "share" and each.value is not None and not each.period]
    totals = tuple(each for each in shares if not each.split)
    return totals or tuple(each for each in shares if each.split == shares[0].split)


def draw_shares(
    shares: tuple[Measure, ...],
    names: ProcessNames,
    *,
    span: Span,
    theme: Theme = DEFAULT,
    mark: str | None = None,
) -> Drawn:
    """A bar for each share; the outline goes as far as empty cells could make it. The title is the first of them."""
    language = names.language
    title = message(
        "figure.process.shares.title", language, name=_name(shares[0], names), value=_written(shares[0], language)
    )
    subtitle = message("figure.process.shares.subtitle", language, days=span_words(span, language))
    with style():
        figure = _figure(shares, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    return Drawn(
        name="shares",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.shares.alt", language, title=title, n=len(shares)),
        caption=message("figure.process.shares.caption", language, n=len(shares)),
        table=pd.DataFrame(
            {
                "measure": [_name(each, names) for each in shares],
                "share": [each.value for each in shares],
                "low": [each.low for each in shares],
                "high": [each.high for each in shares],
            }
        ),
    )


def _figure(
    shares: tuple[Measure, ...],
    names: ProcessNames,
    *,
    title: str,
    subtitle: str,
    theme: Theme,
    mark: str | None,
) -> Any:
    language = names.language
    layout = row_layout([_name(each, names) for each in shares], [_written(each, language) for each in shares])
    body = AXIS_HEIGHT + layout.height + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    rows = [BarRow(filled=each.value, outline=each.high if each.bounds == "missing" else None) for each in shares]
    draw_bars(
        sheet,
        layout,
        rows,
        top=sheet.top - AXIS_HEIGHT,
        write=lambda share: percent(share, language, 0, form="table"),
    )
    return sheet.figure


def _name(measure: Measure, names: ProcessNames) -> str:
    language = names.language
    words = capital(indicator_words(measure.indicator, "name", language))
    if measure.variant:
        words = f"{words}, {variant_words(measure.indicator, measure.variant, language, limits=names.limits)}"
    return f"{names.name(measure.split, measure.part)}: {words}" if measure.split else words


def _written(measure: Measure, language: str) -> str:
    """So many of so many, and the share."""
    share = percent(measure.value, language, form="table")
    ends = (measure.numerator, measure.denominator)
    if any(each is None or not float(each).is_integer() for each in ends):
        return share
    return f"{message('figure.process.of', language, done=measure.numerator, of=measure.denominator)} ({share})"
