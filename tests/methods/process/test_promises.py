"""Promises kept, delivered, reported and told."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.process import ProcessResult

PROMISES = pd.DataFrame(
    [
        ("p1", "2024-01-01", "2024-08-31", 400.0, "hours", 35.0),
        ("p2", "2024-01-01", "2024-09-30", 10.0, "meetings", 4.0),
        ("p3", "2023-07-01", "2024-06-30", 80.0, "percent", None),
        ("p4", "2024-03-01", "2024-12-31", None, None, None),
        ("p5", "2024-11-01", "2025-10-31", 12.0, "occasions", None),
        ("p6", "2022-01-01", "2023-09-30", 100.0, "hours", None),
    ],
    columns=["promise_id", "valid_from", "valid_to", "promised_quantity", "unit", "dialogue_n"],
)
FOLLOWED = pd.DataFrame(
    [
        ("p1", "2024-H1", 150.0, "ongoing", None, None),
        ("p1", "2024-Q3", 130.0, "kept", "2024-11-30", "2024-12-01"),
        ("p2", "2024-H1", 6.0, "partly", "2024-08-01", "2025-02-01"),
        ("p2", "2024-Q3", None, "partly", None, None),
        ("p3", "2023-H2", 60.0, "ongoing", None, None),
        ("p3", "2024-H1", 72.0, "not_kept", "2024-10-01", "2024-10-02"),
        ("p5", "2025-H1", 5.0, "ongoing", None, None),
        ("p6", "2023", 90.0, "kept", "2023-12-01", None),
    ],
    columns=[
        "promise_id",
        "period",
        "delivered_quantity",
        "status",
        "reported_to_umebra_on",
        "fed_back_to_public_on",
    ],
)


def _estimate(promises: pd.DataFrame = PROMISES, told: pd.DataFrame = FOLLOWED, **options: Any) -> ProcessResult:
    tables = process_tables(promise=promises, promise_followup=told)
    return evaluera.estimate("promises", tables, **{"year": 2024, **options})


def _numbers(result: ProcessResult, indicator: str, **where: str) -> tuple[float | None, float | None]:
    found = result.of(indicator, **where)
    assert found is not None
    return found.numerator, found.denominator


def test_promises_kept() -> None:
    """Ended in 2024: p1 kept, p2 partly, p3 not kept, p4 without follow-up."""
    result = _estimate()
    found = result.of("PL01")
    assert found is not None
    assert (found.numerator, found.denominator, found.missing) == (1.0, 4.0, 1)
    assert (found.value, found.low, found.high, found.band) == (0.25, 0.25, 0.5, "")
    assert _numbers(result, "PL01", variant="partly") == (1.0, 4.0)
    states = {m.part: m.state for m in result.all_of("PL01", variant="status", split="promise")}
    assert states == {"p1": "kept", "p2": "partly", "p3": "not_kept", "p4": "not_followed_up"}


def test_said_not_to_be_followed_up_is_not_followed_up() -> None:
    told = pd.DataFrame({"promise_id": ["p4"], "period": ["2024"], "status": ["not_followed_up"]})
    found = _estimate(told=told).of("PL01")
    assert found is not None
    assert (found.value, found.high, found.missing) == (0.0, 1.0, 4)


def test_promised_quantity() -> None:
    result = _estimate()
    found = {m.part: (m.numerator, m.denominator, m.missing, m.reason) for m in result.all_of("PL02")}
    assert found == {
        "p1": (280.0, 400.0, 0, ""),
        "p2": (6.0, 10.0, 1, ""),
        "p3": (72.0, 80.0, 0, ""),
        "p4": (None, None, 0, "nothing_planned"),
        "p5": (None, None, 0, "not_followed_up"),
    }
    half = _estimate(until="2024-06-30")
    assert _numbers(half, "PL02", split="promise", part="p1") == (150.0, 400.0)
    before = _estimate(year=2023)
    assert _numbers(before, "PL02", split="promise", part="p3") == (60.0, 80.0)


def test_a_percentage_is_the_state_of_the_latest_period() -> None:
    """The year comes after its last quarter, in whatever order they were written."""
    told = pd.DataFrame([("p3", "2023", 64.0), ("p3", "2023-Q4", 60.0), ("p3", "2023-Q3", 50.0)])
    told = told.set_axis(["promise_id", "period", "delivered_quantity"], axis=1).assign(status="ongoing")
    for rows in (told, told.iloc[::-1]):
        assert _numbers(_estimate(told=rows, year=2023), "PL02", split="promise", part="p3") == (64.0, 80.0)


def test_reporting_back() -> None:
    """Three months after the end falls in 2024 for p1 (30 November), p2 (30 December) and p3 (30 September)."""
    result = _estimate()
    assert _numbers(result, "PL03") == (1.0, 3.0)
    states = {m.part: m.state for m in result.all_of("PL03", variant="reported", split="promise")}
    assert states == {"p1": "yes", "p2": "no", "p3": "no"}
    assert _numbers(_estimate(year=2023), "PL03") == (1.0, 1.0)
    early = _estimate(until="2024-11-29")
    assert _numbers(early, "PL03") == (0.0, 1.0)


def test_the_years_add_up() -> None:
    both, parts = _estimate(first_year=2023), [_estimate(year=year) for year in (2023, 2024)]
    for indicator in ("PL01", "PL03"):
        sums = [sum(found[end] or 0.0 for found in (_numbers(p, indicator) for p in parts)) for end in (0, 1)]
        assert _numbers(both, indicator) == tuple(sums)


def test_feedback_to_the_public() -> None:
    """p2 was told in 2025: not yet at the evaluation date."""
    result = _estimate()
    assert _numbers(result, "PL04") == (2.0, 3.0)
    assert _numbers(_estimate(first_year=2024, year=2025), "PL04") == (3.0, 4.0)
    dialogue = result.of("PL04", variant="dialogue", split="promise", part="p2")
    assert dialogue is not None
    assert (dialogue.value, dialogue.persons) == (4.0, True)


def test_no_promises_and_no_table() -> None:
    empty = _estimate(PROMISES.iloc[:0], FOLLOWED.iloc[:0])
    found = [empty.of(name) for name in ("PL01", "PL02", "PL03", "PL04")]
    assert [each.reason for each in found if each is not None] == ["no_rows"] * 4
    absent = evaluera.estimate("promises", process_tables(promise=PROMISES), year=2024)
    assert [(m.reason, m.state) for m in absent.measures] == [("no_data", "promise_followup")] * 4


@given(st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_order_does_not_matter(shuffling: Any) -> None:
    orders = [list(range(len(frame))) for frame in (PROMISES, FOLLOWED)]
    for order in orders:
        shuffling.shuffle(order)
    mixed = _estimate(PROMISES.iloc[orders[0]], FOLLOWED.iloc[orders[1]])
    assert mixed.to_json() == _estimate().to_json()


@pytest.mark.parametrize("promise", ["p1", "p2", "p3"])
def test_a_promise_without_follow_up_widens_the_bounds(promise: str) -> None:
    before, after = _estimate().of("PL01"), _estimate(told=FOLLOWED[FOLLOWED["promise_id"] != promise]).of("PL01")
    assert before is not None
    assert after is not None
    assert (after.low or 0.0) <= (before.low or 0.0)
    assert (after.high or 0.0) >= (before.high or 0.0)
