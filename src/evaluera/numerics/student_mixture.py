"""A mixture of Student distributions: its quantiles and tails, many quantities at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaln, stdtr

from evaluera.numerics.arrays import Floats

__all__ = ["StudentMixture"]

_NEGLIGIBLE = 1e-6
_STEPS = 200
_NEAR = 1e-5
_ROUNDING = 4e-16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StudentMixture:
    """m quantities, each a mixture over G components: t(df) at ``centre`` (G x m) with ``scale`` (G x m).

    ``weight`` (G) sums to one. ``df`` may be infinite: a mixture of normals.
    """

    weight: Floats
    centre: Floats
    scale: Floats
    df: float

    def trimmed(self) -> StudentMixture:
        """The same without the lightest components, together below 1e-6: no probability moves by more than that."""
        order = np.argsort(self.weight, kind="stable")
        keep = np.sort(order[np.cumsum(self.weight[order]) > _NEGLIGIBLE])
        return replace(
            self,
            weight=self.weight[keep] / self.weight[keep].sum(),
            centre=self.centre[keep],
            scale=self.scale[keep],
        )

    def below(self, value: Floats) -> Floats:
        """Probability (m) that each quantity lies below ``value`` (m)."""
        return np.asarray(self.weight @ stdtr(self.df, (value - self.centre) / self.scale), dtype=float)

    def above(self, value: Floats) -> Floats:
        """Probability (m) that each quantity lies above, from the upper tail itself."""
        return np.asarray(self.weight @ stdtr(self.df, (self.centre - value) / self.scale), dtype=float)

    def spread(self) -> Floats:
        """Standard deviation (m); with 2 degrees of freedom or fewer the scale stands in for the component's own."""
        own = self.df / (self.df - 2.0) if 2.0 < self.df < np.inf else 1.0
        mean = self.weight @ self.centre
        between = self.weight @ (self.centre - mean) ** 2
        return np.asarray(np.sqrt(self.weight @ self.scale**2 * own + between), dtype=float)

    def two_sided_p(self, null: float = 0.0) -> Floats:
        """Twice the smaller tail at the null (m)."""
        at = np.full(self.centre.shape[1], null)
        return np.minimum(1.0, 2.0 * np.minimum(self.below(at), self.above(at)))

    def quantile(self, probability: float | Floats) -> Floats:
        """The quantiles (m); ``probability`` is one for all or one for each (m)."""
        from scipy.special import stdtrit

        asked = np.broadcast_to(np.asarray(probability, dtype=float), self.centre.shape[1:])
        edge = self.centre + self.scale * stdtrit(self.df, asked)
        return self._solve(asked, low=edge.min(axis=0), high=edge.max(axis=0), at=self._first(asked))

    def quantiles(self, *probabilities: float) -> tuple[Floats, ...]:
        """The quantiles (m) at several probabilities."""
        times = len(probabilities)
        tiled = replace(self, centre=np.tile(self.centre, times), scale=np.tile(self.scale, times))
        found = tiled.quantile(np.repeat(probabilities, self.centre.shape[1]))
        return tuple(np.split(found, times))

    def _first(self, asked: Floats) -> Floats:
        """A start near the answer: the quantile of one t with the mean and the spread of the mixture."""
        from scipy.special import stdtrit

        mean = self.weight @ self.centre
        within = self.weight @ self.scale**2
        return np.asarray(
            mean + np.sqrt(within + self.weight @ (self.centre - mean) ** 2) * stdtrit(self.df, asked), dtype=float
        )

    def _solve(self, asked: Floats, *, low: Floats, high: Floats, at: Floats) -> Floats:
        """Halley's method kept inside a bracket that always holds the answer.

        Where a step leaves the bracket, or is longer than half the one before, the bracket is halved instead, so it
        cannot run in circles between two peaks. A step of Halley's cubes the error: after one shorter than 1e-5 of the
        smallest scale only rounding is left.
        """
        least = self.scale.min(axis=0)
        before, done = high - low, np.zeros(at.shape, dtype=bool)
        at = np.clip(at, low, high)
        for _ in range(_STEPS):
            miss = self.below(at) - asked
            low, high = np.where(miss < 0.0, at, low), np.where(miss >= 0.0, at, high)
            density, slope = self._density(at)
            newton = miss / np.maximum(density, np.finfo(float).tiny)
            bent = 1.0 - 0.5 * newton * slope / np.maximum(density, np.finfo(float).tiny)
            step = at - newton / np.where(bent > 0.5, bent, 1.0)
            inside = (step >= low) & (step <= high) & (np.abs(step - at) <= 0.5 * before)
            then = np.where(inside, step, 0.5 * (low + high))
            before = np.abs(then - at)
            at = np.where(done, at, then)
            done |= (inside & (before <= _NEAR * least)) | (before <= _ROUNDING * np.abs(at))
            if done.all():
                break
        return np.asarray(at, dtype=float)

    def _density(self, value: Floats) -> tuple[Floats, Floats]:
        """Density and its derivative (m each)."""
        z = (value - self.centre) / self.scale
        if np.isinf(self.df):
            density = np.exp(-0.5 * z**2) / (np.sqrt(2.0 * np.pi) * self.scale)
            return self.weight @ density, -(self.weight @ (density * z / self.scale))
        half = 0.5 * (self.df + 1.0)
        constant = np.exp(gammaln(half) - gammaln(0.5 * self.df)) / np.sqrt(self.df * np.pi)
        base = 1.0 + z**2 / self.df
        density = constant * base**-half / self.scale
        return self.weight @ density, -(self.weight @ (density * z / (base * self.scale))) * (2.0 * half / self.df)
