"""Monthly counts in areas: levels of their own, a common course followed unevenly, and noise of each area's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.numerics.arrays import Bools, Floats
from evaluera.testing.noise import first_order, random_walk

__all__ = ["AreaCounts", "Selection", "draw_areas", "draw_expected"]

Selection = Literal["random", "level", "trend"]

_LEVEL_SPREAD = 0.6
_COMMON_STEP, _COMMON_SEASON = 0.02, 0.1
_LOADING_SPREAD = 0.25
_RHO, _SPREAD = 0.5, 0.2
_SEASON_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaCounts:
    """``value`` (areas x months) with no effect anywhere; ``treated`` (areas) marks the chosen ones."""

    value: Floats
    treated: Bools


def draw_areas(
    random: np.random.Generator,
    *,
    chosen: int,
    others: int,
    mean: float,
    before: int,
    after: int,
    selection: Selection = "random",
) -> AreaCounts:
    """Draw ``chosen`` + ``others`` areas of about ``mean`` events a month over ``before`` + ``after`` months.

    Area levels have log standard deviation 0.6; the common course is a random walk of 2 % a month with a season,
    followed with loadings around 1 (standard deviation 0.25); each area adds AR(1) log noise of correlation 0.5 and
    standard deviation 0.2. ``selection`` says how the areas were chosen: at random, because they had the most events in
    the last year before, or because they had risen most from the year before that.
    """
    n = chosen + others
    value = random.poisson(draw_expected(random, areas=n, mean=mean, months=before + after)).astype(float)
    order = np.argsort(-_reason(value, before, selection), kind="stable")
    return AreaCounts(value=value[order], treated=np.arange(n) < chosen)


def draw_expected(random: np.random.Generator, *, areas: int, mean: float, months: int) -> Floats:
    """What is expected in each area and month (areas x months) when nothing is done, as in :func:`draw_areas`."""
    time = np.arange(months)
    common = random_walk(random, series=1, n=months, step=_COMMON_STEP)[0]
    common += _COMMON_SEASON * np.cos(2.0 * np.pi * time / _SEASON_LENGTH)
    loading = 1.0 + _LOADING_SPREAD * random.standard_normal((areas, 1))
    level = np.log(mean) + _LEVEL_SPREAD * random.standard_normal((areas, 1)) - 0.5 * _LEVEL_SPREAD**2
    noise = _SPREAD * first_order(random, series=areas, n=months, rho=_RHO)
    return np.asarray(np.exp(level + loading * common + noise), dtype=float)


def _reason(value: Floats, before: int, selection: Selection) -> Floats:
    """What the areas were chosen for, larger first."""
    last: Floats = value[:, before - _SEASON_LENGTH : before].sum(axis=1)
    if selection == "level":
        return last
    if selection == "trend":
        earlier = value[:, before - 2 * _SEASON_LENGTH : before - _SEASON_LENGTH].sum(axis=1)
        return np.asarray(np.log((last + 0.5) / (earlier + 0.5)), dtype=float)
    return np.zeros(len(value))
