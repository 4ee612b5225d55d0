"""Who answered about whom in a wave: levels of collaboration as a matrix."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import not_computed
from evaluera.numerics.arrays import Floats
from evaluera.numerics.tie_network import BoundedShare, centralisation, density, mean_level, reciprocity
from evaluera.results.measure import Measure, Unit

__all__ = ["tie_centralisation", "tie_density", "tie_level", "tie_matrix", "tie_reciprocity", "wave_before"]

_TOP = 5.0
"""The highest level of collaboration."""


def tie_matrix(ties: pd.DataFrame) -> tuple[tuple[str, ...], Floats]:
    """The organisations of a wave (sorted), and the level from each to each: NaN where nobody answered.

    All organisations that stand in either column are in the network; one that answered for nobody is silent.
    """
    organisations = tuple(sorted({*ties["from_org"], *ties["to_org"]}))
    levels = ties.pivot_table(index="from_org", columns="to_org", values="level", aggfunc="last")
    matrix = levels.reindex(index=organisations, columns=organisations).to_numpy(dtype=float, copy=True)
    np.fill_diagonal(matrix, np.nan)
    return organisations, matrix


def tie_density(asked: Asked) -> tuple[Measure, ...]:
    """PS02: ties (from ``limits.tie_from``) of the pairs answered for, with bounds for silent organisations.

    The variant ``silent_as_zero`` counts what nobody answered for as no tie (the low bound).
    """
    _, levels = tie_matrix(asked.within("partner_tie"))
    found = density(levels=levels, tie_from=asked.limits.tie_from)
    main = _measure("PS02", found, unit="index")
    if found.low is None:
        return (main,)
    possible = float(found.of + found.unseen)
    silent = Measure(
        indicator="PS02",
        value=found.low,
        unit="index",
        variant="silent_as_zero",
        numerator=float(found.yes),
        denominator=possible,
        n=int(possible),
        missing=found.unseen,
    )
    return (main, silent)


def tie_level(asked: Asked) -> tuple[Measure, ...]:
    """PS03: the mean level 0-5 of the pairs answered for, and its change since the wave before for pairs in both."""
    _, levels = tie_matrix(asked.within("partner_tie"))
    return (_measure("PS03", mean_level(levels=levels, top=_TOP), unit="scale"), _change(asked))


def _change(asked: Asked) -> Measure:
    """The mean change of the level between the wave of the period and the one before, over pairs that have both.

    ``state`` is the wave before, ``numerator`` the sum of the changes, ``denominator`` the number of pairs.
    """
    now = asked.within("partner_tie")
    before, wave = wave_before(asked.tables, now)
    if before is None:
        return not_computed("PS03", unit="scale", reason="one_wave", variant="change")
    pairs = ["from_org", "to_org"]
    both = now.drop_duplicates(pairs, keep="last").merge(
        before.drop_duplicates(pairs, keep="last"), on=pairs, suffixes=("", "_before")
    )
    change = (both["level"] - both["level_before"]).dropna()
    if not len(change):
        return not_computed("PS03", unit="scale", reason="no_pair_in_both", variant="change", state=wave)
    return Measure(
        indicator="PS03",
        value=float(change.mean()),
        unit="scale",
        variant="change",
        numerator=float(change.sum()),
        denominator=float(len(change)),
        n=len(change),
        state=wave,
    )


def tie_reciprocity(asked: Asked) -> tuple[Measure, ...]:
    """PS04: mutual of connected pairs, among pairs seen in both directions; pairs are counted, not arcs."""
    _, levels = tie_matrix(asked.within("partner_tie"))
    found = reciprocity(levels=levels, tie_from=asked.limits.tie_from)
    return (_measure("PS04", found, unit="index", nothing="no_connected_pair" if len(levels) else "no_rows"),)


def tie_centralisation(asked: Asked) -> tuple[Measure, ...]:
    """PS05: how much incoming ties gather at one organisation, of the ties that were seen; ``missing`` were not.

    No bounds: the answer of a silent organisation can move it either way.
    """
    _, levels = tie_matrix(asked.within("partner_tie"))
    value = centralisation(levels=levels, tie_from=asked.limits.tie_from)
    if value is None:
        return (not_computed("PS05", unit="index", reason="no_rows"),)
    n = len(levels)
    seen = int(np.isfinite(levels).sum())
    return (Measure(indicator="PS05", value=value, unit="index", n=n, missing=n * (n - 1) - seen),)


def wave_before(tables: ProcessTables, now: pd.DataFrame) -> tuple[pd.DataFrame | None, str]:
    """The latest earlier wave of the ties, and its name."""
    ties = tables.frame("partner_tie")
    if not len(now):
        return None, ""
    days = row_dates(tables, "partner_tie")
    earlier = days < days[now.index].min()
    if not earlier.any():
        return None, ""
    before = ties[days == days[earlier].max()]
    return before, str(before["wave"].iloc[0])


def _measure(indicator: str, found: BoundedShare, *, unit: Unit, nothing: str = "no_rows") -> Measure:
    """The number with what silent organisations could make of it; ``nothing`` is the reason when there is none."""
    bounded = found.unseen > 0 and found.low is not None
    return Measure(
        indicator=indicator,
        value=found.value,
        unit=unit,
        numerator=float(found.yes) if found.of else None,
        denominator=float(found.of) if found.of else None,
        low=found.low if bounded else None,
        high=found.high if bounded else None,
        bounds="missing" if bounded else "none",
        n=found.of,
        missing=found.unseen,
        reason=nothing if found.value is None else "",
    )
