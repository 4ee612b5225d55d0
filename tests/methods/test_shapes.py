"""Impact shapes: their columns, simulated truths that they find, what they refuse and what they tell."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, Estimate, EvalueraError, Panel
from evaluera.methods.effect.interrupted_time_series import InterruptedTimeSeries
from evaluera.methods.shapes.registry import shape, shape_names
from evaluera.methods.shapes.shape import Occasion
from evaluera.text.findings import render

START = "2018-01"
BEFORE, MONTHS = 36, 72
OPTIONS: dict[str, dict[str, Any]] = {
    "level": {},
    "slope": {},
    "level_and_slope": {},
    "ramp": {"duration": 6},
    "pulse": {"duration": 9},
    "delayed": {"lag": 4},
    "phase_in": {"transition": ["2018-01", "2018-04"]},
    "dose": {"dose": "patrols"},
}


def _dose() -> np.ndarray:
    time = np.arange(MONTHS)
    return np.where(time >= BEFORE, 2.0 + time % 5, 0.0)


def _truth(name: str, size: float) -> np.ndarray:
    """The effect in each month when the primary coefficient (or the slope, or a unit of dose) is ``size``."""
    time = np.arange(MONTHS)
    since = time - BEFORE
    after = (since >= 0).astype(float)
    return {
        "level": size * after,
        "slope": size / 10 * since * after,
        "level_and_slope": (size + size / 50 * since) * after,
        "ramp": size * np.clip((since + 1) / 6, 0.0, 1.0),
        "pulse": size * (after - (since >= 9)),
        "delayed": size * (since >= 4),
        "phase_in": size * np.clip((since + 1) / 5, 0.0, 1.0),
        "dose": size / 5 * _dose(),
    }[name]


def _panel(effect: np.ndarray, *, kind: str, seed: int, level: float = 100.0, noise: float = 1.0) -> Panel:
    random = np.random.default_rng(seed)
    time = np.arange(MONTHS)
    season = 0.1 * np.cos(2 * np.pi * time / 12)
    if kind == "count":
        value = random.poisson(level * np.exp(season + effect)).astype(float)
    else:
        value = level * (1 + season) + effect + noise * random.standard_normal(MONTHS)
    months = pd.period_range("2015-01", periods=MONTHS, freq="M")
    frame = pd.DataFrame({"period": months, "value": value, "patrols": _dose()})
    return evaluera.panel(frame, kind=kind, covariates=["patrols"], source="made here")  # type: ignore[arg-type]


def _its(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("interrupted_time_series", panel, start=START, **options)


def _term(result: EffectResult, term: str) -> Estimate:
    return next(each for each in result.estimates if each.term == term)


def _codes(result: EffectResult) -> list[str]:
    return [note.code for note in result.notes]


@pytest.mark.parametrize(
    ("name", "occasion", "expected", "active"),
    [
        ("level", Occasion(first=2), [[0, 0, 1, 1, 1, 1, 1]], [2, 6]),
        ("level", Occasion(first=2, last=4), [[0, 0, 1, 1, 1, 0, 0]], [2, 4]),
        ("slope", Occasion(first=2), [[0, 0, 0, 1, 2, 3, 4]], [2, 6]),
        ("level_and_slope", Occasion(first=2, last=5), [[0, 0, 1, 1, 1, 1, 0], [0, 0, 0, 1, 2, 3, 0]], [2, 5]),
        ("ramp", Occasion(first=2, duration=4), [[0, 0, 0.25, 0.5, 0.75, 1, 1]], [2, 6]),
        ("ramp", Occasion(first=2, duration=1), [[0, 0, 1, 1, 1, 1, 1]], [2, 6]),
        ("pulse", Occasion(first=2, duration=2), [[0, 0, 1, 1, 0, 0, 0]], [2, 3]),
        ("delayed", Occasion(first=2, lag=3), [[0, 0, 0, 0, 0, 1, 1]], [5, 6]),
        ("phase_in", Occasion(first=2, transition=(2, 4)), [[0, 0, 0.25, 0.5, 0.75, 1, 1]], [2, 6]),
        ("dose", Occasion(first=2, dose=np.arange(7.0)), [[0, 0, 2, 3, 4, 5, 6]], [2, 6]),
    ],
)
def test_the_columns_of_a_shape(
    name: str, occasion: Occasion, expected: list[list[float]], active: tuple[int, int]
) -> None:
    impact = shape(name).impact(np.arange(7), occasion)
    assert [change.values.tolist() for change in impact.changes] == expected
    assert np.flatnonzero(impact.active)[[0, -1]].tolist() == list(active)


def test_ours_are_registered() -> None:
    assert set(OPTIONS) == set(shape_names())


@pytest.mark.parametrize("name", sorted(OPTIONS))
@pytest.mark.parametrize("kind", ["rate", "count"])
def test_the_truth_is_found(name: str, kind: str) -> None:
    """Little noise: the estimate that carries the conclusion is near the truth, and its interval holds it."""
    size = -10.0 if kind == "rate" else -0.3
    effect = _truth(name, size)
    result = _its(
        _panel(effect, kind=kind, seed=4, level=100.0 if kind == "rate" else 2000.0), shape=name, **OPTIONS[name]
    )
    primary = result.primary()[0]
    active = result.series["counterfactual"].notna().to_numpy() & (np.abs(effect) >= 0) & (np.arange(MONTHS) >= BEFORE)
    true = effect[active].mean() if result.primary_term == "average_effect" else size
    found, low, high = primary.estimate, primary.low, primary.high
    if kind == "count":
        found, low, high = math.log(found), math.log(low), math.log(high)
    assert low < true < high
    assert found == pytest.approx(true, abs=0.15 * abs(size) + 0.02)


@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_the_intervals_cover(name: str) -> None:
    """Eighty series of 36 + 36 months with independent noise: at least 72 intervals hold the truth (P < 0.02 else)."""
    effect = _truth(name, -5.0)
    method = InterruptedTimeSeries()
    params = method.Params(start=START, shape=name, **OPTIONS[name])
    active = slice(BEFORE, MONTHS)
    true = effect[active].mean() if shape(name).primary == "average_effect" else -5.0
    covered = 0
    for seed in range(80):
        panel = _panel(effect, kind="rate", seed=seed, noise=4.0)
        (found,) = method.effects(panel, params, evaluera.question())
        covered += found.low <= true <= found.high
    assert covered >= 72


@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_the_sum_is_the_ratio_of_the_events(name: str) -> None:
    """Delta method against drawing from the mixture: the ends of the interval differ by at most 6 % of its width."""
    from evaluera.methods.segmented.building import segment_of
    from evaluera.methods.segmented.plan import make_plan
    from evaluera.methods.segmented.segment import fit_segment

    panel = _panel(_truth(name, -0.25), kind="count", seed=8, level=60.0)
    result = _its(panel, shape=name, **OPTIONS[name])
    total = _term(result, "cumulative_effect")
    plan = make_plan(panel, InterruptedTimeSeries.Params(start=START, shape=name, **OPTIONS[name]))  # type: ignore[arg-type]
    fitted = fit_segment(segment_of(plan.lines[0].series, plan), plan.model, confidence=0.95)
    segment, active = fitted.segment, fitted.segment.active
    drawn = _drawn(fitted.fit.integrated, 40_000)  # type: ignore[attr-defined]
    still = segment.regressors.without_change()[active]
    changes = drawn @ (segment.regressors.x[active] - still).T
    weight = fitted.expected(segment.regressors.without_change())[active]
    ratio = (np.exp(changes) * weight).sum(axis=1) / weight.sum()
    observed = segment.series.value[active].sum()
    low, high = np.quantile(observed - observed / ratio, [0.025, 0.975])
    width = total.high - total.low
    assert total.low == pytest.approx(low, abs=0.06 * width)
    assert total.high == pytest.approx(high, abs=0.06 * width)


def _drawn(integrated: Any, number: int) -> np.ndarray:
    """Coefficients from the mixture of multivariate t (fixed seed)."""
    random = np.random.default_rng(20260101)
    component = random.choice(len(integrated.weight), size=number, p=integrated.weight)
    roots = np.linalg.cholesky(integrated.covariance)
    normal = random.standard_normal((number, integrated.coefficients.shape[1]))
    chi = np.sqrt(integrated.df / random.chisquare(integrated.df, number))
    return integrated.coefficients[component] + np.einsum("nij,nj->ni", roots[component], normal) * chi[:, None]


def test_effects_at_some_months_are_those_of_the_course() -> None:
    panel = _panel(_truth("level_and_slope", -10.0), kind="rate", seed=4)
    result = _its(panel, shape="level_and_slope")
    level, slope = _term(result, "level_change").estimate, _term(result, "slope_change").estimate
    for months in (6, 12, 24):
        found = _term(result, f"effect_after_{months}")
        assert found.estimate == pytest.approx(level + (months - 1) * slope, abs=0.05)
        assert found.low < -10.0 - 0.2 * (months - 1) < found.high
    assert "effect_after_24" not in {e.term for e in _its(panel, shape="level_and_slope", after=23).estimates}
    assert not any(e.term.startswith("effect_after") for e in _its(panel).estimates)


def test_months_are_whole_quarters_or_not_told() -> None:
    quarters = pd.period_range("2010Q1", periods=40, freq="Q")
    value = 50.0 + np.random.default_rng(3).standard_normal(40) - 0.5 * np.clip(np.arange(40) - 23, 0, None)
    panel = evaluera.panel(pd.DataFrame({"period": quarters, "value": value}), kind="rate", source="made here")
    result = evaluera.estimate("interrupted_time_series", panel, start="2016Q1", shape="slope")
    slope = _term(result, "slope_change").estimate
    assert _term(result, "effect_after_12").estimate == pytest.approx(3 * slope, rel=0.02)
    numbers = evaluera.panel(pd.DataFrame({"period": np.arange(1, 41), "value": value}), kind="rate", source="made")
    plain = evaluera.estimate("interrupted_time_series", numbers, start=25, shape="slope")
    assert not any(each.term.startswith("effect_after") for each in plain.estimates)


def test_an_initiative_that_ends_is_gone_afterwards() -> None:
    effect = _truth("level", -10.0) * (np.arange(MONTHS) < 54)
    panel = _panel(effect, kind="rate", seed=6)
    ended, going_on = _its(panel, end="2019-06"), _its(panel)
    found = ended.primary()[0]
    assert found.low < -10.0 < found.high
    assert found.high - found.low < going_on.primary()[0].high - going_on.primary()[0].low
    assert ended.timing.end == "2019-06"
    assert "initiative_ended" in _codes(ended)
    after = ended.series[54:]
    assert after["fitted"].to_numpy() == pytest.approx(after["counterfactual"].to_numpy(), rel=0.02)
    assert _its(panel, end="2020-12").estimates == going_on.estimates
    assert _its(panel, shape="pulse", duration=9).timing.end == "2018-09"


def test_another_start_has_a_step_of_its_own() -> None:
    effect = _truth("level", -10.0) + 6.0 * (np.arange(MONTHS) >= 54)
    result = _its(_panel(effect, kind="rate", seed=6), also=["2019-07"])
    first, second = result.primary()[0], _term(result, "further_change_1")
    assert first.low < -10.0 < first.high
    assert second.low < 6.0 < second.high
    note = next(note for note in result.notes if note.code == "further_start")
    assert note.values == {"number": 1, "start": "2019-07"}
    course = result.series
    gap = (course["fitted"] - course["counterfactual"])[60:].mean()
    assert gap == pytest.approx(first.estimate, abs=0.3)


def test_a_dose_says_the_shape() -> None:
    panel = _panel(_truth("dose", -10.0), kind="rate", seed=4)
    named, said = _its(panel, dose="patrols"), _its(panel, shape="dose", dose="patrols")
    assert named.estimates == said.estimates
    assert named.options["shape"] == "dose"
    found = _term(named, "dose_effect")
    assert found.low < -2.0 < found.high
    assert (found.unit, named.primary_term) == ("rate_per_dose", "average_effect")


def test_phase_in_uses_the_introduction_that_the_step_leaves_out() -> None:
    panel = _panel(_truth("phase_in", -10.0), kind="rate", seed=4)
    transition = ["2018-01", "2018-04"]
    phased, left_out = _its(panel, shape="phase_in", transition=transition), _its(panel, transition=transition)
    assert (phased.primary()[0].n, left_out.primary()[0].n) == (72, 68)
    assert phased.timing.transition == left_out.timing.transition == ("2018-01", "2018-04")
    assert "transition_phased_in" in _codes(phased)
    assert "transition_left_out" not in _codes(phased)


def test_missing_periods_are_skipped_in_every_shape() -> None:
    for name, options in OPTIONS.items():
        frame = _panel(_truth(name, -10.0), kind="rate", seed=4).frame()
        frame.loc[[5, 40, 60], "value"] = np.nan
        result = _its(
            evaluera.panel(frame, kind="rate", covariates=["patrols"], source="made here"), shape=name, **options
        )
        assert result.primary()[0].n == 69
        assert not result.series["used"][[5, 40, 60]].any()


def test_long_slopes_carry_the_measured_number() -> None:
    months = pd.period_range("2005-01", periods=120, freq="M")
    value = 50.0 + np.random.default_rng(3).standard_normal(120)
    panel = evaluera.panel(pd.DataFrame({"period": months, "value": value}), kind="rate", source="made here")

    def codes(**options: Any) -> list[str]:
        return _codes(evaluera.estimate("interrupted_time_series", panel, start="2011-01", **options))

    assert "long_slope" in codes(shape="slope")
    assert "long_slope" in codes(shape="level_and_slope", before=37, after=24)
    assert "long_slope" not in codes(shape="level_and_slope", before=36, after=24)
    assert "long_slope" not in codes()
    note = evaluera.estimate("interrupted_time_series", panel, start="2011-01", shape="slope").notes
    assert next(each for each in note if each.code == "long_slope").values["to"] == 21


def test_few_periods_with_an_effect_are_told() -> None:
    panel = _panel(_truth("level", 0.0), kind="rate", seed=4)
    assert "few_active_periods" in _codes(_its(panel, shape="pulse", duration=3))
    assert "few_active_periods" not in _codes(_its(panel, shape="pulse", duration=9))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"shape": "puls"}, "parameter.not_a_choice_near"),
        ({"shape": "pulse"}, "method.shape_needs"),
        ({"shape": "ramp"}, "method.shape_needs"),
        ({"shape": "delayed"}, "method.shape_needs"),
        ({"shape": "phase_in"}, "method.shape_needs"),
        ({"shape": "dose"}, "method.shape_needs"),
        ({"duration": 3}, "method.shape_without"),
        ({"shape": "pulse", "duration": 3, "lag": 2}, "method.shape_without"),
        ({"shape": "level", "dose": "patrols"}, "method.shape_without"),
        ({"shape": "pulse", "duration": 0}, "parameter.below_minimum"),
        ({"end": "2017-06"}, "method.end_before_start"),
        ({"end": "soon"}, "data.unreadable_period"),
        ({"also": ["2018-01"]}, "method.start_twice"),
        ({"also": ["2019-01", "2019-01"]}, "method.start_twice"),
        ({"also": ["2030-01"]}, "method.start_outside_data"),
        ({"also": [f"2019-0{i}" for i in range(1, 6)]}, "method.too_many_starts"),
        ({"dose": "patrol"}, "parameter.unknown_covariate_near"),
        ({"shape": "delayed", "lag": 4, "also": ["2018-05"]}, "method.start_inseparable"),
        ({"shape": "delayed", "lag": 40}, "method.too_few_periods"),
        ({"shape": "ramp", "duration": 3, "before": 6, "after": 5}, "method.too_few_for_shape"),
        ({"shape": "slope", "after": 2}, "method.too_few_periods"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(options: dict[str, Any], code: str) -> None:
    panel = _panel(_truth("level", -5.0), kind="rate", seed=4)
    with pytest.raises(EvalueraError) as error:
        _its(panel, **options)
    assert [finding.code for finding in error.value.findings] == [code]
    for language in ("sv", "en"):
        assert "{" not in render(error.value.findings[0], language)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((10, 4.0), "method.dose_before_start"),
        ((50, -1.0), "method.dose_negative"),
    ],
)
def test_a_dose_that_cannot_be_is_refused(change: tuple[int, float], code: str) -> None:
    frame = _panel(_truth("dose", -5.0), kind="rate", seed=4).frame()
    frame.loc[change[0], "patrols"] = change[1]
    panel = evaluera.panel(frame, kind="rate", covariates=["patrols"], source="made here")
    with pytest.raises(EvalueraError) as error:
        _its(panel, dose="patrols")
    assert error.value.findings[0].code == code


def test_a_dose_that_never_comes_is_refused() -> None:
    frame = _panel(_truth("dose", -5.0), kind="rate", seed=4).frame().assign(patrols=0.0)
    panel = evaluera.panel(frame, kind="rate", covariates=["patrols"], source="made here")
    with pytest.raises(EvalueraError) as error:
        _its(panel, dose="patrols")
    assert error.value.findings[0].code == "method.covariate_constant"


def test_several_areas_have_a_sum_and_its_assumption_is_told(ten_areas: Panel) -> None:
    result = evaluera.estimate("interrupted_time_series", ten_areas, start="2017-01")
    by_area = [e for e in result.estimates if e.term == "cumulative_effect"]
    total = by_area.pop()
    assert (total.area, total.estimand, total.p_value) == ("", "sum_over_areas", None)
    assert total.estimate == pytest.approx(sum(e.estimate for e in by_area))
    assert total.estimate - total.low == pytest.approx(math.hypot(*(e.estimate - e.low for e in by_area)))
    assert total.high - total.estimate == pytest.approx(math.hypot(*(e.high - e.estimate for e in by_area)))
    assert next(n for n in result.notes if n.code == "sum_over_areas").values == {"areas": 10}
    one = evaluera.estimate("interrupted_time_series", ten_areas, start="2017-01", treated=["a", "b"])
    assert "sum_over_areas" not in _codes(one)
