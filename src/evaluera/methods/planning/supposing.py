"""What a planned analysis supposes: taken from a series that exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.data.panel import Panel, SeriesData
from evaluera.errors import Finding, MethodError
from evaluera.methods.areas import resolve_groups
from evaluera.methods.joining import times, without_weights
from evaluera.methods.part import lines_of
from evaluera.methods.planning.area_world import AreaWorld
from evaluera.methods.planning.areas_supposed import areas_supposed
from evaluera.methods.planning.beginning import FEWEST, first_after, refused_plan
from evaluera.methods.refusal import refuse
from evaluera.methods.season import harmonics_for
from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.least_squares import has_noise
from evaluera.numerics.noise import noise_of
from evaluera.numerics.regressors import regressors
from evaluera.results.power_analysis import Assumed

__all__ = ["Supposed", "supposed"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supposed:
    """What it is about (outcome, area, label of the first period after) and what is assumed of it.

    ``world`` are the areas where there are some to compare with; None for a single series.
    """

    outcome: str
    area: str
    start: str
    assumed: Assumed
    world: AreaWorld | None = None


def supposed(
    panel: Panel,
    *,
    start: str | None,
    treated: tuple[str, ...],
    comparison: Literal["rest"] | tuple[str, ...] = (),
    displacement: tuple[str, ...] = (),
) -> Supposed:
    """Level, dispersion and autocorrelation of the one series of the panel, or of its areas, before the start.

    Raises
    ------
    ParameterError
        An area that the data do not have; a start that cannot be read or lies before the data.
    MethodError
        ``method.plan_several_series`` when it is not one series; ``method.plan_too_short``,
        ``method.plan_no_events`` or ``method.plan_no_variation`` when the noise cannot be seen.
    """
    if comparison:
        assumed, world, outcome, area, label = areas_supposed(
            panel, start=start, treated=treated, comparison=comparison, displacement=displacement
        )
        return Supposed(outcome=outcome, area=area, start=label, assumed=assumed, world=world)
    series = _one_series(panel, treated)
    time = times(series)
    first, label = first_after(panel, start)
    known = (time < first) & ~np.isnan(series.value) & ~series.preliminary
    if int(known.sum()) < FEWEST:
        raise refused_plan(series, "plan_too_short", n=int(known.sum()), needed=FEWEST)
    return Supposed(
        outcome=series.outcome,
        area=series.area,
        start=label,
        assumed=_assumed(panel, series, time, known, first),
    )


def _one_series(panel: Panel, treated: tuple[str, ...]) -> SeriesData:
    groups, findings = resolve_groups(panel, treated=treated)
    weights = without_weights(groups.treated, kind=panel.kind, has_exposure=panel.has_exposure, parameter="treated")
    refuse([*findings, *weights])
    lines = lines_of(panel, groups.treated)
    if len(lines) > 1:
        values = {"outcomes": len(panel.outcomes), "areas": len(panel.areas)}
        raise MethodError(Finding(code="method.plan_several_series", values=values))
    return lines[0].series


def _assumed(panel: Panel, series: SeriesData, time: Integers, known: Bools, first: int) -> Assumed:
    """The noise around a trend and a season; the level of the last year."""
    season_length = panel.season_length
    y, counts = series.value[known], panel.kind == "count"
    if counts and y.sum() == 0.0:
        raise refused_plan(series, "plan_no_events")
    built = regressors(
        time=time[known],
        first_after=first,
        trend=True,
        changes=[],
        season_length=season_length,
        harmonics=harmonics_for(n=len(y), season_length=season_length, harmonics="auto"),
        dummies=False,
        covariates=np.zeros((len(y), 0)),
    )
    residuals = _residuals(series, built.x, y, counts=counts)
    noise = noise_of(residuals=residuals, time=time[known], coefficients=built.x.shape[1], counts=counts)
    if noise.dispersion <= 0.0:
        raise refused_plan(series, "plan_no_variation")
    return Assumed(
        kind=panel.kind,
        level=float(y[-(season_length or FEWEST) :].mean()) or float(y.mean()),
        dispersion=noise.dispersion,
        autocorrelation=noise.autocorrelation,
        before=int(first - time[known][0]),
        known=len(y),
        season_length=season_length,
    )


def _residuals(series: SeriesData, x: Floats, y: Floats, *, counts: bool) -> Floats:
    if not counts:
        basis = orthonormal(x=x)
        left = np.asarray(y - basis.q @ (basis.q.T @ y), dtype=float)
        return left if has_noise(residuals=left, response=y) else np.zeros_like(y)
    try:
        flat = np.zeros_like(y)
        return generalised_linear(x=x, y=y, family="poisson", offset=flat, trials=flat + 1.0).residuals
    except NotEstimableError as error:
        raise refused_plan(series, "plan_no_variation") from error
