"""The regressors of a series and the effects that are asked of them."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.regressors import regressors, step

__all__ = ["Design", "design"]


class Design(TypedDict):
    """Regressors (n x p), the first period after, and the ``rows`` (m x p) of the effects that ``terms`` name."""

    x: Floats
    first_after: int
    terms: tuple[str, ...]
    rows: Floats


def design(n: int, first_after: int, *, trend: bool, slope: bool, harmonics: int) -> Design:
    """Step, and with ``slope`` the change of slope and the average effect over the months after."""
    time = np.arange(n)
    after = step(time, first_after)
    after = step(np.arange(n), first_after)
    since = np.maximum(np.arange(n) - first_after, 0).astype(float)
    made = regressors(
        time=np.arange(n),
        first_after=first_after,
        trend=trend,
        changes=[("level", after), ("slope", since)] if slope else [("level", after)],
        season_length=12,
        harmonics=harmonics,
        dummies=False,
        covariates=np.empty((n, 0)),
    )
    identity = np.eye(len(made.names))
    level = identity[made.position("level")]
    if not slope:
        return Design(x=made.x, first_after=first_after, terms=("level",), rows=level[None, :])
    average = (made.x - made.without_change())[first_after:].mean(axis=0)
    rows = np.array([level, identity[made.position("slope")], average])
    return Design(x=made.x, first_after=first_after, terms=("level", "slope", "average"), rows=rows)
