"""The size of a change in words: percentages of ratios, amounts of differences, and the words of its direction."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evaluera.conclusion.change import Change
from evaluera.conclusion.concluding import Conclusion
from evaluera.results.effect import EffectResult
from evaluera.text.messages import has, message
from evaluera.text.names import capital, unit_name
from evaluera.text.numbers import hundredths, number, percent, period_text

__all__ = ["Size", "size_of", "size_values"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One change for sentences: how it is written and which way it goes.

    ``relative`` changes are shares (ratios), others are amounts in ``unit`` (shares of a whole in percentage points).
    """

    estimate: float
    low: float
    high: float
    relative: bool
    kind: str
    unit: str

    def bare(self, x: float, language: str) -> str:
        """The number alone, without sign."""
        in_per_cent = self.relative or self.kind == "share"
        return hundredths(abs(x), language) if in_per_cent else number(abs(x), language)

    def amount(self, x: float, language: str) -> str:
        """The number with per cent, percentage points or its unit, without sign."""
        if self.relative:
            return percent(abs(x), language)
        if self.kind == "share":
            bare = self.bare(x, language)
            return message("statement.word.point" if bare == "1" else "statement.word.points", language, x=bare)
        return f"{self.bare(x, language)} {unit_name(self.unit, language)}".rstrip()

    def ends(self) -> tuple[float, float]:
        """The ends of the interval without sign, the smaller first."""
        first, last = sorted((abs(self.low), abs(self.high)))
        return first, last


def size_of(result: EffectResult, change: Change, unit: str) -> Size:
    """The size of a change, in per cent where the estimate is a ratio or a number of events, else in its own unit.

    A number of events in all is said as a share of the expected number: that is what a reader can compare.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.concluding import conclude
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> conclusion = conclude(result)
    >>> size_of(result, conclusion.change, "ratio").amount(-0.223, "sv")
    '22 procent'
    """
    of_expected = unit == "events" and change.relative
    if change.amount is None or change.amount_low is None or change.amount_high is None or of_expected:
        return Size(
            estimate=change.estimate, low=change.low, high=change.high, relative=True, kind=result.kind, unit=unit
        )
    return Size(
        estimate=change.amount,
        low=change.amount_low,
        high=change.amount_high,
        relative=False,
        kind=result.kind,
        unit=unit,
    )


def size_values(result: EffectResult, conclusion: Conclusion, language: str) -> dict[str, str]:
    """Everything a sentence about the change can want to fill in, written in the language.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.concluding import conclude
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> conclusion = conclude(result)
    >>> size_values(result, conclusion, "sv")["x"]
    '31 procent'
    """
    size = size_of(result, conclusion.change, conclusion.series.estimate.unit)
    down = size.estimate < 0 or (size.estimate == 0 and result.question.better == "lower")
    first, last = size.ends()
    subject = message(_subject_key(result.kind), language)
    values = {
        **_direction(down=down, better=result.question.better, language=language),
        "subject": subject,
        "Subject": capital(subject),
        "x": size.amount(size.estimate, language),
        "lo": size.bare(first, language),
        "hi": size.bare(last, language),
        "m": percent(result.question.smallest_change, language),
        "end": _end(result, language),
        **_new_area(result, conclusion, size, language),
    }
    values["The_change"] = capital(values["the_change"])
    fewer, more = ("fewer", "more") if size.relative and result.kind == "count" else ("lower", "higher")
    values["down"] = _reach(size, size.low, fewer, language)
    values["up"] = _reach(size, size.high, more, language)
    return values


def _new_area(result: EffectResult, conclusion: Conclusion, size: Size, language: str) -> dict[str, str]:
    """How many areas an average is over, and the ends of the change that a new area can expect; empty without one."""
    outcome, evidence = conclusion.series.estimate.outcome, conclusion.series.evidence
    found = [each for each in result.estimates if each.term == "prediction_interval" and each.outcome == outcome]
    if not found or evidence is None:
        return {"areas": "", "new_down": "", "new_up": ""}
    low, high = found[0].low - 1.0, found[0].high - 1.0
    fewer, more = ("fewer", "more") if result.kind == "count" else ("lower", "higher")
    return {
        "areas": number(evidence.treated_areas, language),
        "new_down": _reach(size, low, fewer if low < 0 else more, language),
        "new_up": _reach(size, high, fewer if high < 0 else more, language),
    }


def _end(result: EffectResult, language: str) -> str:
    """The last period that the change is about, when the data go on after it; else empty."""
    end = result.timing.end
    return "" if end is None else period_text(end, language, season_length=result.season_length)


def _subject_key(kind: str) -> str:
    key = f"statement.subject.{kind}"
    return key if has(key) else "statement.subject.rate"


def _direction(*, down: bool, better: str, language: str) -> dict[str, str]:
    good = down == (better == "lower")
    keys = {
        "lower": "lower" if down else "higher",
        "better": "better" if good else "worse",
        "downwards": "downwards" if down else "upwards",
        "the_change": "the_decrease" if down else "the_increase",
        "reduced": "reduced" if down else "raised",
    }
    return {name: message(f"statement.word.{key}", language) for name, key in keys.items()}


def _reach(size: Size, x: float, word: str, language: str) -> str:
    """One end of the interval with its direction: ``43 procent färre``."""
    direction = message(f"statement.word.{word}", language)
    if math.isinf(x):
        return message("statement.word.unbounded", language, lower=direction)
    return f"{size.amount(x, language)} {direction}"
