"""How many new things each further case adds, whatever the order of the cases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats

__all__ = ["Accumulation", "accumulation"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Accumulation:
    """New kinds at the first, second, ... case (k): their ``mean`` over the orders, and the ``least`` and ``most``."""

    mean: Floats
    least: Floats
    most: Floats


def accumulation(*, present: Bools, rng: np.random.Generator, orders: int = 200) -> Accumulation:
    """Take the cases in random orders and count the kinds that had not been seen before.

    Parameters
    ----------
    present
        Which case has which kind (cases x kinds).
    rng, orders
        So many random orders are drawn.

    References
    ----------
    Gotelli and Colwell (2001), Ecology Letters 4:379 (accumulation curves over random orders); Guest et al. (2006),
    Field Methods 18:59 (saturation of interview codes).

    Examples
    --------
    >>> present = np.array([[True, False], [True, False], [True, True]])
    >>> accumulation(present=present, rng=np.random.default_rng(1)).most.tolist()
    [2.0, 1.0, 1.0]
    """
    new = np.empty((orders, len(present)))
    for order in range(orders):
        seen = np.logical_or.accumulate(present[rng.permutation(len(present))], axis=0).sum(axis=1)
        new[order] = np.diff(seen, prepend=0)
    return Accumulation(mean=new.mean(axis=0), least=new.min(axis=0), most=new.max(axis=0))
