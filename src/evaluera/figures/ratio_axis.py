"""The axis of estimates: its ends, its ticks, and where an interval is cut off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from evaluera.figures.sheet import SMALLEST
from evaluera.figures.typesetting import text_width
from evaluera.results.estimate import Estimate
from evaluera.text.numbers import number

__all__ = ["EstimateAxis", "estimate_axis"]

_REACH = math.log(3.0)
"""Intervals are drawn to three times beyond the outermost estimate; longer ones end in an arrow."""
_PAD = 0.06
_GAP = 9.0
_TICKS = (
    (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0),
    (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0),
    tuple(2.0**k for k in range(-6, 7)),
    tuple(10.0**k for k in range(-4, 5)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateAxis:
    """``log`` says whether estimates are ratios; ``neutral`` is the place of no difference, 1 or 0."""

    log: bool
    neutral: float
    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    def place(self, value: float) -> float:
        """The value as a position between 0 and 1; outside when it lies beyond the ends."""
        low, high, here = (math.log(v) if self.log else v for v in (self.low, self.high, value))
        return (here - low) / (high - low)


def estimate_axis(estimates: Sequence[Estimate], crowd: Sequence[float], language: str, room: float) -> EstimateAxis:
    """An axis of ``room`` points with no difference, all estimates and the crowd on it. One scale for all of them."""
    log = estimates[0].scale == "log"
    neutral = 1.0 if log else 0.0

    def measure(value: float) -> float:
        return math.log(value) if log and value > 0 else -math.inf if log else value

    middles = [measure(value) for value in (neutral, *crowd, *(e.estimate for e in estimates))]
    reach = _REACH if log else 2 * ((max(middles) - min(middles)) or 1.0)
    lows = [measure(e.low) for e in estimates if math.isfinite(measure(e.low))]
    highs = [measure(e.high) for e in estimates if math.isfinite(measure(e.high))]
    low = max(min(middles + lows), min(middles) - reach)
    high = min(max(middles + highs), max(middles) + reach)
    pad = _PAD * (high - low) or 0.1
    low, high = low - pad, high + pad
    if log:
        low, high = math.exp(low), math.exp(high)
    ticks, texts = _ratio_ticks(low, high, language, room) if log else _plain_ticks(low, high, language)
    return EstimateAxis(log=log, neutral=neutral, low=low, high=high, ticks=ticks, texts=texts)


def _ratio_ticks(low: float, high: float, language: str, room: float) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The densest of the sets of ticks whose labels keep their distance."""
    scale = room / math.log(high / low)
    ticks: tuple[float, ...] = (1.0,)
    for candidates in _TICKS:
        chosen = tuple(tick for tick in candidates if low <= tick <= high)
        texts = tuple(number(tick, language) for tick in chosen)
        widths = [text_width(text, SMALLEST) for text in texts]
        pairs = zip(chosen, chosen[1:], widths, widths[1:], strict=False)
        reaches = min(candidates) / 1.5 <= low and high <= max(candidates) * 1.5
        if reaches and all(math.log(b / a) * scale >= (w + v) / 2 + _GAP for a, b, w, v in pairs):
            return chosen, texts
    return ticks, tuple(number(tick, language) for tick in ticks)


def _plain_ticks(low: float, high: float, language: str) -> tuple[tuple[float, ...], tuple[str, ...]]:
    places = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    ticks = tuple(float(place) for place in places if low <= place <= high)
    return ticks, tuple(number(tick, language) for tick in ticks)
