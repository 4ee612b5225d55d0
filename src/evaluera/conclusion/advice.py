"""What to do next year, by rule from the conclusion."""

from __future__ import annotations

from enum import StrEnum

from evaluera.conclusion.concluding import Conclusion
from evaluera.conclusion.finding import FindingClass
from evaluera.results.effect import EffectResult

__all__ = ["Advice", "advice_of"]


class Advice(StrEnum):
    """One thing to do; the value is a message key below ``conclusion.advice``."""

    COLLECT_MORE = "collect_more"
    CHECK_REPORTING = "check_reporting"
    RECONSIDER = "reconsider"
    CONTINUE = "continue"
    LOG_IMPLEMENTATION = "log_implementation"
    DECIDE_BEFOREHAND = "decide_beforehand"


_BY_FINDING = {
    FindingClass.TOO_LITTLE_DATA: Advice.COLLECT_MORE,
    FindingClass.NO_CLEAR_EFFECT: Advice.COLLECT_MORE,
    FindingClass.NO_IMPORTANT_EFFECT: Advice.RECONSIDER,
}


def advice_of(result: EffectResult, conclusion: Conclusion) -> tuple[Advice, ...]:
    """What to do, at most three things: about the finding, the records of the initiative, the plan of analysis.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.concluding import conclude
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> [str(advice) for advice in advice_of(result, conclude(result))]
    ['continue', 'log_implementation', 'decide_beforehand']
    """
    advice = [_BY_FINDING.get(conclusion.finding) or _of_change(result, conclusion)]
    if result.question.implementation != "full":
        advice.append(Advice.LOG_IMPLEMENTATION)
    if result.question.decided_beforehand is not True:
        advice.append(Advice.DECIDE_BEFOREHAND)
    return tuple(advice)


def _of_change(result: EffectResult, conclusion: Conclusion) -> Advice:
    """After a decrease or an increase: go on, or look at the reporting or the idea first.

    Where other records say that more really happens, the reporting has been looked at.
    """
    if conclusion.good:
        return Advice.CONTINUE
    more = conclusion.finding is FindingClass.INCREASE and result.kind in ("count", "rate")
    return Advice.CHECK_REPORTING if more and result.question.reporting != "reality" else Advice.RECONSIDER
