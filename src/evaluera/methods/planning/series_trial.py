"""One length of follow-up of a single series: series simulated, and analysed as the real one will be."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.error_models.model import Sample
from evaluera.methods.planning.outlook import CONFIDENCE, evidence_in
from evaluera.methods.season import harmonics_for
from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.noise import Noise, simulated_counts, simulated_values
from evaluera.numerics.regressors import regressors, step
from evaluera.results.power_analysis import Assumed

__all__ = ["SeriesTrial", "series_trial"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeriesTrial:
    """One length of follow-up: the analysis (a sample without outcome, the row of the step), and the noise."""

    sample: Sample
    row: Floats
    before: int
    level: float
    noise: Noise
    sign: int
    seed: int

    @property
    def counts(self) -> bool:
        """Whether sizes are logarithms of ratios."""
        return self.sample.counts

    def evidence(self, y: Floats) -> tuple[float, float]:
        """The normal quantile of the one-sided p-value in the wanted direction, and the half-width of the interval."""
        try:
            fit = error_model("default").fit(replace(self.sample, y=y))
        except NotEstimableError:
            return -np.inf, np.inf
        return evidence_in(fit.contrasts(self.row, confidence=CONFIDENCE), sign=self.sign)

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


def series_trial(assumed: Assumed, *, periods: int, better: str, seed: int) -> SeriesTrial:
    """A step on a trend, season by the length of the series, the default error model."""
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
    return SeriesTrial(
        sample=sample,
        row=np.array([1.0 if name == "level" else 0.0 for name in built.names]),
        before=assumed.before,
        level=assumed.level,
        noise=Noise(dispersion=assumed.dispersion, autocorrelation=assumed.autocorrelation),
        sign=-1 if better == "lower" else 1,
        seed=seed,
    )
