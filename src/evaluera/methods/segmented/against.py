"""A series set against a comparison series, so that whatever happens to both in a period cancels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluera.data.panel import Bools, Floats, Kind, SeriesData
from evaluera.methods.error_models.controlled import ControlledCounts
from evaluera.methods.error_models.integrated import IntegratedModel
from evaluera.methods.error_models.model import ErrorModel
from evaluera.methods.joining import joined, stacked, times
from evaluera.methods.segmented.segment import refused

__all__ = ["Against", "set_against"]

_NONE = 1e-9
"""Stands for no comparison events: such a period is used (all its events are treated ones), and expects none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Against:
    """The treated series on one time axis (T) with its comparison.

    ``series`` is what a segment is made of: counts with the comparison events (brought to the treated exposure) as
    exposure, other outcomes as treated minus comparison. ``observed`` and ``comparison`` (T) are in the outcome's unit.
    """

    series: SeriesData
    model: ErrorModel
    observed: Floats
    comparison: Floats
    parts: tuple[SeriesData, ...]

    def refuse_empty(self, *, before: Bools, after: Bools) -> None:
        """Counts: without events in the comparison areas on a side no ratio can be formed."""
        if self.series.exposure is None:
            return
        for side, name in ((before, "before"), (after, "after")):
            if side.any() and self.comparison[side].sum() == 0.0:
                raise refused(self.series, f"no_comparison_events_{name}")


def set_against(
    treated: SeriesData, comparison: Sequence[SeriesData], *, kind: Kind, noise: IntegratedModel
) -> Against:
    """Put the treated series beside the comparison series, these taken together.

    A period in which one of them is missing is missing; so is, for counts, one without any event (it says nothing about
    the share of events).
    """
    other = joined(comparison, kind=kind)
    axis, value, exposure, preliminary = stacked([treated, other])
    observed, against = value
    time = times(axis)
    if kind != "count":
        series = replace(axis, area=treated.area, value=observed - against, exposure=None, preliminary=preliminary)
        return Against(series=series, model=noise, observed=observed, comparison=against, parts=tuple(comparison))
    ratio: Floats = np.ones(len(time)) if exposure is None else exposure[0] / exposure[1]
    seen = np.where(observed + against > 0.0, observed, np.nan)
    series = replace(
        axis, area=treated.area, value=seen, exposure=np.maximum(against * ratio, _NONE), preliminary=preliminary
    )
    return Against(
        series=series,
        model=ControlledCounts(noise=noise, time=time, other=against, ratio=ratio),
        observed=observed,
        comparison=against * ratio,
        parts=tuple(comparison),
    )
