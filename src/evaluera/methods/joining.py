"""Several areas as one series."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.data.panel import Bools, Floats, Kind, Period, SeriesData
from evaluera.errors import Finding, Place
from evaluera.methods.areas import joint_name
from evaluera.methods.moment import ordinal
from evaluera.numerics.arrays import Integers

__all__ = ["joined", "stacked", "times", "without_weights"]


def times(series: SeriesData) -> Integers:
    """The periods as ordinals."""
    return np.array([ordinal(period) for period in series.periods], dtype=np.int64)


def without_weights(areas: Sequence[str], *, kind: Kind, has_exposure: bool, parameter: str) -> tuple[Finding, ...]:
    """Rates, shares and means of several areas can be put together only with an exposure to weigh them by."""
    if kind == "count" or len(areas) < 2 or has_exposure:
        return ()
    values = {"areas": len(areas)}
    return (Finding(code="method.exposure_needed", place=Place(parameter=parameter), values=values),)


def stacked(series: Sequence[SeriesData]) -> tuple[SeriesData, Floats, Floats | None, Bools]:
    """The areas on one time axis: the first series with all periods, values, exposures (areas x T), preliminary (T).

    A period that an area does not have is missing there.
    """
    periods = sorted({period for each in series for period in each.periods})
    place = {period: i for i, period in enumerate(periods)}
    shape = (len(series), len(periods))
    value = np.full(shape, np.nan)
    exposure = None if series[0].exposure is None else np.full(shape, np.nan)
    preliminary = np.zeros(len(periods), dtype=bool)
    covariates = np.full((*shape, series[0].covariates.shape[1]), np.nan)
    for row, each in enumerate(series):
        at = np.array([place[period] for period in each.periods])
        value[row, at] = each.value
        preliminary[at] |= each.preliminary
        covariates[row, at] = each.covariates
        if exposure is not None and each.exposure is not None:
            exposure[row, at] = each.exposure
    axis = SeriesData(
        outcome=series[0].outcome,
        area=joint_name([each.area for each in series]),
        periods=tuple(periods),
        value=value[0],
        exposure=None if exposure is None else exposure[0],
        preliminary=preliminary,
        covariates=covariates.mean(axis=0),
    )
    return axis, value, exposure, preliminary


def joined(series: Sequence[SeriesData], *, kind: Kind) -> SeriesData:
    """Counts are summed; rates, shares and means are averaged with the exposure as weight; covariates are averaged.

    A period in which one of the areas is missing is missing in the sum: a smaller sum would look like fewer events.
    """
    if len(series) == 1:
        return series[0]
    axis, value, exposure, preliminary = stacked(series)
    together = None if exposure is None else exposure.sum(axis=0)
    if kind == "count":
        total = value.sum(axis=0)
    else:
        assert exposure is not None
        assert together is not None
        total = (value * exposure).sum(axis=0) / together
    return SeriesData(
        outcome=axis.outcome,
        area=axis.area,
        periods=axis.periods,
        value=total,
        exposure=together,
        preliminary=preliminary,
        covariates=axis.covariates,
        std_error=_joined_error(series, axis.periods, exposure),
    )


def _joined_error(series: Sequence[SeriesData], periods: Sequence[Period], weight: Floats | None) -> Floats | None:
    """The chance error of a weighted mean of independent samples (T); None when one area does not know its own."""
    place = {period: i for i, period in enumerate(periods)}
    variance = np.full((len(series), len(periods)), np.nan)
    for row, each in enumerate(series):
        if each.std_error is None or weight is None:
            return None
        variance[row, [place[period] for period in each.periods]] = each.std_error**2
    assert weight is not None
    return np.asarray(np.sqrt((weight**2 * variance).sum(axis=0)) / weight.sum(axis=0), dtype=float)
