"""Which heading is which column: the Swedish heading, the machine name, or what the user says it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from evaluera.data.process.table_kind import TableKind

__all__ = ["Headings", "column_of", "fits", "folded"]


_SPACES = str.maketrans("_-‐‑–", "     ")


def folded(name: str) -> str:
    """A heading or sheet name without capitals, spaces, underscores and hyphens; one sign for each accented letter.

    Examples
    --------
    >>> folded(" Planerad_Start "), folded("EST-omgång")
    ('planeradstart', 'estomgång')
    """
    return "".join(unicodedata.normalize("NFC", name).casefold().translate(_SPACES).split())


@dataclass(slots=True, kw_only=True)
class Headings:
    """What the user said about headings, folded; ``met`` gathers those that stood somewhere.

    ``columns`` maps a heading to the column it stands for, ``ignored`` are never read.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, columns: Mapping[str, str] | None, ignored: Collection[str]) -> Headings:
        """From the keywords as given."""
        mapped = {folded(heading): column for heading, column in (columns or {}).items()}
        return cls(columns=mapped, ignored=frozenset(map(folded, ignored)))

    def reads(self, heading: str) -> bool:
        """Whether a column with this heading is read at all."""
        return folded(heading) not in self.ignored

    def column(self, heading: str, kind: TableKind) -> str | None:
        """The machine name of the column in this table, or None."""
        mapped = self.columns.get(folded(heading))
        return column_of(heading if mapped is None else mapped, kind) or column_of(heading, kind)


def column_of(heading: str, kind: TableKind) -> str | None:
    """The machine name of the column with that heading (machine names go first), or None.

    Examples
    --------
    >>> from evaluera.data.process.table_registry import table_kind
    >>> column_of("Antal tillfällen", table_kind("activity_log")), column_of("annat", table_kind("activity_log"))
    ('sessions_n', None)
    """
    return _columns(kind).get(folded(heading))


def fits(headings: Sequence[str], kind: TableKind, said: Headings) -> bool:
    """Whether the headings hold every column that each row of the table must fill."""
    found = {said.column(heading, kind) for heading in headings if heading and said.reads(heading)}
    needed = {each.name for each in kind.columns if each.required and not each.generated and each.default is None}
    return needed <= found


@cache
def _columns(kind: TableKind) -> Mapping[str, str]:
    swedish = {folded(column.heading): column.name for column in kind.columns}
    return {**swedish, **{folded(column.name): column.name for column in kind.columns}}
