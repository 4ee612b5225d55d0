"""The ties of the partners as a ring, two waves side by side, silent partners hollow, names below."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.axes import Axes

from evaluera.figures.drawn import Drawn
from evaluera.figures.process.network_view import NetworkView, TieWave
from evaluera.figures.process.row_layout import shortened
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme
from evaluera.figures.typesetting import LINE, text_width
from evaluera.text.messages import message
from evaluera.text.numbers import interval, ratio
from evaluera.text.process_names import ProcessNames

__all__ = ["draw_network"]

_RING = 172.0
"""Points that the ring of an organisation network takes, in height."""
_NODE = 15.0
_ROW = SMALLEST * LINE + 2
_GAP = 12.0


def draw_network(view: NetworkView, names: ProcessNames, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """Each organisation has its number and its place, the same in both waves; the names stand below by number."""
    language = names.language
    title = _title(view, language)
    subtitle = message("figure.process.network.subtitle", language, level=view.tie_from)
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    frame = view.frame()
    silent = len(view.waves[-1].silent)
    return Drawn(
        name="network",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.network.alt", language, title=title, n=len(view.organisations)),
        caption=" ".join(
            [
                source_line("partner_tie", view.span, language),
                message("figure.process.network.caption", language, n=len(view.organisations), silent=silent),
            ]
        ),
        table=frame.assign(
            one=[names.name("organisation", each) for each in frame["one"]],
            other=[names.name("organisation", each) for each in frame["other"]],
        ),
    )


def _title(view: NetworkView, language: str) -> str:
    now = view.waves[-1].density
    if len(view.waves) == 1:
        return message("figure.process.network.title_one", language, yes=now.yes, of=now.of)
    before = view.waves[0].density
    values = {"before": view.waves[0].wave, "now": view.waves[-1].wave, "x": before.value, "y": now.value}
    return message("figure.process.network.title", language, **values)


def _figure(
    view: NetworkView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None
) -> Any:
    language = names.language
    columns, lines = _columns(view, names)
    signs = _signs(view, theme, language)
    head = 2 * SMALLEST * LINE + 6
    listed = math.ceil(len(lines) / columns) * _ROW + 10
    body = key_height(signs) + head + _RING + listed + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    write_key(sheet, signs, top=sheet.top)
    top = sheet.top - key_height(signs)
    wide = (WIDTH - 2 * EDGE) / len(view.waves)
    for place, wave in enumerate(view.waves):
        middle = EDGE + (place + 0.5) * wide
        words = "\n".join([wave.wave, _density(wave, language)])
        sheet.text(middle, top, words, fontsize=SMALLEST, ha="center", va="top", gid="wave")
        half = _RING / 2
        axes = sheet.axes(middle - half, top - head - _RING, middle + half, top - head)
        axes.set(xlim=(-1.15, 1.15), ylim=(-1.15, 1.15), xticks=[], yticks=[])
        _ring(axes, wave, view, theme)
    _list(sheet, lines, columns, top=top - head - _RING - 8)
    return sheet.figure


def _density(wave: TieWave, language: str) -> str:
    found = wave.density
    words = message("figure.process.network.density", language, x=ratio(found.value, language))
    if not found.unseen:
        return words
    ends = interval(found.low, found.high, language, 2)
    return message("figure.process.network.bounds", language, words=words, ends=ends)


def _ring(axes: Axes, wave: TieWave, view: NetworkView, theme: Theme) -> None:
    everyone = view.organisations
    places = {
        name: (math.sin(2 * math.pi * n / len(everyone)), math.cos(2 * math.pi * n / len(everyone)))
        for n, name in enumerate(everyone)
    }
    for tie in wave.ties:
        (x, y), (u, v) = places[tie.one], places[tie.other]
        axes.plot((x, u), (y, v), gid="mutual" if tie.mutual else "one-sided", **_line(tie.mutual, theme))
    for number, name in enumerate(everyone, start=1):
        if name not in wave.organisations:
            continue
        x, y = places[name]
        hollow = name in wave.silent
        axes.plot([x], [y], gid="silent" if hollow else "answered", **_node(hollow, theme))
        looks: dict[str, Any] = {"ha": "center", "va": "center_baseline", "fontsize": SMALLEST, "zorder": 4}
        axes.text(x, y, str(number), color=theme.ink if hollow else WHITE, gid="number", **looks)


def _line(mutual: bool, theme: Theme) -> dict[str, Any]:
    if mutual:
        return {"color": theme.fitted, "linewidth": 1.8, "zorder": 2}
    return {"color": theme.secondary, "linewidth": 0.9, "linestyle": (0, (3, 2)), "zorder": 1}


def _node(hollow: bool, theme: Theme) -> dict[str, Any]:
    face = WHITE if hollow else theme.observed
    looks = {"marker": "o", "markersize": _NODE, "markerfacecolor": face, "markeredgecolor": theme.observed}
    return looks | {"linestyle": "none", "markeredgewidth": 1.0, "zorder": 3}


def _columns(view: NetworkView, names: ProcessNames) -> tuple[int, list[str]]:
    """The numbered names in as many columns as the longest allows, at most three."""
    words = [f"{n} {names.name('organisation', each)}" for n, each in enumerate(view.organisations, start=1)]
    widest = max(text_width(each, SMALLEST) for each in words) + _GAP
    columns = max(1, min(3, int((WIDTH - 2 * EDGE) // widest))) if len(words) > 1 else 1
    columns = max(columns, 2) if len(words) > 3 else columns
    room = (WIDTH - 2 * EDGE) / columns - _GAP
    return columns, [shortened(each, room, 1)[0] for each in words]


def _list(sheet: Sheet, lines: list[str], columns: int, *, top: float) -> None:
    rows = math.ceil(len(lines) / columns)
    for place, words in enumerate(lines):
        x = EDGE + (place // rows) * (WIDTH - 2 * EDGE) / columns
        sheet.text(x, top - (place % rows) * _ROW, words, fontsize=SMALLEST, va="top", gid="organisation")


def _signs(view: NetworkView, theme: Theme, language: str) -> list[Sign]:
    ties = [tie for wave in view.waves for tie in wave.ties]
    small = {"markersize": 8}
    signs = [Sign(words=_word("answered", language), looks=_node(False, theme) | small)]
    if any(wave.silent for wave in view.waves):
        signs.append(Sign(words=_word("silent", language), looks=_node(True, theme) | small))
    if any(tie.mutual for tie in ties):
        signs.append(Sign(words=_word("mutual", language), looks=_line(True, theme), line=True))
    if any(not tie.mutual for tie in ties):
        signs.append(Sign(words=_word("one_sided", language), looks=_line(False, theme), line=True))
    return signs


def _word(sign: str, language: str) -> str:
    return message(f"figure.process.network.sign.{sign}", language)
