"""How areas vary around what they have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats, Integers

__all__ = ["AreaNoise", "area_noise"]

_STRONGEST = 0.9
_ROUNDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNoise:
    """The noise of an area around the common course.

    ``variance`` is that of the relative deviation beyond chance for counts (variance of a count of mean m:
    m + m^2 variance), that of the deviation itself for other values; ``autocorrelation`` is that of neighbouring
    periods of this deviation.
    """

    variance: float
    autocorrelation: float


def area_noise(*, value: Floats, time: Integers, counts: bool) -> AreaNoise:
    """The noise around the course that the areas share, by moments.

    Parameters
    ----------
    value
        Counts or other values (N areas x T periods), none missing; N at least 2, T at least 4.
    time
        The periods as ordinals (T).
    counts
        Counts: the common course is a factor of each area's level (the fit of areas x periods by their margins), and
        chance in the counts is taken away. Else it is added to the level.

    Notes
    -----
    With relative noises e_it of variance v beyond chance, the deviation of area i from the common course is
    e_i - sum w_j e_j, w its share of all events, so that its variance is v (1 - 2 w_i + sum w^2). Areas whose noise
    stands out from chance weigh alike, whatever their size, as in the comparison between areas; others weigh by their
    events: 1 / (1 + m v)^2 times the squared mean m. A mean over T periods takes the mean of their correlations away;
    what neighbours share is corrected for that too, (1 + 3 r) / T. A drift of the areas shows as a strong correlation,
    at most 0.9.

    Reference: Marriott and Pope (1954), Biometrika 41:390 (bias of the first serial correlation around a mean).
    """
    n, periods = value.shape
    total = float(value.sum())
    if counts:
        expected = np.outer(value.sum(axis=1), value.sum(axis=0)) / total
        share = value.sum(axis=1) / total
        chance = expected * (1.0 - share[:, None]) * (1.0 - 1.0 / periods)
    else:
        rows, columns = value.mean(axis=1, keepdims=True), value.mean(axis=0, keepdims=True)
        expected, share = rows + columns - value.mean(), np.full(n, 1.0 / n)
        chance = np.zeros_like(value)
    deviation = value - expected
    size = (expected if counts else np.ones_like(value)) * np.sqrt(1.0 - 2.0 * share + share @ share)[:, None]
    mean = value.mean(axis=1) if counts else np.zeros(n)
    near = np.flatnonzero(np.diff(time) == 1)
    own, of = (deviation**2 - chance).sum(axis=1), (size**2).sum(axis=1)
    lagged, of_lagged = ((each[:, near] * each[:, near + 1]).sum(axis=1) for each in (deviation, size))
    variance, rho = 0.0, 0.0
    for _ in range(_ROUNDS):
        weight = 1.0 / (1.0 + mean * variance) ** 2
        seen = float(weight @ own) / float(weight @ of)
        if seen <= 0.0:
            return AreaNoise(variance=0.0, autocorrelation=0.0)
        found = float(weight @ lagged) / (float(weight @ of_lagged) or 1.0) / seen
        rho = min(max((found * periods + 1.0) / (periods - 3.0), 0.0), _STRONGEST)
        variance = seen / (1.0 - _mean_correlation(rho, periods))
    return AreaNoise(variance=variance, autocorrelation=rho)


def _mean_correlation(rho: float, n: int) -> float:
    """The mean of all n x n correlations of an AR(1) series."""
    apart = np.arange(1, n)
    return float((n + 2.0 * ((n - apart) * rho**apart).sum()) / n**2)
