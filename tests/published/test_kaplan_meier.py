"""Kaplan-Meier against the R package survival; the script that made the numbers lies beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evaluera.numerics.kaplan_meier import SurvivalCurve, kaplan_meier, share_within

PUBLISHED = json.loads((Path(__file__).parent / "kaplan_meier" / "survival.json").read_text(encoding="utf-8"))
CASES = ("actions", "leukaemia", "lung", "finished")
AGREES = 1e-12
"""R wrote 15 digits; the same formulas leave rounding only (the requirement is 1e-7)."""


def _curve(name: str) -> tuple[SurvivalCurve, dict[str, Any]]:
    case = PUBLISHED[name]
    done = np.array(case["done"], dtype=bool)
    return kaplan_meier(durations=np.array(case["days"], dtype=float), closed=done), case


@pytest.mark.parametrize("name", CASES)
def test_the_curve_and_its_limits(name: str) -> None:
    curve, case = _curve(name)
    assert curve.times.tolist() == case["times"]
    assert curve.at_risk.tolist() == case["at_risk"]
    np.testing.assert_allclose(curve.survival, case["survival"], atol=AGREES)
    for ours, theirs in ((curve.low, case["low"]), (curve.high, case["high"])):
        known = [index for index, limit in enumerate(theirs) if limit is not None]
        np.testing.assert_allclose(ours[known], [theirs[index] for index in known], atol=AGREES)


@pytest.mark.parametrize("name", CASES)
def test_the_median_and_its_limits(name: str) -> None:
    curve, case = _curve(name)
    assert [curve.median, curve.median_low, curve.median_high] == case["median"]


@pytest.mark.parametrize("name", CASES)
def test_shares_within_a_time(name: str) -> None:
    curve, case = _curve(name)
    found = [share_within(curve, time=time) for time in case["within"]]
    assert all(each is not None for each in found)
    for key, values in (
        ("share", [each.share for each in found if each]),
        ("share_low", [each.low for each in found if each]),
        ("share_high", [each.high for each in found if each]),
    ):
        np.testing.assert_allclose(np.array(values, dtype=float), case[key], atol=AGREES)


def test_the_worked_example_of_the_process_model() -> None:
    """Median 30 days (95 %: 3 to not reached), 52 % within 30 days and 82 % within 90; closed ones only: 21 days."""
    curve, case = _curve("actions")
    assert (curve.median, curve.median_low, curve.median_high) == (30.0, 3.0, None)
    month, quarter = share_within(curve, time=30.0), share_within(curve, time=90.0)
    assert month is not None
    assert quarter is not None
    assert (month.share, quarter.share) == pytest.approx((0.52, 0.82))
    done = np.array(case["done"], dtype=bool)
    assert np.median(np.array(case["days"])[done]) == 21.0
