"""The checks of a result, one row each."""

from __future__ import annotations

from evaluera.results.diagnostic import Diagnostic
from evaluera.results.effect import EffectResult
from evaluera.tables.names import analysis_label
from evaluera.tables.table import Align, Table
from evaluera.text.explanation import check_name, reason_text, verdict_text
from evaluera.text.messages import message
from evaluera.text.names import named
from evaluera.text.numbers import number

__all__ = ["diagnostics_table"]


def diagnostics_table(result: EffectResult, language: str) -> Table:
    """What was checked, the verdict in words, the number behind it and what it means.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> diagnostics_table(result, "sv").rows[0][:2]
    ('Räcker antalet perioder?', 'håller')
    """
    parts = [part for part in ("outcome", "area") if len({getattr(d, part) for d in result.diagnostics}) > 1]
    heads = ("check", *parts, "verdict", "value", "meaning")
    align: tuple[Align, ...] = tuple("right" if head == "value" else "left" for head in heads)
    return Table(
        caption=message("table.caption.diagnostics", language, label=analysis_label(result, language)),
        headers=tuple(message(f"table.head.{head}", language) for head in heads),
        rows=tuple(_row(each, result, parts, language) for each in result.diagnostics),
        note=f"{message('table.note.diagnostics', language)} {message('table.missing_note', language)}",
        align=align,
    )


def _row(diagnostic: Diagnostic, result: EffectResult, parts: list[str], language: str) -> tuple[str, ...]:
    return (
        check_name(diagnostic, language),
        *(named(getattr(diagnostic, part), result.question.labels, language) for part in parts),
        verdict_text(diagnostic, language),
        number(diagnostic.value, language),
        reason_text(diagnostic, language, season_length=result.season_length),
    )
