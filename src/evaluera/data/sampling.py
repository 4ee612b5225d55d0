"""How far a share from a sample survey may be from the true one by chance alone."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

__all__ = ["PRECISION", "sampling_error"]

Floats = npt.NDArray[np.float64]

PRECISION = ("low", "high", "n", "design_effect")
"""Columns that say how precise a survey share is: ends of its published interval, respondents, design effect."""

_EXTRA = 2.0
"""Agresti and Coull (1998): two successes and two failures more, so that 0 of n is not taken for certain."""


def sampling_error(value: Floats, columns: Mapping[str, Floats], *, confidence: float) -> Floats | None:
    """The standard error of each share from chance in the sample, or None when nothing says it.

    With an interval half its width over the normal quantile of its ``confidence``; without one
    sqrt(deff p (1 - p) / (n + 4)), p = (n share + 2) / (n + 4). NaN where it is not known.

    Examples
    --------
    >>> share = np.array([0.25])
    >>> sampling_error(share, {"low": share - 0.0196, "high": share + 0.0196}, confidence=0.95).round(4).tolist()
    [0.01]
    >>> sampling_error(share, {"n": np.array([996.0])}, confidence=0.95).round(4).tolist()
    [0.0137]
    """
    if "low" in columns:
        return np.asarray((columns["high"] - columns["low"]) / (2.0 * NormalDist().inv_cdf(0.5 + confidence / 2.0)))
    if "n" not in columns:
        return None
    n = columns["n"]
    steadied = (n * value + _EXTRA) / (n + 2.0 * _EXTRA)
    effect = columns.get("design_effect", np.ones_like(n))
    return np.asarray(np.sqrt(effect * steadied * (1.0 - steadied) / (n + 2.0 * _EXTRA)))
