"""A table as it is read: finished text in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["MOST_COLUMNS", "Align", "Table"]

Align = Literal["left", "right"]
MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table for a report: caption, headers, rows and a note below.

    Attributes
    ----------
    caption
        What the table shows.
    headers
        One for each column, units included; at most :data:`MOST_COLUMNS`.
    rows
        Cells as text, every row as long as the headers.
    note
        Explains symbols and measures; empty when nothing needs it.
    row_headers
        Whether the first cell of a row names the row.
    align
        ``left`` for text, ``right`` for numbers (written with the same decimals, so that decimal marks meet); empty
        means all left.

    Raises
    ------
    ValueError
        A row or ``align`` has another length than the headers, or there are too many columns.

    Examples
    --------
    >>> Table(caption="Brott", headers=("År", "Antal"), rows=(("2024", "12"),)).rows[0]
    ('2024', '12')
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    row_headers: bool = True
    align: tuple[Align, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.headers)
        if width > MOST_COLUMNS:
            raise ValueError(f"{width} columns, at most {MOST_COLUMNS}")
        if any(len(row) != width for row in self.rows) or (self.align and len(self.align) != width):
            raise ValueError("rows and align must be as long as the headers")
