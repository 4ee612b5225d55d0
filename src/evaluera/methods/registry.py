"""Methods are found by entry points (group ``evaluera.methods``); ours are registered as a third party's are."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import entry_points

from evaluera.errors import Finding, MethodError
from evaluera.methods.method import Method

__all__ = ["GROUP", "method", "methods"]

GROUP = "evaluera.methods"


@cache
def _found() -> dict[str, Method]:
    return {point.name: point.load()() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def methods() -> dict[str, Method]:
    """All methods by name, sorted."""
    return dict(_found())


def method(name: str) -> Method:
    """The method of that name; an unknown name raises MethodError that lists the nearest names."""
    found = _found()
    if name not in found:
        near = difflib.get_close_matches(name, found, n=1, cutoff=0.5)
        values = {"found": name, "nearest": near[0] if near else "", "known": ", ".join(found)}
        raise MethodError(Finding(code="method.unknown_method", values=values))
    return found[name]
