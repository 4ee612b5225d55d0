"""The question an evaluation asks of an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from evaluera.design.event import Event

__all__ = ["DesignClass", "Implementation", "Question", "Reporting", "SelectionReason", "Support", "question"]

SelectionReason = Literal["high_level", "rising_trend", "policy", "random", "other", "unknown"]
Implementation = Literal["full", "partly", "low", "unknown"]
Reporting = Literal["reality", "reporting", "both", "cannot_say"]
"""Why more is reported: more happens, a larger part is reported or found, both, or the records cannot say."""

Support = Literal["sources_agree", "dose_response"]
"""What the records have beside the figures of the analysis that makes its answer surer."""


class DesignClass(StrEnum):
    """Evaluation design; decides how certain a conclusion can be at most. Undeclared, it is as weak as the weakest."""

    UNDECLARED = "undeclared"
    ONLY_AFTER = "only_after"
    BEFORE_AFTER = "before_after"
    BEFORE_AFTER_COMPARISON = "before_after_comparison"
    INTERRUPTED_TIME_SERIES = "interrupted_time_series"
    CONTROLLED_TIME_SERIES = "controlled_time_series"
    RANDOMISED = "randomised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What would count as an answer: the wanted direction, the smallest change, and what is known beforehand.

    ``smallest_change`` is a share (0.10 = 10 %); ``selection_reason`` says why the areas were chosen;
    ``implementation`` says whether the initiative was carried out; ``labels`` maps a key to ``{"sv": ..., "en": ...}``;
    ``decided_beforehand`` says whether the main analysis was fixed before the data were seen (None: not known);
    ``outcome_area_level`` and ``intervention_area_level`` differ when the outcome is measured for another kind of area
    than the intervention; ``events`` are other known events; ``placebo_outcome`` names an outcome and ``placebo_area``
    an area that the initiative should not touch; ``sessions`` are those held and those due, where records tell.
    ``goal`` is the goal of the records that the outcome measures; ``reporting`` says what other records tell of a rise
    (None: not examined); ``support`` is what they have that makes the answer surer.
    """

    better: Literal["lower", "higher"] = "lower"
    smallest_change: float = 0.10
    selection_reason: SelectionReason | None = None
    implementation: Implementation = "unknown"
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    decided_beforehand: bool | None = None
    outcome_area_level: str | None = None
    intervention_area_level: str | None = None
    events: tuple[Event, ...] = ()
    placebo_outcome: str | None = None
    placebo_area: str | None = None
    sessions: tuple[float, float] | None = None
    goal: str = ""
    reporting: Reporting | None = None
    support: tuple[Support, ...] = ()


def question(
    *,
    better: Literal["lower", "higher"] = "lower",
    smallest_change: float = 0.10,
    selection_reason: SelectionReason | None = None,
    implementation: Implementation = "unknown",
    labels: Mapping[str, Mapping[str, str]] | None = None,
    placebo_outcome: str | None = None,
    placebo_area: str | None = None,
) -> Question:
    """State the question that an estimate shall answer; pass it as ``question=`` to :func:`evaluera.estimate`."""
    return Question(
        better=better,
        smallest_change=smallest_change,
        selection_reason=selection_reason,
        implementation=implementation,
        labels=dict(labels or {}),
        placebo_outcome=placebo_outcome,
        placebo_area=placebo_area,
    )
