"""Is an outcome large enough to say anything? A rough look before a run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, cast

import numpy as np

from evaluera.data.frequency import Frequency
from evaluera.data.panel import Floats, Panel, Period
from evaluera.errors import Finding, Place, Value
from evaluera.evaluation.preparing import Task
from evaluera.methods.areas import Groups, resolve_groups
from evaluera.methods.moment import ordinal, resolve_moment

__all__ = ["FEWEST_EVENTS", "smallest_visible", "too_small"]

FEWEST_EVENTS = 5.0
"""Expected events a period, below which single periods say nothing (domain rule of the conclusions)."""

FEWEST_AREAS = 6
"""Comparison areas from which the differences between areas carry the interval."""

CONTINUITY = 0.5
"""Added to an area's count, so that its logarithm exists."""

Z = 1.96
"""A change is seen with even odds when the 95 % interval around it just reaches zero: half-width = change."""


def too_small(task: Task, *, place: Place, language: str) -> Iterator[Finding]:
    """Warnings about the outcome of one analysis: few events a period, or a change of interest that is not visible.

    Only counts are looked at. The rule is rough: it knows neither autocorrelation nor trend, so it is too hopeful.
    """
    panel = task.panel.select(outcome=task.analysis.outcome)
    name = task.question.labels[task.analysis.outcome][language]
    if panel.kind != "count":
        return
    sides = _sides(panel, task)
    if sides is None:
        return
    before, after, groups = sides
    mean = float(before[0].sum(axis=0).mean())
    values: dict[str, Value] = {"outcome": name, "mean": mean, "fewest": FEWEST_EVENTS}
    if mean < FEWEST_EVENTS:
        code = "small_counts_month" if panel.frequency in (Frequency.MONTH, Frequency.WEEK) else "small_counts"
        yield Finding(code=f"parameter.{code}", place=place, values=values, severity="warning")
    visible = smallest_visible(before, after, season_length=panel.season_length, areas=len(groups.comparison))
    wanted = task.question.smallest_change
    if visible > wanted:
        values = {"outcome": name, "visible": visible, "wanted": wanted}
        yield Finding(code="parameter.low_power", place=place, values=values, severity="warning")


def smallest_visible(
    before: tuple[Floats, Floats], after: tuple[Floats, Floats], *, season_length: int | None, areas: int
) -> float:
    """The decrease (a share) that would be seen with even odds: the half-width of a rough 95 % interval.

    Parameters
    ----------
    before, after
        Counts of the treated and of the comparison areas (areas x periods each).
    season_length
        Periods in a year, None without one.
    areas
        Number of comparison areas. From six on the spread of the areas' changes gives the standard error
        ``sd * sqrt(1/k + 1/J)``; else the series does: ``sqrt(phi * (1/events before + 1/events after))``.

    Examples
    --------
    >>> none = np.zeros((0, 12))
    >>> flat = np.full((1, 12), 100.0)
    >>> round(smallest_visible((flat, none), (flat, none), season_length=12, areas=0), 3)
    0.077
    """
    treated = len(before[0])
    if areas >= FEWEST_AREAS:
        changes = np.log(after[1].sum(axis=1) + CONTINUITY) - np.log(before[1].sum(axis=1) + CONTINUITY)
        error = float(np.std(changes, ddof=1)) * math.sqrt(1 / treated + 1 / areas)
    else:
        series, later = before[0].sum(axis=0), after[0].sum()
        error = math.sqrt(_dispersion(series, season_length) * (1 / max(series.sum(), 1) + 1 / max(later, 1)))
    return 1 - math.exp(-Z * error)


def _dispersion(series: Floats, season_length: int | None) -> float:
    """Variance over mean around the mean of each calendar period (two years and more), at least 1."""
    groups = season_length if season_length and len(series) >= 2 * season_length else 1
    position = np.arange(len(series)) % groups
    means = np.array([series[position == each].mean() for each in range(groups)])[position]
    free = len(series) - groups
    if free <= 0 or not means.all():
        return 1.0
    return max(1.0, float(((series - means) ** 2 / means).sum()) / free)


def _apart(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Areas that are not among the rest: the neighbours of the initiative, and those that these are compared with."""
    return tuple(area for name in ("displacement", "displacement_comparison") for area in options.get(name) or ())


def _sides(panel: Panel, task: Task) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats], Groups] | None:
    """Counts before and after of treated and comparison areas (missing as 0); None when the options do not say."""
    options = task.analysis.options
    treated = tuple(options.get("treated") or ()) or panel.areas
    comparison = options.get("comparison") or ()
    chosen = comparison if comparison == "rest" else tuple(comparison)
    groups, _ = resolve_groups(panel, treated=treated, comparison=chosen, displacement=_apart(options))
    moment, _ = resolve_moment(panel, start=str(options.get("start")), transition=options.get("transition"))
    if moment is None:
        return None
    rows = panel.rows[~panel.rows["preliminary"].to_numpy(dtype=bool)]
    table = rows.pivot_table(index="area", columns="period", values="value", aggfunc="sum", sort=True)
    times = np.array([ordinal(period) for period in cast("list[Period]", list(table.columns))])
    sides = []
    for keep in (times < moment.start, times >= moment.first_after):
        counts = [
            np.nan_to_num(table.reindex(list(names)).to_numpy(dtype=float)[:, keep])
            for names in (groups.treated, groups.comparison)
        ]
        sides.append((counts[0], counts[1]))
    if not all(side[0].size for side in sides):
        return None
    return sides[0], sides[1], groups
