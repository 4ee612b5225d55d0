"""The primary estimate as a relative change."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evaluera.conclusion.series import Series
from evaluera.results.course import Course

__all__ = ["Change", "change_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How much the outcome changed, with its interval.

    Attributes
    ----------
    estimate, low, high
        Shares of the level without the initiative: -0.22 is 22 per cent lower. NaN when that level is unknown.
    amount, amount_low, amount_high
        The change in the unit of the estimate for differences; None for ratios.
    level
        The level that a difference is compared with; None for ratios and when it is unknown.
    sign
        -1 when the interval lies wholly below no change, 1 wholly above, 0 when it includes it. None without interval.
    """

    estimate: float
    low: float
    high: float
    amount: float | None = None
    amount_low: float | None = None
    amount_high: float | None = None
    level: float | None = None
    sign: int | None = 0

    @property
    def relative(self) -> bool:
        """Whether the change can be said as a share."""
        return math.isfinite(self.low) and not math.isnan(self.high)


def change_of(series: Series) -> Change:
    """The relative change that the primary estimate says.

    A ratio (``scale="log"``) is the change plus one. A difference is compared with the mean counterfactual of the used
    periods after the start (their sum when the difference is a number of events in all), which is taken as known: its
    own uncertainty is already in the interval of the difference.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.series import series_of
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> round(change_of(series_of(result)).estimate, 2)
    -0.31
    """
    e = series.estimate
    if e.scale == "log":
        return Change(estimate=e.estimate - 1, low=e.low - 1, high=e.high - 1, sign=_sign(e.low, e.high, none=1.0))
    level = _level(series.course, total=e.unit == "events")
    scale = math.nan if level is None else level
    return Change(
        estimate=e.estimate / scale,
        low=e.low / scale,
        high=e.high / scale,
        amount=e.estimate,
        amount_low=e.low,
        amount_high=e.high,
        level=level,
        sign=_sign(e.low, e.high, none=0.0),
    )


def _sign(low: float, high: float, *, none: float) -> int | None:
    if math.isnan(low) or math.isnan(high):
        return None
    return -1 if high < none else int(low > none)


def _level(course: Course | None, *, total: bool) -> float | None:
    """The counterfactual level after the start: mean of the used periods that have a band, or their sum."""
    if course is None:
        return None
    rows = zip(course.counterfactual, course.low, course.used, strict=True)
    expected = [value for value, low, used in rows if used and value is not None and low is not None]
    if not expected or sum(expected) <= 0:
        return None
    return sum(expected) if total else sum(expected) / len(expected)
