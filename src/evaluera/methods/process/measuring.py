"""Numbers of an indicator: shares of full counts, with what missing cells could make of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evaluera.methods.process.limits import Limits
from evaluera.results.measure import Band, Measure, Unit

__all__ = ["band_of", "banded", "not_computed", "ratio", "share"]


def share(
    indicator: str,
    *,
    yes: float,
    known: float,
    missing: int = 0,
    weight: float | None = None,
    n: int | None = None,
    unit: Unit = "share",
    **where: Any,
) -> Measure:
    """A share of rows: ``yes`` of the ``known`` ones; the ``missing`` ones counted as no (low) and yes (high).

    ``weight`` is what the missing ones weigh together where it is not one each (a row that stands for several
    sessions, contacts); ``n`` the rows behind the share where that is not ``known``. ``where`` are further fields of
    :class:`Measure` (``variant``, ``split``, ``part``, ``period``, ``persons``). Without a single row there is no
    share: ``reason`` says ``no_rows``, or ``all_missing``.
    """
    unknown = float(missing) if weight is None else weight
    total = known + unknown
    if known <= 0:
        reason = "all_missing" if missing else "no_rows"
        return Measure(indicator=indicator, value=None, unit=unit, missing=missing, reason=reason, **where)
    return Measure(
        indicator=indicator,
        value=yes / known,
        unit=unit,
        numerator=float(yes),
        denominator=float(known),
        low=yes / total if missing else None,
        high=(yes + unknown) / total if missing else None,
        bounds="missing" if missing else "none",
        n=int(known) if n is None else n,
        missing=missing,
        **where,
    )


def ratio(
    indicator: str,
    *,
    done: float,
    planned: float,
    missing: int = 0,
    unit: Unit = "share",
    high: float | None = None,
    low: float | None = None,
    **where: Any,
) -> Measure:
    """A sum against a plan: a missing cell adds nothing, and the number of missing ones is shown.

    Bounds only where the definition of the indicator gives them.
    """
    if planned <= 0:
        return Measure(indicator=indicator, value=None, unit=unit, missing=missing, reason="nothing_planned", **where)
    bounded = low is not None or high is not None
    return Measure(
        indicator=indicator,
        value=done / planned,
        unit=unit,
        numerator=float(done),
        denominator=float(planned),
        low=low if low is not None or not bounded else done / planned,
        high=high if high is not None or not bounded else done / planned,
        bounds="missing" if bounded else "none",
        missing=missing,
        **where,
    )


def not_computed(indicator: str, *, unit: Unit, reason: str, **where: Any) -> Measure:
    """No number, and why (a key below ``measure.reason``)."""
    return Measure(indicator=indicator, value=None, unit=unit, reason=reason, **where)


def band_of(value: float, limits: Limits) -> Band:
    """Low, partly or high; values are compared unrounded.

    Examples
    --------
    >>> band_of(0.6, Limits()), band_of(0.5999, Limits()), band_of(0.8, Limits())
    ('partly', 'low', 'high')
    """
    if value < limits.low_below:
        return "low"
    return "high" if value >= limits.high_from else "partly"


def banded(measure: Measure, limits: Limits) -> Measure:
    """The share with its band, unless fewer than five stand behind it: in its denominator, or in ``n``."""
    behind = [number for number in (measure.denominator, measure.n) if number is not None]
    few = measure.denominator is None or min(behind) < limits.fewest_for_band
    if measure.value is None or measure.unit != "share" or few:
        return measure
    return replace(measure, band=band_of(measure.value, limits))
