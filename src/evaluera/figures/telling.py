"""The finding of one series in words: the title of its figure and the main number for its alternative text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evaluera.conclusion.concluding import Conclusion, conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.results.effect import EffectResult
from evaluera.text.messages import message
from evaluera.text.names import capital, named
from evaluera.text.size import size_of
from evaluera.text.stating import stated

__all__ = ["Told", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """``title`` is the headline of the statement; ``main`` the estimate with its interval, or why there is none."""

    title: str
    main: str


def told(result: EffectResult, language: str, *, outcome: str, area: str | None) -> Told:
    """What the statement says about one series; about all of the outcome where the area has no estimate of its own.

    Where several areas have a primary estimate each there is no one finding: the title then says what is shown. An area
    behind a pooled answer is told of by itself.
    """
    one = (_unpooled(result) if area else result).select(outcome=outcome, area=area)
    if not one.primary():
        one = result.select(outcome=outcome)
    if len(one.primary()) != 1:
        what = capital(named(outcome, result.question.labels, language))
        count = len({estimate.area for estimate in one.primary()})
        title = message("figure.several", language, what=what, n=count)
        return Told(title=title, main=message("figure.change.missing", language))
    conclusion = conclude(one)
    statement = stated(one, conclusion, language)
    too_little = conclusion.finding is FindingClass.TOO_LITTLE_DATA
    return Told(
        title=statement.headline.removesuffix("."),
        main=f"{statement.headline} {statement.size}" if too_little else _main_number(one, conclusion, language),
    )


def _unpooled(result: EffectResult) -> EffectResult:
    """The areas' own answers, where the result is a pooled one."""
    term = result.options.get("pooled_term")
    if not isinstance(term, str):
        return result
    return replace(
        result,
        primary_term=term,
        estimates=tuple(each for each in result.estimates if each.area),
        evidence=tuple(each for each in result.evidence if each.area),
        diagnostics=tuple(each for each in result.diagnostics if each.area),
    )


def _main_number(result: EffectResult, conclusion: Conclusion, language: str) -> str:
    (estimate,) = result.primary()
    size = size_of(result, conclusion.change, estimate.unit)

    def words(change: float) -> str:
        if change == 0:
            return message("figure.change.none", language)
        key = "figure.change.lower" if change < 0 else "figure.change.higher"
        return message(key, language, size=size.amount(change, language))

    low, high = words(size.low), words(size.high)
    values = {"estimate": words(size.estimate), "low": low, "high": high, "confidence": estimate.confidence}
    return message("figure.change.estimate", language, **values)
