"""All estimates of a result, one row each."""

from __future__ import annotations

from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.tables.cells import estimate_cell
from evaluera.tables.names import analysis_label
from evaluera.tables.table import Align, Table
from evaluera.text.messages import message
from evaluera.text.names import capital, named, term_name, unit_name
from evaluera.text.numbers import p_value

__all__ = ["estimates_table"]


def estimates_table(result: EffectResult, language: str) -> Table:
    """Every estimate with its interval, unit, p-value and number of periods, by name and not by key.

    The columns outcome and area stand only where they differ between rows.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> estimates_table(result, "sv").rows[0]
    ('Kvot efter mot före', '0,69 (0,61–0,78)', 'kvot', '<\xa00,001', '24')
    """
    parts = [part for part in ("outcome", "area") if len({getattr(e, part) for e in result.estimates}) > 1]
    confidence = max((each.confidence for each in result.estimates), default=0.95)
    heads = ("term", *parts, "estimate", "unit", "p_value", "n")
    aligns: dict[str, Align] = {"estimate": "right", "p_value": "right", "n": "right"}
    return Table(
        caption=message("table.caption.estimates", language, label=analysis_label(result, language)),
        headers=tuple(message(f"table.head.{head}", language, confidence=confidence) for head in heads),
        rows=tuple(_row(each, result, parts, language) for each in result.estimates),
        note=_note(result, language),
        align=tuple(aligns.get(head, "left") for head in heads),
    )


def _row(estimate: Estimate, result: EffectResult, parts: list[str], language: str) -> tuple[str, ...]:
    points = result.kind == "share" and estimate.scale == "identity"
    unit = "percentage_points" if points else estimate.unit
    return (
        capital(term_name(estimate.term, language)),
        *(named(getattr(estimate, part), result.question.labels, language) for part in parts),
        estimate_cell(estimate, result.kind, language),
        unit_name(unit, language),
        p_value(estimate.p_value, language),
        str(estimate.n),
    )


def _note(result: EffectResult, language: str) -> str:
    """What the scales mean, for those that occur."""
    scales = {each.scale for each in result.estimates}
    keys = [key for scale, key in (("log", "ratio"), ("identity", "difference")) if scale in scales]
    if any(each.term == "cumulative_effect" for each in result.estimates):
        keys.append("cumulative")
    return " ".join(message(f"table.note.{key}", language) for key in keys)
