"""What can be seen after a follow-up of a given length: data simulated, and analysed as they will be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from scipy.special import ndtri

from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts
from evaluera.results.power_analysis import Outlook

__all__ = ["CONFIDENCE", "WANTED", "SimulatedTrial", "evidence_in", "outlook"]

CONFIDENCE = 0.95
WANTED = 0.8
_Z_INTERVAL, _Z_POWER = 1.96, 0.8416
_PILOTS = 24
_FARTHEST = 3.0
"""The largest change that is simulated: on the log scale a decrease of 95 per cent."""
_AROUND = (0.75, 1.3)
"""Where the change that the pilots point at is tried, as shares of it."""
_NO_EVIDENCE = 1e-300


class SimulatedTrial(Protocol):
    """One length of follow-up: the analysis, and what is simulated for it.

    ``counts`` says that sizes of the change are logarithms of ratios; else they are shares of ``level``.
    """

    @property
    def counts(self) -> bool: ...
    @property
    def level(self) -> float: ...
    def series(self, sizes: Floats, replicates: int) -> Sequence[Floats]:
        """Simulated data (one for each replicate) for each size of the change, with the same noise in all of them."""
        ...

    def evidence(self, y: Floats) -> tuple[float, float]:
        """What one of them shows: a normal quantile in the wanted direction, and the half-width of the interval."""
        ...


def evidence_in(answer: Contrasts, *, sign: int) -> tuple[float, float]:
    """The normal quantile of the one-sided p-value in the wanted direction, and the half-width of the interval."""
    direction = sign * float(np.sign(answer.estimate[0]))
    z = direction * -float(ndtri(max(0.5 * float(answer.p_value[0]), _NO_EVIDENCE)))
    return z, 0.5 * float(answer.high[0] - answer.low[0])


def outlook(trial: SimulatedTrial, *, periods: int, better: str, smallest_change: float, replicates: int) -> Outlook:
    """What can be seen after ``periods`` of follow-up, by simulation.

    The data of every replicate have the assumed level and noise and are analysed as real ones are. With the same noise,
    two sizes of the change around the one to be found tell at which size each replicate begins to show it: the 80th
    percentile of those is seen four times in five. The smallest change of interest is simulated too, and its power
    counted.
    """
    log = trial.counts
    pilots = [trial.evidence(y)[1] for y in trial.series(np.zeros(1), _PILOTS)[0]]
    half = float(np.median(pilots)) / (1.0 if log else abs(trial.level))
    guess = min(max(half * (1.0 + _Z_POWER / _Z_INTERVAL), 0.01), _FARTHEST / _AROUND[1])
    wanted = _size(smallest_change, better, log)
    sizes = np.array([*(share * guess for share in _AROUND), wanted])
    evidence = np.array([[trial.evidence(y)[0] for y in drawn] for drawn in trial.series(sizes, replicates)])
    turning = np.sort(_turning_points(sizes, evidence))
    seen = float(np.mean(evidence[2] >= _Z_INTERVAL))
    error = math.sqrt(WANTED * (1.0 - WANTED) * replicates)
    places = [math.ceil(WANTED * replicates + shift * _Z_INTERVAL * error) - 1 for shift in (0, -1, 1)]
    middle, low, high = (_share(float(turning[min(place, replicates - 1)]), better, log) for place in places)
    return Outlook(
        periods=periods,
        detectable=middle,
        low=None if middle is None else low,
        high=None if middle is None else high,
        power=seen,
        power_error=math.sqrt(max(seen * (1.0 - seen), 1.0 / replicates) / replicates),
    )


def _turning_points(sizes: Floats, evidence: Floats) -> Floats:
    """For each series the size at which it begins to show the change: the straight line through the first two sizes.

    A series that does not come nearer with a larger change never shows it (infinity).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (evidence[1] - evidence[0]) / (sizes[1] - sizes[0])
        at = sizes[0] + (_Z_INTERVAL - evidence[0]) / slope
    return np.where(np.isfinite(at) & (slope > 0.0), np.maximum(at, 0.0), np.inf)


def _size(change: float, better: str, log: bool) -> float:
    """A relative change on the scale of the simulation: the log of the ratio for counts."""
    if not log:
        return change
    return -math.log1p(-change) if better == "lower" else math.log1p(change)


def _share(size: float, better: str, log: bool) -> float | None:
    """Back again; None beyond what is simulated."""
    if size > _FARTHEST:
        return None
    if not log:
        return size
    return -math.expm1(-size) if better == "lower" else math.expm1(size)
