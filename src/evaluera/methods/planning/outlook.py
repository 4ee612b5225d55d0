"""What can be seen after a follow-up of a given length: series simulated, and analysed as they will be."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.error_models.model import Sample
from evaluera.methods.season import harmonics_for
from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.noise import Noise, simulated_counts, simulated_values
from evaluera.numerics.regressors import regressors, step
from evaluera.results.power_analysis import Assumed, Outlook

__all__ = ["CONFIDENCE", "WANTED", "outlook"]

CONFIDENCE = 0.95
WANTED = 0.8
_Z_INTERVAL, _Z_POWER = 1.96, 0.8416
_PILOTS = 24
_FARTHEST = 3.0
"""The largest change that is simulated: on the log scale a decrease of 95 per cent."""
_AROUND = (0.75, 1.3)
"""Where the change that the pilots point at is tried, as shares of it."""
_NO_EVIDENCE = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Trial:
    """One length of follow-up: the analysis (a sample without outcome, the row of the step), and the noise."""

    sample: Sample
    row: Floats
    before: int
    level: float
    noise: Noise
    sign: int
    seed: int

    def evidence(self, y: Floats) -> tuple[float, float]:
        """The normal quantile of the one-sided p-value in the wanted direction, and the half-width of the interval."""
        try:
            fit = error_model("default").fit(replace(self.sample, y=y))
        except NotEstimableError:
            return -np.inf, np.inf
        answer = fit.contrasts(self.row, confidence=CONFIDENCE)
        direction = self.sign * float(np.sign(answer.estimate[0]))
        z = direction * -float(ndtri(max(0.5 * float(answer.p_value[0]), _NO_EVIDENCE)))
        return z, 0.5 * float(answer.high[0] - answer.low[0])

    def series(self, sizes: Floats, replicates: int) -> list[Floats]:
        """Series (replicates x n) for each size of the change, with the same noise in all of them.

        The same seed gives the same noise at every length of follow-up.
        """
        rng, events, thinning = (np.random.default_rng([self.seed, stream]) for stream in range(3))
        n = len(self.sample.time)
        after = np.arange(n) >= self.before
        flat = np.full(n, self.level)
        if not self.sample.counts:
            base = simulated_values(mean=flat, noise=self.noise, replicates=replicates, rng=rng)
            return [base + np.where(after, self.sign * size * self.level, 0.0) for size in sizes]
        factors = np.exp(self.sign * sizes)
        order = np.argsort(-factors)
        found: list[Floats] = [np.empty(0)] * len(sizes)
        highest = np.where(after, factors[order[0]], 1.0)
        counts = simulated_counts(
            mean=flat, factor=highest, noise=self.noise, replicates=replicates, rng=rng, events=events
        )
        previous = factors[order[0]]
        for place in order:
            kept = thinning.binomial(counts[:, after].astype(np.int64), factors[place] / previous)
            counts = counts.copy()
            counts[:, after] = kept
            found[place], previous = counts, factors[place]
        return found


def outlook(
    assumed: Assumed, *, periods: int, better: str, smallest_change: float, replicates: int, seed: int
) -> Outlook:
    """What can be seen after ``periods`` of follow-up, by simulation.

    Every simulated series has the assumed level and noise and is analysed as a real one is: a step on a trend, season
    by the length of the series, the default error model. With the same noise, two sizes of the change around the one
    to be found tell at which size each series begins to show it: the 80th percentile of those is seen four times in
    five. The smallest change of interest is simulated too, and its power counted. Counts with a smaller mean come from
    those with a larger one by thinning, which is exact.
    """
    trial = _trial(assumed, periods, better, seed)
    log = trial.sample.counts
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


def _trial(assumed: Assumed, periods: int, better: str, seed: int) -> _Trial:
    n = assumed.before + periods
    time = np.arange(n)
    built = regressors(
        time=time,
        first_after=assumed.before,
        trend=True,
        changes=[("level", step(time, assumed.before))],
        season_length=assumed.season_length,
        harmonics=harmonics_for(n=n, season_length=assumed.season_length, harmonics="auto"),
        dummies=False,
        covariates=np.zeros((n, 0)),
    )
    sample = Sample(
        y=np.zeros(n),
        x=built.x,
        exposure=np.ones(n),
        time=time,
        counts=assumed.kind == "count",
        season_length=assumed.season_length,
        after=time >= assumed.before,
    )
    return _Trial(
        sample=sample,
        row=np.array([1.0 if name == "level" else 0.0 for name in built.names]),
        before=assumed.before,
        level=assumed.level,
        noise=Noise(dispersion=assumed.dispersion, autocorrelation=assumed.autocorrelation),
        sign=-1 if better == "lower" else 1,
        seed=seed,
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
