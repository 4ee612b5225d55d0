"""What else happened at the same time?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.counting import number_of
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Context"]

_AFFECTS = ("true_level", "reporting", "both")


def _concurrent(asked: Asked) -> tuple[Measure, ...]:
    """PX01: months since the intervention began with another event; then by what it affects, and event by event."""
    starts = asked.frame("project")["intervention_start"].dropna()
    last = pd.Timestamp(asked.span.last)
    if starts.empty or starts.min() > last:
        return (not_computed("PX01", unit="share", reason="not_started"),)
    months = pd.period_range(starts.min(), last, freq="M")
    events = _concerning(asked)
    unknown = events[events["affects"].isna()]
    return (
        _touched(months, events),
        *(_touched(months, events[events["affects"] == kind], maybe=unknown, variant=kind) for kind in _AFFECTS),
        *(_lasted(months, event) for event in events.sort_values(["start", "event_id"]).to_dict("records")),
    )


def _concerning(asked: Asked) -> pd.DataFrame:
    """Events that have begun, of an intervention area, of an area that it lies in, or of everywhere."""
    areas = asked.frame("area")
    above = dict(zip(areas["area_id"], areas["parent_area"], strict=True))
    inside: set[Any] = set()
    reached = set(areas.loc[areas["kind"] == "intervention", "area_id"])
    while reached:
        inside |= reached
        reached = {above.get(area) for area in reached} - inside - {None}
    events = asked.frame("context_event")
    begun = events["start"] <= pd.Timestamp(asked.span.last)
    return events[begun & (events["area_id"].isna() | events["area_id"].isin(inside))]


def _touched(
    months: pd.PeriodIndex, events: pd.DataFrame, *, maybe: pd.DataFrame | None = None, **where: Any
) -> Measure:
    """The share of the months with such an event; high: those with an event of unknown kind too."""
    surely = _months_of(months, events)
    unknown = pd.DataFrame() if maybe is None else maybe
    possibly = surely | _months_of(months, unknown)
    total = len(months)
    return Measure(
        indicator="PX01",
        value=len(surely) / total,
        unit="share",
        numerator=float(len(surely)),
        denominator=float(total),
        low=len(surely) / total if len(unknown) else None,
        high=len(possibly) / total if len(unknown) else None,
        bounds="missing" if len(unknown) else "none",
        n=total,
        missing=len(unknown),
        **where,
    )


def _months_of(months: pd.PeriodIndex, events: pd.DataFrame) -> set[Any]:
    """Months that some event touches; one without end is still going on."""
    return {
        month
        for event in events.to_dict("records")
        for month in months
        if event["start"].to_period("M") <= month and (pd.isna(event["end"]) or month <= event["end"].to_period("M"))
    }


def _lasted(months: pd.PeriodIndex, event: Any) -> Measure:
    """How many of the months one event touched."""
    number = len(_months_of(months, pd.DataFrame([event])))
    return number_of("PX01", number, total=len(months), variant="months", split="event", part=str(event["event_id"]))


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PX01",
        theme="context",
        unit="share",
        dimension="context",
        tables=("context_event", "project", "area"),
        uncertainty="full_count",
        compute=_concurrent,
    ),
)


class Context(ThemeMethod):
    """What else happened at the same time?

    Months since the intervention began in which another event went on that may have changed crime or its reporting
    (PX01), whatever the year that is followed up.

    Assumptions
    -----------
    The list of events is filled in. An event without area was everywhere; one of a municipality concerns the areas in
    it. An event without end is still going on.

    When not to use
    ---------------
    It counts months, not strength: one month of a pandemic counts as one of a rebuilt square. It is no adjustment of
    the effect; for that the effect methods take events by date.

    References
    ----------
    Shadish, Cook and Campbell (2002), Experimental and Quasi-Experimental Designs, chapter 2 (history as a threat).

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> project = pd.DataFrame({"project_id": ["p"], "intervention_start": ["2024-01-01"]})
    >>> event = pd.DataFrame({"event_id": ["e"], "start": ["2024-03-01"], "end": ["2024-05-01"], "affects": ["both"]})
    >>> area = pd.DataFrame({"area_id": ["a"], "name": ["A"], "kind": ["intervention"]})
    >>> tables = process_tables(project=project, context_event=event, area=area)
    >>> evaluera.estimate("context", tables, year=2024).of("PX01").value
    0.25
    """

    name = "context"
