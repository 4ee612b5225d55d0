"""The conclusions of an evaluation at a glance, one row for each outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluera.conclusion.concluding import Conclusion, conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.series import primary_estimates
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.tables.cells import estimate_cell
from evaluera.tables.names import series_label
from evaluera.tables.steps import dots
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.names import unit_name
from evaluera.text.numbers import MISSING, percent, percent_interval

__all__ = ["size_cell", "verdict_words", "verdicts_table"]

_HEADS = ("outcome", "conclusion", "size", "level")
_SIGNS = {
    FindingClass.DECREASE: "▼",
    FindingClass.INCREASE: "▲",
    FindingClass.NO_CLEAR_EFFECT: "↔",
    FindingClass.NO_IMPORTANT_EFFECT: "=",
    FindingClass.TOO_LITTLE_DATA: "?",
}


def verdicts_table(results: Mapping[str, EffectResult], language: str, *, primary: str | None = None) -> Table:
    """Each outcome with its conclusion (a sign and a word), the size with its interval, and the certainty.

    Parameters
    ----------
    results
        Results by analysis; one with several series gives a row for each.
    primary
        The main analysis: it comes first. Where several analyses look at the same outcome and area, the first stands
        here and the note sends the reader to the others.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> verdicts_table({"main": result}, "sv").rows[0]
    ('Front ksi', '▼ minskning, oklar orsak', '−31\xa0% (−39 till −22)', '●○○○ mycket låg')
    """
    ordered = sorted(results, key=lambda name: name != primary)
    found = [(results[name], *each) for name in ordered for each in _series(results[name])]
    shown: dict[tuple[str, str], tuple[EffectResult, Estimate, Conclusion]] = {}
    for row in found:
        shown.setdefault((row[1].outcome, row[1].area), row)
    confidence = max((estimate.confidence for _, estimate, _ in found), default=0.95)
    notes = ["verdicts", "others"] if len(shown) < len(found) else ["verdicts"]
    return Table(
        caption=message("table.caption.verdicts", language),
        headers=tuple(message(f"table.head.{head}", language, confidence=confidence) for head in _HEADS),
        rows=tuple(_row(*each, language) for each in shown.values()),
        note=" ".join(message(f"table.note.{note}", language) for note in notes),
        align=("left", "left", "right", "left"),
    )


def verdict_words(conclusion: Conclusion, language: str) -> str:
    """The conclusion as a sign and a few words that say no more than the certainty allows.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> verdict_words(conclude(result), "sv")
    '▼ minskning, oklar orsak'
    """
    words = message(f"conclusion.verdict.{conclusion.finding}.{conclusion.certainty}", language)
    return f"{_SIGNS[conclusion.finding]} {words}"


def size_cell(conclusion: Conclusion, kind: str, language: str) -> str:
    """The change with its interval: per cent for ratios, the unit for differences, nothing with too little data.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> size_cell(conclude(result), "count", "sv")
    '−31\xa0% (−39 till −22)'
    """
    if conclusion.finding is FindingClass.TOO_LITTLE_DATA:
        return MISSING
    change, estimate = conclusion.change, conclusion.series.estimate
    if change.amount is not None:
        unit = "percentage_points" if kind == "share" else estimate.unit
        return f"{estimate_cell(estimate, kind, language)} {unit_name(unit, language)}".rstrip()
    ends = percent_interval(change.low, change.high, language)
    return f"{percent(change.estimate, language, form='table')} ({ends})"


def _series(result: EffectResult) -> Iterator[tuple[Estimate, Conclusion]]:
    """Each primary estimate with its conclusion."""
    for estimate in primary_estimates(result):
        conclusion = conclude(result.select(outcome=estimate.outcome, area=estimate.area or None))
        yield estimate, conclusion


def _row(result: EffectResult, estimate: Estimate, conclusion: Conclusion, language: str) -> tuple[str, ...]:
    return (
        series_label(estimate, result, language),
        verdict_words(conclusion, language),
        size_cell(conclusion, result.kind, language),
        dots(conclusion.certainty, language),
    )
