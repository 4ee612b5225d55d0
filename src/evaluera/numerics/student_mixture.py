"""A mixture of Student distributions: its quantiles and tails, many quantities at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, stdtr

from evaluera.numerics.arrays import Floats

__all__ = ["StudentMixture"]

_NEGLIGIBLE = 1e-9
_STEPS = 60
_PRECISION = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StudentMixture:
    """m quantities, each a mixture over G components: t(df) at ``centre`` (G x m) with ``scale`` (G x m).

    ``weight`` (G) sums to one.
    """

    weight: Floats
    centre: Floats
    scale: Floats
    df: float

    def trimmed(self) -> StudentMixture:
        """The same without components of negligible weight (below 1e-9 in all each)."""
        keep = self.weight > _NEGLIGIBLE
        return StudentMixture(
            weight=self.weight[keep] / self.weight[keep].sum(),
            centre=self.centre[keep],
            scale=self.scale[keep],
            df=self.df,
        )

    def below(self, value: Floats) -> Floats:
        """Probability (m) that each quantity lies below ``value`` (m)."""
        return np.asarray(self.weight @ stdtr(self.df, (value - self.centre) / self.scale), dtype=float)

    def above(self, value: Floats) -> Floats:
        """Probability (m) that each quantity lies above, from the upper tail itself."""
        return np.asarray(self.weight @ stdtr(self.df, (self.centre - value) / self.scale), dtype=float)

    def spread(self) -> Floats:
        """Standard deviation (m); with 2 degrees of freedom or fewer the scale stands in for the component's own."""
        own = self.df / (self.df - 2.0) if self.df > 2.0 else 1.0
        mean = self.weight @ self.centre
        between = self.weight @ (self.centre - mean) ** 2
        return np.asarray(np.sqrt(self.weight @ self.scale**2 * own + between), dtype=float)

    def two_sided_p(self, null: float = 0.0) -> Floats:
        """Twice the smaller tail at the null (m)."""
        at = np.full(self.centre.shape[1], null)
        return np.minimum(1.0, 2.0 * np.minimum(self.below(at), self.above(at)))

    def quantile(self, probability: float) -> Floats:
        """The quantiles (m), by Newton's method kept inside a bracket that always holds the answer."""
        from scipy.special import stdtrit

        edge = self.centre + self.scale * stdtrit(self.df, probability)
        low, high = edge.min(axis=0), edge.max(axis=0)
        at = self.weight @ edge
        for _ in range(_STEPS):
            miss = self.below(at) - probability
            low, high = np.where(miss < 0.0, at, low), np.where(miss >= 0.0, at, high)
            step = at - miss / np.maximum(self._density(at), np.finfo(float).tiny)
            inside = (step > low) & (step < high)
            then = np.where(inside, step, 0.5 * (low + high))
            moved = np.abs(then - at)
            at = then
            if np.all(moved <= _PRECISION * (np.abs(at) + self.scale.min(axis=0))):
                break
        return np.asarray(at, dtype=float)

    def _density(self, value: Floats) -> Floats:
        z = (value - self.centre) / self.scale
        half = 0.5 * (self.df + 1.0)
        constant = np.exp(gammaln(half) - gammaln(0.5 * self.df)) / np.sqrt(self.df * np.pi)
        return np.asarray(self.weight @ (constant * (1.0 + z**2 / self.df) ** -half / self.scale), dtype=float)
