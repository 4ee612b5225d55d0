"""The words of a figure: subtitle, labels, alternative text and caption, all from the message files."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Provenance
from evaluera.text.messages import has, message
from evaluera.text.names import capital, unit_name
from evaluera.text.numbers import number, period_span, period_text, ratio

__all__ = [
    "Rhythm",
    "band_text",
    "interval_text",
    "rhythm_of",
    "source_text",
    "unit_text",
]

_LETTER_OF_SEASON = {12: "M", 4: "Q", 52: "W", 1: "Y"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often one measures, for words: ``M``, ``Q``, ``W``, ``Y`` or ``any``, and whether periods have dates."""

    letter: str
    dated: bool

    @property
    def _season_length(self) -> int | None:
        return next((length for length, letter in _LETTER_OF_SEASON.items() if letter == self.letter), None)

    def moment(self, period: str, language: str) -> str:
        """One period: ``jan 2005``, ``kv 1 2005``, ``kvartal 13``."""
        return period_text(period, language, short=True, season_length=self._season_length)

    def span(self, first: str, last: str, language: str) -> str:
        """From the first to the last period: ``jan 2002–nov 2006``, ``kvartal 1–16``."""
        return period_span(first, last, language, short=True, season_length=self._season_length)


def rhythm_of(course: Course, result: EffectResult) -> Rhythm:
    """The rhythm of a course; periods without dates take it from the season length of their evidence."""
    if course.frequency is not None:
        return Rhythm(course.frequency, dated=True)
    about = (e for e in result.evidence if e.outcome in ("", course.outcome) and e.area in ("", course.area))
    season = next((e.season_length for e in about), None)
    return Rhythm(_LETTER_OF_SEASON.get(season or 0, "any"), dated=False)


def unit_text(unit: str, kind: str, language: str, scale: str | None = None) -> str:
    """A unit with a capital: ``Antal`` and the like for the kinds of outcome, else what the user or method calls it."""
    general = unit in ("events", kind) and has(f"figure.unit.{kind}")
    words = message(f"figure.unit.{kind}", language) if general else unit_name(unit, language)
    return capital(words if scale is None else message(f"figure.scale.{scale}", language, unit=words))


def interval_text(estimate: Estimate, language: str) -> str:
    """An estimate and its interval as in a table: ``0,78 (0,57–1,06)``."""
    values = (estimate.estimate, estimate.low, estimate.high)
    middle, low, high = (ratio(v, language) if estimate.scale == "log" else number(v, language) for v in values)
    between = message("figure.to", language, low=low, high=high) if "\N{MINUS SIGN}" in low + high else f"{low}–{high}"
    return f"{middle} ({between})"


def band_text(key: str, confidence: float, language: str) -> str:
    """What a band or an interval means, as so many of a hundred (or of a thousand) analyses."""
    of = 100 if abs(confidence * 100 - round(confidence * 100)) < 1e-9 else 1000
    return message(key, language, cases=round(confidence * of), of=of)


def source_text(provenance: Provenance, language: str) -> str:
    """Where the figures come from, and when they were fetched."""
    if provenance.source is None:
        return message("figure.source.none", language)
    if provenance.retrieved_on is None:
        return message("figure.source.undated", language, source=provenance.source)
    return message("figure.source.dated", language, source=provenance.source, date=provenance.retrieved_on)
