"""What different sources say of the goals, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.conclusion.triangulation import Cell, GoalRow
from evaluera.tables.table import MOST_COLUMNS, Table
from evaluera.text.messages import has, message
from evaluera.text.names import capital
from evaluera.text.process_names import ProcessNames

__all__ = ["source_name", "triangulation_table"]

_OTHERS = "others"


def source_name(source: str, language: str) -> str:
    """What a source is called; one that was handed in has its own name.

    Examples
    --------
    >>> source_name("follow_up", "sv"), source_name("Skolenkäten", "sv")
    ('måluppföljning', 'Skolenkäten')
    """
    key = f"contribution.source.{source}"
    return message(key, language) if has(key) else source


def triangulation_table(rows: Sequence[GoalRow], names: ProcessNames) -> Table:
    """A row for each goal and a column for each source, the last one for how they agree.

    Sources that do not fit on a page stand together in the column before the last, each with its name.
    """
    language = names.language
    sources = list(dict.fromkeys(cell.source for row in rows for cell in row.cells))
    fits = MOST_COLUMNS - 2
    alone = sources if len(sources) <= fits else sources[: fits - 1]
    folded = [] if len(sources) <= fits else [_OTHERS]
    heads = [capital(source_name(each, language)) for each in (*alone, *folded)]
    return Table(
        caption=message("table.triangulation.caption", language),
        headers=(
            message("table.triangulation.goal", language),
            *heads,
            message("table.triangulation.agreeing", language),
        ),
        rows=tuple(
            (
                names.name("goal", row.goal),
                *(_cell(_of(row, source), language) for source in alone),
                *(_together(row, alone, language) for _ in folded),
                message(f"contribution.agreeing.{row.agreeing}", language),
            )
            for row in rows
        ),
        note=message("table.triangulation.note", language),
    )


def _of(row: GoalRow, source: str) -> Cell | None:
    return next((cell for cell in row.cells if cell.source == source), None)


def _cell(cell: Cell | None, language: str) -> str:
    if cell is None or cell.says == "silent":
        return message("contribution.says.silent", language)
    says = message(f"contribution.says.{cell.says}", language)
    strength = message(f"contribution.strength.{cell.strength}", language)
    return f"{says} ({strength}){'' if cell.own else ' *'}"


def _together(row: GoalRow, alone: Sequence[str], language: str) -> str:
    others = [cell for cell in row.cells if cell.source not in alone]
    parts = [f"{capital(source_name(cell.source, language))}: {_cell(cell, language)}" for cell in others]
    return "; ".join(parts) or _cell(None, language)
