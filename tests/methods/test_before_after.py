"""Before and after: windows, two totals, and the choice among comparisons between areas."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, MethodError, Panel
from evaluera.design.question import DesignClass


def _compare(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("before_after", panel, **{"start": "2017-01", **options})


def _codes(result: EffectResult) -> list[str]:
    return [note.code for note in result.notes]


def _check(result: EffectResult, name: str) -> Any:
    return next(check for check in result.diagnostics if check.name == name)


def test_one_series_by_the_default(months: Panel) -> None:
    result = _compare(months)
    found, total = result.estimates
    assert (found.term, found.df, found.n) == ("rate_ratio", 46.0, 48)
    assert found.low < math.exp(-0.3) < found.high < 1.0
    observed = months.frame()["value"].to_numpy(dtype=float)[24:]
    assert total.estimate == pytest.approx(observed.sum() * (1.0 - 1.0 / found.estimate))
    assert total.estimate == pytest.approx((observed - result.series["counterfactual"][24:]).sum())
    assert total.p_value == pytest.approx(found.p_value, rel=1e-12)


def test_one_series_by_quasi_poisson(months: Panel) -> None:
    result = _compare(months, errors="quasi_poisson")
    found = result.primary()[0]
    value = months.frame()["value"].to_numpy(dtype=float)
    assert found.estimate == pytest.approx(value[24:].mean() / value[:24].mean())
    assert (found.term, found.df, found.n) == ("rate_ratio", 46.0, 48)
    assert result.design is DesignClass.BEFORE_AFTER
    counterfactual = result.series["counterfactual"]
    assert counterfactual.to_numpy() == pytest.approx(np.full(48, value[:24].mean()))
    total = next(e for e in result.estimates if e.term == "cumulative_effect")
    assert total.estimate == pytest.approx(value[24:].sum() - value[:24].sum())


def test_dispersion_widens_the_interval(make_panel: Any) -> None:
    frame = make_panel().frame()
    noisy = frame.assign(value=np.round(frame["value"] * np.where(np.arange(48) % 3, 1.4, 0.4)))
    panel = evaluera.panel(noisy, source="made here")
    default, poisson = _compare(panel), _compare(panel, errors="poisson")
    assert default.primary()[0].std_error > 2 * poisson.primary()[0].std_error
    assert _check(default, "dispersion").verdict == "HOLDS"
    assert _check(poisson, "dispersion").verdict == "FAILS"


@pytest.mark.parametrize(
    ("months", "start", "before", "after"),
    [
        (59, "2018-01", 36, 12),  # 36 + 23: whole years nearest the start
        (41, "2017-09", 24, 9),  # 32 + 9 would be whole years on one side only: the same months, see below
    ],
)
def test_whole_years_nearest_the_start(make_panel: Any, months: int, start: str, before: int, after: int) -> None:
    result = _compare(make_panel(months=months), start=start)
    used = result.series.loc[result.series["used"], "period"]
    count_before = int((used < start).sum())
    if after >= 12:
        assert (count_before, len(used) - count_before) == (before, after)
        assert used.iloc[0] == pd.Period(start, freq="M") - before
    else:
        assert set(used[used < start].dt.month) == set(used[used >= start].dt.month)
        assert len(used) - count_before == after
        assert count_before == after * before // 12
    assert "same_season" in _codes(result)


def test_same_months_of_two_short_sides(make_panel: Any) -> None:
    panel = make_panel(months=14)
    result = _compare(panel, start="2015-06")  # January-May and June-February: January and February are shared
    used = result.series.loc[result.series["used"], "period"]
    assert [str(period) for period in used] == ["2015-01", "2015-02", "2016-01", "2016-02"]


def test_no_month_in_common(make_panel: Any) -> None:
    with pytest.raises(MethodError) as error:
        _compare(make_panel(months=10), start="2015-06")
    assert error.value.findings[0].code == "method.no_common_season"


def test_all_periods_with_a_season_when_the_windows_are_not_whole_years(make_panel: Any) -> None:
    result = _compare(make_panel(months=41), start="2017-09", same_season=False)
    assert result.series["used"].all()
    assert result.primary()[0].df == 41 - 2 - 2  # level and step, one pair of harmonics for 41 months
    even = _compare(make_panel(), same_season=False)
    assert even.primary()[0].df == 46


def test_years_and_plain_numbers_are_not_cut() -> None:
    frame = pd.DataFrame({"period": np.arange(1, 18), "value": np.arange(17) % 4 + 20})
    assert _compare(evaluera.panel(frame, source="made here"), start=8).primary()[0].n == 17
    years = frame.assign(period=np.arange(2000, 2017))
    assert _compare(evaluera.panel(years, source="made here"), start=2007).primary()[0].n == 17


@pytest.fixture
def totals() -> Panel:
    return evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [50, 30]}), source="made here")


def test_two_totals(totals: Panel) -> None:
    result = _compare(totals, start=2)
    check = _check(result, "dispersion")
    assert (check.verdict, check.reason) == ("FAILS", "diagnostic.dispersion.unseen")
    note = next(note for note in result.notes if note.code == "only_chance_assumed")
    ratio = result.primary()[0]
    assert note.values["low5"] < note.values["low2"] < ratio.low
    assert ratio.high < note.values["high2"] < note.values["high5"]
    assert "mycket låg" in str(evaluera.statement(result, language="sv"))


def test_totals_with_person_time() -> None:
    frame = pd.DataFrame({"period": [1, 2], "value": [50, 30], "people": [1000.0, 500.0]})
    result = _compare(evaluera.panel(frame, exposure="people", source="made here"), start=2)
    assert result.primary()[0].estimate == pytest.approx(1.2)
    assert result.series["counterfactual"].tolist() == pytest.approx([50.0, 25.0])


def test_a_named_interval_sums_the_windows(months: Panel) -> None:
    result = _compare(months, interval="exact")
    value = months.frame()["value"].to_numpy(dtype=float)
    expected = _compare(
        evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [value[:24].sum(), value[24:].sum()]}), source="x"),
        start=2,
    ).primary()[0]
    found = result.primary()[0]
    assert (found.estimate, found.low, found.high) == pytest.approx((expected.estimate, expected.low, expected.high))
    assert _check(result, "dispersion").value is not None
    assert "errors.poisson" in _codes(result)


def test_no_events_after_has_an_interval_by_totals_only() -> None:
    frame = pd.DataFrame({"period": np.arange(1, 9), "value": [3, 2, 4, 1, 0, 0, 0, 0]})
    panel = evaluera.panel(frame, source="made here")
    with pytest.raises(MethodError) as error:
        _compare(panel, start=5)
    assert error.value.findings[0].code == "method.no_events_after"
    ratio = _compare(panel, start=5, interval="exact").primary()[0]
    assert (ratio.estimate, ratio.low) == (0.0, 0.0)
    assert 0.0 < ratio.high < 1.0


def test_enough_areas_are_the_evidence(ten_areas: Panel) -> None:
    result = _compare(ten_areas, treated=["a", "b"], comparison="rest")
    found = result.primary()[0]
    assert (found.term, found.estimand) == ("relative_incidence_rate_ratio", "change_in_these_areas")
    assert (found.df, found.area) == (8.0, "")
    assert found.low < math.exp(-0.3) < found.high
    assert result.design is DesignClass.BEFORE_AFTER_COMPARISON
    evidence = result.evidence[0]
    assert (evidence.unit, evidence.treated_areas, evidence.comparison_areas) == ("areas", 2, 8)
    assert _check(result, "number_of_areas").verdict == "DOUBTFUL"
    assert [e.area for e in result.estimates if e.term == "rate_ratio"] == list("abcdefghij")


@pytest.mark.parametrize(
    ("treated", "others", "errors"),
    [(1, 5, "controlled_series"), (1, 6, "random_effects"), (4, 4, "random_effects"), (3, 4, "controlled_series")],
)
def test_the_default_by_the_number_of_areas(make_panel: Any, treated: int, others: int, errors: str) -> None:
    names = tuple("abcdefghijkl"[: treated + others])
    result = _compare(make_panel(areas=names), treated=list(names[:treated]), comparison="rest")
    assert f"errors.{errors}" in _codes(result)


@pytest.mark.parametrize(
    ("reason", "areas", "errors"),
    [
        ("high_level", 12, "ancova"),
        ("rising_trend", 12, "ancova"),
        ("high_level", 11, "random_effects"),
        ("policy", 12, "random_effects"),
        (None, 12, "random_effects"),
    ],
)
def test_areas_chosen_for_their_past(make_panel: Any, reason: Any, areas: int, errors: str) -> None:
    names = tuple("abcdefghijklmnop"[:areas])
    panel = make_panel(areas=names)
    question = evaluera.question(selection_reason=reason)
    result = _compare(panel, treated=["a"], comparison="rest", question=question)
    assert f"errors.{errors}" in _codes(result)
    assert ("past_not_adjusted_for" in _codes(result)) == (reason == "high_level" and areas == 11)
    both = [check.name for check in result.diagnostics if check.name == "selection_sensitivity"]
    assert bool(both) == (reason is None)


def test_small_counts_are_compared_given_their_past_as_counts(make_panel: Any) -> None:
    """Fewer than 100 events a year in half of the areas; the named model stays what it was."""
    panel = make_panel(areas=tuple("abcdefghijkl"), level=3.0)
    question = evaluera.question(selection_reason="high_level")
    result = _compare(panel, treated=["a", "b"], comparison="rest", question=question)
    assert "errors.ancova_counts" in _codes(result)
    named = _compare(panel, treated=["a", "b"], comparison="rest", errors="ancova_counts", question=question)
    assert named.primary() == result.primary()
    logs = _compare(panel, treated=["a", "b"], comparison="rest", errors="ancova", question=question)
    assert "errors.ancova" in _codes(logs)
    assert logs.primary()[0].estimate != result.primary()[0].estimate
    assert result.primary()[0].estimand == logs.primary()[0].estimand == "change_given_the_past"


def test_few_events_are_expected_in_a_short_window_after(make_panel: Any) -> None:
    """200 events a year, 12 months after and 3: the quarter has less than 100."""
    panel = make_panel(areas=tuple("abcdefghijkl"), level=13.0)
    question = evaluera.question(selection_reason="high_level")
    whole = _compare(panel, treated=["a"], comparison="rest", question=question)
    quarter = _compare(panel, treated=["a"], comparison="rest", question=question, after=3, same_season=False)
    assert "errors.ancova" in _codes(whole)
    assert "errors.ancova_counts" in _codes(quarter)


def test_no_events_after_leave_the_logarithm_with_its_half(make_panel: Any) -> None:
    frame = make_panel(areas=tuple("abcdefghijkl"), level=3.0).frame()
    gone = (frame["area"] == "a") & (frame["period"] >= "2017-01")
    panel = evaluera.panel(frame.assign(value=frame["value"].where(~gone, 0.0)), area="area", source="made here")
    question = evaluera.question(selection_reason="high_level")
    assert "errors.ancova" in _codes(_compare(panel, treated=["a"], comparison="rest", question=question))
    with pytest.raises(MethodError) as error:
        _compare(panel, treated=["a"], comparison="rest", errors="ancova_counts")
    assert error.value.findings[0].code == "method.no_convergence"


def test_a_model_of_counts_is_none_of_means(make_panel: Any) -> None:
    panel = make_panel(areas=tuple("abcdefghijkl"), kind="mean")
    with pytest.raises(MethodError) as error:
        _compare(panel, treated=["a"], comparison="rest", errors="ancova_counts")
    assert error.value.findings[0].code == "method.errors_need_counts"


def test_ancova_takes_a_year_and_more_before(make_panel: Any) -> None:
    panel = make_panel(areas=tuple("abcdefghijklm"))
    with pytest.raises(MethodError) as error:
        _compare(panel, treated=["a"], comparison="rest", errors="ancova", before=12)
    assert error.value.findings[0].code == "method.no_history"


def test_few_areas_common_shocks_cancel(make_panel: Any) -> None:
    """A shock that both areas share moves the plain series, not the comparison."""
    frame = make_panel(areas=("a", "b"), effect=0.0, level=200.0).frame()
    shock = np.tile(np.exp(0.6 * np.sin(np.arange(48) * 1.7)), 2)
    panel = evaluera.panel(frame.assign(value=np.round(frame["value"] * shock)), area="area", source="made here")
    compared = _compare(panel, treated=["a"], comparison=["b"]).primary()[0]
    alone = _compare(panel, treated=["a"]).primary()[0]
    assert compared.std_error < 0.4 * alone.std_error
    assert compared.low < 1.0 < compared.high


def test_the_course_of_a_comparison(ten_areas: Panel) -> None:
    result = _compare(ten_areas, treated=["a", "b"], comparison="rest", errors="controlled_series")
    series, ratio = result.series, result.primary()[0]
    before, after = series[:24], series[24:]
    assert before["counterfactual"].sum() == pytest.approx(before["observed"].sum())
    assert after["observed"].sum() / after["counterfactual"].sum() == pytest.approx(ratio.estimate)
    assert after["observed"].sum() / after["low"].sum() == pytest.approx(ratio.high)
    assert after["observed"].sum() / after["high"].sum() == pytest.approx(ratio.low)
    frame = ten_areas.frame()
    others = frame[~frame["area"].isin(["a", "b"])].groupby("period")["value"].sum().to_numpy(dtype=float)
    assert after["counterfactual"].to_numpy() / others[24:] == pytest.approx(
        np.full(24, 0.0) + (after["counterfactual"].iloc[0] / others[24])
    )


def test_events_of_areas_together(ten_areas: Panel) -> None:
    result = _compare(ten_areas, treated=["a", "b"], comparison="rest")
    frame = ten_areas.frame()
    sums = frame.groupby([frame["area"].isin(["a", "b"]), frame["period"] >= pd.Period("2017-01", freq="M")])["value"]
    total = sums.sum()
    expected = total[True, False] * total[False, True] / total[False, False]
    prevented = next(e for e in result.estimates if e.term == "cumulative_effect")
    assert prevented.estimate == pytest.approx(total[True, True] - expected)
    assert "events_from_all_together" in _codes(result)


def test_a_time_before_that_already_differed_is_told(make_panel: Any) -> None:
    names = tuple("abcdefghij")
    frame = make_panel(areas=names, effect=0.0, level=400.0).frame()
    rising = (frame["area"] == "a") & (frame["period"] >= pd.Period("2016-01", freq="M"))
    frame["value"] = np.where(rising, frame["value"] * 2, frame["value"])
    result = _compare(evaluera.panel(frame, area="area", source="x"), treated=["a"], comparison="rest")
    check = _check(result, "pre_trend")
    assert (check.verdict, check.reason) == ("FAILS", "diagnostic.pre_trend.comparison_fails")
    assert check.value == pytest.approx(1.0, abs=0.2)


def test_a_stable_level_before_is_told_only_when_it_is_seen(make_panel: Any) -> None:
    loud = _check(_compare(make_panel(level=20.0, effect=0.0)), "pre_trend")
    assert loud.verdict == "DOUBTFUL"
    flat = pd.DataFrame(
        {
            "period": pd.period_range("2015-01", periods=48, freq="M"),
            "value": 5000 + np.where(np.arange(48) % 2, 20, -20),
        }
    )
    quiet = _check(_compare(evaluera.panel(flat, source="x")), "pre_trend")
    assert (quiet.verdict, quiet.reason) == ("HOLDS", "diagnostic.pre_trend.level_holds")


@pytest.mark.parametrize("others", [3, 9])
def test_rates_give_a_difference(make_panel: Any, others: int) -> None:
    names = tuple("abcdefghijkl"[: others + 1])
    panel = make_panel(areas=names, kind="rate", exposure="people", treated=("a",), effect=-0.2)
    result = _compare(panel, treated=["a"], comparison="rest")
    found = result.primary()[0]
    assert (found.term, found.scale, found.unit) == ("difference", "identity", "rate")
    assert found.low < 40.0 * (math.exp(-0.2) - 1) < found.high < 0.0
    assert result.evidence[0].unit == ("areas" if others == 9 else "series")
    after = result.series[24:]
    assert (after["observed"] - after["counterfactual"]).mean() == pytest.approx(found.estimate)
    assert len(result.primary()) == 1


def test_rates_given_their_past(make_panel: Any) -> None:
    panel = make_panel(areas=tuple("abcdefghijklm"), kind="mean", exposure="people", treated=("a",))
    result = _compare(
        panel, treated=["a"], comparison="rest", question=evaluera.question(selection_reason="high_level")
    )
    assert result.primary()[0].estimand == "change_given_the_past"


def test_an_area_without_events_has_no_row_of_its_own(make_panel: Any) -> None:
    frame = make_panel(areas=tuple("abcdefgh")).frame()
    frame.loc[frame["area"] == "h", "value"] = 0
    result = _compare(evaluera.panel(frame, area="area", source="x"), treated=["a"], comparison="rest")
    assert [e.area for e in result.estimates if e.term == "rate_ratio"] == list("abcdefg")
    assert math.isfinite(result.primary()[0].estimate)


def test_missing_values_count_as_less_time(make_panel: Any) -> None:
    """Months without a figure shorten an area's time at risk; they are not zeros."""
    names = tuple("abcdefgh")
    frame = make_panel(areas=names, effect=0.0, level=500.0).frame()
    frame.loc[(frame["area"] == "a") & (frame["period"] < pd.Period("2016-01", freq="M")), "value"] = np.nan
    result = _compare(evaluera.panel(frame, area="area", source="x"), treated=["a"], comparison="rest")
    found = result.primary()[0]
    assert found.estimate == pytest.approx(1.0, abs=0.05)
    assert result.provenance.rows_missing == 12


def test_several_outcomes_are_answered_each(make_panel: Any) -> None:
    frame = make_panel(areas=tuple("abcdefgh")).frame().assign(theft=lambda f: f["value"] + 5)
    panel = evaluera.panel(frame, area="area", value=["value", "theft"], source="x")
    result = _compare(panel, treated=["a"], comparison="rest")
    assert [e.outcome for e in result.primary()] == ["theft", "value"]
    one = _compare(panel, treated=["a"], comparison="rest", outcome="theft")
    assert one.primary() == result.select(outcome="theft").primary()
