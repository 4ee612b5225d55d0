"""The names of months above a matrix or a time line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from evaluera.figures.sheet import SMALLEST, Sheet
from evaluera.figures.timeline import ticks
from evaluera.figures.typesetting import LINE

__all__ = ["heads_height", "months_between", "write_heads"]


def months_between(first: dt.date, last: dt.date) -> tuple[str, ...]:
    """All months from that of the first day through that of the last, as ``2024-01``.

    Examples
    --------
    >>> months_between(dt.date(2023, 12, 5), dt.date(2024, 1, 1))
    ('2023-12', '2024-01')
    """
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)


def heads_height(periods: Sequence[str], frequency: str, language: str, room: float) -> float:
    """Points that the names take above the rows."""
    lines = max(tick.text.count("\n") + 1 for tick in ticks(periods, frequency, language, room))
    return lines * SMALLEST * LINE + 4


def write_heads(
    sheet: Sheet, periods: Sequence[str], frequency: str, *, language: str, left: float, right: float, bottom: float
) -> None:
    """Write as many names as fit, each above the middle of its period; ``bottom`` is where the rows begin."""
    room = right - left
    top = bottom + heads_height(periods, frequency, language, room)
    for tick in ticks(periods, frequency, language, room):
        x = left + (tick.at + 0.5) * room / len(periods)
        for number, line in enumerate(tick.text.split("\n")):
            y = top - SMALLEST - number * SMALLEST * LINE
            sheet.text(x, y, line, fontsize=SMALLEST, color=sheet.theme.secondary, ha="center", gid="month")
