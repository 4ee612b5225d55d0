"""How much of the answer would have come anyway, after a bad period?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from evaluera.data.panel import Panel
from evaluera.methods.checks.trial import Trial, side_of
from evaluera.methods.joining import stacked
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.shrinkage import shrunk
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["RegressionToMean"]

_CHOSEN = frozenset({"high_level", "rising_trend"})
_FEWEST_AREAS = 5
_FEWEST_PERIODS = 4


class RegressionToMean:
    """Draw the level before towards that of all areas (empirical Bayes) and judge the answer against that.

    Asked when the question says that the areas were chosen for a high or rising level: part of such a level is chance,
    and goes away by itself (choosing the worst of ten areas gives a fall of 14-21 % the year after, without any
    initiative). Chance is the variation from period to period that areas do not share, as far as the periods before
    show it; what lasts a year is not seen, which makes the figure too small, and a few areas that always
    lie far above the others make it too large. The distribution of levels is that of the
    comparison areas (all other areas where none are named) together with the chosen ones: without these, the worst of
    them, it would be too narrow. Levels are per exposure, else per area: areas
    of very different size need an exposure. ``value`` is the change that would have come anyway (-0.1: 10 % less).

    HOLDS when the answer, so adjusted, still lies on the same side of no change; FAILS when a change is no longer
    shown, DOUBTFUL when the adjusted interval of an unclear answer leaves no change on the other side. NOT_APPLICABLE
    with fewer than five other areas or four periods.

    Assumes
    -------
    That the other areas are of the same kind, and that what sets an area apart for a year or more is no chance.

    When not to use
    ---------------
    Without an exposure when the areas are of very different size. With ANCOVA (``errors="ancova"``) the past is already
    taken into account.

    How it was tested
    -----------------
    The worst of ten areas without any effect, 80 times: on average the check says what came (``tests/methods``).

    References
    ----------
    Hauer (1997), Observational before-after studies in road safety, chapter 11; Barnett, van der Pols and Dobson
    (2005), Int J Epidemiol 34:215-220.

    Examples
    --------
    >>> import evaluera
    >>> path = "data/seattle-dmi/areas_quarterly.csv"
    >>> panel = evaluera.read(path, period="quarter", area="area", value="any_crime", frequency="quarter")
    >>> asked = evaluera.question(selection_reason="high_level")
    >>> result = evaluera.estimate("before_after", panel, start=13, treated=["DMI"], comparison="rest", question=asked)
    >>> check = evaluera.check_assumptions(result, panel, checks=["regression_to_mean"]).diagnostics[-1]
    >>> check.verdict, round(check.value, 3)
    (<Verdict.HOLDS: 'HOLDS'>, -0.002)
    """

    name: ClassVar[str] = "regression_to_mean"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:
        """When the areas were chosen for their level."""
        return trial.question.selection_reason in _CHOSEN

    def run(self, trial: Trial) -> Diagnostic:
        """The answer without what would have come anyway."""
        levels = _levels(trial)
        if isinstance(levels, str):
            return trial.said(self.name, Verdict.NOT_APPLICABLE, reason=levels, values={"needed": _FEWEST_AREAS})
        anyway = levels.expected / levels.observed - 1.0
        estimate = trial.estimate
        if estimate.scale == "log":
            adjusted, low, high = (e / (1.0 + anyway) for e in (estimate.estimate, estimate.low, estimate.high))
            none, kind = 1.0, "ratio"
        else:
            gone = levels.expected - levels.observed
            adjusted, low, high = (e - gone for e in (estimate.estimate, estimate.low, estimate.high))
            none, kind = 0.0, "difference"
        side, now = side_of(estimate), int(low > none) - int(high < none)
        verdict = Verdict.HOLDS if side == now else Verdict.FAILS if side else Verdict.DOUBTFUL
        values = {"anyway": anyway, "adjusted": adjusted - none, "low": low - none, "high": high - none}
        values = {**values, "areas": levels.others}
        return trial.said(self.name, verdict, reason=f"{kind}_{verdict.lower()}", value=anyway, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Levels:
    """The level before as it was and as it would be expected, and the number of other areas."""

    observed: float
    expected: float
    others: int


def _levels(trial: Trial) -> _Levels | str:
    """The levels, or the reason why they cannot be known."""
    outcome, area = trial.estimate.outcome, trial.estimate.area
    whole = trial.whole.select(outcome=outcome) if outcome in trial.whole.outcomes else trial.whole
    treated = tuple(trial.option("treated") or ()) or (area,)
    comparison = trial.option("comparison")
    named = tuple(comparison) if comparison and comparison != "rest" else whole.areas
    others = tuple(name for name in named if name not in treated)
    if len(others) < _FEWEST_AREAS or not set(treated) <= set(whole.areas):
        return "few_areas"
    value, exposure = _before(whole, (*treated, *others), trial)
    complete = np.isfinite(value).all(axis=0) & np.isfinite(exposure).all(axis=0)
    if int(complete.sum()) < _FEWEST_PERIODS:
        return "few_periods"
    level, variance = _chance(value[:, complete], exposure[:, complete], counts=whole.kind == "count")
    k = len(treated)
    found = shrunk(level=level[:k], variance=variance[:k], all_levels=level, all_variances=variance)
    weight = exposure[:k, complete].sum(axis=1)
    observed = float(np.average(level[:k], weights=weight))
    if observed <= 0.0:
        return "few_periods"
    return _Levels(observed=observed, expected=float(np.average(found.level, weights=weight)), others=len(others))


def _before(whole: Panel, areas: tuple[str, ...], trial: Trial) -> tuple[Floats, Floats]:
    """Values and exposures (areas x periods) of the window before; exposure 1 where there is none."""
    by_area = {series.area: series for series in whole.select(areas=areas).series()}
    axis, value, exposure, _ = stacked([by_area[area] for area in areas])
    window = set(trial.before()[-trial.used()[0] :])
    inside: Bools = np.array([period in window for period in axis.periods])
    return value[:, inside], np.ones_like(value[:, inside]) if exposure is None else exposure[:, inside]


def _chance(value: Floats, exposure: Floats, *, counts: bool) -> tuple[Floats, Floats]:
    """Level of each area and the variance that chance gives it; what all areas share from period to period is not."""
    areas, periods = value.shape
    df = (areas - 1) * (periods - 1)
    if counts:
        level = value.sum(axis=1) / exposure.sum(axis=1)
        expected = level[:, None] * exposure
        expected = expected * (value.sum(axis=0) / np.maximum(expected.sum(axis=0), np.finfo(float).tiny))
        squares = (value - expected) ** 2 / np.where(expected > 0.0, expected, np.inf)
        dispersion = max(1.0, float(squares.sum()) / df)
        return level, dispersion * np.maximum(level, 0.0) / exposure.sum(axis=1)
    level = value.mean(axis=1)
    left = value - level[:, None] - (value.mean(axis=0) - value.mean())
    return level, np.full(areas, float((left**2).sum()) / df / periods)
