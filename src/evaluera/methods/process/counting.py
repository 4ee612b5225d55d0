"""Numbers that are no shares: how many of how many, and words instead of numbers."""

from __future__ import annotations

from typing import Any

from evaluera.results.measure import Measure

__all__ = ["number_of", "state_of"]


def number_of(indicator: str, number: float, *, total: float, **where: Any) -> Measure:
    """So many of so many, with unit count; ``where`` are further fields of :class:`Measure`.

    Examples
    --------
    >>> met = number_of("PC01", 5, total=8, variant="met")
    >>> met.value, met.numerator, met.denominator, met.unit
    (5.0, 5.0, 8.0, 'count')
    """
    return Measure(
        indicator=indicator,
        value=float(number),
        unit="count",
        numerator=float(number),
        denominator=float(total),
        n=int(total),
        **where,
    )


def state_of(indicator: str, state: str, **where: Any) -> Measure:
    """A word (a machine name) for one part instead of a number.

    Examples
    --------
    >>> state_of("PL01", "kept", variant="status", split="promise", part="p1").state
    'kept'
    """
    return Measure(indicator=indicator, value=None, unit="status", state=state, **where)
