"""From interval to finding: what the figures can be said to show."""

from __future__ import annotations

import math
from enum import StrEnum

from evaluera.conclusion.change import Change
from evaluera.conclusion.minimum import Shortfall

__all__ = ["ROUNDING", "FindingClass", "at_least", "find"]

ROUNDING = 1e-9
"""1.10 - 1 is not 0.10 in binary."""


class FindingClass(StrEnum):
    """What the figures show; the values are keys of the glossary."""

    TOO_LITTLE_DATA = "too_little_data"
    DECREASE = "decrease"
    INCREASE = "increase"
    NO_IMPORTANT_EFFECT = "no_important_effect"
    NO_CLEAR_EFFECT = "no_clear_effect"


def find(*, change: Change, smallest_change: float, shortfall: Shortfall | None) -> FindingClass:
    """The finding, by the first condition that fits.

    1. too little data; 2. interval wholly below no change: decrease; 3. wholly above: increase; 4. includes it and lies
    within plus and minus the smallest change of interest: no effect of practical importance; 5. otherwise no clear
    effect, which is not the same as no effect.

    Parameters
    ----------
    change
        The relative change. Without an interval at all nothing can be said: too little data.
    smallest_change
        Share, 0.10 for 10 per cent.
    shortfall
        What is missing for an answer, None when nothing is.

    Examples
    --------
    >>> find(change=Change(estimate=-0.22, low=-0.43, high=0.06), smallest_change=0.1, shortfall=None)
    <FindingClass.NO_CLEAR_EFFECT: 'no_clear_effect'>
    """
    if shortfall is not None or change.sign is None:
        return FindingClass.TOO_LITTLE_DATA
    if change.sign < 0:
        return FindingClass.DECREASE
    if change.sign > 0:
        return FindingClass.INCREASE
    edge = smallest_change + ROUNDING
    if change.low >= -edge and change.high <= edge:
        return FindingClass.NO_IMPORTANT_EFFECT
    return FindingClass.NO_CLEAR_EFFECT


def at_least(change: Change, smallest_change: float) -> float | None:
    """The share that the change is at least, when the whole interval lies beyond the smallest change of interest.

    Examples
    --------
    >>> at_least(Change(estimate=-0.4, low=-0.6, high=-0.2, sign=-1), 0.1)
    0.2
    """
    if not change.sign or math.isnan(change.low):
        return None
    nearest = -change.high if change.sign < 0 else change.low
    return nearest if nearest > smallest_change else None
