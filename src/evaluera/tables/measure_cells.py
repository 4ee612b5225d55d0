"""One number of the process half as it is read: its name, its value, its bounds and its level."""

from __future__ import annotations

from evaluera.methods.process.limits import Limits
from evaluera.results.measure import Measure, Unit
from evaluera.text.indicator_words import indicator_words, variant_words
from evaluera.text.labels import enum_label, label
from evaluera.text.messages import has, message
from evaluera.text.names import capital
from evaluera.text.numbers import MISSING, count, number, percent, percent_interval
from evaluera.text.process_names import ProcessNames

__all__ = [
    "bounds_cell",
    "indicator_name",
    "level_cell",
    "measure_cell",
    "measure_name",
    "rests_on_few",
    "split_name",
    "state_word",
]

_SIGNS = {"low": "▽", "partly": "◐", "high": "●"}
_DIGITS: dict[Unit, int] = {"ratio": 2, "rate": 2, "hours_per_1000": 2, "per_1000": 2, "scale": 1, "index": 2}
_ONE_IF_BROKEN: frozenset[Unit] = frozenset({"days", "months", "count", "person_hours", "hours"})
"""Units whose numbers are whole as a rule; others without digits (crowns) are rounded."""

_MARKED_BELOW = 20
"""A share of fewer persons is marked: a single one moves it by more than five percentage points."""


def indicator_name(indicator: str, language: str, *, variant: str = "", limits: Limits | None = None) -> str:
    """The name of an indicator with a capital, and its variant; ``limits`` are those that it was computed with."""
    name = capital(indicator_words(indicator, "name", language))
    return f"{name}, {variant_words(indicator, variant, language, limits=limits)}" if variant else name


def measure_name(measure: Measure, names: ProcessNames) -> str:
    """The name of the indicator, its variant, and the part that it is about."""
    words = indicator_name(measure.indicator, names.language, variant=measure.variant, limits=names.limits)
    part = names.name(measure.split, measure.part) if measure.split else ""
    return ": ".join(each for each in (part, words) if each)


def split_name(split: str, language: str) -> str:
    """What the parts of a split are called; a third party's split without words by its name."""
    key = f"table.measures.split.{split}"
    return message(key, language) if has(key) else capital(split.replace("_", " "))


def measure_cell(measure: Measure, language: str) -> str:
    """The number as it is read: "4 av 5 (80 %)", "12 dagar", or why there is none.

    Examples
    --------
    >>> four = Measure(indicator="PM01", value=0.8, unit="share", numerator=4, denominator=5)
    >>> measure_cell(four, "sv").replace("\\u00a0", " ")
    '4 av 5 (80 %)'
    """
    if measure.unit == "status" and measure.state and not measure.reason:
        return state_word(measure.state, language)
    if measure.value is None:
        return _why_not(measure, language)
    if measure.unit == "share":
        share = _share(measure, measure.value, language)
        return message("table.measures.few", language, value=share) if rests_on_few(measure) else share
    written = number(measure.value, language, _digits(measure, measure.value))
    unit = f"measure.unit.{measure.unit}"
    return message(unit, language, value=written) if has(unit) else written


def rests_on_few(measure: Measure) -> bool:
    """Whether it is a share of fewer than 20 persons, which is marked.

    Examples
    --------
    >>> new = Measure(indicator="PR01", value=0.5, unit="share", numerator=6, denominator=12, persons=True)
    >>> rests_on_few(new)
    True
    """
    base = measure.denominator
    shown = measure.persons and measure.unit == "share" and measure.value is not None
    return shown and base is not None and base < _MARKED_BELOW


def bounds_cell(measure: Measure, language: str) -> str:
    """What missing cells, chance or the parts could make of the number."""
    if measure.bounds == "none" or (measure.low is None and measure.high is None):
        return MISSING
    if measure.unit == "share":
        ends = percent_interval(measure.low, measure.high, language)
        ends = message("table.measures.percent", language, ends=ends)
    else:
        ends = "–".join(_end(end, measure, language) for end in (measure.low, measure.high))
    return message(f"table.measures.{measure.bounds}", language, ends=ends)


def level_cell(measure: Measure, language: str) -> str:
    """The band with its sign, else the word that judges the number ("balanserad", "aktuell", "god")."""
    if measure.band:
        return f"{_SIGNS[measure.band]} {message(f'measure.band.{measure.band}', language)}"
    judged = measure.value is not None and measure.unit != "status" and has(f"measure.state.{measure.state}")
    return state_word(measure.state, language) if judged else MISSING


def state_word(state: str, language: str) -> str:
    """A state as a word: one of the process half, else of an enumeration, else of the glossary."""
    key = f"measure.state.{state}"
    return message(key, language) if has(key) else label(state, language)


def _why_not(measure: Measure, language: str) -> str:
    """Why there is no number, and what the state adds to it."""
    if not measure.reason:
        return MISSING
    reason = message(f"measure.reason.{measure.reason}", language)
    key = f"measure.state.{measure.state}"
    return f"{reason}, {message(key, language)}" if has(key) else reason


def _share(measure: Measure, value: float, language: str) -> str:
    share = percent(value, language, form="table")
    done, of = measure.numerator, measure.denominator
    if done is None or of is None or not (float(done).is_integer() and float(of).is_integer()):
        return share
    unit = _counted_in(measure.state, language)
    key = "table.measures.of_unit" if unit else "table.measures.of"
    return message(key, language, done=count(done, language), of=count(of, language), share=share, unit=unit)


def _counted_in(state: str, language: str) -> str:
    """What numerator and denominator count, where the state is such a word (hours, occasions)."""
    if not state or has(f"measure.state.{state}") or has(f"measure.remark.{state}"):
        return ""
    try:
        return enum_label(state, language)
    except KeyError:
        return ""


def _digits(measure: Measure, value: float) -> int:
    broken = measure.unit in _ONE_IF_BROKEN and not float(value).is_integer()
    return 1 if broken else _DIGITS.get(measure.unit, 0)


def _end(end: float | None, measure: Measure, language: str) -> str:
    if end is None:
        return message("table.measures.not_reached", language)
    return number(end, language, _digits(measure, end))
