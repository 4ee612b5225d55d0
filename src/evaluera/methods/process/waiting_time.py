"""How long it took from one date of a row to another, with rows still open at the evaluation date as open."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.measuring import not_computed
from evaluera.numerics.kaplan_meier import SurvivalCurve, kaplan_meier, share_within
from evaluera.results.measure import Measure

__all__ = ["LEFT_OUT", "median_wait", "open_days", "share_done_within", "waiting_curve", "waiting_measures"]

LEFT_OUT = ("dropped", "wont_fix")
"""Statuses that leave a row out: it will never be finished, and is counted apart."""


def waiting_curve(rows: pd.DataFrame, *, start: str, end: str, span: Span) -> SurvivalCurve:
    """The share still open after so many days, of the rows whose ``start`` lies in the span.

    A row without ``end``, or with one after the last day, is open (censored) at the last day. Rows of a status in
    ``LEFT_OUT`` are left out.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2024-01-01", "2024-12-21"]))
    >>> rows = pd.DataFrame({"decided_on": days, "done_on": [pd.Timestamp("2024-01-08"), pd.NaT], "status": "open"})
    >>> curve = waiting_curve(rows, start="decided_on", end="done_on", span=Span.of_year(2024))
    >>> curve.n, curve.closed, curve.median, curve.longest
    (2, 1, 7.0, 10.0)
    """
    kept, closed = _followed(rows, start=start, end=end, span=span)
    until = kept[end].where(closed, pd.Timestamp(span.last))
    return kaplan_meier(durations=_days(until - kept[start]), closed=closed)


def open_days(rows: pd.DataFrame, *, start: str, end: str, span: Span) -> tuple[float, ...]:
    """How many days each row of the curve that is still open has waited by the last day, the shortest first.

    Examples
    --------
    >>> rows = pd.DataFrame({"decided_on": [pd.Timestamp("2024-12-21")], "done_on": [pd.NaT], "status": ["open"]})
    >>> open_days(rows, start="decided_on", end="done_on", span=Span.of_year(2024))
    (10.0,)
    """
    kept, closed = _followed(rows, start=start, end=end, span=span)
    waited = _days(pd.Timestamp(span.last) - kept.loc[~closed, start])
    return tuple(float(each) for each in np.sort(waited))


def waiting_measures(
    indicator: str,
    rows: pd.DataFrame,
    *,
    start: str,
    end: str,
    span: Span,
    variant: str = "",
    **where: Any,
) -> tuple[Measure, ...]:
    """The median in days, then how many are still open and how many were left out (``open``, ``dropped``).

    With a ``variant`` of its own the two counts are called ``<variant>_open`` and ``<variant>_dropped``.
    """
    curve = waiting_curve(rows, start=start, end=end, span=span)
    inside = rows[start].between(pd.Timestamp(span.first), pd.Timestamp(span.last))
    left_out = int((inside & rows["status"].isin(LEFT_OUT)).sum())
    prefix = f"{variant}_" if variant else ""
    counts = (("open", curve.n - curve.closed, curve.n), ("dropped", left_out, curve.n + left_out))
    return (
        median_wait(indicator, curve, variant=variant, **where),
        *(
            Measure(
                indicator=indicator,
                value=float(number),
                unit="count",
                variant=f"{prefix}{name}",
                numerator=float(number),
                denominator=float(total),
                n=total,
                **where,
            )
            for name, number, total in counts
        ),
    )


def median_wait(indicator: str, curve: SurvivalCurve, **where: Any) -> Measure:
    """The median in days with its interval, ``numerator`` of ``denominator`` finished.

    ``high`` is None where the upper limit is not reached, ``value`` where the median is not (``not_reached``).
    """
    if not curve.n:
        return not_computed(indicator, unit="days", reason="no_rows", **where)
    return Measure(
        indicator=indicator,
        value=curve.median,
        unit="days",
        numerator=float(curve.closed),
        denominator=float(curve.n),
        low=curve.median_low,
        high=curve.median_high,
        bounds="confidence",
        n=curve.n,
        reason="" if curve.median is not None else "not_reached",
        **where,
    )


def share_done_within(indicator: str, curve: SurvivalCurve, *, days: int, **where: Any) -> Measure:
    """The share finished within so many days, 1 - S(days), with its interval.

    Not computed where no row is that old (``not_followed``): what is younger may still be finished in time.
    """
    found = share_within(curve, time=float(days))
    if found is None:
        reason = "not_followed" if curve.n else "no_rows"
        return not_computed(indicator, unit="share", reason=reason, **where)
    return Measure(
        indicator=indicator,
        value=found.share,
        unit="share",
        low=found.low,
        high=found.high,
        bounds="none" if found.low is None else "confidence",
        n=curve.n,
        **where,
    )


def _followed(
    rows: pd.DataFrame, *, start: str, end: str, span: Span
) -> tuple[pd.DataFrame, np.ndarray[Any, np.dtype[np.bool_]]]:
    """The rows that began in the span and were not left out, and which of them were finished by its last day."""
    last = pd.Timestamp(span.last)
    kept = rows[rows[start].between(pd.Timestamp(span.first), last) & ~rows["status"].isin(LEFT_OUT)]
    return kept, (kept[end] <= last).to_numpy(dtype=bool)


def _days(differences: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray(differences.dt.days, dtype=float)
