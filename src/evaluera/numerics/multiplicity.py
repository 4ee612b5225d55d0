"""p-values of several questions asked of the same data."""

from __future__ import annotations

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["benjamini_hochberg", "holm"]


def holm(*, p_value: Floats) -> Floats:
    """Adjusted p-values (m) that keep the chance of any false finding among all m at its level.

    The smallest is multiplied by m, the next by m - 1, and so on; none may be smaller than one before it. Holds for
    any dependence. Holm (1979), Scand J Stat 6:65.

    Examples
    --------
    >>> holm(p_value=np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p_value, kind="stable")
    factor = len(p_value) - np.arange(len(p_value))
    return _placed(np.maximum.accumulate(p_value[order] * factor), order)


def benjamini_hochberg(*, p_value: Floats) -> Floats:
    """Adjusted p-values (m) that keep the expected share of false findings among the findings at its level.

    The largest stays, the next is multiplied by m / (m - 1), and so on; none may be larger than one after it. Holds
    for independent and positively dependent questions. Benjamini and Hochberg (1995), J R Stat Soc B 57:289.

    Examples
    --------
    >>> benjamini_hochberg(p_value=np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    order = np.argsort(p_value, kind="stable")
    factor = len(p_value) / (1.0 + np.arange(len(p_value)))
    return _placed(np.minimum.accumulate((p_value[order] * factor)[::-1])[::-1], order)


def _placed(ordered: Floats, order: np.ndarray) -> Floats:
    placed = np.empty_like(ordered)
    placed[order] = np.minimum(ordered, 1.0)
    return placed
