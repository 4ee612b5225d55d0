"""Counts of areas and periods with effects of both and of one more factor: Poisson, by proportional fitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
from scipy.optimize import brentq

from evaluera.numerics.arrays import Bools, Floats, Integers

__all__ = ["Fitted", "arrangements", "fit_levels", "fit_slope", "told_apart"]

_ROUNDS = 2000
_NEAR = 1e-11
_WIDEST = 20.0
_ALIKE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Expected counts (areas x periods) and the effect of each level as a ratio to level 0 (NaN without cells)."""

    expected: Floats
    levels: Floats


def fit_levels(*, counts: Floats, exposure: Floats, levels: Integers) -> Fitted:
    """Poisson counts with an effect of area, of period and of ``levels`` (0, 1, ... of each cell).

    A cell that is NaN takes no part. Iterative proportional scaling: each sweep makes the expected sums of areas,
    periods and levels equal to those observed, which at convergence is the maximum likelihood solution (Deming and
    Stephan 1940, Annals of Mathematical Statistics 11:427; Darroch and Ratcliff 1972, same journal 43:1470).

    >>> counts = np.array([[10.0, 20.0], [30.0, 30.0]])
    >>> fit_levels(counts=counts, exposure=np.ones((2, 2)), levels=np.array([[0, 0], [0, 1]])).levels.round(3).tolist()
    [1.0, 0.5]
    """
    known = ~np.isnan(counts)
    y, base = np.where(known, counts, 0.0), np.where(known, exposure, 0.0)
    expected = base.copy()
    number = int(levels.max()) + 1
    groups = [(known & (levels == level)) for level in range(number)]
    effect = np.ones(number)
    for _ in range(_ROUNDS):
        before = expected.copy()
        expected = expected * _scale(y.sum(1), expected.sum(1))[:, None]
        expected = expected * _scale(y.sum(0), expected.sum(0))[None, :]
        for level, cells in enumerate(groups):
            factor = float(_scale(np.array([y[cells].sum()]), np.array([expected[cells].sum()]))[0])
            expected = np.where(cells, expected * factor, expected)
            effect[level] *= factor
        if np.abs(expected - before).max() <= _NEAR * max(float(y.max()), 1.0):
            break
    empty = np.array([not cells.any() for cells in groups])
    reference = effect[0] if not empty[0] else np.nan
    return Fitted(expected=np.where(known, expected, np.nan), levels=np.where(empty, np.nan, effect / reference))


def fit_slope(*, counts: Floats, exposure: Floats, dose: Floats) -> float:
    """The change in the log rate for one unit of dose, with effects of area and period; NaN when it is not finite.

    >>> counts, dose = np.array([[10.0, 20.0], [30.0, 30.0]]), np.array([[0.0, 0.0], [0.0, 2.0]])
    >>> round(fit_slope(counts=counts, exposure=np.ones((2, 2)), dose=dose), 6)
    -0.346574
    """
    known = ~np.isnan(counts)
    size = float(np.abs(dose[known]).max())
    if size <= 0.0 or not told_apart([dose], known):
        return float("nan")
    none = np.zeros(counts.shape, dtype=np.int64)

    def score(slope: float) -> float:
        """What is left of the counts along the dose; falls with the slope."""
        fitted = fit_levels(counts=counts, exposure=exposure * np.exp(slope / size * dose), levels=none)
        return float(np.nansum(dose * (counts - fitted.expected)))

    low, high = score(-_WIDEST), score(_WIDEST)
    if not low > 0.0 > high:
        return float("nan")
    return float(brentq(score, -_WIDEST, _WIDEST, xtol=1e-10)) / size


def arrangements(doses: Floats) -> int:
    """In how many different ways the doses (areas x periods) can be dealt out to the areas.

    k areas with doses of their own: k!; the same dose in k of 2k areas: C(2k, k).

    >>> arrangements(np.array([[1.0], [2.0], [3.0], [4.0]])), arrangements(np.array([[1.0]] * 3 + [[0.0]] * 3))
    (24, 20)
    """
    _, alike = np.unique(doses, axis=0, return_counts=True)
    ways = factorial(len(doses))
    for number in alike:
        ways //= factorial(int(number))
    return ways


def told_apart(columns: Sequence[Floats], known: Bools) -> bool:
    """Whether no column (areas x periods) is a sum of effects of area, period and the other columns.

    >>> later = np.array([[0.0, 1.0], [0.0, 1.0]])
    >>> told_apart([later], np.ones((2, 2), dtype=bool)), told_apart([np.eye(2)], np.ones((2, 2), dtype=bool))
    (False, True)
    """
    area, period = np.nonzero(known)
    both = np.hstack([np.eye(known.shape[0])[area], np.eye(known.shape[1])[period]])
    given = np.column_stack([column[known] for column in columns])
    left = given - both @ np.linalg.lstsq(both, given, rcond=None)[0]
    sizes = np.linalg.norm(given, axis=0)
    if (np.linalg.norm(left, axis=0) <= _ALIKE * np.where(sizes > 0, sizes, 1.0)).any():
        return False
    return bool(np.linalg.matrix_rank(left / sizes, tol=_ALIKE) == len(columns))


def _scale(observed: Floats, expected: Floats) -> Floats:
    """Observed over expected; 1 where nothing is expected."""
    return np.where(expected > 0.0, observed / np.where(expected > 0.0, expected, 1.0), 1.0)
