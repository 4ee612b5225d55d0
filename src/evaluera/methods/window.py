"""Which periods take part: windows before and after, without transition and preliminary figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.data.panel import Bools
from evaluera.errors import Finding, Place
from evaluera.methods.moment import Moment
from evaluera.numerics.arrays import Integers

__all__ = ["Window", "balanced", "resolve_window", "same_seasons"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """``before`` and ``after`` (T each) mark the periods that take part, missing values not yet taken away."""

    before: Bools
    after: Bools

    @property
    def inside(self) -> Bools:
        """Either side."""
        return self.before | self.after


def resolve_window(
    *,
    time: Integers,
    preliminary: Bools,
    moment: Moment,
    before: int | None,
    after: int | None,
    include_preliminary: bool,
) -> tuple[Window, tuple[Finding, ...]]:
    """The periods before the start (the last ``before`` of them) and from the step on (the first ``after``).

    Finds: a window longer than the data.
    """
    usable = np.ones(len(time), dtype=bool) if include_preliminary else ~preliminary
    if moment.transition is not None:
        usable &= (time < moment.transition[0]) | (time > moment.transition[1])
    sides = {"before": usable & (time < moment.start), "after": usable & (time >= moment.first_after)}
    findings = []
    for name, wanted in (("before", before), ("after", after)):
        found = int(sides[name].sum())
        if wanted is not None and wanted > found:
            values = {"wanted": wanted, "found": found}
            findings.append(Finding(code=f"method.too_short_{name}", place=Place(parameter=name), values=values))
    return Window(before=_last(sides["before"], before), after=_first(sides["after"], after)), tuple(findings)


def same_seasons(window: Window, *, time: Integers, season_length: int | None) -> Window:
    """Cut both sides to whole years nearest the start; when a side has less than a year, to its calendar periods.

    Without a season nothing is cut. The result may be empty: the sides have no calendar period in common.
    """
    if season_length is None or season_length == 1:
        return window
    sides = [window.before, window.after]
    years = [int(side.sum()) // season_length for side in sides]
    before = _last(sides[0], years[0] * season_length) if years[0] else sides[0]
    after = _first(sides[1], years[1] * season_length) if years[1] else sides[1]
    if all(years):
        return Window(before=before, after=after)
    position = time % season_length
    shared = np.isin(position, np.intersect1d(position[before], position[after]))
    return Window(before=before & shared, after=after & shared)


def balanced(window: Window, *, time: Integers, season_length: int | None) -> bool:
    """Does each calendar period weigh the same before and after, so that the season cancels?"""
    if season_length is None or season_length == 1:
        return True
    shares = [
        np.bincount(time[side] % season_length, minlength=season_length) / max(1, int(side.sum()))
        for side in (window.before, window.after)
    ]
    return bool(np.allclose(shares[0], shares[1]))


def _first(side: Bools, number: int | None) -> Bools:
    """The first ``number`` marked places."""
    return side if number is None else side & (np.cumsum(side) <= number)


def _last(side: Bools, number: int | None) -> Bools:
    return _first(side[::-1], number)[::-1]
