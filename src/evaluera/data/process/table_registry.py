"""Process tables are found by entry points (group ``evaluera.tables``): ours as a third party's.

An entry point names a TableKind, or a function without arguments that gives several.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from evaluera.data.process.table_kind import TableKind

__all__ = ["GROUP", "table_kind", "table_kinds"]

GROUP = "evaluera.tables"


@cache
def _found() -> dict[str, TableKind]:
    kinds: dict[str, TableKind] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name != "standard", point.name)):
        loaded = point.load()
        for kind in (loaded,) if isinstance(loaded, TableKind) else loaded():
            kinds.setdefault(kind.name, kind)
    return kinds


def table_kinds() -> dict[str, TableKind]:
    """All tables by machine name, ours first."""
    return dict(_found())


def table_kind(name: str) -> TableKind:
    """The table of that machine name.

    Raises
    ------
    KeyError
        No table has the name.

    Examples
    --------
    >>> table_kind("activity_log").sheet, table_kind("activity_log").column("minutes").heading
    ('aktivitetslogg', 'minuter')
    """
    return _found()[name]
