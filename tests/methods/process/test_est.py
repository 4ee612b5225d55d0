"""The indicators of EST, counted by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.results.process import ProcessResult

ROUNDS = pd.DataFrame(
    {
        "round_id": ["r0", "r1", "r2", "r3", "r4"],
        "area_id": ["a", "a", "a", "b", "b"],
        "period": ["2023-12", "2024-01", "2024-02", "2024-01", "2024-W09"],
        "expected_reporters": [10, 10, 10, 5, 5],
        "received_reporters": [10, 8, 7, 4, None],
        "picture_published_on": pd.to_datetime(["2024-01-07", "2024-02-08", None, "2024-02-07", "2024-03-20"]),
    }
)
"""r0 belongs to 2023, but its picture is due on 7 January 2024. The week of r4 ends on 3 March."""

REPORTS = pd.DataFrame(
    {
        "round_id": ["r0"] * 5 + ["r1"] * 6 + ["r2"] * 2 + ["r3"] * 4 + ["r4"],
        "area_id": "a",
        "reported_on": pd.Timestamp("2024-01-10"),
        "category": "littering",
    }
)


def _result(*, year: int = 2024, until: dt.date | None = None, **frames: pd.DataFrame) -> ProcessResult:
    return evaluera.estimate("est", process_tables(**frames), year=year, until=until)


def _value(result: ProcessResult, indicator: str, **where: str) -> float | None:
    found = result.of(indicator, **where)
    assert found is not None, (indicator, where)
    return found.value


def _actions(*rows: tuple[str, str | None, str], **columns: Any) -> pd.DataFrame:
    """Decided, done, status of each action."""
    decided, done, status = zip(*rows, strict=True) if rows else ((), (), ())
    dates = {"decided_on": pd.to_datetime(list(decided)), "done_on": pd.to_datetime(list(done))}
    return pd.DataFrame({**dates, "status": list(status), **columns})


def test_response_of_reporters_and_rounds_with_too_few() -> None:
    """PE01: 8 + 7 + 4 of 10 + 10 + 5 in 2024; r4 is not known; r2 is below 80 %, r1 and r3 are not."""
    result = _result(est_round=ROUNDS)
    found = result.of("PE01")
    assert found is not None
    assert (found.value, found.numerator, found.denominator, found.missing) == (19 / 25, 19.0, 25.0, 1)
    assert found.band == "partly"
    assert _value(result, "PE01", split="area", part="a") == 15 / 20
    low = result.of("PE01", variant="low_rounds")
    assert low is not None
    assert (low.value, low.denominator, low.band) == (1.0, 3.0, "")
    rounds = {each.part: (each.period, each.value, each.state) for each in result.all_of("PE01", split="round")}
    assert rounds == {
        "r1": ("2024-01", 0.8, ""),
        "r2": ("2024-02", 0.7, "low_response"),
        "r3": ("2024-01", 0.8, ""),
        "r4": ("2024-W09", None, ""),
    }


def test_the_limit_of_response_is_a_parameter() -> None:
    result = evaluera.estimate("est", process_tables(est_round=ROUNDS), year=2024, limits={"response_from": 0.7})
    assert _value(result, "PE01", variant="low_rounds") == 0.0


def test_observations_with_their_exact_interval() -> None:
    """PE02: 13 observations in 4 rounds; 12 from 19 reporters, since r4 has no number of reporters."""
    result = _result(est_round=ROUNDS, est_report=REPORTS)
    found = result.of("PE02")
    assert found is not None
    exact = (chi2.ppf(0.025, 26) / 2, chi2.ppf(0.975, 28) / 2)
    assert (found.value, found.low, found.high) == pytest.approx((13.0, *exact))
    assert _value(result, "PE02", variant="per_round") == 13 / 4
    reporters = result.of("PE02", variant="per_reporter")
    assert reporters is not None
    assert (reporters.value, reporters.numerator, reporters.denominator, reporters.missing) == (12 / 19, 12, 19, 1)
    assert reporters.high == pytest.approx(chi2.ppf(0.975, 26) / 2 / 19)
    each = {m.part: (m.value, m.state) for m in result.all_of("PE02", variant="", split="round")}
    assert each == {"r1": (6.0, ""), "r2": (2.0, "low_response"), "r3": (4.0, ""), "r4": (1.0, "")}


def test_rounds_without_an_observation_are_zero_not_missing() -> None:
    found = _result(est_round=ROUNDS, est_report=REPORTS[:0]).of("PE02")
    assert found is not None
    assert (found.value, found.low, found.high) == (0.0, 0.0, pytest.approx(chi2.ppf(0.975, 2) / 2))


def test_the_worked_example_of_time_to_action(worked_example: ProcessTables) -> None:
    result = evaluera.estimate("est", worked_example, year=2024)
    median = result.of("PE03")
    assert median is not None
    assert (median.value, median.low, median.high, median.n) == (30.0, 3.0, None, 10)
    assert _value(result, "PE03", variant="within_30") == pytest.approx(0.52)
    assert _value(result, "PE03", variant="within_90") == pytest.approx(0.82)
    assert _value(result, "PE03", variant="open") == 3.0
    assert _value(result, "PE03", variant="dropped") == 0.0


def test_an_action_that_is_done_after_the_evaluation_date_is_open() -> None:
    """To 30 June: the second is open since 30 days, the third is not decided yet, the fourth was dropped."""
    actions = _actions(
        ("2024-05-01", "2024-05-11", "done"),
        ("2024-05-31", "2024-08-01", "done"),
        ("2024-07-02", "2024-07-03", "done"),
        ("2024-05-01", None, "dropped"),
    )
    result = _result(est_action=actions, until=dt.date(2024, 6, 30))
    median = result.of("PE03")
    assert median is not None
    assert (median.value, median.n) == (10.0, 2)
    assert _value(result, "PE03", variant="open") == 1.0
    assert _value(result, "PE03", variant="dropped") == 1.0
    assert _value(result, "PE03", variant="within_30") == 0.5


def test_backlog_counts_earlier_years_and_adds_up() -> None:
    """PE04: one of 2023 closes in January, one stays open; two are opened in March, one closes in April."""
    actions = _actions(
        ("2023-11-01", "2024-01-15", "done"),
        ("2023-12-01", None, "open"),
        ("2024-03-01", "2024-04-30", "done"),
        ("2024-03-31", None, "open"),
        ("2024-03-31", None, "dropped"),
        ("2024-12-31", "2025-01-01", "done"),
    )
    result = _result(est_action=actions)
    assert [_value(result, "PE04", variant=v) for v in ("", "opened", "closed", "change")] == [3.0, 3.0, 2.0, 1.0]
    series = {m.period: m.value for m in result.all_of("PE04", variant="") if m.period}
    assert list(series.values()) == [1.0, 1.0, 3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0]
    assert (min(series), max(series)) == ("2024-01", "2024-12")
    changes = [m.value for m in result.all_of("PE04", variant="change") if m.period]
    assert sum(each or 0.0 for each in changes) == 1.0


def test_backlog_in_the_middle_of_a_month() -> None:
    actions = _actions(("2024-06-01", "2024-06-20", "done"), ("2024-06-18", None, "open"))
    result = _result(est_action=actions, until=dt.date(2024, 6, 15))
    assert [_value(result, "PE04", variant=v) for v in ("", "opened", "closed")] == [1.0, 1.0, 0.0]
    assert [m.period for m in result.all_of("PE04", variant="closed") if m.period][-1] == "2024-06"


def test_checks_and_recurrence_of_what_was_done_in_the_period() -> None:
    """PE05: 3 of 4 done in 2024 were checked by its end. PE06: yes 1 of 2, one unknown; the fourth is checked later."""
    actions = _actions(
        ("2023-12-01", "2024-01-10", "done"),
        ("2024-02-01", "2024-03-01", "done"),
        ("2024-02-01", "2024-03-01", "done"),
        ("2024-02-01", "2024-12-30", "done"),
        ("2023-02-01", "2023-03-01", "done"),
        ("2024-02-01", None, "open"),
        effect_checked_on=pd.to_datetime(
            ["2024-03-01", "2024-04-01", "2024-04-01", "2025-01-15", "2024-01-01", "2024-05-01"]
        ),
        problem_returned=["yes", "no", "unknown", "yes", "yes", None],
    )
    result = _result(est_action=actions)
    checked = result.of("PE05")
    assert checked is not None
    assert (checked.value, checked.numerator, checked.denominator) == (0.75, 3.0, 4.0)
    returned = result.of("PE06")
    assert returned is not None
    assert (returned.value, returned.missing, returned.low, returned.high) == (0.5, 1, 1 / 3, 2 / 3)


def test_long_term_share_counts_dropped_actions() -> None:
    actions = _actions(
        ("2024-01-01", None, "open"),
        ("2024-01-01", None, "dropped"),
        ("2024-12-31", None, "open"),
        ("2025-01-01", None, "open"),
        horizon=["short", "long", None, "long"],
    )
    found = _result(est_action=actions).of("PE07")
    assert found is not None
    assert (found.value, found.missing, found.low, found.high) == (0.5, 1, 1 / 3, 2 / 3)


def test_a_picture_is_judged_when_its_time_is_out() -> None:
    """PE08: due in 2024 are r0 and r3 (in time), r1 (a day late), r2 (none) and r4 (10 March, late)."""
    found = _result(est_round=ROUNDS).of("PE08")
    assert found is not None
    assert (found.value, found.numerator, found.denominator, found.band) == (0.4, 2.0, 5.0, "low")
    early = _result(est_round=ROUNDS, until=dt.date(2024, 2, 6)).of("PE08")
    assert early is not None
    assert (early.numerator, early.denominator) == (1.0, 1.0)


def test_tables_that_are_absent_or_empty() -> None:
    absent = _result(area=pd.DataFrame({"area_id": ["a"]}))
    assert {each.reason for each in absent.measures} == {"no_data"}
    assert absent.of("PE02").state == "est_report est_round"  # type: ignore[union-attr]
    empty = _result(est_round=ROUNDS[:0], est_report=REPORTS[:0], est_action=_actions(horizon=[], problem_returned=[]))
    for indicator in ("PE01", "PE02", "PE03", "PE05", "PE06", "PE07", "PE08"):
        found = empty.of(indicator)
        assert found is not None
        assert (found.value, found.reason) == (None, "no_rows")
    assert _value(empty, "PE04") == 0.0


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(5)), st.permutations(range(len(REPORTS))))
def test_the_order_of_rows_does_not_matter(rounds: list[int], reports: list[int]) -> None:
    result = _result(est_round=ROUNDS.iloc[rounds], est_report=REPORTS.iloc[reports])
    pd.testing.assert_frame_equal(result.tidy(), _result(est_round=ROUNDS, est_report=REPORTS).tidy())


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(["yes", "no", "unknown"]), min_size=1, max_size=8), st.data())
def test_missing_answers_widen_the_bounds(answers: list[str], data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.integers(0, len(answers) - 1)))

    def bounds(given_answers: list[str | None]) -> tuple[float, float]:
        rows = [("2024-01-01", "2024-02-01", "done")] * len(given_answers)
        checked = pd.to_datetime(["2024-03-01"] * len(given_answers))
        actions = _actions(*rows, effect_checked_on=checked, problem_returned=given_answers)
        found = _result(est_action=actions).of("PE06")
        assert found is not None
        if found.value is None:
            return 0.0, 1.0
        return (found.low, found.high) if found.low is not None and found.high is not None else (found.value,) * 2

    low, high = bounds(list(answers))
    wider = bounds([None if i in hidden else answer for i, answer in enumerate(answers)])
    assert wider[0] <= low
    assert high <= wider[1]
