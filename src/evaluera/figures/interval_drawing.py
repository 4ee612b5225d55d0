"""From the estimates of several areas to their figure, with all words."""

from __future__ import annotations

import pandas as pd

from evaluera.figures.drawn import Drawn
from evaluera.figures.interval_figure import IntervalWords, axis_room, body_height, figure_of
from evaluera.figures.interval_view import IntervalView, Row, drawable
from evaluera.figures.ratio_axis import estimate_axis
from evaluera.figures.sheet import blank
from evaluera.figures.telling import Told
from evaluera.figures.theme import Theme
from evaluera.figures.wording import band_text, interval_text, source_text, unit_text
from evaluera.results.effect import EffectResult
from evaluera.text.messages import message
from evaluera.text.names import capital, named, term_name

__all__ = ["draw_intervals"]


def draw_intervals(
    result: EffectResult,
    view: IntervalView,
    *,
    name: str,
    told: Told,
    language: str,
    theme: Theme,
    mark: str | None,
) -> Drawn:
    """The figure of the estimates of one outcome."""
    words = _words(result, view, language)
    left, right = axis_room(words)
    drawn = [row.estimate for row in (*view.rows, *view.pooled)]
    axis = estimate_axis(drawn, [row.estimate.estimate for row in view.crowd], language, right - left)
    what = capital(named(view.outcome, result.question.labels, language))
    subtitle = message("figure.areas.subtitle", language, what=what, term=capital(term_name(view.term, language)))
    height = body_height(view, axis, words)
    sheet = blank(title=told.title, subtitle=subtitle, theme=theme, mark=mark, body=height, least=0.0)
    return Drawn(
        name=name,
        figure=figure_of(sheet, view, axis, words),
        title=told.title,
        subtitle=subtitle,
        alt=_alt(view, what, told, language),
        caption=_caption(result, view, language),
        table=_table(view),
    )


def _words(result: EffectResult, view: IntervalView, language: str) -> IntervalWords:
    one = view.everything()[0].estimate
    log = one.scale == "log"
    unit = message("figure.axis.ratio", language) if log else unit_text(one.unit, result.kind, language)
    header = message("figure.header.ratio" if log else "figure.header.difference", language, confidence=one.confidence)
    return IntervalWords(
        rows=tuple((_label(result, row, language), interval_text(row.estimate, language)) for row in view.rows),
        crowd=message("figure.row.crowd", language, n=len(view.crowd)) if view.crowd else "",
        pooled=tuple((_apart(row, view, language), interval_text(row.estimate, language)) for row in view.pooled),
        header=header,
        neutral=message("figure.neutral", language),
        lower=message("figure.lower", language),
        higher=message("figure.higher", language),
        axis=unit,
    )


def _label(result: EffectResult, row: Row, language: str) -> str:
    labels = result.question.labels
    name = named(row.estimate.area or row.estimate.outcome, labels, language)
    return message("figure.row.treated", language, area=name) if row.role == "treated" else name


def _apart(row: Row, view: IntervalView, language: str) -> str:
    """What a row below the areas is called."""
    if row.role == "prediction":
        return message("figure.row.prediction", language)
    return message("figure.row.against" if view.compared else "figure.row.pooled", language)


def _alt(view: IntervalView, what: str, told: Told, language: str) -> str:
    """What it shows: the pooled estimate when there is one, else the lowest and the highest."""
    count = len(view.rows) + len(view.crowd)
    if view.pooled:
        return message("figure.areas.alt_pooled", language, what=what, n=count, main=told.main)
    first, last = view.everything()[0], view.everything()[-1]
    if first is last:
        return message("figure.areas.alt_one", language, what=what, main=told.main)
    return message(
        "figure.areas.alt_range",
        language,
        what=what,
        n=count,
        lowest=f"{first.estimate.area} {interval_text(first.estimate, language)}",
        highest=f"{last.estimate.area} {interval_text(last.estimate, language)}",
    )


def _caption(result: EffectResult, view: IntervalView, language: str) -> str:
    one = view.everything()[0].estimate
    said = [
        source_text(result.provenance, language),
        message("figure.areas.n", language, n=len(view.rows) + len(view.crowd)),
        band_text("figure.interval", one.confidence, language),
    ]
    if view.crowd:
        said.append(message("figure.areas.crowd", language, n=len(view.crowd)))
    elif view.compared:
        said.append(message("figure.areas.compared", language, n=view.compared))
    if any(row.role == "prediction" for row in view.pooled):
        said.append(message("figure.areas.prediction", language))
    same = (e for e in result.estimates if (e.outcome, e.term) == (view.outcome, view.term))
    absent = sum(not drawable(estimate) for estimate in same)
    if absent:
        said.append(message("figure.areas.absent", language, n=absent))
    return " ".join(said)


def _table(view: IntervalView) -> pd.DataFrame:
    columns = ("outcome", "area", "term", "scale", "estimate", "low", "high", "confidence", "unit", "n")
    rows = [
        {"role": row.role, **{column: getattr(row.estimate, column) for column in columns}} for row in view.everything()
    ]
    return pd.DataFrame(rows, columns=["outcome", "area", "role", *columns[2:]])
