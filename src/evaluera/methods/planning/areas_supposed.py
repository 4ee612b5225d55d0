"""What a planned comparison between areas supposes: taken from a panel that exists."""

from __future__ import annotations

from typing import Literal

import numpy as np

from evaluera.data.panel import Panel
from evaluera.errors import Finding, MethodError
from evaluera.methods.areas import resolve_groups
from evaluera.methods.joining import stacked, times
from evaluera.methods.planning.area_world import AreaWorld
from evaluera.methods.planning.beginning import FEWEST, first_after, refused_plan
from evaluera.methods.refusal import refuse
from evaluera.numerics.area_noise import area_noise
from evaluera.results.power_analysis import Assumed

__all__ = ["areas_supposed"]


def areas_supposed(
    panel: Panel,
    *,
    start: str | None,
    treated: tuple[str, ...],
    comparison: Literal["rest"] | tuple[str, ...],
    displacement: tuple[str, ...],
) -> tuple[Assumed, AreaWorld, str, str, str]:
    """What is assumed, the areas, and outcome, area and label of the start.

    Periods in which an area has no value do not count.

    Raises
    ------
    ParameterError
        An area that the data do not have, one in two groups, or none left to compare with.
    MethodError
        More than one outcome; ``method.plan_too_short``, ``method.plan_no_events`` or ``method.plan_no_variation``
        when the noise cannot be seen.
    """
    groups, findings = resolve_groups(panel, treated=treated, comparison=comparison, displacement=displacement)
    refuse(findings)
    if len(panel.outcomes) > 1:
        values = {"outcomes": len(panel.outcomes), "areas": len(panel.areas)}
        raise MethodError(Finding(code="method.plan_several_series", values=values))
    found = {series.area: series for series in panel.select(areas=[*groups.treated, *groups.comparison]).series()}
    chosen = [found[area] for area in (*groups.treated, *groups.comparison)]
    axis, value, _, preliminary = stacked(chosen)
    time, (first, label) = times(axis), first_after(panel, start)
    known = (time < first) & ~np.isnan(value).any(axis=0) & ~preliminary
    if int(known.sum()) < FEWEST:
        raise refused_plan(axis, "plan_too_short", n=int(known.sum()), needed=FEWEST)
    counts, figures = panel.kind == "count", value[:, known]
    last_year = figures[:, -(panel.season_length or FEWEST) :].mean(axis=1)
    is_treated = np.arange(len(chosen)) < len(groups.treated)
    if counts and min(figures[is_treated].sum(), figures[~is_treated].sum()) == 0.0:
        raise refused_plan(axis, "plan_no_events")
    noise = area_noise(value=figures, time=time[known], counts=counts)
    if not counts and noise.variance == 0.0:
        raise refused_plan(axis, "plan_no_variation")
    world = AreaWorld(
        level=np.where(last_year == 0.0, figures.mean(axis=1), last_year) if counts else last_year,
        treated=is_treated,
        counts=counts,
        variance=noise.variance,
        autocorrelation=noise.autocorrelation,
    )
    own = world.noise_at(world.treated_level)
    assumed = Assumed(
        kind=panel.kind,
        level=world.treated_level,
        dispersion=own.dispersion,
        autocorrelation=own.autocorrelation,
        before=int(first - time[known][0]),
        known=int(known.sum()),
        season_length=panel.season_length,
        treated_areas=len(groups.treated),
        comparison_areas=len(groups.comparison),
    )
    return assumed, world, axis.outcome, axis.area if len(groups.treated) == 1 else "", label
