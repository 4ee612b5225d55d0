"""Power before the start: the answer agrees with simulating and estimating by hand, and moves the way it must."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.results.power_analysis import PowerAnalysis


def monthly(values: np.ndarray, *, first: str = "2020-01", kind: str = "count") -> evaluera.Panel:
    frame = pd.DataFrame({"month": pd.period_range(first, periods=len(values), freq="M"), "value": values})
    return evaluera.panel(frame, period="month", value="value", kind=kind, source="x")


COUNTS = np.random.default_rng(8).negative_binomial(40, 40 / (40 + 60), size=36)


@pytest.fixture(scope="module")
def planned() -> PowerAnalysis:
    return evaluera.plan(monthly(COUNTS), follow_up=[6, 24])


def test_a_change_of_that_size_is_seen_four_times_in_five_by_the_method_itself(planned: PowerAnalysis) -> None:
    outlook, assumed = planned.outlooks[1], planned.assumed
    assert outlook.detectable is not None
    rng = np.random.default_rng(77)
    shape = assumed.level / max(assumed.dispersion - 1.0, 1e-6)
    mean = np.full(60, assumed.level)
    mean[36:] *= 1.0 - outlook.detectable
    seen = 0
    for _ in range(120):
        y = rng.poisson(mean * rng.gamma(shape, 1.0 / shape, size=60))
        result = evaluera.estimate("interrupted_time_series", monthly(y), start="2023-01")
        seen += result.primary()[0].high < 1.0
    # two binomial errors: 120 series here (3.7 points), 300 there (2.3 points)
    assert seen / 120 == pytest.approx(0.8, abs=0.13)


def test_a_longer_follow_up_shows_smaller_changes(planned: PowerAnalysis) -> None:
    short, long = planned.outlooks
    assert long.detectable < short.detectable
    assert long.power >= short.power
    assert short.low <= short.detectable <= short.high


def test_the_same_seed_gives_the_same_bytes_and_json_comes_back(planned: PowerAnalysis) -> None:
    again = evaluera.plan(monthly(COUNTS), follow_up=[6, 24])
    assert again.to_json() == planned.to_json()
    assert PowerAnalysis.from_json(planned.to_json()) == planned


def test_only_the_figures_before_the_start_count() -> None:
    cut = np.r_[COUNTS[:24], np.zeros(12, dtype=int)]
    early = evaluera.plan(monthly(cut), start="2022-01", follow_up=[12])
    assert early.assumed.known == 24
    assert early.assumed == evaluera.plan(monthly(COUNTS[:24]), follow_up=[12]).assumed


def test_a_start_beyond_the_data_counts_the_periods_until_then_as_known() -> None:
    later = evaluera.plan(monthly(COUNTS), start="2023-07", follow_up=[12])
    assert (later.start, later.assumed.known, later.assumed.before) == ("2023-07", 36, 42)


def test_more_events_show_smaller_changes_and_an_increase_is_planned_for_too() -> None:
    few, many = (evaluera.power(level=level, follow_up=[12]).outlooks[0].detectable for level in (20, 500))
    assert many < few
    upwards = evaluera.power(level=500, follow_up=[12], question=evaluera.question(better="higher"))
    assert 0.0 < upwards.outlooks[0].detectable < 0.3


def test_very_few_events_show_nothing_at_all() -> None:
    found = evaluera.power(level=0.5, follow_up=[3])
    assert found.outlooks[0].detectable is None
    assert found.periods_needed is None


def test_the_length_that_is_needed_lies_between_the_simulated_ones() -> None:
    question = evaluera.question(smallest_change=0.05)
    found = evaluera.power(level=1500, before=48, follow_up=[3, 24], question=question)
    first, last = found.outlooks
    assert last.detectable < 0.05 < first.detectable
    assert 3 < found.periods_needed <= 24


def test_means_are_planned_for_on_their_own_scale() -> None:
    values = 50.0 + np.random.default_rng(3).normal(0, 2, 36)
    found = evaluera.plan(monthly(values, kind="mean"), follow_up=[12])
    assert found.assumed.dispersion == pytest.approx(2.0, rel=0.3)
    assert 0.02 < found.outlooks[0].detectable < 0.12


@pytest.mark.parametrize(
    ("options", "code", "parameter"),
    [
        ({"level": 0.0}, "parameter.too_low", "level"),
        ({"level": 10, "dispersion": 0.5}, "parameter.below_minimum", "dispersion"),
        ({"level": 10, "before": 3}, "parameter.below_minimum", "before"),
        ({"level": 10, "follow_up": [0]}, "parameter.below_minimum", "follow_up[0]"),
        ({"level": 10, "autocorrelation": 0.3}, "parameter.plan_autocorrelation", "autocorrelation"),
    ],
)
def test_numbers_that_cannot_be_are_refused(options: dict[str, object], code: str, parameter: str) -> None:
    with pytest.raises(evaluera.ParameterError) as caught:
        evaluera.power(**options)
    assert [(each.code, each.place.parameter) for each in caught.value.findings] == [(code, parameter)]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (COUNTS[:11], "method.plan_too_short"),
        (np.zeros(24, dtype=int), "method.plan_no_events"),
    ],
)
def test_a_series_that_tells_too_little_is_refused(values: np.ndarray, code: str) -> None:
    with pytest.raises(evaluera.MethodError) as caught:
        evaluera.plan(monthly(values))
    assert [each.code for each in caught.value.findings] == [code]


def test_several_series_and_unknown_areas_are_refused() -> None:
    frame = pd.DataFrame({"period": [*range(1, 25)] * 2, "area": ["a"] * 24 + ["b"] * 24, "value": [5, 7, 6, 8] * 12})
    panel = evaluera.panel(frame, area="area", frequency="month", source="x")
    with pytest.raises(evaluera.MethodError) as several:
        evaluera.plan(panel)
    assert several.value.findings[0].code == "method.plan_several_series"
    with pytest.raises(evaluera.ParameterError) as unknown:
        evaluera.plan(panel, treated=["c"])
    assert unknown.value.findings[0].code.startswith("parameter.unknown_area")
