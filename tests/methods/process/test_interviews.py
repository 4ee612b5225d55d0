"""Coded interviews: themes, agreement and saturation, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

# Six interviews (i1-i5 officers, i6 a principal). "trust" in i1 (both coders) and i2 (one of two); i6 has no theme.
SEGMENT = pd.DataFrame(
    [
        ("s1", "i1", "officer", "trust", 2, "k1", "c1"),
        ("s1", "i1", "officer", "trust", 2, "k2", "c1"),
        ("s2", "i2", "officer", "trust", -1, "k1", "c1"),
        ("s2", "i2", "officer", "time", -2, "k2", "c2"),
        ("s3", "i3", "officer", "time", -2, "k1", "c2"),
        ("s3", "i3", "officer", "time", -2, "k2", "c2"),
        ("s4", "i4", "officer", "time", 0, "k1", "c3"),
        ("s5", "i5", "officer", "time", None, "k1", "c3"),
        ("s6", "i6", "principal", None, None, "k1", "c4"),
    ],
    columns=["segment_id", "interview_id", "role", "theme", "valence", "coder", "code"],
)


def _result(segment: pd.DataFrame) -> ProcessResult:
    return evaluera.estimate("interviews", process_tables(segment=segment), year=2024)


def _of(result: ProcessResult, indicator: str, **where: str) -> Measure:
    found = result.of(indicator, **where)
    assert found is not None
    return found


def test_interviews_with_a_theme_and_roles_with_five_interviews() -> None:
    """PI01: trust in 2 of 5 interviews with themes, i6 unknown: between 2 and 3 of 6. Principals: one, not shown."""
    result = _result(SEGMENT)
    trust = _of(result, "PI01", split="theme", part="trust")
    assert (trust.value, trust.low, trust.high, trust.missing, trust.persons) == (0.4, 2 / 6, 3 / 6, 1, True)
    assert _of(result, "PI01", split="theme", part="time").numerator == 4.0
    roles = {each.part: each.value for each in result.all_of("PI01", split="theme_role")}
    assert roles == {"trust / officer": 0.4, "time / officer": 0.8}


def test_agreement_of_coders_on_themes_and_valence() -> None:
    """PI02, nominal: 3 units of 2, n = 6, trust 3, time 3; disagreement 2 of 6 against 18 / 5: 1 - 5 * 2 / 18 = 4/9."""
    result = _result(SEGMENT)
    theme = _of(result, "PI02")
    assert (theme.value, theme.n, theme.state) == (pytest.approx(4 / 9), 3, "poor")
    valence = _of(result, "PI02", variant="valence")
    # Codes -2, -1 and 2, given 3, 1 and 2 times, lie 2, 1.5 and 3.5 apart; one pair (-1, -2) of the three disagrees.
    expected = 1 - 5 * (2 * 2**2) / (2 * (3 * 1 * 2**2 + 1 * 2 * 1.5**2 + 3 * 2 * 3.5**2))
    assert valence.value == pytest.approx(expected)
    assert valence.low is not None
    assert valence.high is not None
    assert valence.low <= expected <= valence.high


def test_strength_of_agreement_has_limits_that_are_parameters() -> None:
    tables = process_tables(segment=SEGMENT)
    for limits, state in (
        ({}, "poor"),
        ({"coders_tentative_from": 0.4}, "tentative"),
        ({"coders_agree_from": 0.4}, "good"),
    ):
        found = evaluera.estimate("interviews", tables, year=2024, limits=limits).of("PI02")
        assert found is not None
        assert found.state == state


def test_what_has_no_agreement_says_why() -> None:
    one = _result(SEGMENT[SEGMENT["coder"] == "k1"])
    assert (_of(one, "PI02").value, _of(one, "PI02").reason) == (None, "one_coder")
    alike = _result(SEGMENT.assign(theme="time"))
    assert _of(alike, "PI02").reason == "no_variation"


def test_new_codes_for_each_further_interview() -> None:
    """PI03: four codes in six interviews are new once each, whatever the order."""
    result = _result(SEGMENT)
    curve = result.all_of("PI03", split="interview")
    assert [each.part for each in curve] == ["1", "2", "3", "4", "5", "6"]
    assert sum(each.value or 0.0 for each in curve) == pytest.approx(4.0)
    last = _of(result, "PI03")
    assert (last.value, last.bounds, last.low) == (curve[-1].value, "range", 0.0)


def test_absent_empty_and_without_a_theme() -> None:
    absent = evaluera.estimate("interviews", process_tables(area=pd.DataFrame({"area_id": ["a"]})), year=2024)
    assert {each.reason for each in absent.measures} == {"no_data"}
    empty = _result(SEGMENT[:0])
    assert [_of(empty, name).reason for name in ("PI01", "PI02", "PI03")] == ["no_rows", "one_coder", "no_rows"]
    unthemed = _of(_result(SEGMENT.assign(theme=None)), "PI01")
    assert (unthemed.reason, unthemed.missing) == ("all_missing", 6)


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(SEGMENT))))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    pd.testing.assert_frame_equal(_result(SEGMENT.iloc[order]).tidy(), _result(SEGMENT).tidy())
