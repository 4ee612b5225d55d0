"""How the process qualifies the effect: implementation failure, theory failure, or data that cannot answer."""

from __future__ import annotations

from typing import Literal

from evaluera.conclusion.concluding import Conclusion
from evaluera.conclusion.finding import ROUNDING, FindingClass
from evaluera.conclusion.implementation import Grade

__all__ = ["Direction", "Outcome", "Qualification", "outcome_of", "qualify"]

Direction = Literal["decrease", "increase", "keep"]
"""Which way a goal wants its figures to go."""

Outcome = Literal["improvement", "worsening", "no_clear_precise", "no_clear_imprecise"]

Qualification = Literal[
    "supports_theory",
    "theory_failure_likely",
    "underpowered",
    "adverse_or_reporting",
    "partial_support",
    "implementation_or_theory",
    "other_causes_likely",
    "implementation_failure",
    "context_or_underlying_trend",
    "not_qualifiable",
]

_TABLE: dict[tuple[Grade, Outcome], Qualification] = {
    ("high", "improvement"): "supports_theory",
    ("high", "no_clear_precise"): "theory_failure_likely",
    ("high", "no_clear_imprecise"): "underpowered",
    ("high", "worsening"): "adverse_or_reporting",
    ("partly", "improvement"): "partial_support",
    ("partly", "no_clear_precise"): "implementation_or_theory",
    ("partly", "no_clear_imprecise"): "implementation_or_theory",
    ("partly", "worsening"): "adverse_or_reporting",
    ("low", "improvement"): "other_causes_likely",
    ("low", "no_clear_precise"): "implementation_failure",
    ("low", "no_clear_imprecise"): "implementation_failure",
    ("low", "worsening"): "context_or_underlying_trend",
}


def qualify(grade: Grade, outcome: Outcome) -> Qualification:
    """The verdict of implementation and effect together (process data model, section 4.1).

    Examples
    --------
    >>> qualify("high", "no_clear_precise"), qualify("low", "no_clear_imprecise"), qualify("unknown", "improvement")
    ('theory_failure_likely', 'implementation_failure', 'not_qualifiable')
    """
    return "not_qualifiable" if grade == "unknown" else _TABLE[grade, outcome]


def outcome_of(conclusion: Conclusion, *, direction: Direction | None = None, smallest_change: float = 0.10) -> Outcome:
    """What the effect half found, as the verdict table names it; too little data answers nothing: imprecise.

    Parameters
    ----------
    conclusion
        What the result can be said to show.
    direction
        That of the goal, which goes before the wanted direction of the question. ``keep``: an interval inside the
        smallest change on both sides of the level without the initiative is kept (``improvement``), one wholly outside
        is ``worsening``, anything else is unclear.
    smallest_change
        The smallest change of practical interest, as a share.
    """
    if conclusion.finding is FindingClass.TOO_LITTLE_DATA:
        return "no_clear_imprecise"
    if direction == "keep":
        return _kept(conclusion, smallest_change)
    good = conclusion.good if direction is None else _towards(conclusion.finding, direction)
    if good is not None:
        return "improvement" if good else "worsening"
    precise = conclusion.finding is FindingClass.NO_IMPORTANT_EFFECT
    return "no_clear_precise" if precise else "no_clear_imprecise"


def _kept(conclusion: Conclusion, smallest_change: float) -> Outcome:
    low, high = conclusion.change.low, conclusion.change.high
    if low >= -smallest_change - ROUNDING and high <= smallest_change + ROUNDING:
        return "improvement"
    outside = low > smallest_change + ROUNDING or high < -smallest_change - ROUNDING
    return "worsening" if outside else "no_clear_imprecise"


def _towards(finding: FindingClass, direction: Direction) -> bool | None:
    """Whether a change goes the way of the goal; None when no change is found."""
    if finding not in (FindingClass.DECREASE, FindingClass.INCREASE):
        return None
    return (finding is FindingClass.DECREASE) == (direction == "decrease")
