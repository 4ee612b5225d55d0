"""Estimates from a sample with strata, unequal weights and clusters: means, totals and shares, with honest margins."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import betaincinv, expit, logit

from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.student import two_sided_quantile

__all__ = ["SurveyDesign", "SurveyEstimate", "survey_mean", "survey_share", "survey_total"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurveyDesign:
    """How the sample was drawn: one number for each row (n).

    ``weight`` is how many persons the row stands for (above zero). ``stratum`` and ``cluster`` are codes: rows of one
    cluster (all answers of one respondent) are one draw; a cluster lies within its stratum.
    """

    weight: Floats
    stratum: Integers
    cluster: Integers

    @classmethod
    def of(cls, *, weight: Floats, stratum: Integers | None = None, cluster: Integers | None = None) -> SurveyDesign:
        """Without strata all rows are one, without clusters each row is a draw of its own."""
        n = len(weight)
        return cls(
            weight=weight,
            stratum=np.zeros(n, dtype=np.int64) if stratum is None else stratum,
            cluster=np.arange(n, dtype=np.int64) if cluster is None else cluster,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEstimate:
    """An estimate with its interval; ``std_error`` and the limits are None where a single draw shows no variation.

    ``df`` is draws less strata (those that have rows of the domain), ``n`` the rows behind it.
    """

    estimate: float
    std_error: float | None
    low: float | None
    high: float | None
    df: int
    n: int


def survey_mean(
    *, value: Floats, design: SurveyDesign, within: Bools | None = None, confidence: float = 0.95
) -> SurveyEstimate | None:
    """The weighted mean of a domain, its variance by Taylor linearisation, and the t interval with ``df``.

    Parameters
    ----------
    value
        What was answered (n); NaN was not answered, and is left out of the domain.
    design
        Weights, strata and clusters of the whole sample (n).
    within
        The domain, such as an area (n). The rest of the sample still counts as drawn, as it must for the variance.
    confidence
        Of the interval.

    Returns
    -------
    SurveyEstimate or None
        None without a single answer in the domain.

    Notes
    -----
    A mean is a ratio of two totals; its linear score is w (y - mean) / sum w in the domain and 0 outside. The variance
    of the scores' total is that of draws with replacement within strata. A stratum with a single draw has no variation
    of its own: the square of its score is added (``survey.lonely.psu = "adjust"`` in R), which is too much rather than
    too little.

    References
    ----------
    Binder (1983), International Statistical Review 51:279; Lumley (2004), J Stat Softw 9(8) (R package survey).

    Examples
    --------
    >>> design = SurveyDesign.of(weight=np.array([10.0, 10.0, 30.0, 30.0]), stratum=np.array([0, 0, 1, 1]))
    >>> found = survey_mean(value=np.array([1.0, 3.0, 2.0, 4.0]), design=design)
    >>> found.estimate, round(found.std_error, 4), found.df
    (2.75, 0.7906, 2)
    """
    inside = _inside(value, within)
    weight = np.where(inside, design.weight, 0.0)
    total = float(weight.sum())
    if total == 0.0:
        return None
    answered = np.where(inside, value, 0.0)
    mean = float(weight @ answered) / total
    return _estimated(
        mean, score=weight * (answered - mean) / total, design=design, inside=inside, confidence=confidence
    )


def survey_total(
    *, value: Floats, design: SurveyDesign, within: Bools | None = None, confidence: float = 0.95
) -> SurveyEstimate | None:
    """The weighted sum of a domain, as :func:`survey_mean`: how many there are, or how much, in the population.

    Examples
    --------
    >>> design = SurveyDesign.of(weight=np.array([10.0, 10.0, 30.0, 30.0]), stratum=np.array([0, 0, 1, 1]))
    >>> survey_total(value=np.array([1.0, 3.0, 2.0, 4.0]), design=design).estimate
    220.0
    """
    inside = _inside(value, within)
    if not inside.any():
        return None
    score = np.where(inside, design.weight * np.where(inside, value, 0.0), 0.0)
    return _estimated(float(score.sum()), score=score, design=design, inside=inside, confidence=confidence)


def survey_share(
    *, yes: Floats, design: SurveyDesign, within: Bools | None = None, confidence: float = 0.95
) -> SurveyEstimate | None:
    """The weighted share of a domain that answers yes, with an interval on the logit scale.

    Parameters
    ----------
    yes
        1 or 0, NaN was not answered (n).
    design, within, confidence
        As in :func:`survey_mean`.

    Notes
    -----
    The logit interval stays between 0 and 1 and is as lopsided as shares near an end are; the plain one does neither.
    It is the default of ``svyciprop`` in R. Where everybody, or nobody, answers yes the linearised variance is 0 and
    says nothing: the exact binomial limit for so many draws is given.

    References
    ----------
    Korn and Graubard (1998), Survey Methodology 24:193; Clopper and Pearson (1934), Biometrika 26:404.

    Examples
    --------
    >>> design = SurveyDesign.of(weight=np.ones(40))
    >>> found = survey_share(yes=np.repeat([1.0, 0.0], [10, 30]), design=design)
    >>> found.estimate, round(found.low, 3), round(found.high, 3)
    (0.25, 0.136, 0.413)
    """
    found = survey_mean(value=yes, design=design, within=within, confidence=confidence)
    if found is None or found.std_error is None or found.df < 1:
        return found
    share = found.estimate
    if not 0.0 < share < 1.0:
        draws = len(_draws(design, _inside(yes, within))[0])
        edge = float(betaincinv(1.0, float(draws), confidence / 2.0 + 0.5))
        return replace(found, std_error=None, low=max(0.0, share - edge), high=min(1.0, share + edge))
    half = two_sided_quantile(confidence=confidence, df=found.df) * found.std_error / (share * (1.0 - share))
    return replace(found, low=float(expit(logit(share) - half)), high=float(expit(logit(share) + half)))


def _inside(value: Floats, within: Bools | None) -> Bools:
    answered = np.isfinite(value)
    return answered if within is None else answered & within


def _draws(design: SurveyDesign, rows: Bools) -> tuple[Integers, Integers]:
    """The stratum of each draw that has one of these rows, and for each row of the sample its draw."""
    pairs = np.column_stack([design.stratum, design.cluster])
    distinct, draw = np.unique(pairs, axis=0, return_inverse=True)
    present = np.unique(draw.ravel()[rows])
    return distinct[present, 0], np.asarray(draw.ravel(), dtype=np.int64)


def _estimated(
    estimate: float, *, score: Floats, design: SurveyDesign, inside: Bools, confidence: float
) -> SurveyEstimate:
    strata, _ = _draws(design, inside)
    df = len(strata) - len(np.unique(strata))
    variance = _variance(score, design)
    found = SurveyEstimate(
        estimate=estimate,
        std_error=None if variance is None else float(np.sqrt(variance)),
        low=None,
        high=None,
        df=df,
        n=int(inside.sum()),
    )
    if found.std_error is None or df < 1:
        return found
    half = two_sided_quantile(confidence=confidence, df=df) * found.std_error
    return replace(found, low=estimate - half, high=estimate + half)


def _variance(score: Floats, design: SurveyDesign) -> float | None:
    """The variance of the total of the scores; None when no stratum has two draws."""
    strata, draw = _draws(design, np.ones(len(score), dtype=bool))
    total = np.bincount(draw, weights=score, minlength=len(strata))
    _, at = np.unique(strata, return_inverse=True)
    drawn = np.bincount(at)
    mean = np.bincount(at, weights=total) / drawn
    several = drawn > 1
    if not several.any():
        return None
    centred = total - np.where(several, mean, 0.0)[at]
    scale = np.where(several, drawn / np.where(several, drawn - 1.0, 1.0), 1.0)
    return float((scale[at] * centred**2).sum())
