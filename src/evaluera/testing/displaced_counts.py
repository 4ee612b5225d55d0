"""Monthly counts in areas with an initiative, in their neighbours, and in areas to compare with; the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.testing.area_counts import draw_expected

__all__ = ["DisplacedCounts", "draw_displaced"]

_OVERDISPERSION = 0.1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DisplacedCounts:
    """``value`` (areas x months), the areas in the order of ``group`` (treated, displacement, comparison).

    ``events`` is how many more events were to be expected after the start than without the initiative, in the treated
    areas and their neighbours; ``quotient`` the change in the neighbours over that in the treated areas, at the levels
    before (NaN when nothing changed there).
    """

    value: Floats
    group: tuple[str, ...]
    events: float
    quotient: float


def draw_displaced(
    random: np.random.Generator,
    *,
    sizes: tuple[int, int, int],
    ratios: tuple[float, float],
    mean: float,
    before: int,
    after: int,
    overdispersed: bool,
) -> DisplacedCounts:
    """Draw ``sizes`` areas (treated, neighbours, comparison) whose events change by ``ratios`` (treated, neighbours).

    Without the initiative the areas are as in ``draw_areas``: levels of their own, a common course followed unevenly,
    and autocorrelated noise. ``overdispersed`` adds independent gamma noise of variance 0.1 to every month.
    """
    n, months = sum(sizes), before + after
    expected = draw_expected(random, areas=n, mean=mean, months=months)
    if overdispersed:
        expected = expected * random.gamma(1.0 / _OVERDISPERSION, _OVERDISPERSION, (n, months))
    change = np.repeat([*ratios, 1.0], sizes)[:, None] - 1.0
    changed = np.where(np.arange(months) >= before, change, 0.0) * expected
    treated, near = slice(0, sizes[0]), slice(sizes[0], sizes[0] + sizes[1])
    level = float(expected[near, :before].sum() / expected[treated, :before].sum())
    return DisplacedCounts(
        value=random.poisson(expected + changed).astype(float),
        group=tuple(np.repeat(["treated", "displacement", "comparison"], sizes).tolist()),
        events=float(changed.sum()),
        quotient=level * (ratios[1] - 1.0) / (ratios[0] - 1.0) if ratios[0] != 1.0 else float("nan"),
    )
