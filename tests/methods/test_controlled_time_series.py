"""Interrupted time series against comparison areas, or against an outcome that the initiative does not concern."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, Panel, ParameterError
from evaluera.design.question import DesignClass
from evaluera.errors import EvalueraError

MONTHS = pd.period_range("2015-01", periods=48, freq="M")
AFTER = np.arange(48) >= 36


def _frame(seed: int = 1, *, areas: int = 4, effect: float = 0.6) -> pd.DataFrame:
    """Areas with a violent common course; the first has fewer events from 2018-01."""
    random = np.random.default_rng(seed)
    common = 0.5 * np.cos(np.arange(48) * np.pi / 6) + np.cumsum(0.15 * random.standard_normal(48))
    rows = []
    for i in range(areas):
        change = np.where(AFTER & (i == 0), effect, 1.0)
        people = 1000.0 * (1 + i)
        mean = people * 0.04 * np.exp(common) * change
        rows.append(
            pd.DataFrame(
                {"month": MONTHS, "area": f"a{i}", "value": random.poisson(mean).astype(float), "people": people}
            )
        )
    return pd.concat(rows, ignore_index=True)


def _panel(frame: pd.DataFrame, **options: Any) -> Panel:
    return evaluera.panel(frame, period="month", value="value", area="area", exposure="people", **options)


def _estimate(panel: Panel, **options: Any) -> EffectResult:
    given: dict[str, Any] = {"start": "2018-01", "treated": ["a0"], "comparison": "rest", **options}
    return evaluera.estimate("interrupted_time_series", panel, **given)


def _row(result: EffectResult, term: str) -> Any:
    return next(each for each in result.estimates if each.term == term)


def test_common_shocks_cancel() -> None:
    panel = _panel(_frame())
    answer, alone = _estimate(panel).primary()[0], _estimate(panel, comparison=[]).primary()[0]
    assert answer.low < 0.6 < answer.high
    assert abs(np.log(answer.estimate / 0.6)) < 0.1
    assert np.log(answer.high / answer.low) < 0.5 * np.log(alone.high / alone.low)
    assert (answer.term, answer.estimand, answer.unit) == ("level_change", "step_against_comparison", "ratio")


def test_the_default_is_the_controlled_series_of_the_before_after_comparison() -> None:
    """36 + 12 months are whole years, so both methods use the same periods."""
    panel = _panel(_frame())
    ours = _estimate(panel).primary()[0]
    other = evaluera.estimate(
        "before_after", panel, start="2018-01", treated=["a0"], comparison="rest", errors="controlled_series"
    ).primary()[0]
    assert (ours.estimate, ours.low, ours.high) == pytest.approx((other.estimate, other.low, other.high), rel=1e-9)


def test_the_design_its_ceiling_and_its_sentences() -> None:
    question = evaluera.question(implementation="full", selection_reason="policy")
    panel = _panel(_frame())
    result = evaluera.estimate(
        "interrupted_time_series", panel, question=question, start="2018-01", treated=["a0"], comparison="rest"
    )
    assert result.design is DesignClass.CONTROLLED_TIME_SERIES
    statement = evaluera.statement(result, language="sv")
    assert statement.ceiling == "moderate"
    assert statement.headline.endswith("utvecklades bättre här än i jämförelseområdena.")
    assert "bidrog troligen till minskningen" in statement.certainty
    assert result.evidence[0].comparison_areas == 3


def test_prevented_events_and_course_say_the_same() -> None:
    result = _estimate(_panel(_frame()))
    ratio, events = _row(result, "level_change"), _row(result, "cumulative_effect")
    frame = result.series
    after = (frame["period"] >= pd.Period("2018-01", freq="M")).to_numpy()
    observed = frame.loc[after, "observed"].sum()
    assert frame.loc[after, "counterfactual"].sum() == pytest.approx(observed - events.estimate)
    assert events.estimate == pytest.approx(observed * (1 - 1 / ratio.estimate))
    assert (events.low, events.high) == pytest.approx((observed * (1 - 1 / ratio.low), observed * (1 - 1 / ratio.high)))
    assert events.p_value == ratio.p_value
    assert frame.loc[after, "low"].lt(frame.loc[after, "counterfactual"]).all()
    assert frame.loc[~after, "low"].isna().all()


def test_more_options_and_other_shapes() -> None:
    panel = _panel(_frame())
    both = _estimate(panel, shape="level_and_slope", trend_difference=True, harmonics=1, errors="drift")
    terms = {each.term for each in both.estimates}
    assert {"level_change", "slope_change", "average_effect", "cumulative_effect"} <= terms
    assert both.primary()[0].estimand == "mean_over_after_against_comparison"
    assert both.notes[0].code == "errors.drift"
    trend = _estimate(panel, trend_difference=True).primary()[0]
    plain = _estimate(panel).primary()[0]
    assert np.log(trend.high / trend.low) > np.log(plain.high / plain.low)


def test_a_rise_before_is_not_carried_on_by_default() -> None:
    """An area chosen because it had risen: with a trend of its own a return to normal looks like an effect."""
    frame = _frame(effect=1.0)
    rise = np.where(AFTER, 1.0, np.exp(0.02 * np.maximum(0, np.arange(48) - 18)))
    first = frame["area"] == "a0"
    frame.loc[first, "value"] = np.round(frame.loc[first, "value"].to_numpy() * rise)
    level, trend = (_estimate(_panel(frame), trend_difference=each).primary()[0] for each in (False, True))
    assert trend.estimate < level.estimate


def test_rates_are_compared_by_their_difference() -> None:
    frame = _frame(areas=3)
    first, random = frame["area"] == "a0", np.random.default_rng(2)
    shared = np.tile(np.cumsum(random.standard_normal(48)), 3)
    frame["value"] = 30.0 + shared + random.standard_normal(144) - 4.0 * (first & np.tile(AFTER, 3))
    result = _estimate(_panel(frame, kind="rate"))
    answer = result.primary()[0]
    assert (answer.scale, answer.unit) == ("identity", "rate")
    treated = frame[frame["area"] == "a0"]["value"].to_numpy()
    by_area = frame.pivot_table(index="month", columns="area", values="value")
    others = np.average(by_area[["a1", "a2"]].to_numpy(), axis=1, weights=[2.0, 3.0])
    gap = treated - others
    assert answer.low < gap[AFTER].mean() - gap[~AFTER].mean() < answer.high
    series = result.series
    assert np.allclose(series["observed"], treated)
    expected = series["counterfactual"].to_numpy()[~AFTER]
    assert np.allclose(expected - others[~AFTER], (expected - others[~AFTER])[0])
    assert "cumulative_effect" not in set(result.tidy()["term"])


def test_an_outcome_that_the_initiative_does_not_concern() -> None:
    frame = _frame(areas=2)
    wide = pd.DataFrame(
        {
            "month": MONTHS,
            "night": frame[frame["area"] == "a0"]["value"].to_numpy(),
            "day": frame[frame["area"] == "a1"]["value"].to_numpy(),
        }
    )
    panel = evaluera.panel(wide, period="month", value=["night", "day"])
    options: dict[str, Any] = {"start": "2018-01", "comparison_outcome": "day"}
    result = evaluera.estimate("interrupted_time_series", panel, outcome="night", **options)
    every = evaluera.estimate("interrupted_time_series", panel, **options)
    assert [each.outcome for each in every.primary()] == ["night"]
    assert every.primary() == result.primary()
    assert result.primary()[0].low < 0.6 < result.primary()[0].high
    assert [note.code for note in result.notes] == ["errors.ar2", "compared_with_outcome"]
    headline = evaluera.statement(result, language="sv").headline
    assert headline.endswith("utvecklades bättre än det som insatsen inte gällde.")


def test_periods_without_any_event_are_passed_over() -> None:
    frame = _frame()
    frame.loc[frame["month"] == MONTHS[5], "value"] = 0.0
    result = _estimate(_panel(frame))
    assert result.primary()[0].n == 47
    assert result.series["observed"].iloc[5] == 0.0
    assert not result.series["used"].iloc[5]


def test_a_period_without_events_in_the_comparison_still_counts() -> None:
    frame = _frame()
    frame.loc[(frame["month"] == MONTHS[5]) & (frame["area"] != "a0"), "value"] = 0.0
    result = _estimate(_panel(frame))
    assert result.primary()[0].n == 48
    assert result.series["used"].iloc[5]
    assert result.series["counterfactual"].iloc[5] == pytest.approx(0.0, abs=1e-6)


def test_many_areas_answer_better_as_areas() -> None:
    few, many = _estimate(_panel(_frame(areas=4))), _estimate(_panel(_frame(areas=8)))
    assert "areas_answer_better" not in {note.code for note in few.notes}
    assert "areas_answer_better" in {note.code for note in many.notes}


def test_rows_are_counted_with_those_of_the_comparison() -> None:
    rows = _estimate(_panel(_frame()), before=24).provenance
    assert (rows.rows_read, rows.rows_used, rows.rows_excluded, rows.rows_other) == (4 * 48, 4 * 36, 4 * 12, 0)


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ({"comparison_outcome": "value"}, {"method.compared_with_itself", "method.two_comparisons"}),
        ({"comparison": [], "comparison_outcome": "valeu"}, {"parameter.unknown_outcome_near"}),
        ({"errors": "poisson"}, {"method.errors_without_comparison"}),
        ({"comparison": [], "trend_difference": True}, {"method.trend_difference_needs_comparison"}),
        ({"treated": []}, {"parameter.comparison_without_treated"}),
        ({"comparison": ["a0"]}, {"parameter.area_in_both_groups"}),
    ],
)
def test_wrong_comparisons_are_told(options: dict[str, Any], codes: set[str]) -> None:
    with pytest.raises(EvalueraError) as error:
        _estimate(_panel(_frame()), **options)
    assert {finding.code for finding in error.value.findings} == codes


def test_rates_of_several_comparison_areas_need_weights() -> None:
    frame = _frame()
    frame["value"] /= 100
    panel = evaluera.panel(frame.drop(columns="people"), period="month", value="value", area="area", kind="rate")
    with pytest.raises(EvalueraError) as error:
        _estimate(panel)
    assert [finding.code for finding in error.value.findings] == ["method.exposure_needed"]


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_comparison_without_events_is_refused(side: str) -> None:
    frame = _frame()
    empty = (frame["area"] != "a0") & (frame["month"] >= MONTHS[36] if side == "after" else frame["month"] < MONTHS[36])
    frame.loc[empty, "value"] = 0.0
    with pytest.raises(EvalueraError) as error:
        _estimate(_panel(frame))
    assert [finding.code for finding in error.value.findings] == [f"method.no_comparison_events_{side}"]


def test_unknown_options_are_still_told() -> None:
    with pytest.raises(ParameterError) as error:
        _estimate(_panel(_frame()), trend_diference=True)
    assert error.value.findings[0].values["nearest"] == "trend_difference"
