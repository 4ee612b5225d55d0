"""Time to done: the share that is done after so many days, open cases ticked, the median marked."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from evaluera.figures.drawn import Drawn
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.process.waiting_view import WaitingView
from evaluera.figures.sheet import EDGE, LABEL, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme, tint
from evaluera.figures.typesetting import LINE
from evaluera.text.messages import message
from evaluera.text.numbers import count, percent

__all__ = ["draw_waiting"]

_BODY = 128.0
_LEFT, _RIGHT = 40.0, 10.0
_STEPS = (1, 2, 5, 7, 10, 14, 20, 30, 60, 90, 100, 180, 365)
_MOST = 8
_ON_WHITE = {"facecolor": WHITE, "edgecolor": "none", "pad": 1.0, "alpha": 0.9}


def draw_waiting(view: WaitingView, language: str, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """The rising curve with its band; it ends with the case that was followed longest."""
    curve = view.curve
    reached = curve.median is not None
    title = message(
        f"figure.process.waiting.{view.table}.title{'' if reached else '_open'}", language, days=curve.median or 0.0
    )
    subtitle = message(f"figure.process.waiting.{view.table}.subtitle", language, days=span_words(view.span, language))
    with style():
        signs = _signs(view, theme, language)
        body = _BODY + key_height(signs)
        sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
        write_key(sheet, signs, top=sheet.top)
        _draw(sheet, view, language, top=sheet.top - key_height(signs))
    return Drawn(
        name=f"waiting-{view.table}",
        figure=sheet.figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.waiting.alt", language, title=title, done=curve.closed, n=curve.n),
        caption=" ".join(
            [
                source_line(view.table, view.span, language),
                message(
                    "figure.process.waiting.caption",
                    language,
                    n=curve.n,
                    open=curve.n - curve.closed,
                    confidence=curve.confidence,
                ),
            ]
        ),
        table=view.frame(),
    )


def _draw(sheet: Sheet, view: WaitingView, language: str, *, top: float) -> None:
    theme, curve = sheet.theme, view.curve
    bottom = EDGE + 2 * SMALLEST * LINE + 8
    axes = sheet.axes(EDGE + _LEFT, bottom, WIDTH - _RIGHT, top - 4)
    longest = max(curve.longest, 1.0)
    _scales(axes, longest, theme, language)
    xs = np.concatenate([[0.0], curve.times, [longest]])
    done = np.concatenate([[0.0], 1.0 - curve.survival, [1.0 - curve.survival[-1]]])
    low = np.concatenate([[0.0], 1.0 - curve.high, [1.0 - curve.high[-1]]])
    high = np.concatenate([[0.0], 1.0 - curve.low, [1.0 - curve.low[-1]]])
    axes.fill_between(xs, low, high, step="post", color=tint(theme.fitted, 0.16), linewidth=0, gid="band")
    axes.step(xs, done, where="post", color=theme.fitted, linewidth=1.8, gid="done")
    if view.open:
        heights = [_done_at(view, days) for days in view.open]
        looks: dict[str, Any] = {"linestyle": "none", **_tick(theme)}
        axes.plot(view.open, heights, gid="open", zorder=4, clip_on=False, **looks)
    if curve.median is not None:
        _median(axes, curve.median, theme, language)


def _done_at(view: WaitingView, days: float) -> float:
    before = view.curve.survival[view.curve.times <= days]
    return 1.0 - float(before[-1]) if len(before) else 0.0


def _median(axes: Axes, median: float, theme: Theme, language: str) -> None:
    axes.plot(
        (0.0, median, median),
        (0.5, 0.5, 0.0),
        color=theme.counterfactual,
        linewidth=1.2,
        linestyle=(0, (4, 2)),
        gid="median",
    )
    low, high = axes.get_xlim()
    left = median > low + 0.6 * (high - low)
    words = message("figure.process.waiting.median", language, days=median)
    looks: dict[str, Any] = {"fontsize": LABEL, "color": theme.counterfactual, "va": "bottom", "bbox": _ON_WHITE}
    looks |= {"ha": "right" if left else "left", "xytext": (-5 if left else 5, 4), "textcoords": "offset points"}
    axes.annotate(words, (median, 0.0), gid="median-label", **looks)


def _scales(axes: Axes, longest: float, theme: Theme, language: str) -> None:
    grey = theme.secondary
    axes.set_ylim(0.0, 1.02)
    shares = (0.0, 0.25, 0.5, 0.75, 1.0)
    axes.set_yticks(shares, [percent(each, language, 0, form="table") for each in shares])
    step = next((each for each in _STEPS if longest / each <= _MOST), int(-(-longest // _MOST)))
    days = [step * number for number in range(int(longest // step) + 1)]
    axes.set_xlim(0.0, longest * 1.01)
    axes.set_xticks(days, [count(each, language) for each in days])
    axes.yaxis.grid(True, color=tint(grey, 0.22), linewidth=0.6)
    axes.spines["bottom"].set(visible=True, color=grey, linewidth=0.8)
    axes.tick_params(axis="x", length=3, width=0.8, color=grey, pad=2)
    axes.set_xlabel(message("figure.process.waiting.axis", language), labelpad=2, fontsize=SMALLEST, color=grey)


def _tick(theme: Theme) -> dict[str, Any]:
    return {"marker": "|", "markersize": 9, "markeredgecolor": theme.ink, "markeredgewidth": 1.3}


def _signs(view: WaitingView, theme: Theme, language: str) -> list[Sign]:
    signs = [
        Sign(
            words=message("figure.process.waiting.sign.done", language),
            looks={"color": theme.fitted, "linewidth": 1.8},
            line=True,
        ),
        Sign(
            words=message("figure.process.waiting.sign.band", language),
            looks={"color": tint(theme.fitted, 0.3), "linewidth": 7, "solid_capstyle": "butt"},
            line=True,
        ),
    ]
    if view.open:
        words = message("figure.process.waiting.sign.open", language)
        signs.append(Sign(words=words, looks={"linestyle": "none", **_tick(theme)}))
    return signs
