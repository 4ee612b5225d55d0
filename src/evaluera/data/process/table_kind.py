"""What a process table is: its columns, what may stand in them, its key and what it hangs on."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Literal

__all__ = ["PACKS", "Column", "ColumnKind", "Pack", "Reference", "TableKind"]

ColumnKind = Literal[
    "id", "text", "enum", "int", "num", "bool", "date", "month", "month_or_week", "year", "period", "wave"
]
"""``id`` is ``[A-Za-z0-9_-]{1,40}``; ``month`` is YYYY-MM; ``month_or_week`` also YYYY-Www; ``period`` a year, half,
quarter or month (YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM); ``wave`` of a survey is YYYY or YYYY-MM."""

Pack = Literal["basic", "meetings", "goals_promises", "est", "walks", "staffing_documents", "surveys", "research"]
PACKS: tuple[Pack, ...] = typing.get_args(Pack)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The column of another table that a value must stand in."""

    table: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    ``heading`` is the Swedish one (the machine name is always accepted). ``minimum`` and ``maximum`` are inclusive,
    ``above`` is not. ``values`` are the machine names of an enumeration. ``default`` is what an empty cell means
    (``only``: the single row of the table it refers to). ``generated``: an id that nothing refers to may be left empty.
    ``persons``: a number of persons, protected when small. ``open``: shown in the workbook; the others lie in a folded
    group. ``last_day``: a month written for a date means its last day, not its first. ``free_text``: people write
    sentences here, so names of persons are looked for.
    """

    name: str
    heading: str
    kind: ColumnKind
    required: bool = False
    open: bool = False
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    values: tuple[str, ...] = ()
    refers: Reference | None = None
    default: str | None = None
    generated: bool = False
    persons: bool = False
    last_day: bool = False
    free_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """One table: one row is one thing.

    ``sheet`` is the Swedish name of its sheet. ``minimum_set``: a full report needs it (an empty one is valid).
    ``key`` are the columns that no two rows may share. ``dated_by`` is the column by whose date a row belongs to a
    year, or the name of the table that has the date (``meeting``, ``round``); empty when rows belong to no year.
    ``section`` is the part of the report it feeds; ``minutes_a_month`` about how long it takes to keep.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    pack: Pack = "basic"
    minimum_set: bool = False
    dated_by: str = ""
    minutes_a_month: int = 0
    section: str = ""

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises
        ------
        KeyError
            The table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The machine names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that every row must fill (an empty cell with a default is filled)."""
        return tuple(column.name for column in self.columns if column.required)
