"""Events of several kinds as one count, each weighted by its harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evaluera.data.panel import SeriesData
from evaluera.methods.joining import stacked

__all__ = ["harm_weighted_areas"]


def harm_weighted_areas(
    outcomes: Sequence[Sequence[SeriesData]], weights: Sequence[float], *, outcome: str
) -> tuple[list[SeriesData], float]:
    """The areas with their kinds of events added up (each counted ``weights`` times), and what one count stands for.

    ``outcomes`` are the same areas for each kind. The weighted sum is divided by a unit so that its variance, if every
    kind were Poisson, is about its mean: unit = sum w^2 n / sum w n over all areas and periods. Methods for counts can
    then be used as they are, and give what they give for plain counts when all weights are the same. A period in which
    one kind is missing is missing.

    Reference: Bohm and Zech (2014), Nucl Instrum Methods A 748:1-6 (a weighted Poisson sum as a scaled Poisson).
    """
    totals = [sum(float(np.nansum(series.value)) for series in areas) for areas in outcomes]
    weighted = float(np.dot(weights, totals))
    unit = float(np.dot(np.square(weights), totals)) / weighted if weighted > 0.0 else 1.0
    areas = []
    for kinds in zip(*outcomes, strict=True):
        axis, value, exposure, preliminary = stacked(kinds)
        together = np.asarray(weights) @ value / unit
        areas.append(
            replace(
                axis,
                outcome=outcome,
                area=kinds[0].area,
                value=together,
                exposure=None if exposure is None else exposure[0],
                preliminary=preliminary,
            )
        )
    return areas, unit
