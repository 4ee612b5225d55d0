"""How the process qualifies the effect: implementation failure, theory failure, or data that cannot answer."""

from __future__ import annotations

from typing import Literal

from evaluera.conclusion.concluding import Conclusion
from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.implementation import Grade

__all__ = ["Outcome", "Qualification", "outcome_of", "qualify"]

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


def outcome_of(conclusion: Conclusion) -> Outcome:
    """What the effect half found, as the verdict table names it; too little data answers nothing: imprecise."""
    if conclusion.good is not None:
        return "improvement" if conclusion.good else "worsening"
    precise = conclusion.finding is FindingClass.NO_IMPORTANT_EFFECT
    return "no_clear_precise" if precise else "no_clear_imprecise"
