"""The interrupted time series: what is estimated, what is left out, what is told."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, MethodError, Panel


def _its(panel: Panel, start: object = "2017-01", **options: Any) -> EffectResult:
    return evaluera.estimate("interrupted_time_series", panel, start=start, **options)


def _term(result: EffectResult, term: str) -> Any:
    return next(estimate for estimate in result.estimates if estimate.term == term)


def _codes(result: EffectResult) -> list[str]:
    return [note.code for note in result.notes]


def test_a_step_is_found(make_panel: Any) -> None:
    found = _its(make_panel(level=400.0)).primary()[0]
    assert found.term == "level_change"
    assert found.low < math.exp(-0.3) < found.high < 1.0
    assert (found.unit, found.scale, found.n) == ("ratio", "log", 48)


def test_with_a_step_alone_step_average_and_sum_agree(months: Panel) -> None:
    result = _its(months)
    level, average, total = (_term(result, t) for t in ("level_change", "average_effect", "cumulative_effect"))
    assert (average.estimate, average.low, average.high) == pytest.approx((level.estimate, level.low, level.high))
    observed = result.series["observed"][24:].sum()
    assert total.estimate == pytest.approx(observed * (1 - 1 / level.estimate))
    assert (total.low, total.high) == pytest.approx((observed * (1 - 1 / level.low), observed * (1 - 1 / level.high)))
    assert total.p_value == pytest.approx(level.p_value)


@pytest.mark.parametrize("shape", ["level", "level_and_slope"])
def test_the_sum_is_observed_minus_counterfactual(months: Panel, shape: str) -> None:
    result = _its(months, shape=shape)
    after = result.series[24:]
    expected = (after["observed"] - after["counterfactual"]).sum()
    assert _term(result, "cumulative_effect").estimate == pytest.approx(expected)


def test_the_average_out_of_level_and_slope(months: Panel) -> None:
    """Exact for a normal or t distribution; the medians of a mixture nearly add up."""
    terms = ("level_change", "slope_change", "average_effect")
    level, slope, average = (_term(_its(months, shape="level_and_slope"), t) for t in terms)
    sum_of_two = math.log(level.estimate) + 11.5 * math.log(slope.estimate)
    assert math.log(average.estimate) == pytest.approx(sum_of_two, abs=0.2 * average.std_error)
    result = _its(months, shape="level_and_slope", errors="quasi_poisson")
    level, slope, average = (_term(result, t) for t in terms)
    assert math.log(average.estimate) == pytest.approx(math.log(level.estimate) + 11.5 * math.log(slope.estimate))
    assert result.primary_term == "average_effect"
    assert slope.unit == "ratio_per_period"
    assert "slope_never_decides" in _codes(result)
    assert "slope_never_decides" not in _codes(_its(months, shape="level_and_slope", after=12))


def test_the_series(months: Panel) -> None:
    series = _its(months).series
    assert list(series["period"]) == list(pd.period_range("2015-01", periods=48, freq="M"))
    assert series["low"][:24].isna().all()
    assert series["high"][:24].isna().all()
    assert (series["low"][24:] < series["counterfactual"][24:]).all()
    assert (series["counterfactual"][24:] < series["high"][24:]).all()
    assert series["fitted"][:24].to_numpy() == pytest.approx(series["counterfactual"][:24].to_numpy())
    assert series["used"].all()
    assert set(series["unit"]) == {"events"}


def test_another_confidence_is_another_run(months: Panel) -> None:
    wide, narrow = _its(months, confidence=0.99).primary()[0], _its(months, confidence=0.8).primary()[0]
    assert wide.low < narrow.low < narrow.high < wide.high
    assert (wide.std_error, wide.p_value) == (narrow.std_error, narrow.p_value)


def test_a_transition_is_left_out_and_the_step_begins_after_it(months: Panel) -> None:
    result = _its(months, transition=["2017-01", "2017-03"])
    used = result.series["used"].to_numpy()
    assert used.tolist() == [True] * 24 + [False] * 3 + [True] * 21
    assert result.timing.transition == ("2017-01", "2017-03")
    assert "transition_left_out" in _codes(result)
    assert result.provenance.rows_excluded == 3
    assert result.primary()[0].n == 45
    slope = _its(months, shape="level_and_slope", transition=["2017-01", "2017-03"])
    values = months.frame()["value"].to_numpy(dtype=float)
    changed = values.copy()
    changed[24:27] = 9999.0
    same = evaluera.panel(months.frame().assign(value=changed), period="period", value="value", source="made here")
    again = _its(same, shape="level_and_slope", transition=["2017-01", "2017-03"])
    assert again.estimates == slope.estimates


def test_a_year_can_name_the_end_of_a_transition(months: Panel) -> None:
    assert _its(months, transition=["2017-01", "2017"]).timing.transition == ("2017-01", "2017-12")


def test_missing_periods_are_skipped_and_counted(months: Panel) -> None:
    frame = months.frame()
    frame.loc[[3, 30], "value"] = np.nan
    result = _its(evaluera.panel(frame, source="made here"))
    assert result.primary()[0].n == 46
    assert (result.provenance.rows_missing, result.provenance.rows_used) == (2, 46)
    assert "missing_values" in _codes(result)
    course = result.series
    assert not course["used"][3]
    assert np.isnan(course["observed"][3])
    assert np.isfinite(course["fitted"][3])


def test_preliminary_figures_are_shown_but_left_out(make_panel: Any) -> None:
    panel = make_panel(preliminary_from="2018-10")
    result = _its(panel)
    assert result.timing.preliminary_from == "2018-10"
    assert result.primary()[0].n == 45
    assert "preliminary_left_out" in _codes(result)
    assert result.series["used"].tolist() == [True] * 45 + [False] * 3
    assert result.series["counterfactual"].notna().all()
    with_them = _its(panel, include_preliminary=True)
    assert with_them.primary()[0].n == 48
    assert "preliminary_used" in _codes(with_them)


def test_windows(months: Panel) -> None:
    result = _its(months, before=18, after=12)
    assert result.series["used"].tolist() == [False] * 6 + [True] * 30 + [False] * 12
    evidence = result.evidence[0]
    assert (evidence.periods_before, evidence.periods_after, evidence.unit) == (18, 12, "series")


def test_the_exposure_is_an_offset(make_panel: Any) -> None:
    plain, people = make_panel(), make_panel(exposure="people")
    assert _its(people).primary()[0].estimate == pytest.approx(_its(plain).primary()[0].estimate)
    frame = plain.frame().assign(people=np.linspace(1000.0, 2000.0, 48))
    growing = evaluera.panel(frame, exposure="people", source="made here")
    assert _its(growing, harmonics=0).primary()[0].estimate != _its(plain, harmonics=0).primary()[0].estimate


def test_each_outcome_in_each_area_is_a_series(ten_areas: Panel) -> None:
    result = _its(ten_areas)
    assert [estimate.area for estimate in result.primary()] == list("abcdefghij")
    assert len(result.courses) == len(result.evidence) == 10
    one = result.select(area="b")
    assert one.primary() == tuple(e for e in result.primary() if e.area == "b")


def test_treated_areas_are_one_series(ten_areas: Panel) -> None:
    result = _its(ten_areas, treated=["b", "a"])
    frame = ten_areas.frame()
    sums = frame[frame["area"].isin(["a", "b"])].groupby("period")["value"].sum()
    assert result.series["observed"].to_numpy() == pytest.approx(sums.to_numpy())
    assert result.primary()[0].area == ""
    assert result.evidence[0].treated_areas == 2
    rows = result.provenance
    assert (rows.rows_used, rows.rows_other) == (96, 384)


def test_a_sum_with_a_missing_area_is_missing(ten_areas: Panel) -> None:
    frame = ten_areas.frame()
    frame.loc[(frame["area"] == "a") & (frame["period"] == "2016-02"), "value"] = np.nan
    result = _its(evaluera.panel(frame, area="area", source="made here"), treated=["a", "b"])
    assert not result.series["used"][13]
    rows = result.provenance
    assert (rows.rows_used, rows.rows_missing, rows.rows_excluded) == (94, 1, 1)


def test_rates_are_averaged_by_exposure(make_panel: Any) -> None:
    panel = make_panel(areas=("a", "b"), kind="rate", exposure="people")
    result = _its(panel, treated=["a", "b"])
    frame = panel.frame()
    weighted = (frame["value"] * frame["exposure"]).groupby(frame["period"]).sum() / 3000.0
    assert result.series["observed"].to_numpy() == pytest.approx(weighted.to_numpy())
    with pytest.raises(MethodError) as error:
        _its(make_panel(areas=("a", "b"), kind="rate"), treated=["a", "b"])
    assert error.value.findings[0].code == "method.exposure_needed"


def test_one_series_that_cannot_be_analysed_is_told_and_the_others_are(make_panel: Any) -> None:
    frame = make_panel(areas=("a", "b")).frame()
    frame.loc[frame["area"] == "b", "value"] = 0
    panel = evaluera.panel(frame, area="area", source="made here")
    result = _its(panel)
    assert [estimate.area for estimate in result.primary()] == ["a"]
    note = next(note for note in result.notes if note.code == "series_left_out")
    assert note.values["reason"] == "finding.method.no_events_before"
    assert note.values["series"] == "value, b"


@pytest.mark.parametrize(("months", "pairs"), [(24, 0), (29, 0), (30, 1), (47, 1), (48, 2), (60, 2)])
def test_harmonics_by_the_length_of_the_series(make_panel: Any, months: int, pairs: int) -> None:
    panel = make_panel(months=months, start=months // 2)
    start = str(pd.Period("2015-01", freq="M") + months // 2)
    automatic, named = _its(panel, start), _its(panel, start, harmonics=pairs)
    assert automatic.estimates == named.estimates
    assert automatic.primary()[0].df == months - 3 - 2 * pairs


def test_quarters_weeks_years_and_plain_numbers() -> None:
    random = np.random.default_rng(2)
    for frequency, length, n in (("Q", 4, 24), ("W", 52, 160), ("Y", 1, 20)):
        periods = pd.period_range("2000-01-03", periods=n, freq=frequency)
        panel = evaluera.panel(pd.DataFrame({"period": periods, "value": random.poisson(30, n)}), source="made here")
        result = _its(panel, start=str(periods[n // 2]))
        assert result.evidence[0].season_length == length
        assert result.courses[0].frequency == frequency
    numbers = pd.DataFrame({"period": np.arange(1, 25), "value": random.poisson(30, 24)})
    plain = _its(evaluera.panel(numbers, source="made here"), 13)
    assert (plain.evidence[0].season_length, plain.primary()[0].df) == (None, 21)
    quarters = _its(evaluera.panel(numbers, frequency="quarter", source="made here"), 13)
    assert (quarters.evidence[0].season_length, quarters.primary()[0].df) == (4, 19)


def test_a_short_series_is_told_to_be_short(months: Panel) -> None:
    result = _its(months, before=6, after=4)
    assert "short_series" in _codes(result)
    check = next(check for check in result.diagnostics if check.name == "number_of_periods")
    assert check.verdict == "FAILS"


def test_covariates(make_panel: Any) -> None:
    frame = make_panel().frame()
    random = np.random.default_rng(4)
    price = random.standard_normal(48)
    frame = frame.assign(value=np.round(frame["value"] * np.exp(0.3 * price)), price=price, same=1.0)
    panel = evaluera.panel(frame, covariates=["price", "same"], source="made here")
    without, given = _its(panel).primary()[0], _its(panel, covariates=["price"]).primary()[0]
    assert given.std_error < 0.6 * without.std_error
    scaled = evaluera.panel(frame.assign(price=1e6 + 1e3 * price), covariates=["price"], source="made here")
    assert _its(scaled, covariates=["price"]).primary()[0].estimate == pytest.approx(given.estimate, rel=1e-6)
    gappy = replace(panel, rows=panel.frame().assign(price=np.where(np.arange(48) == 7, np.nan, price)))
    for data, name, code in (
        (panel, "same", "method.covariate_constant"),
        (gappy, "price", "method.covariate_missing"),
        (panel, "prise", "parameter.unknown_covariate_near"),
    ):
        with pytest.raises(evaluera.EvalueraError) as error:
            _its(data, covariates=[name])
        assert error.value.findings[0].code == code


def test_dispersion_below_one_by_name_is_that_of_r() -> None:
    """Counts that vary less than chance: quasi-Poisson by name narrows the interval, as R does."""
    value = np.where(np.arange(48) % 2, 99, 101) - np.where(np.arange(48) >= 24, 20, 0)
    frame = pd.DataFrame({"period": pd.period_range("2015-01", periods=48, freq="M"), "value": value})
    panel = evaluera.panel(frame, source="made here")
    errors = {name: _its(panel, errors=name).primary()[0] for name in ("poisson", "quasi_poisson")}
    assert errors["quasi_poisson"].std_error < 0.5 * errors["poisson"].std_error


def test_gaussian_models_of_counts_are_for_their_logarithm(months: Panel) -> None:
    logs = evaluera.panel(months.frame().assign(value=np.log(months.frame()["value"])), kind="mean", source="made here")
    ratio, difference = (_its(panel, errors="reml_ar1").primary()[0] for panel in (months, logs))
    assert math.log(ratio.estimate) == pytest.approx(difference.estimate)
    assert ratio.std_error == pytest.approx(difference.std_error)
    frame = months.frame()
    frame.loc[5, "value"] = 0
    with pytest.raises(MethodError) as error:
        _its(evaluera.panel(frame, source="made here"), errors="reml_ar1")
    assert error.value.findings[0].code == "method.zero_in_logarithm"


def test_check_says_what_estimate_repeats(months: Panel) -> None:
    from evaluera.methods.options import validate
    from evaluera.methods.registry import method

    its = method("interrupted_time_series")
    early = its.check(months, validate(its.Params, {"start": "2017-01"}))
    assert [check.name for check in early] == ["number_of_periods"]
    assert early[0] in _its(months).diagnostics
