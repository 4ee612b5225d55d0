"""Power before the start: which change could be seen, and how long that takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from evaluera.data.frequency import Frequency
from evaluera.data.panel import Panel
from evaluera.design.question import Question
from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.estimation import of_outcome
from evaluera.methods.method import Params
from evaluera.methods.options import validate
from evaluera.methods.planning.area_trial import AreaTrial, area_trial
from evaluera.methods.planning.area_world import AreaWorld
from evaluera.methods.planning.beginning import FEWEST
from evaluera.methods.planning.outlook import CONFIDENCE, WANTED, outlook
from evaluera.methods.planning.series_trial import SeriesTrial, series_trial
from evaluera.methods.planning.supposing import supposed
from evaluera.numerics.noise import STRONGEST
from evaluera.results.power_analysis import Assumed, Outlook, PowerAnalysis

__all__ = ["plan", "power"]

_FOLLOW_UP = {12: (3, 6, 12, 18, 24, 36), 4: (2, 4, 6, 8, 12), 52: (13, 26, 52, 78, 104), 1: (1, 2, 3, 4, 5)}
_ANY = (3, 6, 12, 18, 24, 36)
_REPLICATES, _FEWEST_REPLICATES, _QUICK = 300, 100, 120
"""Series a length: so many up to 120 periods, fewer for longer ones (a fit takes time as the square)."""

Lengths = tuple[Annotated[int, Field(ge=1, le=520)], ...]


class _Lengths(Params):
    """What both ways of asking have in common."""

    follow_up: Lengths | None = None
    seed: int = Field(default=1, ge=0)


class _Numbers(_Lengths):
    """A series described by numbers alone."""

    level: float = Field(gt=0.0)
    dispersion: float = Field(default=1.0, ge=1.0)
    autocorrelation: float = Field(default=0.0, ge=0.0, lt=1.0)
    before: int = Field(default=36, ge=FEWEST, le=520)
    frequency: Frequency | None = Frequency.MONTH
    treated_areas: int = Field(default=1, ge=1, le=300)
    comparison_areas: int = Field(default=0, ge=0, le=300)


def plan(
    panel: Panel,
    *,
    start: str | None = None,
    outcome: str | None = None,
    treated: Sequence[str] = (),
    comparison: Literal["rest"] | Sequence[str] = (),
    displacement: Sequence[str] = (),
    question: Question | None = None,
    follow_up: Sequence[int] | None = None,
    seed: int = 1,
) -> PowerAnalysis:
    """Which change could be seen in this series or these areas, and after how long a follow-up?

    Parameters
    ----------
    panel
        Figures from before the start; later ones are not looked at.
    start
        First period counted as after: inside, at the end of or beyond the data; the period after the last if left out.
        Periods between the data and the start are expected to be known by then.
    outcome, treated
        The outcome, and the areas that get the initiative (counted together), where the panel has several.
    comparison, displacement
        Areas to compare with, or ``rest``, and neighbouring areas that are not among the rest.
    question
        Which way is better and the smallest change that matters, from :func:`evaluera.question`.
    follow_up
        Lengths to answer for, in periods; for months 3, 6, 12, 18, 24 and 36.
    seed
        Of the simulation: the same seed gives the same answer.

    Returns
    -------
    PowerAnalysis
        For each length the change that is seen four times in five and the probability of seeing the smallest change of
        interest, both with Monte Carlo error; ``tidy()`` gives a frame.

    Raises
    ------
    ParameterError
        An option, outcome or area that cannot be used.
    MethodError
        More than one series, fewer than 12 periods with figures, or a series whose noise cannot be seen.

    Notes
    -----
    Level (of the last year), dispersion and autocorrelation are estimated around a trend and a season. Series with that
    noise are simulated (counts: Poisson with a latent AR(1) course) and analysed with the default of
    ``interrupted_time_series``: a step on the trend, counted as seen when the 95 % interval lies on the side of an
    improvement.

    With comparison areas every area is simulated at its own level, with the noise that areas have around what they
    share (:func:`evaluera.numerics.area_noise.area_noise`), and the panel is analysed with the default of
    ``before_after`` for so many areas: whole years nearest the start, each area's change as one observation with at
    least 6 comparison areas or 4 and 4 (given the past with 12 areas when they were chosen for a high level or a rise),
    else the treated share of all events period by period. Where nothing happens a change is found in about 5 of 100
    simulated panels (measured: 4.7-5.3 for 1 + 3, 1 + 12 and 4 + 6 areas, 600 panels each).

    Assumes that the noise stays as it was, that the change comes at once and stays, and that nothing else happens; with
    areas also that each varies by itself apart from what all share. When not to use: afterwards, to explain a result
    (use the interval).

    References
    ----------
    Zhang, Wagner, Ross-Degnan (2011), J Clin Epidemiol 64:1252-1261 (power of interrupted time series by simulation).

    Examples
    --------
    >>> import evaluera, numpy as np, pandas as pd
    >>> count = np.random.default_rng(5).poisson(80, 36)
    >>> frame = pd.DataFrame({"month": pd.period_range("2022-01", periods=36, freq="M"), "count": count})
    >>> panel = evaluera.panel(frame, period="month", value="count")
    >>> ahead = evaluera.plan(panel, follow_up=[12])
    >>> ahead.start, 0.1 < ahead.outlooks[0].detectable < 0.3
    ('2025-01', True)
    """
    options = validate(_Lengths, _given(follow_up, seed))
    found = supposed(
        of_outcome(panel, outcome),
        start=start,
        treated=tuple(treated),
        comparison=comparison if comparison == "rest" else tuple(comparison),
        displacement=tuple(displacement),
    )
    return _answered(
        found.assumed,
        found.world,
        options,
        question=question or Question(),
        outcome=found.outcome,
        area=found.area,
        start=found.start,
    )


def power(
    *,
    level: float,
    dispersion: float = 1.0,
    autocorrelation: float = 0.0,
    before: int = 36,
    frequency: str | None = "month",
    treated_areas: int = 1,
    comparison_areas: int = 0,
    question: Question | None = None,
    follow_up: Sequence[int] | None = None,
    seed: int = 1,
) -> PowerAnalysis:
    """Which change could be seen in counts of this size, and after how long a follow-up?

    Parameters
    ----------
    level
        Mean number of events in a period.
    dispersion
        Variance / mean, at least 1 (pure chance); reported crime in one area often has 1.5-5.
    autocorrelation
        Correlation of neighbouring periods, 0 to 1. Counts can only be correlated as far as they vary more than by
        chance: at most 0.9 (1 - 1 / dispersion).
    before
        Number of periods with figures before the start, at least 12.
    frequency
        ``month``, ``quarter``, ``week`` or ``year``; None without a season.
    treated_areas, comparison_areas
        Number of areas with the initiative and to compare with. ``level``, ``dispersion`` and ``autocorrelation`` are
        then those of each area, the last two around what the areas share. Without comparison areas there is one series.
    question, follow_up, seed
        As in :func:`evaluera.plan`.

    Returns
    -------
    PowerAnalysis

    Raises
    ------
    ParameterError
        A number outside its bounds; ``parameter.plan_autocorrelation`` when counts cannot be so correlated;
        ``parameter.plan_areas_alone`` for several treated areas without comparison areas.

    Examples
    --------
    >>> import evaluera
    >>> ahead = evaluera.power(level=40, dispersion=2, before=36, follow_up=[6, 24])
    >>> short, long = (each.detectable for each in ahead.outlooks)
    >>> 0.15 < long < short < 0.6
    True
    """
    numbers = {
        "level": level,
        "dispersion": dispersion,
        "autocorrelation": autocorrelation,
        "before": before,
        "frequency": frequency,
        "treated_areas": treated_areas,
        "comparison_areas": comparison_areas,
    }
    options = validate(_Numbers, {**numbers, **_given(follow_up, seed)})
    most = 0.9 * (1.0 - 1.0 / options.dispersion)
    if options.autocorrelation > most:
        values = {"found": options.autocorrelation, "most": most, "dispersion": options.dispersion}
        place = Place(parameter="autocorrelation")
        raise ParameterError(Finding(code="parameter.plan_autocorrelation", place=place, values=values))
    if options.treated_areas > 1 and options.comparison_areas == 0:
        raise ParameterError(Finding(code="parameter.plan_areas_alone", place=Place(parameter="comparison_areas")))
    assumed = Assumed(
        kind="count",
        level=options.level,
        dispersion=options.dispersion,
        autocorrelation=options.autocorrelation,
        before=options.before,
        known=0,
        season_length=None if options.frequency is None else options.frequency.season_length,
        treated_areas=options.treated_areas,
        comparison_areas=options.comparison_areas,
    )
    return _answered(
        assumed, _alike(assumed), options, question=question or Question(), outcome="", area="", start=None
    )


def _given(follow_up: Sequence[int] | None, seed: int) -> dict[str, object]:
    return {"follow_up": None if follow_up is None else tuple(follow_up), "seed": seed}


def _alike(assumed: Assumed) -> AreaWorld | None:
    """Areas of the same size; None without comparison areas."""
    if assumed.comparison_areas == 0:
        return None
    excess = assumed.dispersion - 1.0
    areas = assumed.treated_areas + assumed.comparison_areas
    return AreaWorld(
        level=np.full(areas, assumed.level),
        treated=np.arange(areas) < assumed.treated_areas,
        counts=True,
        variance=excess / assumed.level,
        autocorrelation=min(assumed.autocorrelation * assumed.dispersion / excess, STRONGEST) if excess > 0.0 else 0.0,
    )


def _answered(
    assumed: Assumed,
    world: AreaWorld | None,
    options: _Lengths,
    *,
    question: Question,
    outcome: str,
    area: str,
    start: str | None,
) -> PowerAnalysis:
    lengths = options.follow_up or _FOLLOW_UP.get(assumed.season_length or 0, _ANY)
    longest = assumed.before + max(lengths)
    replicates = max(_FEWEST_REPLICATES, min(_REPLICATES, int(_REPLICATES * (_QUICK / longest) ** 2)))
    trials = {each: _trial(assumed, world, each, question, options.seed) for each in sorted(set(lengths))}
    outlooks = tuple(
        outlook(
            trial,
            periods=periods,
            better=question.better,
            smallest_change=question.smallest_change,
            replicates=replicates,
        )
        for periods, trial in trials.items()
    )
    longest_trial = trials[max(lengths)]
    return PowerAnalysis(
        outcome=outcome,
        area=area,
        question=question,
        assumed=assumed,
        outlooks=outlooks,
        periods_needed=_needed(outlooks, question.smallest_change),
        confidence=CONFIDENCE,
        wanted=WANTED,
        replicates=replicates,
        seed=options.seed,
        start=start,
        errors=longest_trial.errors if isinstance(longest_trial, AreaTrial) else "",
    )


def _trial(
    assumed: Assumed, world: AreaWorld | None, periods: int, question: Question, seed: int
) -> SeriesTrial | AreaTrial:
    """The default analysis of one series, or of so many areas."""
    if world is None:
        return series_trial(assumed, periods=periods, better=question.better, seed=seed)
    return area_trial(
        world,
        before=assumed.before,
        periods=periods,
        season_length=assumed.season_length,
        better=question.better,
        reason=question.selection_reason,
        seed=seed,
    )


def _needed(outlooks: Sequence[Outlook], smallest_change: float) -> int | None:
    """The shortest follow-up whose detectable change is the smallest that matters, straight lines on log scales."""
    known = [each for each in outlooks if each.detectable is not None]
    for number, each in enumerate(known):
        assert each.detectable is not None
        if each.detectable > smallest_change:
            continue
        if number == 0:
            return each.periods
        before = known[number - 1]
        assert before.detectable is not None
        share = math.log(before.detectable / smallest_change) / math.log(before.detectable / each.detectable)
        return math.ceil(before.periods * math.exp(share * math.log(each.periods / before.periods)))
    return None
