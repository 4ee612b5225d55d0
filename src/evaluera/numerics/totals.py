"""The ratio of two Poisson rates from two totals: exact, mid-p, score and Wald intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import betainc, betaincinv, gammaincinv, ndtr, ndtri

__all__ = ["IntervalName", "RateRatio", "poisson_limits", "rate_ratio"]

IntervalName = Literal["exact", "midp", "score", "wald"]

_HALVINGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRatio:
    """Rate after / rate before with its interval; ``std_error`` is that of the log ratio; ``p_value`` tests ratio 1.

    Interval and p-value come from the same distribution and never disagree.
    """

    ratio: float
    std_error: float
    low: float
    high: float
    p_value: float


def rate_ratio(
    *,
    events_before: float,
    events_after: float,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    interval: IntervalName = "exact",
    confidence: float = 0.95,
) -> RateRatio:
    """Compare two totals, each a number of events over an exposure (periods, person-time).

    Given their sum, the events after are binomial with share p, and ratio = p / (1 - p) · exposure_before /
    exposure_after. ``exact`` inverts the two tails of that binomial (Clopper-Pearson), ``midp`` counts half the
    probability of what was seen, ``score`` is Wilson's interval for p, ``wald`` the normal interval of the log ratio.
    ``events_before`` must be positive, for Wald ``events_after`` too. The standard error adds one half to both totals
    when nothing happened after. Totals need not be whole numbers (they are divided by a dispersion elsewhere).

    Assumes Poisson: events that do not come in clusters or waves. Two totals cannot show whether that is so; measured
    coverage of 95 % intervals on monthly crime is 30-34 %.

    References: Przyborowski and Wilenski (1940), Biometrika 31:313; Clopper and Pearson (1934); Wilson (1927).

    >>> answer = rate_ratio(events_before=50, events_after=30)
    >>> round(answer.low, 4), round(answer.high, 4), round(answer.p_value, 5)
    (0.3684, 0.9621, 0.03299)
    """
    before, after = float(events_before), float(events_after)
    null_share = exposure_after / (exposure_before + exposure_after)
    tail = (1.0 - confidence) / 2.0
    low, high, p_value = _SHARES[interval](before, after, null_share, tail)
    extra = 0.5 if after == 0.0 else 0.0
    scale = exposure_before / exposure_after
    return RateRatio(
        ratio=after / before * scale,
        std_error=float(np.sqrt(1.0 / (before + extra) + 1.0 / (after + extra))),
        low=_odds(low) * scale,
        high=_odds(high) * scale,
        p_value=min(1.0, p_value),
    )


def _odds(share: float) -> float:
    return share / (1.0 - share)


def _at_least(before: float, after: float, share: float) -> float:
    """Probability of as many events after as were seen, or more."""
    return float(betainc(after, before + 1.0, share)) if after > 0.0 else 1.0


def _at_most(before: float, after: float, share: float) -> float:
    """Probability of as many events after as were seen, or fewer."""
    return float(betainc(before, after + 1.0, 1.0 - share)) if before > 0.0 else 1.0


def _exact(before: float, after: float, null_share: float, tail: float) -> tuple[float, float, float]:
    low = float(betaincinv(after, before + 1.0, tail)) if after > 0.0 else 0.0
    high = float(betaincinv(after + 1.0, before, 1.0 - tail))
    p_value = 2.0 * min(_at_least(before, after, null_share), _at_most(before, after, null_share))
    return low, high, p_value


def _midp(before: float, after: float, null_share: float, tail: float) -> tuple[float, float, float]:
    def upper(share: float) -> float:
        return 0.5 * (1.0 + _at_least(before, after, share) - _at_most(before, after, share))

    low = _solve(upper, tail) if after > 0.0 else 0.0
    high = _solve(upper, 1.0 - tail)
    at_null = upper(null_share)
    return low, high, 2.0 * min(at_null, 1.0 - at_null)


def _solve(rising: Callable[[float], float], target: float) -> float:
    """The share at which a rising function of it reaches the target, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return 0.5 * (low + high)


def _score(before: float, after: float, null_share: float, tail: float) -> tuple[float, float, float]:
    n, k = before + after, float(ndtri(1.0 - tail))
    share = after / n
    centre = (share + k * k / (2.0 * n)) / (1.0 + k * k / n)
    half = k / (1.0 + k * k / n) * float(np.sqrt(share * (1.0 - share) / n + k * k / (4.0 * n * n)))
    z = (after - n * null_share) / float(np.sqrt(n * null_share * (1.0 - null_share)))
    low = max(0.0, centre - half) if after > 0.0 else 0.0
    return low, centre + half, 2.0 * float(ndtr(-abs(z)))


def _wald(before: float, after: float, null_share: float, tail: float) -> tuple[float, float, float]:
    log_odds, error = float(np.log(after / before)), float(np.sqrt(1.0 / before + 1.0 / after))
    half = float(ndtri(1.0 - tail)) * error
    z = (log_odds - float(np.log(null_share / (1.0 - null_share)))) / error
    shares = [1.0 / (1.0 + float(np.exp(-edge))) for edge in (log_odds - half, log_odds + half)]
    return shares[0], shares[1], 2.0 * float(ndtr(-abs(z)))


_SHARES = {"exact": _exact, "midp": _midp, "score": _score, "wald": _wald}


def poisson_limits(*, events: float, confidence: float) -> tuple[float, float]:
    """Exact limits of the expected number of events when ``events`` were seen (Garwood 1936, Biometrika 28:437).

    >>> tuple(round(edge, 3) for edge in poisson_limits(events=10, confidence=0.95))
    (4.795, 18.39)
    """
    tail = (1.0 - confidence) / 2.0
    low = float(gammaincinv(events, tail)) if events > 0.0 else 0.0
    return low, float(gammaincinv(events + 1.0, 1.0 - tail))
