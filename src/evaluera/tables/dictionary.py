"""The dictionary of the indicators: the definitions that the code computes by, in words."""

from __future__ import annotations

from collections.abc import Iterable

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.limits import Limits
from evaluera.tables.table import Table
from evaluera.text.indicator_words import indicator_words
from evaluera.text.messages import has, message
from evaluera.text.table_words import sheet_names

__all__ = ["dictionary_table"]


def dictionary_table(indicators: Iterable[Indicator], language: str, *, limits: Limits | None = None) -> Table:
    """One row for each indicator: id and name, formula in words, records it comes from, how sure it is.

    ``limits`` are those that the numbers were computed with; the defaults when left out.

    Examples
    --------
    >>> from evaluera.methods.process.indicator_registry import indicators
    >>> dictionary_table([indicators()["PM01"]], "sv").rows[0][0]
    'PM01 mötesföljsamhet'
    """
    shown = tuple(indicators)
    rows = tuple(
        (
            f"{each.id} {message(f'indicator.{each.id}.name', language)}",
            indicator_words(each.id, "formula", language, limits=limits),
            _source(each, language),
            _uncertainty(each, language),
        )
        for each in shown
    )
    return Table(
        caption=message("table.dictionary.caption", language),
        headers=tuple(message(f"table.dictionary.{head}", language) for head in ("name", "formula", "source", "sure")),
        rows=rows,
        note=message("table.dictionary.note", language),
    )


def _source(indicator: Indicator, language: str) -> str:
    """The words of the definition, else the sheets."""
    key = f"indicator.{indicator.id}.source"
    if has(key):
        return message(key, language)
    return sheet_names(" ".join(indicator.tables), language)


def _uncertainty(indicator: Indicator, language: str) -> str:
    band = f" {message('table.dictionary.banded', language)}" if indicator.banded else ""
    return message(f"measure.uncertainty.{indicator.uncertainty}", language) + band
