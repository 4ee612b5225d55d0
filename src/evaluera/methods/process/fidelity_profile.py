"""The fidelity profile: delivery, dose, core components and quality side by side, never their mean alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evaluera.methods.process.core_components import core_components
from evaluera.methods.process.delivery import delivered_minutes, delivery_rate
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.logged_sessions import carried_out, logged
from evaluera.methods.process.measuring import band_of, not_computed
from evaluera.methods.process.ratings import median_rating
from evaluera.results.measure import Measure

__all__ = ["COMPONENTS", "fidelity_profile"]

COMPONENTS = ("PF01", "PF02", "PF03", "PQ01")
"""Delivery rate (partly = 0), dose, core components, and the median of quality as (median - 1) / 4."""


def fidelity_profile(asked: Asked) -> tuple[Measure, ...]:
    """PF07: all activities together, then each: the minimum, the geometric mean, and the components.

    Each component is cut at 1. One that is not computed is left out, and named in ``state`` of the summaries (ids with
    a space between). The band is that of the minimum, given the number of due sessions. ``low`` and ``high`` of the
    geometric mean are the lowest and the highest component: any weighting lies between them.
    """
    found = _components(asked)
    names = sorted({name for values in found.values() for name in values if name})
    of_names = (("", {}), *((name, {"split": "activity", "part": name}) for name in names))
    return tuple(
        measure
        for name, where in of_names
        for measure in _profile({key: values.get(name) for key, values in found.items()}, asked.limits, where)
    )


def _components(asked: Asked) -> dict[str, dict[str, Measure]]:
    """By component, by activity ("" = all together)."""
    planned = (*delivery_rate(asked), *delivered_minutes(asked), *core_components(asked))
    found: dict[str, dict[str, Measure]] = {name: {} for name in COMPONENTS}
    for measure in planned:
        if not measure.variant:
            found[measure.indicator][measure.part] = measure
    rows = carried_out(logged(asked))
    found["PQ01"][""] = median_rating("PQ01", rows, "quality")
    for name, part in rows[rows["activity_id"].isin(list(found["PF01"]))].groupby("activity_id"):
        found["PQ01"][str(name)] = median_rating("PQ01", part, "quality")
    return found


def _profile(found: Mapping[str, Measure | None], limits: Limits, where: Mapping[str, Any]) -> tuple[Measure, ...]:
    values = {name: _cut(measure) for name, measure in found.items()}
    known = {name: value for name, value in values.items() if value is not None}
    state = " ".join(name for name in COMPONENTS if name not in known)
    parts = tuple(
        Measure(indicator="PF07", value=known[name], unit="index", variant=name, **where)
        if name in known
        else not_computed("PF07", unit="index", reason="component_missing", variant=name, **where)
        for name in COMPONENTS
    )
    if not known:
        least = not_computed("PF07", unit="index", reason="no_components", state=state, **where)
        return (least, replace(least, variant="geometric_mean"), *parts)
    low, high = min(known.values()), max(known.values())
    rate = found["PF01"]
    due = None if rate is None or rate.denominator is None else int(rate.denominator)
    least = Measure(
        indicator="PF07",
        value=low,
        unit="index",
        n=due,
        state=state,
        band="" if due is None or due < limits.fewest_for_band else band_of(low, limits),
        **where,
    )
    mean = math.prod(known.values()) ** (1.0 / len(known))
    typical = Measure(
        indicator="PF07",
        value=min(max(mean, low), high),
        unit="index",
        variant="geometric_mean",
        low=low,
        high=high,
        bounds="range",
        n=due,
        state=state,
        **where,
    )
    return (least, typical, *parts)


def _cut(measure: Measure | None) -> float | None:
    if measure is None or measure.value is None:
        return None
    value = (measure.value - 1.0) / 4.0 if measure.unit == "scale" else measure.value
    return min(value, 1.0)
