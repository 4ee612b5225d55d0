"""A specification curve as a table: one row for each way to ask."""

from __future__ import annotations

from evaluera.results.curve import Curve, Specification
from evaluera.tables.table import Align, Table
from evaluera.text.curves import choice_name, value_name
from evaluera.text.messages import message
from evaluera.text.numbers import interval, number, p_value

__all__ = ["curve_table"]

_DIGITS = 2


def curve_table(curve: Curve, language: str) -> Table:
    """Every way to ask with its answer, from the lowest to the highest; the pre-specified one is marked.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> curve = evaluera.specification_curve("before_after", panel, start="1983-02", before=12, after=12)
    >>> curve_table(curve, "sv").headers[-1]
    'p-värde'
    """
    texts: tuple[Align, ...] = tuple("left" for _ in range(1 + len(curve.options)))
    return Table(
        caption=message("curve.table", language),
        headers=(
            message("curve.way", language),
            *(choice_name(option, language) for option in curve.options),
            message("table.head.estimate", language, confidence=curve.confidence),
            message("table.head.p_value", language),
        ),
        rows=tuple(_row(curve, place, row, language) for place, row in enumerate(curve.rows, start=1)),
        align=(*texts, "right", "right"),
    )


def _row(curve: Curve, place: int, row: Specification, language: str) -> tuple[str, ...]:
    edges = interval(row.low, row.high, language, _DIGITS)
    return (
        f"{place}, {message('curve.given', language)}" if row.prespecified else str(place),
        *(value_name(option, row.choices[option], language) for option in curve.options),
        f"{number(row.estimate, language, _DIGITS)} ({edges})",
        p_value(row.p_value, language),
    )
