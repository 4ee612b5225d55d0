"""The finding about an outcome that is not in the data."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.errors import Finding, Place
from evaluera.methods.options import nearest

__all__ = ["unknown_outcome"]


def unknown_outcome(found: str, known: Sequence[str], *, place: Place) -> Finding:
    """``parameter.unknown_outcome``, with the nearest of the known names where there is one.

    Examples
    --------
    >>> unknown_outcome("frod", ["theft", "fraud"], place=Place(parameter="outcome")).values["nearest"]
    'fraud'
    """
    near = nearest(found, known)
    code = "parameter.unknown_outcome_near" if near else "parameter.unknown_outcome"
    return Finding(code=code, place=place, values={"found": found, "nearest": near, "known": ", ".join(known)})
