"""A noise variance that is another from one period on, by an unknown ratio."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats

__all__ = ["VarianceChange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceChange:
    """The covariance of N errors is D V D, D diagonal: 1 in the first periods (``before`` of them), sqrt(h) in the
    last ones (``after`` of them).

    h is one of ``ratio`` (H) with prior ``weight`` (H, any positive numbers). What V says of correlation stays true of
    D V D. Whitening D V D is whitening V with the rows after multiplied by 1 / sqrt(h), so the factors of V serve
    every h, and log|D V D| = log|V| + after log h.
    """

    before: int
    after: int
    ratio: tuple[float, ...] = (1.0,)
    weight: tuple[float, ...] = (1.0,)

    @property
    def factor(self) -> Floats:
        """What the rows after are multiplied by: 1 / sqrt(h) (H)."""
        return np.asarray(1.0 / np.sqrt(np.array(self.ratio)), dtype=float)

    @property
    def half_log_determinant(self) -> Floats:
        """log|D D| / 2 (H)."""
        return np.asarray(0.5 * self.after * np.log(np.array(self.ratio)), dtype=float)

    @property
    def log_prior(self) -> Floats:
        """Logarithm of the prior probability of each ratio (H)."""
        weight = np.array(self.weight)
        return np.asarray(np.log(weight / weight.sum()), dtype=float)

    def rows(self, index: int) -> Floats:
        """What each row is multiplied by at one ratio (N)."""
        return np.repeat([1.0, self.factor[index]], [self.before, self.after])
