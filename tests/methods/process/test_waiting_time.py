"""Days from a decision to its end, with what is open at the evaluation date as open."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from evaluera.design.span import Span
from evaluera.methods.process.waiting_time import median_wait, share_done_within, waiting_curve, waiting_measures

YEAR = Span.of_year(2024)


def _rows(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["decided_on", "done_on", "status"])
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("decided_on", "done_on")})


def _worked_example() -> pd.DataFrame:
    """The EST actions of the worked example: days to done, or open so many days before the end of the year."""
    last = dt.date(2024, 12, 31)
    done = [(dt.date(2024, 5, 1), days) for days in (14, 3, 60, 30, 45, 21, 21)]
    closed = [(start.isoformat(), (start + dt.timedelta(days=days)).isoformat(), "done") for start, days in done]
    still = [((last - dt.timedelta(days=days)).isoformat(), None, "open") for days in (118, 55, 27)]
    return _rows(*closed, *still)


def test_worked_example() -> None:
    curve = waiting_curve(_worked_example(), start="decided_on", end="done_on", span=YEAR)
    median = median_wait("PE03", curve)
    assert (median.value, median.low, median.high, median.reason) == (30.0, 3.0, None, "")
    assert (median.numerator, median.denominator, median.bounds) == (7.0, 10.0, "confidence")
    month, quarter = (share_done_within("PE03", curve, days=days).value for days in (30, 90))
    assert (month, quarter) == pytest.approx((0.52, 0.82))


def test_done_after_the_evaluation_date_is_open() -> None:
    early = Span.of_year(2024, until=dt.date(2024, 6, 30))
    rows = _rows(("2024-06-01", "2024-07-15", "done"), ("2024-06-10", "2024-06-20", "done"))
    curve = waiting_curve(rows, start="decided_on", end="done_on", span=early)
    assert (curve.n, curve.closed, curve.longest) == (2, 1, 29.0)


def test_dropped_rows_are_left_out_and_counted_apart() -> None:
    rows = _rows(
        ("2024-03-01", "2024-03-11", "done"),
        ("2024-03-01", None, "dropped"),
        ("2024-03-01", None, "wont_fix"),
        ("2024-12-01", None, "open"),
        ("2023-12-31", None, "dropped"),
        ("2025-01-01", None, "open"),
    )
    median, still_open, dropped = waiting_measures("PM05", rows, start="decided_on", end="done_on", span=YEAR)
    assert (median.value, median.n) == (10.0, 2)
    assert (still_open.variant, still_open.value, still_open.denominator) == ("open", 1.0, 2.0)
    assert (dropped.variant, dropped.value, dropped.denominator) == ("dropped", 2.0, 4.0)


def test_nothing_to_wait_for() -> None:
    curve = waiting_curve(_rows(), start="decided_on", end="done_on", span=YEAR)
    assert median_wait("PM05", curve).reason == "no_rows"
    assert share_done_within("PM05", curve, days=30).reason == "no_rows"


def test_too_young_to_say() -> None:
    rows = _rows(("2024-12-01", None, "open"), ("2024-12-01", "2024-12-05", "done"))
    curve = waiting_curve(rows, start="decided_on", end="done_on", span=YEAR)
    assert share_done_within("PE03", curve, days=90).reason == "not_followed"
    assert share_done_within("PE03", curve, days=30).value == 0.5


def test_not_reached() -> None:
    rows = _rows(*(("2024-02-01", None, "open"),) * 3, ("2024-02-01", "2024-02-02", "done"))
    median = median_wait("PM05", waiting_curve(rows, start="decided_on", end="done_on", span=YEAR))
    assert (median.value, median.reason) == (None, "not_reached")
