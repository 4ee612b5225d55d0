"""Estimates made at one period after another, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.results.estimate import Estimate
from evaluera.tables.cells import estimate_cell
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.names import capital
from evaluera.text.numbers import p_value, period_text

__all__ = ["over_time_table"]


def over_time_table(points: Sequence[tuple[str, Estimate]], language: str, *, caption: str, kind: str) -> Table:
    """Each period with the estimate that belongs to it, its interval and p-value.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> points = [("1983-02", result.primary()[0])]
    >>> over_time_table(points, "sv", caption="Prövade datum", kind="count").rows
    (('Februari 1983', '0,69 (0,61–0,78)', '<\xa00,001'),)
    """
    confidence = points[0][1].confidence if points else 0.95
    heads = ("period", "estimate", "p_value")
    return Table(
        caption=caption,
        headers=tuple(message(f"table.head.{head}", language, confidence=confidence) for head in heads),
        rows=tuple(
            (
                capital(str(period_text(label, language))),
                estimate_cell(each, kind, language),
                p_value(each.p_value, language),
            )
            for label, each in points
        ),
        align=("left", "right", "right"),
    )
