"""From a result to its conclusion: design ceiling, checks passed and interval, by rule."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from evaluera.conclusion.ceiling import Ceiling, ceiling_of
from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.change import Change, change_of
from evaluera.conclusion.finding import FindingClass, at_least, find
from evaluera.conclusion.minimum import Shortfall, shortfall_of
from evaluera.conclusion.need import Need, need_of
from evaluera.conclusion.other_events import unmodelled_events
from evaluera.conclusion.series import Series, series_of
from evaluera.conclusion.steps import Step, steps_down
from evaluera.results.effect import EffectResult

__all__ = ["Conclusion", "conclude"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What a result can be said to show, and why no more.

    Attributes
    ----------
    finding
        What the figures show.
    certainty
        How sure it is that the initiative is the reason: ``ceiling`` moved by the sum of the steps, never above it.
    ceiling
        The highest certainty of the design, with the rule that gave it.
    steps
        Every reason taken, also those that move nothing (``change`` 0).
    change
        The relative change with its interval.
    at_least
        Share that the change is at least, when the whole interval lies beyond the smallest change; else None.
    good
        Whether the change goes the wanted way; None when no change is found.
    shortfall
        What is missing when there is too little data.
    need
        What it would take to see the smallest change; None when there was an even chance to see it.
    series
        The estimate with its evidence and checks.
    """

    finding: FindingClass
    certainty: Certainty
    ceiling: Ceiling
    steps: tuple[Step, ...]
    change: Change
    at_least: float | None
    good: bool | None
    shortfall: Shortfall | None
    need: Need | None
    series: Series

    @property
    def levels(self) -> tuple[Certainty, ...]:
        """The level that the ceiling gives, then the one that each step leaves."""
        changes = itertools.accumulate((step.change for step in self.steps), initial=0)
        return tuple(self.ceiling.certainty.moved(change) for change in changes)


def conclude(result: EffectResult) -> Conclusion:
    """What the result can be said to show.

    Parameters
    ----------
    result
        A result with one series; choose one of several with ``result.select(outcome=..., area=...)``.

    Raises
    ------
    MethodError
        ``method.several_outcomes`` or ``method.several_areas`` when the result holds several series,
        ``method.no_primary_estimate`` when it holds no estimate of its primary term.

    Notes
    -----
    Known other events (a recording change, a pandemic) count when they are given; they are never found in the figures.
    Steps up (a dose-response, two independent sources that agree) come from the records: ``question.support``.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> conclude(result).finding
    <FindingClass.DECREASE: 'decrease'>
    """
    question, series = result.question, series_of(result)
    change = change_of(series)
    shortfall = shortfall_of(series.evidence)
    finding = find(change=change, smallest_change=question.smallest_change, shortfall=shortfall)
    ceiling = ceiling_of(design=result.design, series=series, change=change, question=question)
    steps = steps_down(
        design=result.design,
        series=series,
        question=question,
        level=ceiling.certainty,
        events=unmodelled_events(result, series.course),
    )
    if finding is FindingClass.TOO_LITTLE_DATA:
        steps = _judged_nothing(ceiling, steps)
    return Conclusion(
        finding=finding,
        certainty=ceiling.certainty.moved(sum(step.change for step in steps)),
        ceiling=ceiling,
        steps=steps,
        change=change,
        at_least=at_least(change, question.smallest_change) if shortfall is None else None,
        good=_good(finding, question.better),
        shortfall=shortfall,
        need=need_of(series=series, change=change, better=question.better, smallest_change=question.smallest_change),
        series=series,
    )


def _judged_nothing(ceiling: Ceiling, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """With too little data nothing can be judged: the certainty is very low, whatever the design."""
    now = ceiling.certainty.moved(sum(step.change for step in steps))
    if now is Certainty.VERY_LOW:
        return steps
    return (*steps, Step(code="too_little_cap", change=-now.rank))


def _good(finding: FindingClass, better: str) -> bool | None:
    if finding is FindingClass.DECREASE:
        return better == "lower"
    if finding is FindingClass.INCREASE:
        return better == "higher"
    return None
