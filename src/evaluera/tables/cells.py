"""Numbers in cells: an estimate with its interval, and columns with the same decimals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from evaluera.results.estimate import Estimate
from evaluera.text.numbers import MISSING, interval, number

__all__ = ["column", "estimate_cell", "fitting_digits"]

RATIO_DIGITS = 2
MOST_DIGITS = 4
SIGNIFICANT = 3


def estimate_cell(estimate: Estimate, kind: str, language: str) -> str:
    """An estimate with its interval, ``0,78 (0,57–1,06)``; differences of shares in percentage points.

    Ratios have two decimals (or as many as it takes to tell the interval's ends from 1), differences so many that the
    half-width keeps two significant digits.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> estimate_cell(result.primary()[0], "count", "sv")
    '0,69 (0,61–0,78)'
    """
    if math.isnan(estimate.estimate):
        return MISSING
    scale = 100.0 if kind == "share" and estimate.scale == "identity" and estimate.unit != "events" else 1.0
    values = [x * scale for x in (estimate.estimate, estimate.low, estimate.high)]
    digits = _ratio_digits(values) if estimate.scale == "log" else _width_digits(values)
    return f"{number(values[0], language, digits)} ({interval(values[1], values[2], language, digits)})"


def column(values: Iterable[float | None], language: str, digits: int) -> tuple[str, ...]:
    """Numbers with the same decimals; a missing one as its symbol.

    Examples
    --------
    >>> column([1.25, None, 10.0], "sv", 1)
    ('1,3', '–', '10,0')
    """
    return tuple(MISSING if value is None else number(value, language, digits) for value in values)


def fitting_digits(values: Sequence[float | None]) -> int:
    """Decimals for a column: none for whole numbers, else so many that the largest has three significant digits.

    Examples
    --------
    >>> fitting_digits([1.0, 12.0]), fitting_digits([0.123, 0.05]), fitting_digits([788.2])
    (0, 3, 0)
    """
    finite = [value for value in values if value is not None and math.isfinite(value)]
    if all(value == round(value) for value in finite):
        return 0
    largest = max(abs(value) for value in finite)
    return min(max(SIGNIFICANT - 1 - math.floor(math.log10(largest)), 0), MOST_DIGITS)


def _ratio_digits(values: Sequence[float]) -> int:
    """Two decimals, more where an end of the interval would otherwise be written as 1."""
    ends = [abs(value - 1) for value in values[1:] if math.isfinite(value) and value != 1]
    nearest = min(ends, default=1.0)
    return next((d for d in range(RATIO_DIGITS, MOST_DIGITS) if nearest >= 0.5 * 10**-d), MOST_DIGITS)


def _width_digits(values: Sequence[float]) -> int:
    half = (values[2] - values[1]) / 2
    if not math.isfinite(half) or half <= 0:
        return RATIO_DIGITS
    return min(max(1 - math.floor(math.log10(half)), 0), MOST_DIGITS)
