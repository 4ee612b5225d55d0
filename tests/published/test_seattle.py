"""The Seattle Drug Market Intervention as ONE area against 135 tracts: one area's figures cannot establish an effect.

Published from 39 blocks by micro-synthetic control: -20.1 % (90 % interval -32.9 to -4.9).
"""

from __future__ import annotations

from typing import Any

import pytest

import evaluera
from evaluera import EffectResult, Panel


def _compared(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("before_after", panel, start=13, treated=["DMI"], comparison="rest", **options)


@pytest.mark.parametrize(
    ("errors", "ratio", "low", "high"),
    [
        ("poisson", 0.768, 0.709, 0.832),
        ("random_effects", 0.777, 0.568, 1.061),
        ("ancova", 0.806, 0.587, 1.106),
        ("default", 0.777, 0.568, 1.061),
    ],
)
def test_any_crime(seattle: Panel, errors: str, ratio: float, low: float, high: float) -> None:
    found = _compared(seattle, errors=errors).primary()[0]
    assert (found.estimate, found.low, found.high) == pytest.approx((ratio, low, high), abs=5e-4)


def test_ancova_p_value(seattle: Panel) -> None:
    assert _compared(seattle, errors="ancova").primary()[0].p_value == pytest.approx(0.18, abs=5e-3)


def test_areas_chosen_for_their_level_are_compared_given_their_past(seattle: Panel) -> None:
    question = evaluera.question(selection_reason="high_level")
    found = _compared(seattle, question=question).primary()[0]
    assert found.estimand == "change_given_the_past"
    assert found.estimate == pytest.approx(0.806, abs=5e-4)


def test_controlled_series_has_a_wider_interval_than_poisson(seattle: Panel) -> None:
    """With autocorrelation integrated out, computed on another grid by a separate program: 0.793 (0.607 to 1.060)."""
    found = _compared(seattle, errors="controlled_series").primary()[0]
    assert (found.estimate, found.low, found.high) == pytest.approx((0.793, 0.607, 1.060), abs=5e-3)


def test_events(seattle: Panel) -> None:
    result = _compared(seattle)
    course = result.series
    after = course[course["period"] >= 13]
    assert after["observed"].sum() == 788
    prevented = next(e for e in result.estimates if e.term == "cumulative_effect")
    assert prevented.estimate == pytest.approx((after["observed"] - after["counterfactual"]).sum())
    assert 788 / after["counterfactual"].sum() == pytest.approx(0.768, abs=5e-4)


def test_nobody_said_how_the_area_was_chosen(seattle: Panel) -> None:
    check = next(c for c in _compared(seattle).diagnostics if c.name == "selection_sensitivity")
    assert check.verdict == "HOLDS"
    assert check.value == pytest.approx(0.806, abs=5e-4)


def test_the_conclusion_is_no_clear_effect(seattle: Panel) -> None:
    statement = evaluera.statement(_compared(seattle), language="sv")
    assert statement.finding == "no_clear_effect"


def test_one_area_as_a_controlled_series(seattle: Panel) -> None:
    """Against 135 tracts together: 0.793 (0.607-1.060); the grid of correlations is ours, hence the tolerance."""
    answer = evaluera.estimate(
        "interrupted_time_series", seattle, start=13, treated=["DMI"], comparison="rest"
    ).primary()[0]
    assert answer.estimate == pytest.approx(0.793, abs=0.005)
    assert (answer.low, answer.high) == pytest.approx((0.607, 1.060), abs=0.01)


def test_the_scaled_difference_of_one_area(seattle: Panel) -> None:
    """788 observed, plain rate ratio 0.768 against the comparison areas: T1 (1 - 1/ratio)."""
    answer = evaluera.estimate(
        "weighted_displacement_difference", seattle, start=13, treated=["DMI"], comparison="rest"
    ).primary()[0]
    assert answer.estimate == pytest.approx(788 * (1 - 1 / 0.768), abs=1.0)
    assert answer.low < 0.0 < answer.high
