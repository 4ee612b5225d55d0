"""The highest certainty that a design can reach."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.change import Change
from evaluera.conclusion.series import Series
from evaluera.design.question import DesignClass, Question
from evaluera.results.diagnostic import Verdict

__all__ = ["PRE_TREND", "Ceiling", "ceiling_of"]

PRE_TREND = ("pre_trend", "parallel_trends")
COMPARISON_AREAS_FOR_MODERATE = 3
LARGE_RATIO = 2.0
CHOSEN_ON_PURPOSE = frozenset({"policy", "random", "other"})

_PLAIN = {
    DesignClass.UNDECLARED: Certainty.VERY_LOW,
    DesignClass.ONLY_AFTER: Certainty.VERY_LOW,
    DesignClass.BEFORE_AFTER: Certainty.VERY_LOW,
    DesignClass.BEFORE_AFTER_COMPARISON: Certainty.LOW,
    DesignClass.INTERRUPTED_TIME_SERIES: Certainty.LOW,
    DesignClass.CONTROLLED_TIME_SERIES: Certainty.MODERATE,
    DesignClass.RANDOMISED: Certainty.HIGH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The highest certainty of a design and the rule that gave it (a message key below ``conclusion.ceiling``)."""

    certainty: Certainty
    reason: str


def ceiling_of(*, design: DesignClass, series: Series, change: Change, question: Question) -> Ceiling:
    """The highest certainty this design can reach.

    A before/after comparison without comparison area reaches low only when the change is large, no trend came before
    and the area was not chosen for its level. With comparison areas it reaches moderate when the trends before were
    shown to be parallel and there are at least 3 comparison areas.

    Notes
    -----
    "Large" is a halving or a doubling with an interval beyond the smallest change of interest: the rule for rating up
    a large effect in Guyatt et al. 2011, J Clin Epidemiol 64:1311-1316.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.change import change_of
    >>> from evaluera.conclusion.series import series_of
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> series = series_of(result)
    >>> ceiling_of(
    ...     design=result.design, series=series, change=change_of(series), question=result.question
    ... )
    Ceiling(certainty=<Certainty.VERY_LOW: 'very_low'>, reason='before_after')
    """
    plain = _PLAIN[design]
    no_trend = series.verdict(*PRE_TREND) is Verdict.HOLDS
    if design is DesignClass.BEFORE_AFTER:
        chosen = question.selection_reason in CHOSEN_ON_PURPOSE
        if no_trend and chosen and _large(change, question.smallest_change):
            return Ceiling(certainty=Certainty.LOW, reason="before_after_large")
    if design is DesignClass.BEFORE_AFTER_COMPARISON and no_trend:
        areas = 0 if series.evidence is None else series.evidence.comparison_areas
        if areas >= COMPARISON_AREAS_FOR_MODERATE:
            return Ceiling(certainty=Certainty.MODERATE, reason="before_after_comparison_parallel")
    return Ceiling(certainty=plain, reason=str(design))


def _large(change: Change, smallest_change: float) -> bool:
    """A halving or a doubling whose interval lies wholly beyond the smallest change."""
    halved = change.estimate <= 1 / LARGE_RATIO - 1 and change.high < -smallest_change
    doubled = change.estimate >= LARGE_RATIO - 1 and change.low > smallest_change
    return halved or doubled
