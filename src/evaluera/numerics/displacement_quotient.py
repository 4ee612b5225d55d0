"""The weighted displacement quotient with an interval: a ratio of two changes that are estimated together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from scipy.special import gammaincinv

from evaluera.numerics.arrays import Floats

__all__ = ["LogRatio", "Quotient", "displacement_quotient"]

_DRAWS = 40_000
_SEED = 2003


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRatio:
    """A log ratio: its estimate and the scale of its t distribution with ``df`` degrees of freedom (None: normal)."""

    estimate: float
    scale: float
    df: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """The quotient, its interval and half that interval's width in units of a normal standard error."""

    estimate: float
    std_error: float
    low: float
    high: float


def displacement_quotient(
    *, direct: LogRatio, moved: LogRatio, correlation: float, size: float, confidence: float
) -> Quotient:
    """WDQ = (B1/C1 - B0/C0) / (T1/C1 - T0/C0) = size (ratio_B - 1) / (ratio_T - 1).

    ``direct`` is the ratio of the treated areas T against the comparison C, ``moved`` that of the buffer B, ``size`` =
    B0/T0 (events before). ``correlation`` is that of the two estimates, which share a comparison. 1 means that the
    buffer improved as much, in events, as the treated areas did; below 0 the problem moved, below -1 by more than was
    gained.

    The interval holds the middle of 40 000 draws (fixed seed) of the two log ratios. When not to use: when the interval
    of ``direct`` includes 1, for then the denominator may be 0 and the quotient anything.

    Reference: Bowers and Johnson (2003), J Quant Criminol 19:275-301, equation 1.

    >>> direct = LogRatio(estimate=-0.5, scale=0.1, df=None)
    >>> answer = displacement_quotient(
    ...     direct=direct, moved=LogRatio(estimate=0.0, scale=0.1, df=None), correlation=0.0, size=1.0, confidence=0.95
    ... )
    >>> answer.estimate, answer.low < 0.0 < answer.high
    (0.0, True)
    """
    first, second = _draws(direct, moved, correlation)
    with np.errstate(divide="ignore"):
        drawn = size * np.expm1(second) / np.expm1(first)
    tail = 0.5 * (1.0 - confidence)
    low, high, lower, upper = np.quantile(drawn, [tail, 1.0 - tail, 0.158655, 0.841345]).tolist()
    estimate = size * float(np.expm1(moved.estimate) / np.expm1(direct.estimate))
    return Quotient(
        estimate=estimate + 0.0,
        std_error=0.5 * (upper - lower),
        low=min(low, estimate),
        high=max(high, estimate),
    )


def _draws(direct: LogRatio, moved: LogRatio, correlation: float) -> tuple[Floats, Floats]:
    """Two t distributions with a correlation; each keeps its own degrees of freedom."""
    one, other, _ = _standard()
    other = correlation * one + np.sqrt(1.0 - correlation**2) * other
    return _stretched(direct, one), _stretched(moved, other)


def _stretched(ratio: LogRatio, normal: Floats) -> Floats:
    """Divided by the root of chi-square / df, of the same rank for both ratios: what is unknown is the same noise."""
    if ratio.df is not None:
        normal = normal / _root_of_chi_square(ratio.df)
    return np.asarray(ratio.estimate + ratio.scale * normal, dtype=float)


@cache
def _standard() -> tuple[Floats, Floats, Floats]:
    """Two normal draws and a rank, the same for every quotient."""
    random = np.random.default_rng(_SEED)
    one, other = random.standard_normal((2, _DRAWS))
    return one, other, random.random(_DRAWS)


@lru_cache(maxsize=4)
def _root_of_chi_square(df: float) -> Floats:
    """The root of chi-square / df at each rank."""
    return np.asarray(np.sqrt(2.0 * gammaincinv(0.5 * df, _standard()[2]) / df), dtype=float)
