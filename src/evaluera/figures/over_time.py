"""Estimates made at one period after another, beside the one that counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from evaluera.figures.drawn import Drawn
from evaluera.figures.ratio_axis import EstimateAxis, estimate_axis
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, Theme, tint
from evaluera.figures.typesetting import LINE, text_width
from evaluera.results.estimate import Estimate
from evaluera.text.numbers import period_text

__all__ = ["OverTimeWords", "draw_over_time"]

_BODY = 175.0
_MOST_TICKS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTimeWords:
    """Everything that is written: titles, description, caption, the label of the line and of the time axis."""

    title: str
    subtitle: str
    alt: str
    caption: str
    main: str
    axis: str


def draw_over_time(
    points: Sequence[tuple[str, Estimate]],
    main: Estimate,
    *,
    name: str,
    words: OverTimeWords,
    language: str,
    theme: Theme = DEFAULT,
    mark: str | None = None,
) -> Drawn:
    """A dot with its interval for each period label, in order; the main estimate as a line across.

    Parameters
    ----------
    points
        Label of a period and the estimate that belongs to it, in time order, at least one.
    main
        The estimate that they are compared with.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> estimate = result.primary()[0]
    >>> words = OverTimeWords(title="Prövade datum", subtitle="", alt="", caption="", main="Svaret", axis="Start")
    >>> draw_over_time([("1983-02", estimate)], estimate, name="placebo", words=words, language="sv").title
    'Prövade datum'
    """
    with style():
        sheet = blank(title=words.title, subtitle=words.subtitle, theme=theme, mark=mark, body=_BODY)
        _draw(sheet, points, main, words, language)
    return Drawn(
        name=name,
        figure=sheet.figure,
        title=words.title,
        subtitle=words.subtitle,
        alt=words.alt,
        caption=words.caption,
        table=_table(points),
    )


def _draw(
    sheet: Sheet, points: Sequence[tuple[str, Estimate]], main: Estimate, words: OverTimeWords, language: str
) -> None:
    bottom = EDGE + 2 * SMALLEST * LINE + 8
    axis = estimate_axis([main, *(each for _, each in points)], [], language, 2.5 * (sheet.top - bottom))
    left = EDGE + max(text_width(text, SMALLEST) for text in axis.texts) + 6
    top = sheet.top - SMALLEST * LINE - 6
    axes = sheet.axes(left, bottom, WIDTH - 10, top)
    sheet.text(EDGE, top + 5, words.axis, fontsize=SMALLEST, color=sheet.theme.secondary, gid="unit")
    _scales(sheet, axes, axis, [label for label, _ in points], language)
    theme = sheet.theme
    axes.axhline(axis.place(axis.neutral), color=theme.ink, linewidth=0.9, gid="neutral")
    height = axis.place(main.estimate)
    axes.axhline(height, color=theme.counterfactual, linewidth=1.4, linestyle=(0, (4, 2)), gid="main")
    looks: dict[str, Any] = {"fontsize": SMALLEST, "color": theme.counterfactual, "ha": "right", "gid": "main-label"}
    sheet.text(WIDTH - 10, top + 5, f"- - {words.main}", **looks)
    for at, (_, each) in enumerate(points):
        low = axis.place(each.low) if each.low > 0 or not axis.log else 0.0
        ends = (min(max(low, 0.0), 1.0), min(max(axis.place(each.high), 0.0), 1.0))
        axes.plot((at, at), ends, color=theme.fitted, linewidth=1.0, solid_capstyle="butt", gid="interval")
        axes.plot([at], [axis.place(each.estimate)], marker="o", markersize=3.4, color=theme.fitted, gid="dot")


def _scales(sheet: Sheet, axes: Axes, axis: EstimateAxis, labels: Sequence[str], language: str) -> None:
    grey = sheet.theme.secondary
    axes.set_ylim(0.0, 1.0)
    axes.set_yticks([axis.place(tick) for tick in axis.ticks], axis.texts)
    axes.yaxis.grid(True, color=tint(grey, 0.22), linewidth=0.6)
    axes.set_xlim(-0.7, len(labels) - 0.3)
    step = max(1, -(-len(labels) // _MOST_TICKS))
    places = list(range(0, len(labels), step))
    axes.set_xticks(places, [str(period_text(labels[place], language, short=True)) for place in places])
    axes.spines["bottom"].set(visible=True, color=grey, linewidth=0.8)
    axes.tick_params(axis="x", length=3, width=0.8, color=grey, pad=2)


def _table(points: Sequence[tuple[str, Estimate]]) -> pd.DataFrame:
    """The raw numbers: period, estimate, low, high, p_value."""
    names = ("estimate", "low", "high", "p_value")
    rows = [{"period": label, **{name: getattr(each, name) for name in names}} for label, each in points]
    return pd.DataFrame(rows, columns=["period", *names])
