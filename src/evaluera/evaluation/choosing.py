"""One analysis of an evaluation, by its id."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import nearest

__all__ = ["chosen_analysis"]


def chosen_analysis(wanted: str, known: Sequence[str]) -> str:
    """The id, if there is such an analysis; capitals make no difference.

    Raises
    ------
    ParameterError
        ``parameter.unknown_analysis``: all ids, and the nearest where one is near.

    Examples
    --------
    >>> chosen_analysis("Aces-Before_After", ["aces-before_after"])
    'aces-before_after'
    """
    found = next((each for each in known if each.casefold() == wanted.strip().casefold()), None)
    if found is not None:
        return found
    near = nearest(wanted, known)
    code = "parameter.unknown_analysis_near" if near else "parameter.unknown_analysis"
    values = {"found": wanted, "nearest": near, "known": ", ".join(known)}
    raise ParameterError(Finding(code=code, place=Place(parameter="analysis"), values=values))
