"""Who works with whom: density, reciprocity and centralisation of a network in which some have not answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats

__all__ = ["BoundedShare", "centralisation", "density", "mean_level", "reciprocity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundedShare:
    """``yes`` / ``of`` among what was seen (``value`` None when nothing was), and what the ``unseen`` could make of it.

    ``low`` and ``high`` are None without any possible case.
    """

    value: float | None
    yes: float
    of: int
    unseen: int
    low: float | None
    high: float | None


def density(*, levels: Floats, tie_from: float) -> BoundedShare:
    """The ties among the pairs that were answered for, each direction by itself.

    ``levels`` (organisations x organisations, from x to) is NaN where a pair was not answered for; a level from
    ``tie_from`` on is a tie. Low: no unseen pair is a tie; high: all of them are.

    Reference: Wasserman and Faust (1994), Social Network Analysis, chapter 4.

    >>> nan = np.nan
    >>> found = density(levels=np.array([[nan, 4.0, 1.0], [3.0, nan, 0.0], [nan, nan, nan]]), tie_from=3)
    >>> found.value, round(found.low, 3), found.high
    (0.5, 0.333, 0.6666666666666666)
    """
    between = ~np.eye(len(levels), dtype=bool)
    seen = np.isfinite(levels) & between
    ties, of, possible = int(((levels >= tie_from) & between).sum()), int(seen.sum()), int(between.sum())
    return _bounded(yes=ties, of=of, unseen=possible - of, low=(ties, possible), high=(ties + possible - of, possible))


def mean_level(*, levels: Floats, top: float) -> BoundedShare:
    """The mean level of the pairs that were answered for (``yes`` is its sum); unseen ones are 0 or ``top``.

    >>> mean_level(levels=np.array([[np.nan, 4.0], [1.0, np.nan]]), top=5.0).value
    2.5
    """
    between = ~np.eye(len(levels), dtype=bool)
    seen = np.isfinite(levels) & between
    total, of, possible = float(levels[seen].sum()), int(seen.sum()), int(between.sum())
    unseen = possible - of
    return _bounded(yes=total, of=of, unseen=unseen, low=(total, possible), high=(total + top * unseen, possible))


def reciprocity(*, levels: Floats, tie_from: float) -> BoundedShare:
    """The mutual among the connected pairs (a tie in at least one direction), of the pairs seen in both directions.

    Pairs are counted, not arcs. Of the pairs not seen in both directions those that can be connected but not mutual
    make the low bound, those that can be mutual the high one.

    Reference: Wasserman and Faust (1994), chapter 13 (dyads).

    >>> reciprocity(levels=np.array([[np.nan, 4.0], [3.0, np.nan]]), tie_from=3).value
    1.0
    """
    one, other = np.triu_indices(len(levels), 1)
    out, back = levels[one, other], levels[other, one]
    both = np.isfinite(out) & np.isfinite(back)
    mutual = int((both & (out >= tie_from) & (back >= tie_from)).sum())
    connected = int((both & ((out >= tie_from) | (back >= tie_from))).sum())
    refused: Bools = (out < tie_from) | (back < tie_from)
    unseen, can_be_mutual = int((~both).sum()), int((~both & ~refused).sum())
    return _bounded(
        yes=mutual,
        of=connected,
        unseen=unseen,
        low=(mutual, connected + unseen),
        high=(mutual + can_be_mutual, connected + can_be_mutual or unseen),
    )


def centralisation(*, levels: Floats, tie_from: float) -> float | None:
    """How much the incoming ties gather at one organisation: 0 all alike, 1 a star. None with fewer than two.

    sum (max d - d_i) / (n - 1)^2 with d_i the incoming ties that were seen and n all organisations.

    Reference: Freeman (1979), Social Networks 1:215, for in-degrees as in Wasserman and Faust (1994), equation 5.5.

    >>> star = np.array([[np.nan, 0.0, 0.0], [5.0, np.nan, 0.0], [5.0, 0.0, np.nan]])
    >>> centralisation(levels=star, tie_from=3)
    1.0
    """
    n = len(levels)
    if n < 2:
        return None
    incoming = ((levels >= tie_from) & ~np.eye(n, dtype=bool)).sum(axis=0)
    return float((incoming.max() - incoming).sum() / (n - 1) ** 2)


def _bounded(*, yes: float, of: int, unseen: int, low: tuple[float, int], high: tuple[float, int]) -> BoundedShare:
    return BoundedShare(
        value=yes / of if of else None,
        yes=yes,
        of=of,
        unseen=unseen,
        low=low[0] / low[1] if low[1] else None,
        high=high[0] / high[1] if high[1] else None,
    )
