"""What could have been seen with these data, and what it would take to see more."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from evaluera.conclusion.change import Change
from evaluera.conclusion.series import Series
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["Need", "NeedKind", "need_of"]

Z_POWER = 0.8416
Z_INTERVAL = 1.9600
MOST_YEARS = 10
MOST_PERIODS = 120
MOST_AREAS = 100


class NeedKind(StrEnum):
    """What would help: more periods after the start, more areas with the initiative, or larger units."""

    PERIODS = "periods"
    AREAS = "areas"
    MERGE = "merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What it would take.

    Attributes
    ----------
    detectable
        The smallest relative change that these data would show four times in five (share, without sign).
    kind, count
        ``count`` further periods after the start, or ``count`` areas with the initiative in all; 0 for ``MERGE``.
    season_length
        Tells the kind of period.
    """

    detectable: float
    kind: NeedKind
    count: int
    season_length: int | None


def need_of(
    *, series: Series, change: Change, better: Literal["lower", "higher"], smallest_change: float
) -> Need | None:
    """What it would take to see the smallest change of interest; None when there was an even chance to see it.

    The interval excludes no change in half of all repetitions when the true change equals its half-width, so a
    half-width larger than the smallest change means a power below 50 per cent. To see it four times in five the
    half-width must shrink to ``smallest change / (1 + 0.84 / 1.96)``. The squared half-width is taken as proportional
    to ``1 / before + 1 / after``, for periods of one series and for areas with and without the initiative alike; the
    side before (the comparison areas) cannot grow. That is a lower bound: series that drift need more.
    When more than 10 years (120 numbered periods) or 100 areas were needed, or no number would do, only larger units
    (merged areas or outcomes) help.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.change import change_of
    >>> from evaluera.conclusion.series import series_of
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> series = series_of(result)
    >>> need_of(series=series, change=change_of(series), better="lower", smallest_change=0.1).kind
    <NeedKind.MERGE: 'merge'>
    """
    half = _half_width(series.estimate, change)
    target = _target(series.estimate.scale, better, smallest_change)
    if half is None or half <= target:
        return None
    visible = half * (1 + Z_POWER / Z_INTERVAL)
    kind, count = _what(series.evidence, (target / visible) ** 2)
    season = None if series.evidence is None else series.evidence.season_length
    return Need(
        detectable=_as_share(visible, series.estimate.scale, better), kind=kind, count=count, season_length=season
    )


def _half_width(estimate: Estimate, change: Change) -> float | None:
    """Half the interval: of the log ratio, or of the relative difference."""
    if estimate.scale == "log":
        if estimate.low <= 0 or not math.isfinite(estimate.high):
            return None
        return math.log(estimate.high / estimate.low) / 2
    width = (change.high - change.low) / 2
    return width if math.isfinite(width) else None


def _target(scale: str, better: str, smallest_change: float) -> float:
    """The smallest change of interest on the scale of the half-width."""
    if scale != "log":
        return smallest_change
    return -math.log1p(-smallest_change) if better == "lower" else math.log1p(smallest_change)


def _as_share(width: float, scale: str, better: str) -> float:
    if scale != "log":
        return width
    return -math.expm1(-width) if better == "lower" else math.expm1(width)


def _what(evidence: Evidence | None, shrink: float) -> tuple[NeedKind, int]:
    """What brings the squared half-width down to ``shrink`` of what it is, if anything."""
    if evidence is None:
        return NeedKind.MERGE, 0
    areas = evidence.unit == "areas"
    fixed, growing = (
        (evidence.comparison_areas, evidence.treated_areas)
        if areas
        else (evidence.periods_before, evidence.periods_after)
    )
    wanted = _grown(fixed, growing, shrink)
    if wanted is None:
        return NeedKind.MERGE, 0
    if areas:
        return (NeedKind.AREAS, wanted) if wanted <= MOST_AREAS else (NeedKind.MERGE, 0)
    more = wanted - growing
    most = MOST_YEARS * evidence.season_length if evidence.season_length else MOST_PERIODS
    return (NeedKind.PERIODS, more) if more <= most else (NeedKind.MERGE, 0)


def _grown(fixed: int, growing: int, shrink: float) -> int | None:
    """How large the growing side must be so that 1/fixed + 1/growing shrinks by the factor; None when it cannot."""
    if fixed < 1 or growing < 1:
        return None
    room = (1 / fixed + 1 / growing) * shrink - 1 / fixed
    return math.ceil(1 / room) if room > 0 else None
