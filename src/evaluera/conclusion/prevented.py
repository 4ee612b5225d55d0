"""What an effect means in events of a year: what the cost of a crime prevented is divided by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.panel import Panel
from evaluera.design.span import Span
from evaluera.methods.process.est_panel import is_of_est
from evaluera.methods.process.indicator import CumulativeEffect
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["prevented_in"]


def prevented_in(result: EffectResult, panel: Panel, span: Span) -> CumulativeEffect | None:
    """How many events more (positive) or fewer were there in the span than without the initiative?

    Observed events of the span times (1 - 1 / ratio), in the areas and periods with the initiative; the interval is
    that of the ratio.

    Parameters
    ----------
    result
        An answer with one ratio for all periods after the start.
    panel
        The data that it rests on.
    span
        The days that are followed up; a period counts when all of it lies within.

    Returns
    -------
    CumulativeEffect or None
        None where the answer is not one ratio of counts that should go down, where no period of the span is after the
        start, and for observations in EST: they are no crimes.

    Notes
    -----
    The ratio is the mean since the start. That it holds for this very span is an assumption; a span of its own would
    have too few periods to show anything.
    """
    found = result.primary()
    one_ratio = len(found) == 1 and found[0].scale == "log" and result.options.get("shape", "level") == "level"
    crimes = (
        panel.kind == "count" and panel.calendar and not is_of_est(source=panel.origin.source, file=panel.origin.file)
    )
    if not crimes or result.question.better != "lower" or not one_ratio:
        return None
    inside = _rows(result, panel, found[0], span)
    if inside.empty:
        return None
    observed = float(inside["value"].sum())
    ends = np.array([found[0].estimate, found[0].low, found[0].high])
    estimate, low, high = (observed * (1.0 - 1.0 / ends)).tolist()
    return CumulativeEffect(estimate=estimate, low=low, high=high)


def _rows(result: EffectResult, panel: Panel, estimate: Estimate, span: Span) -> pd.DataFrame:
    """The known events of the areas with the initiative, in the periods of the span that have it."""
    chosen: Any = result.options.get("treated")
    areas = chosen or ([estimate.area] if estimate.area in panel.areas else panel.areas)
    rows = panel.rows
    rows = rows[(rows["outcome"] == estimate.outcome) & rows["area"].isin(areas) & rows["value"].notna()]
    return rows[[_within(period, result, span) for period in rows["period"]]]


def _within(period: Any, result: EffectResult, span: Span) -> bool:
    """Whether all of a period lies in the span, and the initiative was there: after a transition, until its end."""
    timing, frequency = result.timing, period.freq
    if not span.first <= period.start_time.date() <= period.end_time.date() <= span.last:
        return False
    after = period >= pd.Period(timing.start, freq=frequency)
    gone = timing.transition is not None and period <= pd.Period(timing.transition[1], freq=frequency)
    ended = timing.end is not None and period > pd.Period(timing.end, freq=frequency)
    return bool(after and not gone and not ended)
