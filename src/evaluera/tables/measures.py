"""Numbers of the process half as tables: a row for each number, or for each part with a column for each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evaluera.results.measure import Measure
from evaluera.tables.measure_cells import (
    bounds_cell,
    indicator_name,
    level_cell,
    measure_cell,
    measure_name,
    split_name,
)
from evaluera.tables.measure_remarks import remarks
from evaluera.tables.table import Align, Table
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING
from evaluera.text.process_names import ProcessNames

__all__ = ["measures_table", "split_tables"]

_NUMBERS: Align = "right"
_ACROSS = 5
"""So many numbers fit beside each other on a page."""


def measures_table(measures: Iterable[Measure], names: ProcessNames, *, caption: str) -> Table:
    """What was measured, the number, what missing cells or chance could make of it, and what it rests on.

    Parameters
    ----------
    measures
        Numbers in the order in which they are shown.
    names
        What parts are called, and the language.
    caption
        What the table is about.
    """
    language = names.language
    shown = tuple(measures)
    return Table(
        caption=caption,
        headers=tuple(message(f"table.measures.{head}", language) for head in ("name", "value", "bounds", "band")),
        rows=tuple(
            (
                measure_name(each, names),
                measure_cell(each, language),
                bounds_cell(each, language),
                level_cell(each, language),
            )
            for each in shown
        ),
        note=remarks(shown, names),
        align=("left", "right", "right", "left"),
    )


def split_tables(measures: Iterable[Measure], names: ProcessNames, *, split: str, caption: str) -> tuple[Table, ...]:
    """One row for each part of the split, one column for each number; more numbers than fit go on in another table."""
    chosen = [each for each in measures if each.split == split and not each.period]
    heads = list(dict.fromkeys((each.indicator, each.variant) for each in chosen))
    pages = [heads[first : first + _ACROSS] for first in range(0, len(heads), _ACROSS)]
    return tuple(_split_page(chosen, page, names, split=split, caption=caption) for page in pages)


def _split_page(
    chosen: Sequence[Measure], heads: Sequence[tuple[str, str]], names: ProcessNames, *, split: str, caption: str
) -> Table:
    language = names.language
    inside = [each for each in chosen if (each.indicator, each.variant) in heads]
    parts = sorted({each.part for each in inside}, key=lambda part: names.name(split, part).casefold())
    found = {(each.part, each.indicator, each.variant): each for each in inside}
    return Table(
        caption=caption,
        headers=(
            split_name(split, language),
            *(indicator_name(name, language, variant=variant, limits=names.limits) for name, variant in heads),
        ),
        rows=tuple(
            (names.name(split, part), *(_cell_of(found.get((part, *head)), language) for head in heads))
            for part in parts
        ),
        note=remarks(_seen(inside), names),
        align=("left", *[_NUMBERS] * len(heads)),
    )


def _seen(measures: Sequence[Measure]) -> list[Measure]:
    """As the table shows them: without bounds and bands, which it has no room for."""
    return [replace(each, low=None, high=None, bounds="none", band="") for each in measures]


def _cell_of(measure: Measure | None, language: str) -> str:
    return MISSING if measure is None else measure_cell(measure, language)
