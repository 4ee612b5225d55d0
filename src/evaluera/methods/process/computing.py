"""Computing the indicators of a theme: those without their tables are not computed, and say which are missing."""

from __future__ import annotations

from collections.abc import Iterable

from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import banded, not_computed
from evaluera.results.measure import Measure

__all__ = ["NO_DATA", "compute"]

NO_DATA = "no_data"
"""Why a number is not there: "ej beräknad - underlag saknas". ``state`` holds the missing tables."""


def compute(asked: Asked, wanted: Iterable[Indicator]) -> tuple[Measure, ...]:
    """All numbers of these indicators, in their order."""
    return tuple(measure for indicator in wanted for measure in _computed(asked, indicator))


def _computed(asked: Asked, indicator: Indicator) -> tuple[Measure, ...]:
    absent = asked.tables.missing(*indicator.tables)
    if absent and not (indicator.instead and asked.tables.has(*indicator.instead)):
        state = " ".join(absent)
        return (not_computed(indicator.id, unit=indicator.unit, reason=NO_DATA, state=state),)
    found = indicator.compute(asked)
    return tuple(banded(each, asked.limits) for each in found) if indicator.banded else found
