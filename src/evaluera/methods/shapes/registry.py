"""Impact shapes are found by entry points (group ``evaluera.shapes``); ours are registered as a third party's are."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from evaluera.methods.shapes.shape import Shape

__all__ = ["GROUP", "shape", "shapes"]

GROUP = "evaluera.shapes"


@cache
def _found() -> dict[str, Shape]:
    return {point.name: point.load() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def shapes() -> dict[str, Shape]:
    """All shapes by name, sorted.

    Examples
    --------
    >>> "level" in shapes()
    True
    """
    return dict(_found())


def shape(name: str) -> Shape:
    """The shape of that name, which the option ``shape`` has checked to exist.

    Examples
    --------
    >>> shape("level").primary
    'level_change'
    """
    return _found()[name]
