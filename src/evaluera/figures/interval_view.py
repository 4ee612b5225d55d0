"""What a figure of dots and intervals shows: which rows, in which order, and which are only summarised."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["MOST_ROWS", "IntervalView", "Role", "Row", "area_views", "drawable", "primary_views"]

MOST_ROWS = 25
"""With more areas than this the comparison areas are drawn as dots on one row."""

Role = Literal["treated", "comparison", "pooled", "prediction", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An estimate and what its area is to the initiative (``area`` when nothing says it)."""

    estimate: Estimate
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalView:
    """Rows from the lowest to the highest estimate; ``crowd`` shares one row as dots.

    ``pooled`` is set apart: the number of all areas together, and where a new area can be expected to lie.

    ``compared`` is the number of comparison areas behind the pooled row, drawn or not.
    """

    outcome: str
    term: str
    rows: tuple[Row, ...]
    crowd: tuple[Row, ...]
    pooled: tuple[Row, ...]
    compared: int

    def everything(self) -> tuple[Row, ...]:
        """All rows, the summarised ones too."""
        return (*self.rows, *self.crowd, *self.pooled)


def area_views(result: EffectResult) -> tuple[IntervalView, ...]:
    """One view for each outcome whose areas have a number each, beside the pooled number where there is one.

    The primary term is shown when it stands for several areas. When it stands once, the areas' own numbers on the same
    scale are shown above it: several of them, or those of the treated areas when comparison areas lie behind it.
    """
    views = (_areas_of(result, outcome) for outcome in dict.fromkeys(e.outcome for e in result.primary()))
    return tuple(view for view in views if view is not None)


def _areas_of(result: EffectResult, outcome: str) -> IntervalView | None:
    treated = _treated(result)
    about = [e for e in result.estimates if e.outcome == outcome and drawable(e)]
    primary = [e for e in about if e.term == result.primary_term]
    if len(primary) > 1:
        rows = [Row(estimate=e, role=_role(e.area, treated)) for e in primary if e.area]
        return _view(outcome, result.primary_term, rows, []) if len(rows) > 1 else None
    compared = max((e.comparison_areas for e in result.evidence if e.outcome in ("", outcome)), default=0)
    for pooled in primary:
        own = [e for e in about if e.area and e.term != pooled.term and e.scale == pooled.scale]
        for term in dict.fromkeys(e.term for e in own):
            rows = [Row(estimate=e, role=_role(e.area, treated)) for e in own if e.term == term]
            if len(rows) > 1 or compared > 0:
                new = _predictions(about)
                if new:
                    rows, compared = [replace(row, role="area") for row in rows], 0
                return _view(outcome, term, rows, [Row(estimate=pooled, role="pooled"), *new], compared)
    return None


def _predictions(about: Iterable[Estimate]) -> list[Row]:
    """Where a new area can be expected to lie, when the result says so."""
    return [Row(estimate=e, role="prediction") for e in about if e.term == "prediction_interval" and not e.area]


def primary_views(result: EffectResult) -> tuple[IntervalView, ...]:
    """The primary estimates alone, for a result that has neither a course nor several areas."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for estimate in result.primary():
        if drawable(estimate):
            groups.setdefault((estimate.outcome, estimate.scale), []).append(Row(estimate=estimate, role="area"))
    return tuple(_view(outcome, result.primary_term, rows, []) for (outcome, _), rows in groups.items())


def drawable(estimate: Estimate) -> bool:
    """Whether the estimate has a place on its axis (a ratio of zero or infinity has none)."""
    return math.isfinite(estimate.estimate) and (estimate.scale != "log" or estimate.estimate > 0)


def _view(outcome: str, term: str, rows: Iterable[Row], pooled: Sequence[Row], compared: int = 0) -> IntervalView:
    ordered = sorted(rows, key=lambda row: (row.estimate.estimate, row.estimate.area))
    crowd: list[Row] = []
    if len(ordered) > MOST_ROWS:
        crowd = [row for row in ordered if row.role != "treated"]
        ordered = [row for row in ordered if row.role == "treated"]
    return IntervalView(
        outcome=outcome,
        term=term,
        rows=tuple(ordered),
        crowd=tuple(crowd),
        pooled=tuple(pooled),
        compared=compared,
    )


def _treated(result: EffectResult) -> frozenset[str]:
    """Areas that the options call treated."""
    names = result.options.get("treated")
    if isinstance(names, str):
        return frozenset({names})
    return frozenset(str(name) for name in names) if isinstance(names, Iterable) else frozenset()


def _role(area: str, treated: frozenset[str]) -> Role:
    if not treated:
        return "area"
    return "treated" if area in treated else "comparison"
