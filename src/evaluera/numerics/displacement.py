"""The weighted displacement difference as published: a change in events against the comparison areas' change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.student import two_sided_p, two_sided_quantile

__all__ = ["DisplacementDifference", "displacement_difference", "harm_weighted"]

_SIGNS = (1.0, -1.0, 1.0, -1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplacementDifference:
    """Events more (negative: fewer) than the comparison areas' change says, and the variance if counts are Poisson."""

    estimate: float
    variance: float

    @property
    def std_error(self) -> float:
        """The square root of the variance."""
        return float(np.sqrt(self.variance))

    @property
    def p_value(self) -> float:
        """Two-sided, normal."""
        statistic = self.estimate / self.std_error if self.variance > 0.0 else 0.0
        return float(two_sided_p(statistic=np.array([statistic]), df=None)[0])

    def interval(self, confidence: float) -> tuple[float, float]:
        """The normal interval."""
        half = two_sided_quantile(confidence=confidence, df=None) * self.std_error
        return self.estimate - half, self.estimate + half


def displacement_difference(
    *,
    before: Sequence[float],
    after: Sequence[float],
    area_weights: Sequence[float] = (1.0, 1.0, 1.0, 1.0),
    time_weights: Sequence[float] = (1.0, 1.0),
) -> DisplacementDifference:
    """WDD = (T1 - T0) - (C1 - C0) + (D1 - D0) - (E1 - E0), each count divided by its weights.

    ``before`` and ``after`` (4) are the events of the treated areas T, their comparison C, the displacement areas D and
    their comparison E (0 where there are none). ``area_weights`` (4) and ``time_weights`` (before, after) divide the
    counts, as do areas of unequal size and periods of unequal length; the variance is the sum of all counts divided by
    the squared weights.

    Assumes Poisson counts and that all groups would have changed by the same number of events. When not to use: as the
    answer; measured on monthly crime its 95 % intervals cover 30-34 %.

    Reference: Wheeler and Ratcliffe (2018), Crime Science 7:11, equations 1-4 and 7-9.

    >>> answer = displacement_difference(before=(207, 308, 178, 150), after=(110, 318, 157, 140))
    >>> answer.estimate, round(answer.std_error, 3)
    (-118.0, 39.598)
    """
    weights = np.asarray(area_weights, dtype=float)
    first: Floats = np.asarray(before, dtype=float) / (weights * time_weights[0])
    second: Floats = np.asarray(after, dtype=float) / (weights * time_weights[1])
    variance = first / (weights * time_weights[0]) + second / (weights * time_weights[1])
    return DisplacementDifference(estimate=float(np.asarray(_SIGNS) @ (second - first)), variance=float(variance.sum()))


def harm_weighted(answers: Sequence[DisplacementDifference], harm: Sequence[float]) -> DisplacementDifference:
    """Several kinds of events together, each counted ``harm`` times; they are taken as independent of each other.

    >>> one = DisplacementDifference(estimate=-10.0, variance=4.0)
    >>> both = harm_weighted([one, one], [1.0, 3.0])
    >>> both.estimate, both.variance
    (-40.0, 40.0)
    """
    return DisplacementDifference(
        estimate=float(sum(weight * each.estimate for each, weight in zip(answers, harm, strict=True))),
        variance=float(sum(weight**2 * each.variance for each, weight in zip(answers, harm, strict=True))),
    )
