"""How long things take when some are not finished yet: the curve of those still open, and what can be read off it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.student import two_sided_quantile

__all__ = ["ShareWithin", "SurvivalCurve", "kaplan_meier", "share_within"]

_ROUNDING = 1e-10
"""A product of fractions may miss one half by rounding: a curve this near has come down to it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurvivalCurve:
    """The share still open after t: a step at each time (k, ascending) at which something was finished.

    ``survival`` is the share just after the step, ``low`` and ``high`` its pointwise log-log limits; ``at_risk`` were
    open just before it, ``finished`` were finished at it. The curve is 1 before the first step and known until
    ``longest``. ``median`` is the smallest time at which at most half are open; ``median_low`` and ``median_high`` are
    the same of the two limits. None: not reached. ``n`` cases, ``closed`` of them finished.
    """

    times: Floats
    survival: Floats
    low: Floats
    high: Floats
    at_risk: Integers
    finished: Integers
    longest: float
    median: float | None
    median_low: float | None
    median_high: float | None
    n: int
    closed: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWithin:
    """The share finished within a time, with its log-log interval (None where nothing was finished by then)."""

    share: float
    low: float | None
    high: float | None


def kaplan_meier(*, durations: Floats, closed: Bools, confidence: float = 0.95) -> SurvivalCurve:
    """Estimate the share still open after each time, with cases still open at the end as censored.

    Parameters
    ----------
    durations
        Time from start to finish, or to the end of follow-up for a case still open (n, at least 0; any unit).
    closed
        Whether the case was finished (n). A case that is open at t counts as open when another is finished at t.
    confidence
        Of the pointwise limits.

    Notes
    -----
    The limits are those of log(-log S) with Greenwood's variance. Where the curve comes down to 0 that variance does
    not exist: the lower limit is 0 there, the upper one stays where it was. Assumes that a case still open is no
    slower or faster than others open as long, and that cases do not wait for one another.

    References
    ----------
    Kaplan and Meier (1958), JASA 53:457; Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time
    Data, 2nd ed., section 1.4; Brookmeyer and Crowley (1982), Biometrics 38:29 (limits of the median).

    Examples
    --------
    >>> days = np.array([14.0, 3.0, 60.0, 30.0, 45.0, 118.0, 21.0, 55.0, 21.0, 27.0])
    >>> done = np.array([1, 1, 1, 1, 1, 0, 1, 0, 1, 0], dtype=bool)
    >>> curve = kaplan_meier(durations=days, closed=done)
    >>> curve.median, curve.median_low, curve.median_high
    (30.0, 3.0, None)
    """
    times, counts = np.unique(durations[closed], return_counts=True)
    finished = np.asarray(counts, dtype=np.int64)
    at_risk = np.asarray(durations.size - np.searchsorted(np.sort(durations), times, side="left"), dtype=np.int64)
    survival = np.asarray(np.cumprod(1.0 - finished / at_risk), dtype=float)
    low, high = _limits(survival=survival, at_risk=at_risk, finished=finished, confidence=confidence)
    return SurvivalCurve(
        times=times,
        survival=survival,
        low=low,
        high=high,
        at_risk=at_risk,
        finished=finished,
        longest=float(durations.max(initial=0.0)),
        median=_half(times, survival),
        median_low=_half(times, low),
        median_high=_half(times, high),
        n=int(durations.size),
        closed=int(closed.sum()),
        confidence=confidence,
    )


def share_within(curve: SurvivalCurve, *, time: float) -> ShareWithin | None:
    """The share finished within ``time``: 1 - S(time). None when nobody was followed that long and some are open.

    Examples
    --------
    >>> days = np.array([10.0, 20.0, 30.0, 40.0])
    >>> curve = kaplan_meier(durations=days, closed=np.array([True, False, True, False]))
    >>> share_within(curve, time=30.0).share, share_within(curve, time=60.0)
    (0.625, None)
    """
    step = int(np.searchsorted(curve.times, time, side="right")) - 1
    emptied = step >= 0 and curve.survival[step] == 0.0
    if time > curve.longest and not emptied:
        return None
    if step < 0:
        return ShareWithin(share=0.0, low=None, high=None)
    return ShareWithin(
        share=1.0 - float(curve.survival[step]),
        low=1.0 - float(curve.high[step]),
        high=1.0 - float(curve.low[step]),
    )


def _limits(*, survival: Floats, at_risk: Integers, finished: Integers, confidence: float) -> tuple[Floats, Floats]:
    """The log-log limits; the last step may come down to 0."""
    above = survival > 0.0
    inside = survival[above]
    greenwood = np.cumsum(finished[above] / (at_risk[above] * (at_risk[above] - finished[above])))
    width = two_sided_quantile(confidence=confidence, df=None) * np.sqrt(greenwood) / -np.log(inside)
    low, high = inside ** np.exp(width), inside ** np.exp(-width)
    emptied = survival.size - inside.size
    stays = high[-1:] if high.size else np.ones(1)
    return np.append(low, np.zeros(emptied)), np.append(high, np.repeat(stays, emptied))


def _half(times: Floats, curve: Floats) -> float | None:
    reached = times[curve <= 0.5 + _ROUNDING]
    return float(reached[0]) if reached.size else None
