"""What could have been seen and what it would take: against the arithmetic written out by hand."""

from __future__ import annotations

import math

import pytest

from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.need import NeedKind
from evaluera.design.question import DesignClass

BAC = DesignClass.BEFORE_AFTER_COMPARISON
SEATTLE = {
    "unit": "areas",
    "treated_areas": 1,
    "comparison_areas": 135,
    "season_length": 4,
    "periods_before": 12,
    "periods_after": 4,
}


def test_one_area_among_many_needs_more_areas_not_more_time(make_result):
    need = conclude(make_result(0.777, 0.568, 1.061, design=BAC, evidence=SEATTLE)).need
    half = math.log(1.061 / 0.568) / 2
    visible = half * (1 + 0.8416 / 1.96)
    room = (1 + 1 / 135) * (-math.log(0.9) / visible) ** 2 - 1 / 135
    assert need.kind is NeedKind.AREAS
    assert need.count == math.ceil(1 / room) == 21
    assert need.detectable == pytest.approx(1 - math.exp(-visible))
    assert 0.35 < need.detectable < 0.37


def test_more_periods_after_help_while_the_time_before_is_long_enough(make_result):
    evidence = {"periods_before": 240, "periods_after": 12}
    need = conclude(make_result(1.0, math.exp(-0.12), math.exp(0.12), evidence=evidence)).need
    room = (1 / 240 + 1 / 12) * (-math.log(0.9) / (0.12 * (1 + 0.8416 / 1.96))) ** 2 - 1 / 240
    assert need.kind is NeedKind.PERIODS
    assert need.count == math.ceil(1 / room) - 12
    assert need.season_length == 12


def test_waiting_is_not_offered_when_the_time_before_is_too_short(make_result):
    need = conclude(make_result(0.78, 0.57, 1.06)).need
    assert (need.kind, need.count) == (NeedKind.MERGE, 0)


def test_nothing_is_needed_when_the_smallest_change_had_an_even_chance(make_result):
    half = -math.log(0.9)
    assert conclude(make_result(1.0, math.exp(-0.99 * half), math.exp(0.99 * half))).need is None
    assert conclude(make_result(1.0, math.exp(-1.01 * half), math.exp(1.01 * half))).need is not None


def test_the_wanted_direction_sets_the_scale(make_result):
    wide = make_result(1.0, 0.5, 2.0, question={"better": "higher"})
    visible = math.log(2) * (1 + 0.8416 / 1.96)
    assert conclude(wide).need.detectable == pytest.approx(math.exp(visible) - 1)


def test_a_difference_uses_shares_of_its_level(make_result):
    need = conclude(make_result(0.0, -20.0, 20.0, scale="identity", unit="x")).need
    assert need.detectable == pytest.approx(0.5 * (1 + 0.8416 / 1.96))


def test_a_wider_interval_never_needs_less(make_result):
    evidence = {"periods_before": 240, "periods_after": 24}
    counts = []
    for half in (0.11, 0.13, 0.15, 0.17):
        need = conclude(make_result(1.0, math.exp(-half), math.exp(half), evidence=evidence)).need
        counts.append(need.count if need.kind is NeedKind.PERIODS else math.inf)
    assert counts == sorted(counts)
    assert counts[0] > 0


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.5), (0.5, math.inf)])
def test_an_interval_without_an_end_gives_no_need(make_result, low, high):
    assert conclude(make_result(1.0, low, high)).need is None
