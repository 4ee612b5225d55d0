"""Is every period there once? Duplicate rows, gaps, series without values, and series that begin or end apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.panel import Bools, Positions
from evaluera.data.table import Rows
from evaluera.data.time_axis import PeriodColumn
from evaluera.errors import Value

__all__ = ["FEWEST_PERIODS", "Layers", "check_completeness", "check_values_present"]

FEWEST_PERIODS = 2
"""Two totals, one before and one after, is the least that can be compared."""

NAMED = 6
"""So many missing periods are named, then there is an ellipsis."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layers:
    """The rows as series: which outcome and area each row belongs to, and when (arrays of equal length)."""

    outcomes: tuple[str, ...]
    areas: tuple[str, ...]
    outcome: Positions
    area: Positions
    periods: PeriodColumn
    rows: Rows

    @property
    def order(self) -> Positions:
        """Positions sorted by outcome, area and period."""
        return np.lexsort((self.periods.ordinals, self.area, self.outcome))

    def named(self, at: int) -> dict[str, Value]:
        """The series of one row, in parts and as one name."""
        outcome, area = self.outcomes[self.outcome[at]], self.areas[self.area[at]]
        return {"outcome": outcome, "area": area, "series": ", ".join(part for part in (area, outcome) if part)}


def check_completeness(layers: Layers, complaints: Complaints) -> None:
    """Every series has each of its periods exactly once; where series begin and end apart is a warning."""
    order = layers.order
    ordinals = layers.periods.ordinals[order]
    series = layers.outcome[order] * len(layers.areas) + layers.area[order]
    within = series[1:] == series[:-1]
    steps = np.diff(ordinals)
    _duplicates(layers, order, np.flatnonzero(within & (steps == 0)), complaints)
    _gaps(layers, order, np.flatnonzero(within & (steps > 1)), complaints)
    starts = np.flatnonzero(np.r_[True, ~within])
    ends = np.r_[starts[1:] - 1, len(order) - 1]
    _unequal_spans(layers, order[starts], ordinals[starts], ordinals[ends], complaints)
    found = len(np.unique(ordinals))
    if found < FEWEST_PERIODS:
        complaints.add("data.too_few_periods", {"found": found, "fewest": FEWEST_PERIODS})


def check_values_present(present: Bools, layers: Layers, column: str, complaints: Complaints) -> None:
    """No series consists of empty values only."""
    series = layers.outcome * len(layers.areas) + layers.area
    distinct, first, codes = np.unique(series, return_index=True, return_inverse=True)
    found = np.bincount(codes, weights=present, minlength=len(distinct))
    empty = np.sort(first[found == 0])
    complaints.each(
        "data.no_values", empty, lambda at: Complaint(int(layers.rows[at]), layers.named(at)), column=column
    )


def _duplicates(layers: Layers, order: Positions, at: Positions, complaints: Complaints) -> None:
    """``at`` are sorted positions whose successor is the same series and period."""
    pairs = np.sort(np.stack([order[at], order[at + 1]]), axis=0)

    def describe(pair: Positions) -> Complaint:
        earlier, later = pair
        period = layers.periods.label(layers.periods.ordinals[later])
        return Complaint(
            int(layers.rows[later]),
            {**layers.named(later), "period": period, "first_row": int(layers.rows[earlier])},
        )

    complaints.each("data.duplicate_row", pairs.T[np.argsort(pairs[1], kind="stable")], describe)


def _gaps(layers: Layers, order: Positions, at: Positions, complaints: Complaints) -> None:
    """``at`` are sorted positions after which periods of the same series are missing."""
    ordinals = layers.periods.ordinals
    spans: dict[tuple[int, int], list[range]] = {}
    first: dict[tuple[int, int], int] = {}
    for i in at:
        series = (int(layers.outcome[order[i]]), int(layers.area[order[i]]))
        first.setdefault(series, int(order[i]))
        spans.setdefault(series, []).append(range(int(ordinals[order[i]]) + 1, int(ordinals[order[i + 1]])))

    def describe(series: tuple[int, int]) -> Complaint:
        values = {**layers.named(first[series]), **_listed(layers.periods, spans[series])}
        return Complaint(int(layers.rows[first[series]]), values)

    complaints.each("data.gap", list(first), describe)


def _listed(periods: PeriodColumn, spans: Sequence[range]) -> dict[str, Value]:
    """The first missing periods by name, and how many there are."""
    count = sum(len(span) for span in spans)
    labels = [periods.label(ordinal) for ordinal in islice(chain.from_iterable(spans), NAMED)]
    return {"missing": ", ".join(labels + ["…"] * (count > NAMED)), "count": count}


def _unequal_spans(
    layers: Layers,
    at: Positions,
    first: npt.NDArray[np.int64],
    last: npt.NDArray[np.int64],
    complaints: Complaints,
) -> None:
    """Series (one row each at ``at``) that begin later or end earlier than others of the same outcome."""
    outcome = layers.outcome[at]
    earliest = np.full(len(layers.outcomes), np.iinfo(np.int64).max)
    latest = np.full(len(layers.outcomes), np.iinfo(np.int64).min)
    np.minimum.at(earliest, outcome, first)
    np.maximum.at(latest, outcome, last)

    def describe(i: int) -> Complaint:
        ordinals = {"first": first[i], "last": last[i]}
        ordinals |= {"earliest": earliest[outcome[i]], "latest": latest[outcome[i]]}
        names = {name: layers.periods.label(ordinal) for name, ordinal in ordinals.items()}
        return Complaint(None, {**layers.named(at[i]), **names})

    apart = np.flatnonzero((first > earliest[outcome]) | (last < latest[outcome]))
    complaints.each("data.unequal_spans", apart, describe, severity="warning")
