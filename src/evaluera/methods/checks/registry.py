"""Checks are found by entry points (group ``evaluera.checks``); ours are registered as a third party's are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Literal

from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.checks.check import Check
from evaluera.methods.options import nearest

__all__ = ["GROUP", "checks", "chosen_checks"]

GROUP = "evaluera.checks"


@cache
def _found() -> dict[str, Check]:
    return {point.name: point.load()() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def checks() -> dict[str, Check]:
    """All checks that ask the method again, by name, sorted."""
    return dict(_found())


def chosen_checks(names: Literal["standard", "all"] | Sequence[str]) -> tuple[Check, ...]:
    """The checks of a set (``standard``: those of every report) or with these names.

    Raises
    ------
    ParameterError
        ``parameter.unknown_check`` for every name that is not known.
    """
    found = _found()
    if isinstance(names, str) and names in ("standard", "all"):
        return tuple(check for check in found.values() if names == "all" or check.standard)
    wanted = (names,) if isinstance(names, str) else tuple(names)
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise ParameterError([_unknown(name, list(found)) for name in unknown])
    return tuple(found[name] for name in wanted)


def _unknown(name: str, known: list[str]) -> Finding:
    words = ["standard", "all", *known]
    near = nearest(name, words)
    values = {"found": name, "nearest": near, "known": ", ".join(words)}
    code = "parameter.unknown_check_near" if near else "parameter.unknown_check"
    return Finding(code=code, place=Place(parameter="checks"), values=values)
