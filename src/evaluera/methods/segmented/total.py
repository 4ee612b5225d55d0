"""The number of events in all areas together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["totals", "with_totals"]


def with_totals(result: EffectResult) -> EffectResult:
    """The result with the sums over its areas, and a note that says what they assume."""
    sums = totals(result.estimates)
    if not sums:
        return result
    areas = len({each.area for each in result.estimates})
    notes = (*result.notes, Note(code="sum_over_areas", values={"areas": areas}))
    return replace(result, estimates=(*result.estimates, *sums), notes=notes)


def totals(estimates: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """For each outcome with several areas, the sum of their ``cumulative_effect``, as an estimate of area "".

    Assumes that the areas vary independently of each other; where the same weather or the same change of recording
    moves them all, the interval is too narrow, and the areas should be analysed together. The distance from the sum to
    each end of its interval is the root of the sum of the squared distances of the areas, so that intervals that are
    longer on one side stay so. No p-value: there is no one distribution to take it from.

    Reference: Zou and Donner (2008), Statistics in Medicine 27:1693, equation 2 (confidence limits of a sum).

    Examples
    --------
    >>> from evaluera.results.estimate import Estimate
    >>> def area(name, estimate, low, high):
    ...     words = {"term": "cumulative_effect", "estimand": "sum_over_after", "scale": "identity", "unit": "events"}
    ...     numbers = {"estimate": estimate, "low": low, "high": high, "std_error": 5.0, "confidence": 0.95}
    ...     return Estimate(outcome="theft", area=name, n=48, p_value=None, df=40.0, **words, **numbers)
    >>> (total,) = totals([area("Teg", -30.0, -42.0, -21.0), area("Haga", -10.0, -26.0, 2.0)])
    >>> total.estimate, total.low, total.high
    (-40.0, -60.0, -25.0)
    """
    by_outcome: dict[str, list[Estimate]] = {}
    for each in estimates:
        if each.term == "cumulative_effect":
            by_outcome.setdefault(each.outcome, []).append(each)
    return tuple(_total(areas) for areas in by_outcome.values() if len(areas) > 1)


def _total(areas: Sequence[Estimate]) -> Estimate:
    middle = math.fsum(each.estimate for each in areas)
    down = math.hypot(*(each.estimate - each.low for each in areas))
    up = math.hypot(*(each.high - each.estimate for each in areas))
    return replace(
        areas[0],
        area="",
        estimand="sum_over_areas",
        estimate=middle,
        std_error=math.hypot(*(each.std_error for each in areas)),
        low=middle - down,
        high=middle + up,
        p_value=None,
        df=None,
        n=min(each.n for each in areas),
    )
