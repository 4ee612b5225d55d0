"""Periods as people write them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluera.data.calendar import begins_inside, parse_period, period_index, period_label, position
from evaluera.data.frequency import Frequency
from evaluera.errors import DataError
from evaluera.results.course import Course

MONTH = pd.Period("2021-03", "M")
QUARTER = pd.Period("2005Q1", "Q")
WEEK = pd.Period("2005-02-14", "W")
DAY = pd.Period("2005-01-15", "D")

WRITTEN = {
    MONTH: [
        *("2021-03", "2021/03", "2021M03", "2021M3", "2021m03", "mars 2021", "Mars 2021", "MARS  2021", "march 2021"),
        *(
            "mar 2021",
            "Mar. 2021",
            "2021 mars",
            "mars\u00a02021",
            "202103",
            202103,
            202103.0,
            pd.Period("2021-03", "M"),
        ),
    ],
    QUARTER: [
        "2005Q1",
        "2005K1",
        "2005 kv 1",
        "2005 kv. 1",
        "2005-Q1",
        "kv 1 2005",
        "Kvartal 1 2005",
        "Q1 2005",
        "q1-2005",
    ],
    WEEK: [
        "2005W07",
        "2005-W07",
        "2005V07",
        "2005 v 7",
        "2005v.7",
        "v 7 2005",
        "vecka 7 2005",
        "week 7 2005",
        str(WEEK),
    ],
    DAY: [
        *("2005-01-15", "20050115", "2005-01-15 00:00:00", "2005-01-15T12:30:00", dt.date(2005, 1, 15)),
        *(dt.datetime(2005, 1, 15, 12), pd.Timestamp("2005-01-15", tz="UTC"), np.datetime64("2005-01-15")),
    ],
    pd.Period("2005", "Y"): ["2005", " 2005 ", 2005, 2005.0, np.int64(2005), "2005.0", pd.Period("2005", "Y")],
}


@pytest.mark.parametrize(("expected", "value"), [(period, text) for period, texts in WRITTEN.items() for text in texts])
def test_what_people_write_is_read(expected: pd.Period, value: object) -> None:
    assert parse_period(value) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_read_in_swedish_and_english(month: int) -> None:
    swedish = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"]
    swedish += ["november", "december"]
    english = dt.date(2021, month, 1).strftime("%B"), dt.date(2021, month, 1).strftime("%b")
    for name in (swedish[month - 1], swedish[month - 1][:3], *english):
        assert parse_period(f"{name} 2021") == pd.Period(year=2021, month=month, freq="M")


@pytest.mark.parametrize(
    "value",
    [
        *("", "snart", "2005-13", "2005-1", "2005Q5", "2005W53", "200513x", "2005-02-30", "32 mars 2021", True, None),
        *(float("nan"), 2005.5, pd.NaT, pd.Period("2005Q1", "Q-MAR"), "mar-21", "1799-01", "mars", dt.time(3, 4)),
    ],
)
def test_what_is_no_period_is_refused(value: object) -> None:
    with pytest.raises(DataError) as caught:
        parse_period(value)
    (finding,) = caught.value.findings
    assert finding.code == "data.unreadable_period"
    assert finding.values == {"found": str(value)}


def test_whole_numbers_are_years_only_between_1800_and_2200() -> None:
    assert [parse_period(n) for n in (13, 1799, 2201, "7")] == [13, 1799, 2201, 7]
    assert parse_period(1800) == pd.Period("1800", "Y")
    assert parse_period(2005, calendar=False) == 2005


def test_a_plain_number_is_refused_in_a_calendar() -> None:
    with pytest.raises(DataError, match="13"):
        parse_period(13, calendar=True)


def test_a_date_is_refused_among_ordinal_periods() -> None:
    with pytest.raises(DataError) as caught:
        parse_period("2005-01", calendar=False)
    assert caught.value.findings[0].code == "data.period_without_calendar"


@pytest.mark.parametrize(
    ("value", "frequency", "edge", "expected"),
    [
        ("2005-01-15", Frequency.MONTH, "first", "2005-01"),
        ("2018-09", Frequency.QUARTER, "first", "2018Q3"),
        ("2018", Frequency.MONTH, "first", "2018-01"),
        ("2018", Frequency.MONTH, "last", "2018-12"),
        ("2018Q2", Frequency.MONTH, "last", "2018-06"),
        ("2018-09-03", Frequency.WEEK, "first", "2018W36"),
        ("2018-09-03", Frequency.YEAR, "last", "2018"),
    ],
)
def test_the_period_of_the_panel_that_holds_it(value: str, frequency: Frequency, edge: str, expected: str) -> None:
    found = parse_period(value, frequency=frequency, calendar=True, edge=edge)  # type: ignore[arg-type]
    assert period_label(found) == expected


@pytest.mark.parametrize(
    ("value", "frequency", "inside"),
    [
        ("2005-01-15", Frequency.MONTH, True),
        ("2005-01-01", Frequency.MONTH, False),
        ("2005-01", Frequency.MONTH, False),
        ("2018-09", Frequency.QUARTER, True),
        ("2018-07", Frequency.QUARTER, False),
        ("2018", Frequency.MONTH, False),
        ("2018-02", Frequency.YEAR, True),
        ("13", Frequency.MONTH, False),
    ],
)
def test_a_date_inside_a_period_is_told(value: str, frequency: Frequency, inside: bool) -> None:
    assert begins_inside(value, frequency=frequency) is inside


@given(
    frequency=st.sampled_from(list(Frequency)),
    day=st.dates(min_value=dt.date(1801, 1, 1), max_value=dt.date(2199, 12, 31)),
)
def test_labels_read_back(frequency: Frequency, day: dt.date) -> None:
    period = pd.Period(day, freq=frequency.pandas)
    label = period_label(period)
    assert parse_period(label, frequency=frequency, calendar=True) == period
    assert period_index([label], frequency.pandas)[0] == period


def test_a_course_of_weeks_becomes_a_frame() -> None:
    labels = [period_label(period) for period in pd.period_range("2020-12-21", periods=3, freq="W")]
    assert labels == ["2020W52", "2020W53", "2021W01"]
    empty = (None, None, None)
    course = Course(
        outcome="antal", area="", unit="count", frequency="W", periods=tuple(labels), observed=(1.0, 2.0, None),
        fitted=empty, counterfactual=empty, low=empty, high=empty, used=(True, True, False),
    )  # fmt: skip
    assert course.frame()["period"].tolist() == list(pd.period_range("2020-12-21", periods=3, freq="W"))


def test_position_is_the_first_at_or_after() -> None:
    periods = pd.period_range("2005-01", periods=12, freq="M").tolist()
    assert position(periods, pd.Period("2005-03", "M")) == 2
    assert position(periods, pd.Period("2004-03", "M")) == 0
    assert position(periods, pd.Period("2006-03", "M")) == 12
    assert position([1, 2, 4], 3) == 2


@pytest.mark.parametrize("word", ["månad", "Kvartal", "VECKA", "år", "month", "quarter", "week", "year", "M"])
def test_frequencies_have_names_in_both_languages(word: str) -> None:
    assert Frequency.named(word) is not None
    assert Frequency.named(word + "x") is None
