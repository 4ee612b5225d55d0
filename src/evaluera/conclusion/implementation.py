"""How much of the initiative was carried out: high, partly, low or unknown, by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

__all__ = ["COMPONENTS", "LOGGED", "Carried", "Grade", "carried_out"]

Grade = Literal["high", "partly", "low", "unknown"]

COMPONENTS = ("PF01", "PF02", "PF03")
"""Delivery rate, dose delivered, core components: the lowest of them decides."""

LOGGED = "DQ01"
"""Log completeness: without rows nobody knows."""

HIGH_FROM = 0.80
LOW_BELOW = 0.60


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The grade and what it rests on.

    ``values`` are the components that could be computed (unrounded); ``left_out`` those that could not. ``lowest`` is
    the component that decides ("" when none could be computed). ``logged`` is the share of due sessions with a row in
    the log; ``done`` and ``planned`` are sessions held and due. ``measures`` are the numbers behind all of it.
    """

    grade: Grade
    values: Mapping[str, float] = field(default_factory=dict, hash=False)
    left_out: tuple[str, ...] = ()
    lowest: str = ""
    logged: float | None = None
    done: float | None = None
    planned: float | None = None
    measures: tuple[Measure, ...] = ()


def carried_out(
    results: Mapping[str, ProcessResult],
    *,
    low_below: float = LOW_BELOW,
    high_from: float = HIGH_FROM,
    activity: str = "",
) -> Carried:
    """Grade the implementation from the results of the process methods: of all activities, or of one.

    In this order: unknown when fewer than ``low_below`` of the due sessions have a row in the log, or when the delivery
    rate or the log completeness cannot be computed; low when the lowest component is below ``low_below``; high when it
    is at least ``high_from`` and so is the log completeness; else partly. Values are compared unrounded. A component
    that cannot be computed is left out of the minimum and named.

    So a low delivery rate is not told apart from rows that nobody wrote: with few rows the grade is unknown, not low.

    Reference: the process data model of this project, section 4.1; the limits follow Durlak & DuPre (2008), American
    Journal of Community Psychology 41:327, who found results from about 60 per cent implementation and few above 80.
    """
    totals = {each: _whole(results, each, activity) for each in (*COMPONENTS, LOGGED)}
    values = {name: m.value for name in COMPONENTS if (m := totals[name]) is not None and m.value is not None}
    log, delivery = totals[LOGGED], totals["PF01"]
    logged = None if log is None else log.value
    lowest = min(values, key=lambda name: values[name], default="")
    return Carried(
        grade=_grade(values, lowest, logged, low_below=low_below, high_from=high_from),
        values=values,
        left_out=tuple(name for name in COMPONENTS if name not in values),
        lowest=lowest,
        logged=logged,
        done=None if delivery is None else delivery.numerator,
        planned=None if delivery is None else delivery.denominator,
        measures=tuple(each for each in totals.values() if each is not None),
    )


def _grade(
    values: Mapping[str, float], lowest: str, logged: float | None, *, low_below: float, high_from: float
) -> Grade:
    if "PF01" not in values or logged is None or logged < low_below:
        return "unknown"
    least = values[lowest]
    if least < low_below:
        return "low"
    return "high" if least >= high_from and logged >= high_from else "partly"


def _whole(results: Mapping[str, ProcessResult], indicator: str, activity: str) -> Measure | None:
    """The number of the whole span: of one activity, without a name of all together."""
    split = "activity" if activity else ""
    found = (result.of(indicator, split=split, part=activity) for result in results.values())
    return next((measure for measure in found if measure is not None), None)
