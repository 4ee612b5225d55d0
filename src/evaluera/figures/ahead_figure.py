"""The smallest change that would be seen, against the length of follow-up."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from evaluera.figures.drawn import Drawn
from evaluera.figures.sheet import EDGE, LABEL, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme, tint
from evaluera.figures.typesetting import LINE
from evaluera.results.power_analysis import Outlook, PowerAnalysis
from evaluera.text.looking_ahead import ahead, areas_text
from evaluera.text.messages import message
from evaluera.text.names import capital, named, period_unit
from evaluera.text.numbers import percent

__all__ = ["draw_ahead"]

_BODY = 170.0
_ROOM_LEFT, _ROOM_RIGHT = 38.0, 14.0
_ON_WHITE = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.5, "alpha": 0.85}
_STEPS = (0.05, 0.1, 0.2, 0.25)


def draw_ahead(power: PowerAnalysis, language: str, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """A point with its Monte Carlo interval for each length; the smallest change of interest as a labelled line.

    Examples
    --------
    >>> import evaluera
    >>> draw_ahead(evaluera.power(level=400, follow_up=[6, 12]), "en").name
    'ahead'
    """
    said = ahead(power, language)
    labels = power.question.labels
    names = [named(key, labels, language) for key in (power.outcome, power.area) if key]
    areas = areas_text(power.assumed, language)
    what = " ".join(f"{capital(each)}." for each in (", ".join(names), areas) if each)
    caption = "caption_areas" if areas else "caption"
    subtitle = message(f"plan.figure.subtitle_{power.question.better}", language, what=what).strip()
    with style():
        sheet = blank(title=said.headline, subtitle=subtitle, theme=theme, mark=mark, body=_BODY)
        _draw(sheet, power, language)
    return Drawn(
        name="ahead",
        figure=sheet.figure,
        title=said.headline,
        subtitle=subtitle,
        alt=f"{message('plan.figure.alt', language)} {said.headline} {said.need}",
        caption=message(f"plan.figure.{caption}", language, replicates=power.replicates, confidence=power.confidence),
        table=power.tidy(),
    )


def _draw(sheet: Sheet, power: PowerAnalysis, language: str) -> None:
    bottom = EDGE + 2 * SMALLEST * LINE + 8
    axes = sheet.axes(EDGE + _ROOM_LEFT, bottom, WIDTH - _ROOM_RIGHT, sheet.top - 6)
    shown = [each for each in power.outlooks if each.detectable is not None]
    wanted = power.question.smallest_change
    highest = max([wanted, *(each.high or each.detectable or 0.0 for each in shown)]) * 1.08
    _scales(sheet, axes, power, highest, language)
    axes.axhline(wanted, color=sheet.theme.counterfactual, linewidth=1.4, linestyle=(0, (4, 2)), gid="wanted")
    looks: dict[str, Any] = {"fontsize": SMALLEST, "color": sheet.theme.counterfactual, "va": "bottom", "ha": "right"}
    looks |= {"xycoords": ("axes fraction", "data"), "xytext": (0, 2), "textcoords": "offset points"}
    axes.annotate(message("plan.figure.wanted", language, x=wanted), (1.0, wanted), gid="wanted-label", **looks)
    places = [each.periods for each in shown]
    values = [each.detectable or 0.0 for each in shown]
    axes.plot(places, values, color=sheet.theme.fitted, linewidth=1.6, marker="o", markersize=5, gid="detectable")
    for each in shown:
        _point(sheet, axes, each, language)


def _point(sheet: Sheet, axes: Axes, outlook: Outlook, language: str) -> None:
    value = outlook.detectable or 0.0
    ends = (outlook.low or value, outlook.high or value)
    axes.plot((outlook.periods,) * 2, ends, color=sheet.theme.fitted, linewidth=1.2, gid="monte-carlo")
    words = percent(value, language, 0, form="table")
    looks: dict[str, Any] = {
        "fontsize": LABEL,
        "color": sheet.theme.ink,
        "ha": "left",
        "va": "bottom",
        "bbox": _ON_WHITE,
    }
    axes.annotate(words, (outlook.periods, value), xytext=(5, 4), textcoords="offset points", gid="value", **looks)


def _scales(sheet: Sheet, axes: Axes, power: PowerAnalysis, highest: float, language: str) -> None:
    grey = sheet.theme.secondary
    step = next((each for each in _STEPS if highest / each <= 6), _STEPS[-1] * max(1, round(highest)))
    ticks = [step * number for number in range(int(highest / step) + 1)]
    axes.set_ylim(0.0, highest)
    axes.set_yticks(ticks, [percent(tick, language, 0, form="table") for tick in ticks])
    lengths = [each.periods for each in power.outlooks]
    axes.set_xlim(0, max(lengths) * 1.07)
    axes.set_xticks(lengths, [str(each) for each in lengths])
    axes.yaxis.grid(True, color=tint(grey, 0.22), linewidth=0.6)
    axes.spines["bottom"].set(visible=True, color=grey, linewidth=0.8)
    axes.tick_params(axis="x", length=3, width=0.8, color=grey, pad=2)
    unit = period_unit(power.assumed.season_length, language)
    axes.set_xlabel(message("plan.figure.axis", language, unit=unit), labelpad=2, fontsize=SMALLEST, color=grey)
