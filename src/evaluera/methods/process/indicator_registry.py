"""Indicators are found by entry points (group ``evaluera.indicators``): ours as a third party's.

An entry point names an Indicator or a tuple of them.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from evaluera.methods.process.indicator import Indicator

__all__ = ["GROUP", "indicators", "of_theme"]

GROUP = "evaluera.indicators"


@cache
def _found() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        loaded = point.load()
        for each in (loaded,) if isinstance(loaded, Indicator) else loaded:
            found.setdefault(each.id, each)
    return dict(sorted(found.items()))


def indicators() -> dict[str, Indicator]:
    """All indicators by id, sorted."""
    return dict(_found())


def of_theme(theme: str) -> tuple[Indicator, ...]:
    """The indicators that one process method computes."""
    return tuple(each for each in _found().values() if each.theme == theme)
