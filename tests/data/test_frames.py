"""A panel from a frame: what is accepted, what is kept, what is refused with which row."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.data.construction import panel
from evaluera.data.frequency import Frequency
from evaluera.errors import DataError, Finding
from evaluera.text.findings import render

MONTHS = [f"2005-{month:02d}" for month in range(1, 7)]


def _frame(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"period": MONTHS, "value": [5, 3, 4, 6, 2, 7], **columns})


def _findings(frame: pd.DataFrame, **options: Any) -> tuple[Finding, ...]:
    with pytest.raises(DataError) as caught:
        panel(frame, **{"source": "Brå", **options})
    return caught.value.findings


def _codes(frame: pd.DataFrame, **options: Any) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.place.row) for finding in _findings(frame, **options)]


def test_a_single_series_has_no_area_and_the_columns_name() -> None:
    found = panel(_frame(), source="Brå")
    assert (found.areas, found.outcomes) == (("",), ("value",))
    assert list(found.rows) == ["outcome", "area", "period", "value", "exposure", "preliminary"]
    assert found.rows["exposure"].isna().all()
    assert (found.frequency, found.season_length, found.calendar) == (Frequency.MONTH, 12, True)
    assert found.findings == ()


def test_a_missing_source_is_a_warning() -> None:
    (finding,) = panel(_frame()).findings
    assert (finding.code, finding.severity) == ("data.no_source", "warning")
    assert render(finding, "sv") == "source: Källa saknas. Skriv varifrån uppgifterna kommer."


def test_the_frame_is_not_changed() -> None:
    frame = _frame(area=["Teg "] * 6, n=["1,5"] * 6)
    before = frame.copy(deep=True)
    found = panel(frame, area="area", exposure="n", source="Brå")
    found.rows.loc[0, "value"] = 99.0
    pd.testing.assert_frame_equal(frame, before)


def test_index_and_order_of_the_frame_do_not_matter() -> None:
    frame = _frame().iloc[::-1].set_index(pd.Index([1, 1, 1, 2, 2, 2]))
    pd.testing.assert_frame_equal(panel(frame, source="Brå").rows, panel(_frame(), source="Brå").rows)


@pytest.mark.parametrize(
    "periods",
    [
        pd.period_range("2005-01", periods=6, freq="M"),
        pd.date_range("2005-01-01", periods=6, freq="MS"),
        pd.date_range("2005-01-01", periods=6, freq="ME"),
        pd.date_range("2005-01-01", periods=6, freq="MS", tz="Europe/Stockholm"),
        [dt.date(2005, month, 15) for month in range(1, 7)],
        [200501, 200502, 200503, 200504, 200505, 200506],
        pd.Categorical(MONTHS),
        ["2005-01", dt.datetime(2005, 2, 1), dt.date(2005, 3, 1), "april 2005", 200505, "2005M06"],
    ],
)
def test_months_in_any_form(periods: Any) -> None:
    pd.testing.assert_frame_equal(panel(_frame(period=periods), source="Brå").rows, panel(_frame(), source="Brå").rows)


@pytest.mark.parametrize(
    ("periods", "frequency", "labels"),
    [
        (pd.date_range("2005-01-01", periods=6, freq="QS"), Frequency.QUARTER, ["2005Q1", "2006Q2"]),
        (pd.date_range("2005-01-01", periods=6, freq="YE"), Frequency.YEAR, ["2005", "2010"]),
        (pd.date_range("2005-01-03", periods=6, freq="W-MON"), Frequency.WEEK,
         ["2005-01-03/2005-01-09", "2005-02-07/2005-02-13"]),
        ([2005, 2006, 2007, 2008, 2009, 2010], Frequency.YEAR, ["2005", "2010"]),
        (["2005K1", "2005Q2", "2005 kv 3", "kv 4 2005", "2006K1", "2006K2"], Frequency.QUARTER, ["2005Q1", "2006Q2"]),
    ],
)  # fmt: skip
def test_the_frequency_is_inferred(periods: Any, frequency: Frequency, labels: list[str]) -> None:
    found = panel(_frame(period=periods), source="Brå")
    assert found.frequency == frequency
    assert [str(found.periods[0]), str(found.periods[-1])] == labels


def test_ordinal_periods_have_no_calendar_and_no_season() -> None:
    found = panel(_frame(period=range(1, 7)), source="Brå")
    assert (found.calendar, found.frequency, found.season_length) == (False, None, None)
    assert found.periods == (1, 2, 3, 4, 5, 6)
    assert all(type(period) is int for series in found.series() for period in series.periods)


@pytest.mark.parametrize(("word", "length"), [("month", 12), ("kvartal", 4), ("vecka", 52), ("year", 1)])
def test_ordinal_periods_take_a_season_from_the_frequency(word: str, length: int) -> None:
    found = panel(_frame(period=range(1, 7)), frequency=word, source="Brå")
    assert (found.calendar, found.season_length) == (False, length)


def test_two_totals_are_enough() -> None:
    found = panel(pd.DataFrame({"period": [1, 2], "value": [120, 100]}), source="Brå")
    assert found.periods == (1, 2)


def test_any_date_counts_as_the_period_that_holds_it_when_the_frequency_is_stated() -> None:
    days = [dt.date(2005, 1, 31), dt.date(2005, 2, 2), dt.date(2005, 3, 17)]
    found = panel(pd.DataFrame({"period": days, "value": [1, 2, 3]}), frequency="månad", source="Brå")
    assert [str(period) for period in found.periods] == MONTHS[:3]
    assert _codes(pd.DataFrame({"period": days, "value": [1, 2, 3]})) == [("data.daily_dates", 2)]


def test_an_empty_value_is_kept_as_a_missing_period() -> None:
    found = panel(_frame(value=[5, None, 4, np.nan, 2, 7]), source="Brå")
    assert found.rows["value"].isna().tolist() == [False, True, False, True, False, False]
    assert len(found) == found.origin.rows_read == 6


@pytest.mark.parametrize(
    "values",
    [
        ["5", "3 ", " 4", "6", "2", "7"],
        ["5,0", "3,0", "4,0", "6,0", "2,0", "7,0"],
        [Decimal(5), Decimal(3), 4, 6.0, "2", np.int8(7)],
        pd.array([5, 3, 4, 6, 2, 7], dtype="Int64"),
        pd.array(["5", "3", "4", "6", "2", "7"], dtype="string"),
        pd.Categorical(["5", "3", "4", "6", "2", "7"]),
        ["5e0", "3E+0", "+4", "6", "2", "7"],
    ],
)
def test_numbers_in_any_form(values: Any) -> None:
    assert panel(_frame(value=values), source="Brå").rows["value"].tolist() == [5, 3, 4, 6, 2, 7]


def test_shares_are_read_with_a_per_cent_sign() -> None:
    found = panel(_frame(value=["12 %", "5%", "0,5 %", "100 %", "0 %", 0.5]), kind="share", source="Brå")
    assert found.rows["value"].tolist() == pytest.approx([0.12, 0.05, 0.005, 1, 0, 0.5])


def test_names_are_text() -> None:
    frame = pd.DataFrame({"period": [1, 2] * 3, "value": 1, "area": ["000100", "000100", 12.0, 12, " Teg", "Teg "]})
    assert panel(frame, area="area", source="Brå").areas == ("000100", "12", "Teg")


def test_several_value_columns_are_an_outcome_each() -> None:
    frame = _frame(rear=[1, 2, 3, 4, 5, 6], n=100.0)
    found = panel(frame, value=["value", "rear"], exposure="n", source="Brå")
    assert found.outcomes == ("rear", "value")
    assert found.select(outcome="rear").rows["value"].tolist() == [1, 2, 3, 4, 5, 6]
    assert (len(found), found.origin.rows_read) == (12, 6)
    assert list(found.rows["outcome"]) == ["rear"] * 6 + ["value"] * 6


def test_covariates_become_columns() -> None:
    found = panel(_frame(price=[1.5, 2, 3, 4, 5, 6]), covariates=["price"], source="Brå")
    (series,) = found.series()
    assert found.covariates == ("price",)
    assert series.covariates.tolist() == [[1.5], [2], [3], [4], [5], [6]]


@pytest.mark.parametrize("start", ["2005-05", "maj 2005", "2005-05-17", dt.date(2005, 5, 1), pd.Period("2005-05", "M")])
def test_preliminary_rows_are_marked_and_kept(start: object) -> None:
    found = panel(_frame(), preliminary_from=start, source="Brå")
    assert found.rows["preliminary"].tolist() == [False] * 4 + [True] * 2
    assert found.origin.preliminary_from == "2005-05"


@pytest.mark.parametrize("start", ["2005-01", "2005-07"])
def test_preliminary_from_that_divides_nothing_is_a_warning(start: str) -> None:
    (finding,) = panel(_frame(), preliminary_from=start, source="Brå").findings
    assert (finding.code, finding.severity) == ("data.preliminary_outside", "warning")
    assert finding.values == {"found": start, "first": "2005-01", "last": "2005-06"}
    assert "delar inte upp perioderna januari 2005 till juni 2005" in render(finding, "sv")


def test_where_the_figures_come_from_is_kept() -> None:
    found = panel(_frame(), source="Brå", retrieved_on=dt.date(2026, 1, 20), area_level="district")
    origin = found.origin
    assert (origin.source, origin.retrieved_on, origin.area_level) == ("Brå", "2026-01-20", "district")
    assert (origin.file, origin.sha256) == (None, None)


def test_series_that_begin_or_end_apart_are_a_warning() -> None:
    frame = pd.DataFrame(
        {"period": [1, 2, 3, 4, 2, 3, 4, 1, 2, 3], "value": 1, "area": ["Teg"] * 4 + ["Haga"] * 3 + ["Öbacka"] * 3}
    )
    findings = panel(frame, area="area", source="Brå").findings
    assert [(finding.code, finding.severity, finding.values["series"]) for finding in findings] == [
        ("data.unequal_spans", "warning", "Haga, value"),
        ("data.unequal_spans", "warning", "Öbacka, value"),
    ]
    assert render(findings[0], "sv").startswith(
        "Haga, value går från period 2 till period 4, andra serier från period 1"
    )


def test_spans_are_compared_within_an_outcome() -> None:
    frame = pd.DataFrame({"period": [1, 2, 2, 3], "value": 1, "type": ["a", "a", "b", "b"]})
    assert panel(frame, outcome="type", source="Brå").findings == ()


@pytest.mark.parametrize(
    ("frame", "options", "expected"),
    [
        (_frame(value=[1, 2, np.inf, -np.inf, 5, 6]), {"kind": "mean"},
         [("data.infinite_value", 4), ("data.infinite_value", 5)]),
        (_frame(value=[True] * 6), {}, [("data.not_a_number", row) for row in range(2, 8)]),
        (_frame(value=[1, 2, "1,234", 4, 5, 6]), {}, [("data.ambiguous_number", 4)]),
        (_frame(value=[1, 2, "1.234.567", 4, 5, 6]), {}, [("data.ambiguous_number", 4)]),
        (_frame(value=[1, 2, "12 34", 4, 5, 6]), {}, [("data.not_a_number", 4)]),
        (_frame(value=[1, 2, "12 %", 4, 5, 6]), {}, [("data.not_a_number", 4)]),
        (_frame(value=[1, 2, dt.date(2005, 1, 1), 4, 5, 6]), {}, [("data.not_a_number", 4)]),
        (_frame(value=[0.5, -0.1, 1.0, 0.0, 1.01, None]), {"kind": "share"},
         [("data.share_outside", 3), ("data.share_outside", 6)]),
        (_frame(n=[1, 1, -1, 1, np.inf, None]), {"exposure": "n"},
         [("data.infinite_value", 6), ("data.exposure_not_positive", 4), ("data.exposure_missing", 7)]),
        (_frame(n=["1", "..", "1", "1", "1", "1"]), {"exposure": "n"}, [("data.missing_marker", 3)]),
        (_frame(period=[1, 2, "2005-01", 4, 5, 6]), {}, [("data.mixed_frequencies", 4)]),
        (_frame(period=["2005", "2006", "2007-01", "2008", "2009", "2010"]), {}, [("data.mixed_frequencies", 4)]),
        (_frame(period=[*MONTHS[:5], None]), {}, [("data.empty_cell", 7)]),
        (_frame(period=[2005, 2006, 2007, 2008, 2009, 2010]), {"frequency": "månad"}, [("data.frequency_mismatch", 2)]),
        (_frame(period=[1, 2, 3, 4, 5, 10**9]), {}, [("data.gap", 6)]),
        (pd.DataFrame({"period": [], "value": []}), {}, [("data.empty_table", None)]),
        (pd.DataFrame(), {}, [("data.unknown_column", None), ("data.unknown_column", None)]),
        (_frame(), {"covariates": ["period", "price"]}, [("data.unknown_column", None), ("data.covariate_name", None)]),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(frame: pd.DataFrame, options: dict[str, Any], expected: list[Any]) -> None:
    assert _codes(frame, **options) == expected


def test_negative_means_are_fine() -> None:
    assert panel(_frame(value=[-1, 2.5, -3, 4, 5, 6]), kind="mean", source="Brå").rows["value"].min() == -3


def test_a_gap_names_area_outcome_and_periods() -> None:
    frame = pd.DataFrame(
        {"m": ["2005-01", "2005-02", "2005-12", "2005-01", "2005-02"], "n": 1, "area": [*["Teg"] * 3, *["Haga"] * 2]}
    )
    (finding, _) = _findings(frame, period="m", value="n", area="area")
    assert (finding.code, finding.place.row) == ("data.gap", 3)
    assert finding.values == {
        "outcome": "n", "area": "Teg", "series": "Teg, n", "count": 9,
        "missing": "2005-03, 2005-04, 2005-05, 2005-06, 2005-07, 2005-08, …",
    }  # fmt: skip


def test_a_duplicate_names_both_rows() -> None:
    frame = pd.DataFrame({"period": [1, 2, 1], "value": [1, 1, 3]})
    (finding,) = _findings(frame)
    assert (finding.code, finding.place.row, finding.values["first_row"]) == ("data.duplicate_row", 4, 2)
    assert render(finding, "en").startswith("row 4: value has several rows for period 1, row 2 too.")


def test_everything_is_found_at_once() -> None:
    frame = pd.DataFrame(
        {"period": [1, 2, 2, 4], "value": [-1, 1.5, "x", 3], "n": [1, 0, 1, 1], "z": [1, None, 2, 3]},
    )
    found = {code for code, _ in _codes(frame, exposure="n", covariates=["z"], preliminary_from="snart")}
    assert found == {
        "data.negative_count", "data.fractional_count", "data.missing_marker", "data.exposure_not_positive",
        "data.covariate_missing", "data.duplicate_row", "data.gap", "data.unreadable_period",
    }  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(24)), missing=st.sets(st.integers(0, 23), max_size=5))
def test_row_order_does_not_matter_and_no_row_is_lost(order: list[int], missing: set[int]) -> None:
    frame = pd.DataFrame({"period": MONTHS * 4, "area": ["a"] * 12 + ["b"] * 12, "type": (["x"] * 6 + ["y"] * 6) * 2})
    frame["value"] = [np.nan if i in missing else float(i) for i in range(24)]
    options: dict[str, Any] = {"area": "area", "outcome": "type", "source": "Brå"}
    straight, shuffled = panel(frame, **options), panel(frame.iloc[order], **options)
    pd.testing.assert_frame_equal(straight.rows, shuffled.rows)
    assert len(straight) == straight.origin.rows_read == 24
    assert int(straight.rows["value"].isna().sum()) == len(missing)


def test_series_come_sorted_with_their_own_arrays() -> None:
    frame = pd.DataFrame({"period": [1, 2, 1, 2], "value": [1, 2, 3, 4], "area": ["b", "b", "a", "a"]})
    found = panel(frame, area="area", source="Brå")
    first, second = found.series()
    assert [(each.area, each.value.tolist()) for each in (first, second)] == [("a", [3, 4]), ("b", [1, 2])]
    first.value[0] = 99
    assert next(found.series()).value[0] == 3


def test_a_large_panel_is_built_and_walked_in_a_few_seconds() -> None:
    areas, outcomes, months = range(290), range(10), range(120)
    index = pd.MultiIndex.from_product([areas, outcomes, months], names=["area", "outcome", "t"])
    frame = index.to_frame(index=False)
    frame["month"] = pd.period_range("2010-01", periods=120, freq="M").astype(str).to_numpy()[frame["t"]]
    frame["value"] = np.random.default_rng(1).poisson(5, len(frame)).astype(str)
    begin = time.perf_counter()
    found = panel(frame, period="month", area="area", outcome="outcome", source="Brå")
    walked = sum(len(series.value) for series in found.series())
    assert walked == len(frame) == 348_000
    assert time.perf_counter() - begin < 5
