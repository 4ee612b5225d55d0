"""The conclusions of an evaluation at a glance, one row for each outcome."""

from __future__ import annotations

from collections import Counter
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
from evaluera.text.names import method_name, unit_name
from evaluera.text.numbers import MISSING, percent, percent_interval

__all__ = ["size_cell", "verdict_words", "verdicts_table"]

_SIGNS = {
    FindingClass.DECREASE: "▼",
    FindingClass.INCREASE: "▲",
    FindingClass.NO_CLEAR_EFFECT: "↔",
    FindingClass.NO_IMPORTANT_EFFECT: "=",
    FindingClass.TOO_LITTLE_DATA: "?",
}


def verdicts_table(results: Mapping[str, EffectResult], language: str) -> Table:
    """Each outcome with its conclusion (a sign and a word), the size with its interval, and the certainty.

    Parameters
    ----------
    results
        Results by analysis; one with several series gives a row for each. An outcome that several analyses look at is
        told apart by the method.

    Examples
    --------
    >>> verdicts_table({"main": result}, "sv").rows[0]  # doctest: +SKIP
    ('Alla brott', '↔ ingen tydlig ändring', '−22 % (−43 till 6)', '●●○○ låg')
    """
    found = [(result, *each) for result in results.values() for each in _series(result)]
    names = Counter(series_label(estimate, result, language) for result, estimate, _ in found)
    confidence = max((estimate.confidence for _, estimate, _ in found), default=0.95)
    heads = ("outcome", "conclusion", "size", "level")
    return Table(
        caption=message("table.caption.verdicts", language),
        headers=tuple(message(f"table.head.{head}", language, confidence=confidence) for head in heads),
        rows=tuple(_row(*each, names, language) for each in found),
        note=message("table.note.verdicts", language),
        align=("left", "left", "right", "left"),
    )


def verdict_words(conclusion: Conclusion, language: str) -> str:
    """The conclusion as a sign and a few words that say no more than the certainty allows.

    Examples
    --------
    >>> verdict_words(conclude(result), "sv")  # doctest: +SKIP
    '▼ möjlig minskning'
    """
    words = message(f"conclusion.verdict.{conclusion.finding}.{conclusion.certainty}", language)
    return f"{_SIGNS[conclusion.finding]} {words}"


def size_cell(conclusion: Conclusion, kind: str, language: str) -> str:
    """The change with its interval: per cent for ratios, the unit for differences, nothing with too little data.

    Examples
    --------
    >>> size_cell(conclude(result), "count", "sv")  # doctest: +SKIP
    '−22 % (−43 till 6)'
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


def _row(
    result: EffectResult, estimate: Estimate, conclusion: Conclusion, names: Counter[str], language: str
) -> tuple[str, ...]:
    name = series_label(estimate, result, language)
    return (
        f"{name} ({method_name(result.method, language)})" if names[name] > 1 else name,
        verdict_words(conclusion, language),
        size_cell(conclusion, result.kind, language),
        dots(conclusion.certainty, language),
    )
