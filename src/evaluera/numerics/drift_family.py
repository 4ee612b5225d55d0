"""Error covariances that crime series can have: short-run correlation, drift, a bending trend, a changing season."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.covariances import Covariances, covariances

__all__ = ["DRIFT", "LEAN", "DriftPrior", "drift_covariances"]

RHO = (0.0, 0.3, 0.6, 0.8)
DRIFT_SHARE = (0.0, 0.03, 0.3, 1.0, 3.0, 10.0)
SEASON_SHARE = (0.0, 1.0)
BEND_SHARE = 3.0
YEAR_TO_YEAR = 0.7
"""Correlation of the same month in neighbouring years, in the part that is a slowly changing season."""

_KEPT = 4
"""Patterns whose factors are kept (5 MB each for 120 months): the whole, the time before, one period less."""

STRONG_RHO = 0.6
STRONG_DRIFT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPrior:
    """Prior weights of the grid points: ``rho`` (4) x ``drift`` (6) x ``season`` (2), times ``both`` where rho >= 0.6
    and the drift is as large as the noise; ``rho`` x ``bend`` for a trend that bends (0: there is none)."""

    rho: tuple[float, ...]
    drift: tuple[float, ...]
    season: tuple[float, ...]
    both: float
    bend: float


DRIFT = DriftPrior(
    rho=(1.0, 0.5, 3.0, 1.5), drift=(4.0, 3.0, 0.3, 0.3, 1.0, 2.0), season=(1.0, 0.4), both=4.0, bend=4.0
)
LEAN = DriftPrior(
    rho=(0.8, 1.2, 3.0, 1.4), drift=(20.0, 2.5, 0.3, 0.2, 1.5, 3.0), season=(1.0, 0.4), both=5.0, bend=0.0
)


def drift_covariances(*, time: Integers, season_length: int | None, prior: DriftPrior = DRIFT) -> Covariances:
    """The grid of covariances of one series.

    V = R + q K + k S + m B. R[s, t] = rho^|s - t|. K is a random walk seen from its own mean inside the window (missing
    periods included), scaled to mean variance 1, so that q = drift variance / noise variance. S[s, t] =
    0.7^(years apart) between periods at the same place in the year, else 0. B is a second-order random walk (its slope
    is a random walk: a trend that bends) seen from its own straight line, scaled in the same way.

    Grid: rho 0, 0.3, 0.6, 0.8; q 0, 0.03, 0.3, 1, 3, 10; k 0, 1 (k = 1 only with rho <= 0.6); m = 0: 42 points, 24
    without a season. And m = 3 with each rho, q = k = 0: 4 points more, where the prior has them.

    Reference: Harvey and Todd (1983), J Business & Economic Statistics 1:299 (a level and a slope that are random
    walks).

    ``time`` (n, whole numbers, increasing) may have gaps: distances are the true ones. The factors are kept for
    series with the same pattern of periods.
    """
    steps = tuple((np.asarray(time) - time[0]).tolist())
    season = season_length if season_length is not None and season_length > 1 else None
    return _factored(steps, season, prior)


@lru_cache(maxsize=_KEPT)
def _factored(steps: tuple[int, ...], season: int | None, prior: DriftPrior) -> Covariances:
    time = np.array(steps)
    walk, bent, recurring = _random_walk(time), _bending_trend(time), _slow_season(time, season)
    distance = np.abs(time[:, None] - time[None, :])
    matrices, weight = [], []
    for i, rho in enumerate(RHO):
        short = np.where(distance == 0, 1.0, np.power(rho, np.maximum(distance, 1), dtype=float))
        for j, share in enumerate(DRIFT_SHARE):
            for k, again in enumerate(SEASON_SHARE):
                if again and (recurring is None or rho > STRONG_RHO):
                    continue
                matrices.append(short + share * walk + (again * recurring if recurring is not None else 0.0))
                both = prior.both if rho >= STRONG_RHO and share >= STRONG_DRIFT else 1.0
                weight.append(prior.rho[i] * prior.drift[j] * prior.season[k] * both)
        if prior.bend:
            matrices.append(short + BEND_SHARE * bent)
            weight.append(prior.rho[i] * prior.bend)
    return covariances(np.array(matrices), weight=np.array(weight))


def _random_walk(time: Integers) -> Floats:
    """Covariance of a random walk around its own mean from the first to the last period, mean variance 1."""
    n = int(time[-1]) + 1
    if n == 1:
        return np.zeros((1, 1))
    steps = time + 1.0
    row = (steps * (steps + 1.0) / 2.0 + (n - steps) * steps) / n
    whole = (n + 1.0) * (2.0 * n + 1.0) / (6.0 * n)
    around = np.minimum(steps[:, None], steps[None, :]) - row[:, None] - row[None, :] + whole
    return np.asarray(around * (6.0 * n / (n * n - 1.0)), dtype=float)


def _bending_trend(time: Integers) -> Floats:
    """Covariance of a second-order random walk around its own line from first to last period, mean variance 1."""
    n = int(time[-1]) + 1
    if n <= 2:
        return np.zeros((len(time), len(time)))
    once = np.tril(np.ones((n, n)))
    twice = once @ once
    line, _ = np.linalg.qr(np.column_stack([np.ones(n), np.arange(n) - (n - 1) / 2.0]))
    around = twice - line @ (line.T @ twice)
    return np.asarray(around[time] @ around[time].T * (n / (around * around).sum()), dtype=float)


def _slow_season(time: Integers, season: int | None) -> Floats | None:
    if season is None:
        return None
    distance = np.abs(time[:, None] - time[None, :])
    return np.where(distance % season == 0, np.power(YEAR_TO_YEAR, distance / season), 0.0)
