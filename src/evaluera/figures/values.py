"""The value axis of a course: its ends, its grid lines and how they are written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.ticker import MaxNLocator

from evaluera.data.panel import Floats
from evaluera.text.numbers import number, percent

__all__ = ["ValueAxis", "value_axis"]

_HEADROOM = 0.06
_FARTHEST = 3.0
"""An expected course is drawn up to this many times the highest observed value; what lies above is cut off."""
_WIDEST_BAND = 1.5
"""The band is drawn up to this many times the highest line."""
_ZERO_NEAR = 0.5
"""Other values than counts begin at zero when the lowest is at most this share of the highest."""
_SCALES = ((1e10, 1e9, "billion"), (1e7, 1e6, "million"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """Ends, grid lines and their words; ``scale`` is ``million`` or ``billion`` when the words leave that out."""

    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    scale: str | None
    cut: bool


def value_axis(*, observed: Floats, lines: Floats, band: Floats, kind: str, language: str) -> ValueAxis:
    """Choose the axis for these values (NaN ignored). Counts start at zero, others when zero is near.

    Shares are written as percentages.

    ``cut`` says that something lies above the upper end, as when a trend is followed far beyond the data.
    """
    counts = kind == "count"
    seen, along, around = (_finite(values) for values in (observed, lines, band))
    highest = float(seen.max(initial=-np.inf)) if seen.size else float(along.max(initial=1.0))
    lowest = float(min(seen.min(initial=np.inf), along.min(initial=np.inf), highest))
    zero = counts or (lowest >= 0 and lowest <= _ZERO_NEAR * highest)
    everything = float(max(along.max(initial=highest), around.max(initial=highest)))
    top = everything if highest <= 0 else min(everything, _reach(highest, along))
    bottom = 0.0 if zero else float(min(lowest, around.min(initial=lowest)))
    if top <= bottom:
        top = bottom + (1.0 if counts or bottom == 0 else 0.1 * abs(bottom))
    high = top + _HEADROOM * (top - bottom)
    low = 0.0 if zero else bottom - _HEADROOM * (top - bottom)
    places = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=counts).tick_values(low, high)
    chosen = tuple(float(place) for place in places if low <= place <= high)
    factor, scale = next(((factor, name) for limit, factor, name in _SCALES if high >= limit), (1.0, None))
    texts = _written([place / factor for place in chosen], kind == "share", language)
    return ValueAxis(low=low, high=high, ticks=chosen, texts=texts, scale=scale, cut=everything > high)


def _reach(highest: float, along: Floats) -> float:
    line = min(float(along.max(initial=highest)), _FARTHEST * highest)
    return max(highest, line) * _WIDEST_BAND


def _finite(values: Floats) -> Floats:
    return values[np.isfinite(values)]


def _written(places: list[float], share: bool, language: str) -> tuple[str, ...]:
    """All with the same decimals, no more than tell them apart."""
    if share:
        places = [100 * place for place in places]
    digits = next((d for d in range(7) if all(abs(p - round(p, d)) <= 1e-9 * max(1.0, abs(p)) for p in places)), 7)
    if share:
        return tuple(percent(place / 100, language, digits, form="table") for place in places)
    return tuple(number(place, language, digits) for place in places)
