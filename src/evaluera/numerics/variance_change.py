"""A noise variance that is another from one period on, by an unknown ratio."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats

__all__ = ["VarianceChange"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VarianceChange:
    """The covariance of the errors is D V D, D diagonal: sqrt(h) where ``after`` (n) is true, else 1.

    h is one of ``ratio`` (H) with prior ``weight`` (H, any positive numbers). What V says of correlation stays true of
    D V D. Whitening D V D is whitening V with the rows after multiplied by 1 / sqrt(h), so the factors of V serve
    every h, and log|D V D| = log|V| + n_after log h.
    """

    after: Bools
    ratio: tuple[float, ...]
    weight: tuple[float, ...]

    @property
    def shrunk(self) -> Floats:
        """What is added to 1 in the rows after: 1 / sqrt(h) - 1 (H)."""
        return np.asarray(1.0 / np.sqrt(np.array(self.ratio)) - 1.0, dtype=float)

    @property
    def half_log_determinant(self) -> Floats:
        """log|D D| / 2 (H)."""
        return np.asarray(0.5 * self.after.sum() * np.log(np.array(self.ratio)), dtype=float)

    @property
    def log_prior(self) -> Floats:
        """Logarithm of the prior probability of each ratio (H)."""
        weight = np.array(self.weight)
        return np.asarray(np.log(weight / weight.sum()), dtype=float)

    def rows(self, index: int) -> Floats:
        """What each row is multiplied by at one ratio (n)."""
        return np.asarray(1.0 + self.shrunk[index] * self.after, dtype=float)
