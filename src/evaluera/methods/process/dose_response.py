"""Does the outcome follow the dose, month by month and area by area?"""

from __future__ import annotations

from itertools import permutations
from math import factorial
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluera.data.panel import Panel
from evaluera.errors import Finding, MethodError
from evaluera.methods.process.dose_panel import NAME
from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.two_way_counts import arrangements, fit_levels, fit_slope, told_apart
from evaluera.results.dose_response import DosePoint, DoseResponse

__all__ = ["dose_response"]

_THIRDS = (1 / 3, 2 / 3)
_ALL_WAYS = 5040
_DRAWS = 4999


def dose_response(
    panel: Panel,
    *,
    outcome: str,
    better: Literal["lower", "higher"] = "lower",
    dose: str = NAME,
    seed: int = 1,
) -> DoseResponse:
    """The rate of the outcome at no dose and at low, middle and high dose, and whether chance can explain it.

    Counts are Poisson with an effect of each area and of each period, so that neither a bad area nor a bad month is
    taken for a dose. The curve has one level for no dose and one for each third of the doses that were given; the
    slope is the same model with the dose as it is.

    The p-value deals the doses out anew to the areas, in all ways or in 4 999 drawn ones, and compares how far the
    counts follow them (the score of the slope). It needs no distribution of the counts, only that any area could have
    had any of the doses. It can never be smaller than one over the number of ways: 1/k! with k areas of different
    doses, 1/C(2k, k) with k of 2k areas alike.

    Parameters
    ----------
    panel
        Counts of several areas, with the dose of
        :func:`evaluera.methods.process.dose_panel.panel_with_dose`; its exposure is the population.
    outcome
        The outcome.
    better
        Which way is an improvement.
    dose
        The column of the dose.
    seed
        Of the drawn ways.

    Raises
    ------
    MethodError
        ``method.dose_needs_counts``, ``method.dose_needs_areas`` (fewer than two areas) or ``method.dose_nowhere``.

    Notes
    -----
    Resources are sent where problems grow: dose and outcome can rise together without one causing the other.
    """
    if panel.kind != "count":
        raise MethodError(Finding(code="method.dose_needs_counts", values={"kind": panel.kind}))
    counts, exposure, doses, areas = _tables(panel.select(outcome=outcome), dose)
    if len(areas) < 2:
        raise MethodError(Finding(code="method.dose_needs_areas", values={"areas": len(areas)}))
    if not (doses > 0).any():
        raise MethodError(Finding(code="method.dose_nowhere", values={"name": dose}))
    ways = arrangements(doses)
    return DoseResponse(
        outcome=outcome,
        better=better,
        areas=len(areas),
        dosed=int((doses > 0).any(axis=1).sum()),
        points=_curve(counts, exposure, doses),
        slope=float(np.exp(fit_slope(counts=counts, exposure=exposure, dose=doses))),
        p_value=_share_as_good(counts, exposure, doses, sign=-1.0 if better == "lower" else 1.0, seed=seed),
        floor=1.0 / ways,
    )


def _tables(panel: Panel, dose: str) -> tuple[Floats, Floats, Floats, list[str]]:
    """Counts, exposure and dose as areas x periods; a cell with an unknown part takes no part."""
    rows = panel.rows
    wide: dict[str, pd.DataFrame] = {}
    for column in ("value", "exposure", dose):
        wide[column] = rows.pivot_table(index="area", columns="period", values=column, aggfunc="first", dropna=False)
    value, given = wide["value"].to_numpy(dtype=float), wide[dose].to_numpy(dtype=float)
    exposure = wide["exposure"].to_numpy(dtype=float) if panel.has_exposure else np.ones_like(value)
    unknown = np.isnan(given) | np.isnan(exposure) | _preliminary(rows, wide["value"])
    counts = np.where(unknown, np.nan, value)
    return counts, np.nan_to_num(exposure), np.where(np.isnan(given), 0.0, given), [str(x) for x in wide["value"].index]


def _preliminary(rows: pd.DataFrame, like: pd.DataFrame) -> Any:
    """Which cells are preliminary (areas x periods, as ``like``)."""
    flags = rows.pivot_table(index="area", columns="period", values="preliminary", aggfunc="first", dropna=False)
    return flags.reindex_like(like).fillna(False).to_numpy(dtype=bool)


def _curve(counts: Floats, exposure: Floats, doses: Floats) -> tuple[DosePoint, ...]:
    """The rate at each level against the first; empty when levels cannot be told from areas and periods.

    Where all areas had a dose in the same periods, no dose cannot be told from the time before: the curve then begins
    with the lowest third.
    """
    levels = _levels(doses)
    for first in (0, 1):
        known = ~np.isnan(counts) & (levels >= first)
        present = [level for level in range(first, 4) if (known & (levels == level)).any()]
        if len(present) < 2 or not told_apart([(levels == level) * 1.0 for level in present[1:]], known):
            continue
        numbered = np.searchsorted(present, np.maximum(levels, present[0]))
        fitted = fit_levels(counts=np.where(known, counts, np.nan), exposure=exposure, levels=numbered)
        return tuple(
            _point(level, doses[known & (levels == level)], float(ratio))
            for level, ratio in zip(present, fitted.levels, strict=True)
        )
    return ()


def _levels(doses: Floats) -> Integers:
    """0 without dose, else 1, 2, 3 by thirds of the doses that were given; equal doses are never parted."""
    edges = np.quantile(doses[doses > 0], _THIRDS)
    return np.where(doses > 0, 1 + np.searchsorted(edges, doses, side="left"), 0)


def _point(level: int, doses: Floats, ratio: float) -> DosePoint:
    return DosePoint(
        level=level, low_dose=float(doses.min()), high_dose=float(doses.max()), cells=len(doses), ratio=ratio
    )


def _share_as_good(counts: Floats, exposure: Floats, doses: Floats, *, sign: float, seed: int) -> float:
    """The share of ways to deal the doses out in which the counts follow them at least as well."""
    none = np.zeros(counts.shape, dtype=np.int64)
    left = np.nan_to_num(counts - fit_levels(counts=counts, exposure=exposure, levels=none).expected)
    match = sign * (left @ doses.T)
    number = len(doses)
    own = float(np.trace(match))
    near = 1e-9 * max(float(np.abs(match).max()), 1.0)
    areas = np.arange(number)
    if factorial(number) <= _ALL_WAYS:
        scores = [float(match[areas, list(way)].sum()) for way in permutations(range(number))]
        return float(np.mean(np.array(scores) >= own - near))
    random = np.random.default_rng(seed)
    drawn = np.array([match[areas, random.permutation(number)].sum() for _ in range(_DRAWS)])
    return float((1 + (drawn >= own - near).sum()) / (1 + _DRAWS))
