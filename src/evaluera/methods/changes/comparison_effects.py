"""The estimates of a comparison between areas: the change, what it means in events, and each area's own change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.data.panel import SeriesData
from evaluera.errors import MethodError
from evaluera.methods.changes.change import Change
from evaluera.methods.changes.compared import Compared
from evaluera.methods.changes.single import main_effect, plain_segment
from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.joining import times
from evaluera.methods.segmented.segment import bounded_exp, fit_segment
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Floats
from evaluera.results.estimate import Estimate

__all__ = [
    "area_effects",
    "change_effect",
    "comparison_course",
    "expected_events",
    "prevented_events",
    "used_periods",
]


def change_effect(areas: Compared, change: Change, *, confidence: float) -> Estimate:
    """The change of the treated areas against the comparison areas: a relative rate ratio or a difference."""
    scaled = bounded_exp if areas.counts else np.asarray
    answer = change.answer
    return Estimate(
        outcome=areas.outcome,
        area=areas.area,
        term="relative_incidence_rate_ratio" if areas.counts else "difference",
        estimand=change.estimand,
        scale="log" if areas.counts else "identity",
        estimate=float(scaled(answer.estimate)[0]),
        std_error=float(answer.std_error[0]),
        low=float(scaled(answer.low)[0]),
        high=float(scaled(answer.high)[0]),
        confidence=confidence,
        p_value=float(answer.p_value[0]),
        df=change.df,
        unit="ratio" if areas.counts else areas.kind,
        n=used_periods(areas),
    )


def used_periods(areas: Compared) -> int:
    """Periods of the windows in which the treated areas have values."""
    return int((areas.window.inside & ~np.isnan(areas.group(True)[0])).sum())


def _observed_events(areas: Compared) -> float:
    """Events of the treated areas after the start."""
    value = areas.group(True)[0]
    return float(np.nansum(value[areas.window.after]))


def expected_events(areas: Compared, change: Change) -> float:
    """Events of the treated areas after the start, had they changed as the comparison areas did.

    Observed events / ratio; with no events after, the events before carried on as those of the comparison areas.
    """
    observed = _observed_events(areas)
    if observed > 0.0:
        return observed / float(bounded_exp(change.sum.estimate)[0])
    course = comparison_course(areas)
    before, after = (np.nansum(course[side]) for side in (areas.window.before, areas.window.after))
    return float(np.nansum(areas.group(True)[0][areas.window.before]) * after / before) if before > 0.0 else 0.0


def comparison_course(areas: Compared) -> Floats:
    """The comparison areas as a course of the treated areas' size of exposure (T)."""
    (_, exposure), (other, other_exposure) = areas.group(True), areas.group(False)
    return np.asarray(other * exposure / other_exposure if areas.counts else other, dtype=float)


def prevented_events(areas: Compared, change: Change, *, confidence: float) -> Estimate:
    """Counts: observed minus expected events after the start (negative = fewer).

    T1 (1 - 1/ratio), with the ratio of all events of the treated areas together; its interval is the ratio's.
    """
    observed, expected, answer = _observed_events(areas), expected_events(areas, change), change.sum
    below, above = (float(bounded_exp(edge - answer.estimate)[0]) for edge in (answer.low, answer.high))
    return Estimate(
        outcome=areas.outcome,
        area=areas.area,
        term="cumulative_effect",
        estimand="sum_over_after",
        scale="identity",
        estimate=observed - expected,
        std_error=expected * float(answer.std_error[0]),
        low=observed - expected / below,
        high=observed - expected / above,
        confidence=confidence,
        p_value=float(answer.p_value[0]),
        df=change.df,
        unit="events",
        n=used_periods(areas),
    )


def area_effects(
    areas: Compared, series: Sequence[SeriesData], *, first_after: int, confidence: float
) -> tuple[Estimate, ...]:
    """Each area's own change from before to after, with the interval of its own series (not of a comparison).

    An area whose own series cannot show it (no events, one period a side) has no row.
    """
    model = error_model("default")
    term = "rate_ratio" if areas.counts else "area_difference"
    rows = []
    for each in series:
        try:
            segment = plain_segment(
                each,
                _window_of(each, areas),
                kind=areas.kind,
                season_length=areas.season_length,
                first_after=first_after,
                events=areas.events,
            )
            fitted = fit_segment(segment, model, confidence=confidence)
        except MethodError:
            continue
        rows.append(main_effect(fitted, term=term, estimand="after_against_before_in_one_area"))
    return tuple(rows)


def _window_of(series: SeriesData, areas: Compared) -> Window:
    time = times(series)
    return Window(
        before=np.isin(time, areas.time[areas.window.before]), after=np.isin(time, areas.time[areas.window.after])
    )
