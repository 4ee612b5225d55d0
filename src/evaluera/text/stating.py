"""What a result can be said to show, in sentences chosen by rule."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.conclusion.caveat import caveats_of
from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import Conclusion, conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.minimum import Lack
from evaluera.conclusion.need import NeedKind
from evaluera.design.question import DesignClass
from evaluera.results.effect import EffectResult
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import has, message
from evaluera.text.names import capital, named, period_unit
from evaluera.text.numbers import percent
from evaluera.text.size import size_values

__all__ = ["Statement", "need_text", "stated", "statement"]

_SHAPES = {
    FindingClass.DECREASE: "changed",
    FindingClass.INCREASE: "changed",
    FindingClass.NO_CLEAR_EFFECT: "unclear",
    FindingClass.NO_IMPORTANT_EFFECT: "unimportant",
    FindingClass.TOO_LITTLE_DATA: "too_little",
}
_SETTINGS = {
    DesignClass.UNDECLARED: "alone",
    DesignClass.ONLY_AFTER: "alone",
    DesignClass.BEFORE_AFTER: "alone",
    DesignClass.INTERRUPTED_TIME_SERIES: "series",
    DesignClass.BEFORE_AFTER_COMPARISON: "compared",
    DesignClass.CONTROLLED_TIME_SERIES: "compared",
    DesignClass.RANDOMISED: "compared",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The conclusion in sentences; ``str()`` joins them in order: size before certainty, certainty before caveats.

    Attributes
    ----------
    headline
        The finding in one sentence.
    size
        How large, always with its interval; with too little data what it would take, and no estimate.
    certainty
        How sure it is that the initiative is the reason.
    caveats
        What else can explain it or limits it, the weightiest first.
    need
        What it would take to see the smallest change of interest; empty when there was an even chance to see it.
    finding, level, ceiling
        The decision behind the sentences: what the figures show, how sure, and how sure the design allows.
    steps
        Why no surer: the rule of the design, then every reason taken, one sentence or two each.
    """

    headline: str
    size: str
    certainty: str
    caveats: tuple[str, ...]
    need: str
    finding: FindingClass
    level: Certainty
    ceiling: Certainty
    steps: tuple[str, ...]

    def __str__(self) -> str:
        parts = (self.headline, self.size, self.certainty, *self.caveats, self.need)
        return " ".join(part for part in parts if part)


def statement(result: EffectResult, language: str | None = None) -> Statement:
    """What the result can be said to show, in words no stronger than the design and the checks allow.

    Parameters
    ----------
    result
        A result with one series; choose one of several with ``result.select(outcome=..., area=...)``.
    language
        ``sv`` or ``en``; None takes ``EVALUERA_LANGUAGE``, else Swedish.

    Returns
    -------
    Statement
        The sentences and the decision behind them.

    Raises
    ------
    MethodError
        The result holds several series, or no estimate of its primary term.
    ParameterError
        The language is not known.

    Notes
    -----
    The words follow from design ceiling, checks and interval by rule, never from a p-value. "No clear effect" is never
    "no effect".

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> evaluera.statement(result, language="en").headline
    'Front ksi: lower level after the initiative than before.'
    """
    language = current_language() if language is None else checked(language)
    return stated(result, conclude(result), language)


def stated(result: EffectResult, conclusion: Conclusion, language: str) -> Statement:
    """The sentences of a conclusion that is already drawn.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> stated(result, conclude(result), "sv").level
    <Certainty.VERY_LOW: 'very_low'>
    """
    shape, season = _SHAPES[conclusion.finding], {"season_length": result.season_length}
    values = size_values(result, conclusion, language)
    values["outcome"] = capital(named(conclusion.series.estimate.outcome, result.question.labels, language))
    return Statement(
        headline=message(_headline_key(shape, _setting(result.design, conclusion)), language, **values),
        size=_size(shape, _setting(result.design, conclusion), conclusion, values, language),
        certainty=message(f"statement.certainty.{shape}_{conclusion.certainty}", language, **values),
        caveats=tuple(
            message(f"conclusion.caveat.{each.code}", language, **{**season, **each.values})
            for each in caveats_of(result, conclusion)
        ),
        need=_need_sentence(conclusion, values, language),
        finding=conclusion.finding,
        level=conclusion.certainty,
        ceiling=conclusion.ceiling.certainty,
        steps=_steps(conclusion, language),
    )


def need_text(conclusion: Conclusion, language: str) -> str:
    """What it would take, as part of a sentence; empty when nothing is lacking.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=6)
    >>> need_text(conclude(result), "sv")
    'minst 12 månader både före och efter starten'
    """
    shortfall, need = conclusion.shortfall, conclusion.need
    if shortfall is not None:
        unit = period_unit(shortfall.season_length, language)
        key = f"statement.need.{_MINIMUM[shortfall.lack]}"
        return message(key, language, count=shortfall.needed, unit=unit)
    if need is not None:
        key = f"statement.need.{_NEEDED[need.kind]}"
        return message(key, language, count=need.count, unit=period_unit(need.season_length, language))
    return message("statement.need.more", language) if conclusion.finding is FindingClass.TOO_LITTLE_DATA else ""


_MINIMUM = {Lack.PERIODS: "minimum_periods", Lack.EVENTS: "minimum_events", Lack.AREAS: "minimum_areas"}
_NEEDED = {NeedKind.PERIODS: "periods", NeedKind.AREAS: "areas", NeedKind.MERGE: "merge"}


def _setting(design: DesignClass, conclusion: Conclusion) -> str:
    """What the change is seen against; a comparison without comparison areas is one with another outcome."""
    evidence = conclusion.series.evidence
    without_areas = evidence is not None and evidence.comparison_areas == 0
    if design is DesignClass.CONTROLLED_TIME_SERIES and without_areas and _SHAPES[conclusion.finding] == "changed":
        return "beside"
    return _SETTINGS[design]


def _headline_key(shape: str, setting: str) -> str:
    return f"statement.headline.{shape}" + ("" if shape == "too_little" else f"_{setting}")


def _size(shape: str, setting: str, conclusion: Conclusion, values: dict[str, str], language: str) -> str:
    if shape == "too_little":
        return message("statement.size.too_little", language, need=need_text(conclusion, language))
    key = f"statement.size.{shape}" + ("" if shape == "unimportant" else f"_{setting}")
    over = f"{key}_over"
    parts = [message(over if values["end"] and has(over) else key, language, **values)]
    if conclusion.at_least is not None:
        least = percent(conclusion.at_least, language)
        parts.append(message("statement.size.at_least", language, **{**values, "x": least}))
    if values["new_down"]:
        parts.append(message("statement.size.new_area", language, **values))
    return " ".join(parts)


def _need_sentence(conclusion: Conclusion, values: dict[str, str], language: str) -> str:
    if conclusion.need is None or conclusion.finding is FindingClass.TOO_LITTLE_DATA:
        return ""
    shape = "changed" if _SHAPES[conclusion.finding] == "changed" else "unclear"
    return message(f"statement.need.{shape}", language, m=values["m"], need=need_text(conclusion, language))


def _steps(conclusion: Conclusion, language: str) -> tuple[str, ...]:
    ceiling = message(f"conclusion.ceiling.{conclusion.ceiling.reason}", language)
    taken = (message(f"conclusion.step.{step.code}", language, **step.values) for step in conclusion.steps)
    return (ceiling, *taken)
