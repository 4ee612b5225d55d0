"""Areas with the initiative and areas to compare with, as they are supposed to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.noise import Noise, simulated_counts, simulated_values

__all__ = ["AreaWorld"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaWorld:
    """N areas: their ``level`` a period (N), which are ``treated`` (N), and the noise of each around what they share.

    ``variance`` and ``autocorrelation`` are those of :class:`evaluera.numerics.area_noise.AreaNoise`. What the areas
    share is not simulated: a comparison takes it away.
    """

    level: Floats
    treated: Bools
    counts: bool
    variance: float
    autocorrelation: float

    @property
    def treated_level(self) -> float:
        """The mean level of the areas with the initiative."""
        return float(self.level[self.treated].mean())

    def noise_at(self, level: float) -> Noise:
        """The noise of an area of this level, as it shows in its figures."""
        if not self.counts:
            return Noise(dispersion=float(np.sqrt(self.variance)), autocorrelation=self.autocorrelation)
        excess = level * self.variance
        return Noise(dispersion=1.0 + excess, autocorrelation=self.autocorrelation * excess / (1.0 + excess))

    def drawn(self, sizes: Floats, *, after: Bools, sign: int, replicates: int, seed: int) -> list[Floats]:
        """Panels (replicates x N x T) for each size of the change in the treated areas, with the same noise in all.

        ``after`` (T) marks the periods with the change. The same seed gives an area the same noise at every length of
        follow-up. Counts with a smaller mean come from those with a larger one by thinning, which is exact.
        """
        panels = [np.empty((replicates, len(self.level), len(after))) for _ in sizes]
        for area, (level, changes) in enumerate(zip(self.level, self.treated, strict=True)):
            series = self._area(
                float(level), sizes if changes else sizes[:1] * 0.0, area, after, sign=sign, draws=(replicates, seed)
            )
            for place, panel in enumerate(panels):
                panel[:, area] = series[place if changes else 0]
        return panels

    def _area(
        self, level: float, sizes: Floats, area: int, after: Bools, *, sign: int, draws: tuple[int, int]
    ) -> Sequence[Floats]:
        """One area (replicates x T) for each size."""
        replicates, seed = draws
        rng, events, thinning = (np.random.default_rng([seed, stream, area]) for stream in range(3))
        flat = np.full(len(after), level)
        if not self.counts:
            base = simulated_values(mean=flat, noise=self.noise_at(level), replicates=replicates, rng=rng)
            return [base + np.where(after, sign * size * self.treated_level, 0.0) for size in sizes]
        if level == 0.0:
            return [np.zeros((replicates, len(after))) for _ in sizes]
        factors = np.exp(sign * sizes)
        order = np.argsort(-factors)
        previous = float(factors[order[0]])
        counts = simulated_counts(
            mean=flat,
            factor=np.where(after, previous, 1.0),
            noise=self.noise_at(level),
            replicates=replicates,
            rng=rng,
            events=events,
        )
        found: list[Floats] = [counts] * len(sizes)
        for place in order:
            kept = thinning.binomial(counts[:, after].astype(np.int64), factors[place] / previous)
            counts = counts.copy()
            counts[:, after] = kept
            found[place], previous = counts, float(factors[place])
        return found
