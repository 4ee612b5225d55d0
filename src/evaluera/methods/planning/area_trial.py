"""One length of follow-up with comparison areas: panels simulated, and compared as the real ones will be."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evaluera.design.question import SelectionReason
from evaluera.methods.changes.change import Estimator
from evaluera.methods.changes.choosing import default_errors, estimator
from evaluera.methods.changes.compared import Compared
from evaluera.methods.planning.area_world import AreaWorld
from evaluera.methods.planning.outlook import CONFIDENCE, evidence_in
from evaluera.methods.window import Window, same_seasons
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.failure import NotEstimableError

__all__ = ["AreaTrial", "area_trial"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaTrial:
    """The comparison (its windows and how the uncertainty is estimated) and the areas that are simulated for it."""

    areas: Compared
    errors: str
    world: AreaWorld
    after: Bools
    sign: int
    seed: int

    @property
    def counts(self) -> bool:
        """Whether sizes are logarithms of ratios."""
        return self.world.counts

    @property
    def level(self) -> float:
        """What a change of other outcomes is set in relation to."""
        return self.world.treated_level

    def series(self, sizes: Floats, replicates: int) -> list[Floats]:
        """Panels (replicates x N x T) for each size of the change."""
        return self.world.drawn(sizes, after=self.after, sign=self.sign, replicates=replicates, seed=self.seed)

    def evidence(self, y: Floats) -> tuple[float, float]:
        """The normal quantile of the one-sided p-value in the wanted direction, and the half-width of the interval."""
        compare: Estimator = estimator(self.errors, counts=self.counts)
        try:
            answer = compare(replace(self.areas, value=y), confidence=CONFIDENCE).answer
        except NotEstimableError:
            return -np.inf, np.inf
        return evidence_in(answer, sign=self.sign)


def area_trial(
    world: AreaWorld,
    *,
    before: int,
    periods: int,
    season_length: int | None,
    better: str,
    reason: SelectionReason | None,
    seed: int,
) -> AreaTrial:
    """The default comparison of so many areas: whole years nearest the start, or the same calendar periods.

    Where the sides have no calendar period in common all periods are used.
    """
    n = before + periods
    time = np.arange(n)
    whole = Window(before=time < before, after=time >= before)
    cut = same_seasons(whole, time=time, season_length=season_length)
    order = np.argsort(~world.treated, kind="stable")
    ordered = replace(world, level=world.level[order], treated=world.treated[order])
    areas = Compared(
        outcome="",
        area="",
        names=tuple(str(number) for number in range(len(order))),
        kind="count" if world.counts else "mean",
        season_length=season_length,
        periods=tuple(range(n)),
        time=time,
        value=np.tile(ordered.level[:, None], n),
        exposure=np.ones((len(order), n)),
        weighted=False,
        treated=ordered.treated,
        window=cut if cut.before.any() and cut.after.any() else whole,
    )
    return AreaTrial(
        areas=areas,
        errors=default_errors(areas, reason),
        world=ordered,
        after=whole.after,
        sign=-1 if better == "lower" else 1,
        seed=seed,
    )
