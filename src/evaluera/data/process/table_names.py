"""Which table a sheet or a file is: by its Swedish name or machine name, also with something after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from evaluera.data.process.headings import Headings, fits, folded
from evaluera.data.process.table_kind import TableKind
from evaluera.data.process.table_registry import table_kinds

__all__ = ["SETTINGS", "is_instruction", "is_settings", "table_fitting", "table_named", "table_with_suffix"]

SETTINGS = ("inställningar", "settings")
"""The sheet where a coordinator sets what evaluation.yaml sets otherwise."""

_INSTRUCTIONS = ("läs mig", "läsmig", "instruktion", "hjälp", "listor", "värdelistor", "att rätta", "förklaring")
_INSTRUCTIONS_IN_ENGLISH = ("read me", "readme", "instruction", "help", "lists", "to correct", "explanation")
_PARTS = re.compile(r"[\s_().,-]+")


def is_settings(name: str) -> bool:
    """Whether a sheet or file of this name holds settings."""
    return folded(name) in SETTINGS


def is_instruction(name: str) -> bool:
    """Whether a sheet of this name explains, lists values or shows findings, and holds no data.

    Examples
    --------
    >>> is_instruction("Läs mig först"), is_instruction("möte")
    (True, False)
    """
    start = folded(name).lstrip("_")
    return start.startswith(tuple(map(folded, (*_INSTRUCTIONS, *_INSTRUCTIONS_IN_ENGLISH))))


def table_named(name: str) -> TableKind | None:
    """The table of exactly that name.

    Examples
    --------
    >>> table_named("EST omgång").name, table_named("Activity log").name, table_named("Blad1")
    ('est_round', 'activity_log', None)
    """
    return _names().get(_joined(_parts(name)))


def table_with_suffix(name: str) -> TableKind | None:
    """The table whose name the name begins with: the longest such name.

    Examples
    --------
    >>> table_with_suffix("aktivitetslogg_ersboda_2024").name, table_with_suffix("EST-åtgärd iakttagelse (2)").name
    ('activity_log', 'est_action_report')
    """
    parts = _parts(name)
    found = (_names().get(_joined(parts[:length])) for length in range(len(parts), 0, -1))
    return next((kind for kind in found if kind is not None), None)


def table_fitting(headings: Sequence[str], said: Headings) -> TableKind | None:
    """The only table that the headings fit, or None when they fit none or several.

    Tables that know every heading go before those that do not.
    """
    named = [heading for heading in headings if heading and said.reads(heading)]
    possible = [kind for kind in table_kinds().values() if fits(named, kind, said)]
    whole = [kind for kind in possible if all(said.column(heading, kind) for heading in named)]
    for kinds in (whole, possible):
        if len(kinds) == 1:
            return kinds[0]
    return None


@cache
def _names() -> dict[str, TableKind]:
    kinds = table_kinds().values()
    swedish = {_joined(_parts(kind.sheet)): kind for kind in kinds}
    return {**swedish, **{_joined(_parts(kind.name)): kind for kind in kinds}}


def _parts(name: str) -> list[str]:
    return [part for part in _PARTS.split(name) if part]


def _joined(parts: Sequence[str]) -> str:
    return folded("".join(parts))
