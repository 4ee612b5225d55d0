"""The indicators that come with evaluera (an entry point)."""

from __future__ import annotations

from evaluera.methods.process import (
    activity,
    compliance,
    context,
    data_quality,
    dose,
    est,
    fidelity,
    goal_attainment,
    interviews,
    meetings,
    partnership,
    promises,
    reach,
    relevance,
    resources,
    walks,
)
from evaluera.methods.process.indicator import Indicator

__all__ = ["INDICATORS"]

INDICATORS: tuple[Indicator, ...] = tuple(
    each
    for theme in (
        activity,
        fidelity,
        dose,
        reach,
        meetings,
        goal_attainment,
        promises,
        est,
        walks,
        partnership,
        resources,
        compliance,
        relevance,
        context,
        interviews,
        data_quality,
    )
    for each in theme.INDICATORS
)
