"""What else can explain the figures, or limits what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import Conclusion
from evaluera.conclusion.finding import FindingClass
from evaluera.design.question import DesignClass
from evaluera.results.effect import EffectResult

__all__ = ["Caveat", "caveats_of"]

CHANGED = frozenset({FindingClass.DECREASE, FindingClass.INCREASE})
REGISTERED = frozenset({"count", "rate"})
NO_COMPARISON = frozenset({DesignClass.UNDECLARED, DesignClass.ONLY_AFTER, DesignClass.BEFORE_AFTER})
COMPARED = frozenset({DesignClass.BEFORE_AFTER_COMPARISON, DesignClass.CONTROLLED_TIME_SERIES})

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """A reservation: a message key below ``conclusion.caveat`` and the values of its placeholders."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


def caveats_of(result: EffectResult, conclusion: Conclusion) -> tuple[Caveat, ...]:
    """The reservations that belong to a conclusion, the weightiest first.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.concluding import conclude
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> [each.code for each in caveats_of(result, conclude(result))]
    ['no_comparison', 'implementation_unknown']
    """
    return (
        *_of_finding(result, conclusion),
        *_of_design(result, conclusion),
        *_of_selection(result),
        *_of_implementation(result, conclusion),
        *_of_data(result, conclusion),
    )


def _of_finding(result: EffectResult, conclusion: Conclusion) -> Iterator[Caveat]:
    more = conclusion.finding is FindingClass.INCREASE and result.question.better == "lower"
    if more and result.kind in REGISTERED:
        known = result.question.reporting
        yield Caveat(code="reporting" if known is None else f"reporting_{known}")
    evidence = conclusion.series.evidence
    unclear = conclusion.finding is FindingClass.NO_CLEAR_EFFECT
    if unclear and evidence is not None and evidence.unit == "areas" and evidence.treated_areas == 1:
        yield Caveat(code="one_area")


def _of_design(result: EffectResult, conclusion: Conclusion) -> Iterator[Caveat]:
    if conclusion.finding is FindingClass.TOO_LITTLE_DATA:
        return
    if conclusion.series.two_totals:
        yield Caveat(code="two_totals")
    if result.design in NO_COMPARISON:
        yield Caveat(code="no_comparison")
    if conclusion.finding not in CHANGED:
        return
    if result.design is DesignClass.INTERRUPTED_TIME_SERIES:
        yield Caveat(code="other_events")
    if result.design in COMPARED:
        yield Caveat(code="only_here")


def _of_selection(result: EffectResult) -> Iterator[Caveat]:
    if result.question.selection_reason in ("high_level", "rising_trend"):
        yield Caveat(code="chosen_for_level")


def _of_implementation(result: EffectResult, conclusion: Conclusion) -> Iterator[Caveat]:
    known, sessions = result.question.implementation, result.question.sessions
    if known == "unknown":
        yield Caveat(code="implementation_unknown")
    elif known in ("partly", "low") and sessions is not None:
        values: Mapping[str, Value] = {"done": sessions[0], "planned": sessions[1]}
        yield Caveat(code=f"implementation_{known}_counted", values=values)
    elif known == "partly":
        yield Caveat(code="implementation_partly")
    elif _came_to_nothing(conclusion):
        yield Caveat(code="theory")


def _came_to_nothing(conclusion: Conclusion) -> bool:
    """The expected result did not come, and the figures are good enough to say so."""
    if conclusion.certainty is Certainty.VERY_LOW:
        return False
    return conclusion.finding is FindingClass.NO_IMPORTANT_EFFECT or conclusion.good is False


def _of_data(result: EffectResult, conclusion: Conclusion) -> Iterator[Caveat]:
    for step in conclusion.steps:
        if step.code in ("area_level_differs", "event_not_modelled"):
            yield Caveat(code=step.code, values=step.values)
    if result.timing.preliminary_from is not None:
        yield Caveat(code="preliminary", values={"period": result.timing.preliminary_from})
