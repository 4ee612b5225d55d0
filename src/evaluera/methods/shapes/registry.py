"""Impact shapes are found by entry points (group ``evaluera.shapes``); ours are registered as a third party's are."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Literal

from evaluera.methods.shapes.shape import Shape

__all__ = ["GROUP", "ShapeName", "shape", "shape_names"]

GROUP = "evaluera.shapes"


@cache
def _found() -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}


def shape_names() -> tuple[str, ...]:
    """What the option ``shape`` may be: every registered shape, sorted.

    Examples
    --------
    >>> {"level", "pulse", "ramp"} <= set(shape_names())
    True
    """
    return tuple(_found())


@cache
def shape(name: str) -> Shape:
    """The shape of that name, one of :func:`shape_names`.

    Examples
    --------
    >>> shape("level").primary
    'level_change'
    """
    found: Shape = _found()[name].load()
    return found


if TYPE_CHECKING:
    ShapeName = str
else:
    ShapeName = Literal[shape_names()]
    """A choice like any other: checked, translated and in the schema, with the names that are installed."""
