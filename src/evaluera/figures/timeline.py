"""The time axis: where its ticks stand and what they are called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from evaluera.figures.sheet import SMALLEST
from evaluera.figures.typesetting import text_width
from evaluera.text.numbers import period_text

__all__ = ["Tick", "position", "ticks"]

_GAP = 8.0
"""Points between two tick labels at least."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_STEPS_IN_YEAR = {"M": (1, 2, 3, 6), "Q": (1, 2), "W": (1, 2, 4, 8, 13, 26)}
_LABEL = re.compile(r"(\d{4})(?:\D+(\d+))?")


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at the index of a period, with its words (two lines when the year stands below)."""

    at: int
    text: str


def position(period: str, periods: Sequence[str], frequency: str | None) -> int:
    """How many of the periods lie before this one: its index when it is one of them.

    Examples
    --------
    >>> position("2005-03", ["2005-01", "2005-02", "2005-03"], "M"), position("13", ["9", "12", "13"], None)
    (2, 2)
    """
    if frequency is None:
        return bisect_left([int(each) for each in periods], int(period))
    return bisect_left(list(periods), period)


def ticks(periods: Sequence[str], frequency: str | None, language: str, room: float) -> tuple[Tick, ...]:
    """As many ticks as fit into ``room`` points: whole years where there are three or more, else parts of years.

    Periods without a calendar are their numbers.
    """
    if frequency is None:
        return _numbers([int(each) for each in periods], room, len(periods))
    dates = [_parts(each) for each in periods]
    if frequency == "Y":
        return _numbers([year for year, _ in dates], room, len(periods))
    years = [Tick(at=i, text=str(year)) for i, (year, part) in enumerate(dates) if part == 1]
    if len(years) >= 3:
        return _thinned(years, room / len(periods))
    return _parts_of_years(periods, dates, frequency, language, room)


def _parts(label: str) -> tuple[int, int]:
    """Year and number within the year of a label."""
    match = _LABEL.fullmatch(label)
    if match is None:
        raise ValueError(f"not a period label: {label!r}")
    return int(match[1]), int(match[2] or 1)


def _numbers(numbers: Sequence[int], room: float, count: int) -> tuple[Tick, ...]:
    return _thinned([Tick(at=i, text=str(number)) for i, number in enumerate(numbers)], room / count)


def _thinned(all_of_them: Sequence[Tick], spacing: float) -> tuple[Tick, ...]:
    """Every 1, 2, 5, 10 ... number, whichever lets the labels keep their distance."""
    for step in _STEPS:
        chosen = tuple(tick for tick in all_of_them if int(tick.text) % step == 0)
        if chosen and _fits(chosen, spacing):
            return chosen
    return tuple(all_of_them[:1])


def _parts_of_years(
    periods: Sequence[str],
    dates: Sequence[tuple[int, int]],
    frequency: str,
    language: str,
    room: float,
) -> tuple[Tick, ...]:
    chosen: tuple[Tick, ...] = ()
    for step in _STEPS_IN_YEAR[frequency]:
        found: list[Tick] = []
        named = None
        for i, (year, part) in enumerate(dates):
            if (part - 1) % step:
                continue
            name = period_text(periods[i], language, short=True).rsplit(" ", 1)[0]
            found.append(Tick(at=i, text=name if year == named else f"{name}\n{year}"))
            named = year
        chosen = tuple(found) or chosen
        if found and _fits(found, room / len(periods)):
            break
    return chosen


def _fits(chosen: Sequence[Tick], spacing: float) -> bool:
    widths = [max(text_width(line, SMALLEST) for line in tick.text.split("\n")) for tick in chosen]
    pairs = zip(chosen, chosen[1:], widths, widths[1:], strict=False)
    return all((b.at - a.at) * spacing >= (w + v) / 2 + _GAP for a, b, w, v in pairs)
