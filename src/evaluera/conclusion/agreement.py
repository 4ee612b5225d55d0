"""In how many analyses does the answer come out the same way?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluera.results.estimate import Estimate

__all__ = ["Agreement", "agreement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of ``of`` other analyses ``same`` have an interval on the same side of no change as the main one, or on none."""

    same: int
    of: int


def agreement(main: Estimate, others: Iterable[Estimate]) -> Agreement:
    """Compare the intervals of other analyses with that of the main one.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> first, second = (
    ...     evaluera.estimate("before_after", panel, start="1983-02", before=months, after=12).primary()[0]
    ...     for months in (12, 24)
    ... )
    >>> agreement(first, [second])
    Agreement(same=1, of=1)
    """
    sides = [_side(each) for each in others]
    return Agreement(same=sides.count(_side(main)), of=len(sides))


def _side(estimate: Estimate) -> int:
    """-1 for a fall, 1 for a rise, 0 when the interval holds no change too."""
    neutral = 1.0 if estimate.scale == "log" else 0.0
    return int(estimate.low > neutral) - int(estimate.high < neutral)
