"""The same records to 30 June and for the whole year, side by side."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from umea_vaxer.plan_table import ACTIVITIES

from evaluera.data.process.process_tables import ProcessTables
from evaluera.evaluation.following_up import FollowUp, follow_up
from evaluera.methods.process.limits import Limits

JUNE, DECEMBER = dt.date(2024, 6, 30), dt.date(2024, 12, 31)
BEFORE = dt.date(2023, 12, 31)


@pytest.fixture(scope="module")
def half(records: ProcessTables) -> FollowUp:
    return follow_up(records, limits=Limits(), evaluated_on=JUNE)


@pytest.fixture(scope="module")
def whole(records: ProcessTables) -> FollowUp:
    return follow_up(records, limits=Limits(), evaluated_on=DECEMBER)


def _due(day: dt.date) -> int:
    """Sessions due from 1 January 2024 through the day, by the plans as first made; one plan has a second version."""
    return sum(activity.due(day) - activity.due(BEFORE) for activity in ACTIVITIES if activity.id != "kvall-ersboda")


def _changed(day: dt.date, sessions: int = 330) -> int:
    first, last = dt.date(2018, 9, 1), dt.date(2025, 12, 31)
    return sessions * ((day - first).days + 1) // ((last - first).days + 1)


def _held(records: ProcessTables, day: dt.date) -> float:
    log = records.frame("activity_log")
    inside = (log["date"] >= pd.Timestamp(2024, 1, 1)) & (log["date"] <= pd.Timestamp(day))
    return float(log[inside & (log["status"] == "held")]["sessions_n"].sum())


@pytest.mark.parametrize("day", [JUNE, DECEMBER])
def test_the_delivery_rate_counts_the_sessions_that_were_due_by_the_day(
    records: ProcessTables, half: FollowUp, whole: FollowUp, day: dt.date
) -> None:
    followed = half if day == JUNE else whole
    rate = followed.results["activity"].of("PF01", variant="", split="")
    assert rate.denominator == _due(day) + _changed(day) - _changed(BEFORE)
    assert rate.numerator == _held(records, day)
    assert followed.evaluated_on == day


def test_june_has_about_half_of_the_sessions_and_all_of_its_own(half: FollowUp, whole: FollowUp) -> None:
    first, all_year = (each.results["activity"].of("PF01", variant="", split="") for each in (half, whole))
    assert all_year.denominator is not None
    assert first.denominator is not None
    assert 0.45 < first.denominator / all_year.denominator < 0.60


def test_what_is_dated_after_june_has_not_happened(half: FollowUp, whole: FollowUp) -> None:
    """Promises end in December and are not judged; actions done later are open."""
    kept = half.results["promises"].of("PL01", variant="", split="")
    assert kept.value is None
    kept = whole.results["promises"].of("PL01", variant="", split="")
    assert (kept.numerator, kept.denominator) == (2.0, 3.0)
    rounds, more = (each.results["est"].of("PE01", variant="", split="") for each in (half, whole))
    assert rounds.denominator == 6 * 3 * 8
    assert more.denominator == 12 * 3 * 8


def test_the_council_that_missed_meetings_is_not_paid_for_by_others(whole: FollowUp) -> None:
    kept = whole.results["meetings"].of("PM01", variant="", split="")
    assert (kept.numerator, kept.denominator) == (15.0, 17.0)
