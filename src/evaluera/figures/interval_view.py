"""What a figure of dots and intervals shows: which rows, in which order, and which are only summarised."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["MOST_ROWS", "IntervalView", "Role", "Row", "area_views", "drawable", "primary_views"]

MOST_ROWS = 25
"""With more areas than this the comparison areas are drawn as dots on one row."""

Role = Literal["treated", "comparison", "pooled", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An estimate and what its area is to the initiative (``area`` when nothing says it)."""

    estimate: Estimate
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalView:
    """Rows from the lowest to the highest estimate; ``pooled`` is set apart; ``crowd`` shares one row as dots."""

    outcome: str
    term: str
    rows: tuple[Row, ...]
    crowd: tuple[Row, ...]
    pooled: tuple[Row, ...]

    def everything(self) -> tuple[Row, ...]:
        """All rows, the summarised ones too."""
        return (*self.rows, *self.crowd, *self.pooled)


def area_views(result: EffectResult) -> tuple[IntervalView, ...]:
    """One view for each outcome and term that was estimated for two areas or more."""
    groups: dict[tuple[str, str, str], list[Estimate]] = {}
    for estimate in result.estimates:
        if estimate.area and drawable(estimate):
            groups.setdefault((estimate.outcome, estimate.term, estimate.scale), []).append(estimate)
    treated = _treated(result)
    views = []
    for (outcome, term, scale), estimates in groups.items():
        pooled = [
            Row(estimate=e, role="pooled")
            for e in result.primary()
            if e.outcome == outcome and e not in estimates and e.scale == scale and drawable(e)
        ]
        rows = [Row(estimate=e, role=_role(e.area, treated)) for e in estimates]
        if len({e.area for e in estimates}) > 1:
            views.append(_view(outcome, term, rows, pooled))
    return tuple(views)


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


def _view(outcome: str, term: str, rows: Iterable[Row], pooled: Sequence[Row]) -> IntervalView:
    ordered = sorted(rows, key=lambda row: (row.estimate.estimate, row.estimate.area))
    crowd: list[Row] = []
    if len(ordered) > MOST_ROWS:
        crowd = [row for row in ordered if row.role != "treated"]
        ordered = [row for row in ordered if row.role == "treated"]
    return IntervalView(outcome=outcome, term=term, rows=tuple(ordered), crowd=tuple(crowd), pooled=tuple(pooled))


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
