"""Methods are found by entry points (group ``evaluera.methods``); ours are registered as a third party's are."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import entry_points
from typing import cast

from evaluera.errors import Finding, MethodError
from evaluera.methods.method import Method
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["GROUP", "method", "methods", "process_methods"]

GROUP = "evaluera.methods"


@cache
def _found() -> dict[str, Method]:
    return {point.name: point.load()() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def methods() -> dict[str, Method]:
    """The methods that answer from a panel (effects), by name, sorted."""
    return {name: each for name, each in _found().items() if not _reads_tables(each)}


def process_methods() -> dict[str, ThemeMethod]:
    """The methods that answer from process tables, by name, sorted."""
    return {name: cast(ThemeMethod, each) for name, each in _found().items() if _reads_tables(each)}


def _reads_tables(each: Method) -> bool:
    return getattr(each, "reads", "panel") == "tables"


def method(name: str) -> Method:
    """The method of that name; an unknown name raises MethodError that lists the nearest names."""
    found = _found()
    if name not in found:
        near = difflib.get_close_matches(name, found, n=1, cutoff=0.5)
        values = {"found": name, "nearest": near[0] if near else "", "known": ", ".join(found)}
        raise MethodError(Finding(code="method.unknown_method", values=values))
    return found[name]
