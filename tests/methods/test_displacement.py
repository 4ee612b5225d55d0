"""The weighted displacement difference and quotient, from options to sentences."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, Estimate, Panel
from evaluera.errors import EvalueraError
from evaluera.numerics.displacement_quotient import LogRatio, displacement_quotient

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "wdd-worked-examples" / "wdd_examples.csv"
CASES = {row["case"]: row for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())}
AREAS = {
    "treated": "treated",
    "comparison": "control",
    "displacement": "disp_treated",
    "displacement_comparison": "disp_control",
}
MONTHS = pd.period_range("2015-01", periods=48, freq="M")
AFTER = np.arange(48) >= 36


def _case_rows(case: str, outcome: str = "value") -> list[dict[str, Any]]:
    row = CASES[case]
    return [
        {"outcome": outcome, "area": group, "period": period, "value": float(row[f"{name}_{side}"])}
        for group, name in AREAS.items()
        for period, side in ((1, "pre"), (2, "post"))
    ]


def _published(panel: Panel, **options: Any) -> EffectResult:
    given: dict[str, Any] = {"start": 2, "variance": "poisson", "confidence": 0.90, **{name: name for name in AREAS}}
    return evaluera.estimate("weighted_displacement_difference", panel, **{**given, **options})


def _row(result: EffectResult, term: str) -> Estimate:
    return next(each for each in result.estimates if each.term == term)


@pytest.mark.parametrize("case", CASES)
def test_published_examples_through_the_method(case: str) -> None:
    """To the printed digits: one decimal in the first three, at least four in the others."""
    row = CASES[case]
    weights = [float(row["time_weight_pre"]), float(row["time_weight_post"])]
    has_neighbours = float(row["disp_treated_pre"]) > 0
    panel = evaluera.panel(pd.DataFrame(_case_rows(case)), outcome="outcome", area="area")
    without: dict[str, Any] = {} if has_neighbours else {"displacement": [], "displacement_comparison": []}
    answer = _published(panel, time_weights=weights, **without).primary()[0]
    assert answer.estimate == pytest.approx(float(row["estimate"]))
    assert answer.std_error == pytest.approx(float(row["se"]), abs=0.05 if len(row["se"]) <= 4 else 5.1e-5)
    if row["ci90_low"]:
        limits = (float(row["ci90_low"]), float(row["ci90_high"]))
        assert (answer.low, answer.high) == pytest.approx(limits, abs=0.06 if len(row["se"]) <= 4 else 1e-6)


def test_harm_weighted_combination_through_the_method() -> None:
    harm = {"motor_vehicle": 3, "theft": 2, "burglary": 5, "robbery": 7, "assault": 10}
    rows = [row for case in harm for row in _case_rows(case, case)]
    panel = evaluera.panel(pd.DataFrame(rows), outcome="outcome", area="area")
    none: dict[str, Any] = {"displacement": [], "displacement_comparison": []}
    result = _published(panel, harm=harm, confidence=0.95, **none)
    answer = result.primary()[0]
    assert answer.estimate == -1721.0
    assert answer.std_error == pytest.approx(304.10, abs=5e-3)
    assert (answer.low, answer.high) == pytest.approx((-2317.03, -1124.97), abs=5e-3)
    assert "harm_weighted" in {note.code for note in result.notes}


def test_area_weights_divide_the_counts() -> None:
    panel = evaluera.panel(pd.DataFrame(_case_rows("simple")), outcome="outcome", area="area")
    none: dict[str, Any] = {"displacement": [], "displacement_comparison": []}
    answer = _published(panel, area_weights={"comparison": 2.0}, **none).primary()[0]
    assert answer.estimate == -20 - (150 - 130) / 2
    assert answer.std_error == pytest.approx(np.sqrt(220 + 280 / 4))


def _frame(
    seed: int = 1,
    *,
    neighbours: float = 1.0,
    effect: float = 0.5,
    areas: int = 8,
    outcomes: tuple[str, ...] = ("value",),
) -> pd.DataFrame:
    """Two treated areas, two neighbours and comparison areas over four years with a common course."""
    random = np.random.default_rng(seed)
    common = 0.3 * np.cos(np.arange(48) * np.pi / 6) + np.cumsum(0.05 * random.standard_normal(48))
    change = {"t": effect, "b": neighbours, "c": 1.0}
    rows = []
    for outcome in outcomes:
        for name in ["t0", "t1", "b0", "b1", *(f"c{i}" for i in range(areas))]:
            own = 0.02 * random.standard_normal(48)
            mean = 60.0 * np.exp(common + own) * np.where(AFTER, change[name[0]], 1.0)
            values = random.poisson(mean).astype(float)
            rows.append(pd.DataFrame({"outcome": outcome, "area": name, "month": MONTHS, "value": values}))
    return pd.concat(rows, ignore_index=True)


def _panel(frame: pd.DataFrame) -> Panel:
    return evaluera.panel(frame, period="month", value="value", area="area", outcome="outcome")


GROUPS: dict[str, Any] = {
    "start": "2018-01",
    "treated": ["t0", "t1"],
    "displacement": ["b0", "b1"],
    "comparison": "rest",
}


def _difference(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("weighted_displacement_difference", panel, **{**GROUPS, **options})


def _quotient(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("weighted_displacement_quotient", panel, **{**GROUPS, **options})


def test_without_neighbours_it_is_the_prevented_events_of_the_comparison() -> None:
    panel = _panel(_frame())
    ours = _difference(panel, displacement=[], comparison=["c0", "c1", "c2", "c3", "c4", "c5"]).primary()[0]
    other = evaluera.estimate(
        "before_after", panel, start="2018-01", treated=["t0", "t1"], comparison=["c0", "c1", "c2", "c3", "c4", "c5"]
    )
    same = _row(other, "cumulative_effect")
    assert (ours.estimate, ours.low, ours.high, ours.std_error) == (same.estimate, same.low, same.high, same.std_error)
    assert (ours.term, ours.unit, ours.scale) == ("weighted_displacement_difference", "events", "identity")


def test_the_scaled_difference_is_that_of_the_totals() -> None:
    """T1 - T0 C1 / C0, all events together, over three years before and one after."""
    frame = _frame()
    answer = _difference(_panel(frame)).primary()[0]
    sums = frame.assign(group=frame["area"].str[0], after=np.tile(AFTER, 12)).groupby(["group", "after"])["value"].sum()
    both = [sums["t", side] + sums["b", side] for side in (False, True)]
    expected = both[1] - both[0] * sums["c", True] / sums["c", False]
    assert answer.estimate == pytest.approx(expected, rel=1e-9)
    assert answer.low < answer.estimate < answer.high < 0.0


def test_crime_that_moved_does_not_count_as_fewer() -> None:
    moved, stayed = (_difference(_panel(_frame(neighbours=each))) for each in (1.5, 1.0))
    assert _row(moved, "direct_effect").estimate == pytest.approx(_row(stayed, "direct_effect").estimate, rel=0.05)
    assert _row(moved, "displacement_effect").low > 0.0
    assert stayed.primary()[0].high < 0.0
    assert moved.primary()[0].low < 0.0 < moved.primary()[0].high
    assert "net_of_displacement" in {note.code for note in moved.notes}


def test_neighbours_are_never_compared_with() -> None:
    assert _difference(_panel(_frame())).evidence[0].comparison_areas == 8
    for method in ("before_after", "interrupted_time_series"):
        result = evaluera.estimate(method, _panel(_frame()), **GROUPS)
        assert result.evidence[0].comparison_areas == 8


def test_few_areas_are_compared_as_series() -> None:
    result = _difference(_panel(_frame(areas=2)))
    assert result.evidence[0].unit == "series"
    assert {"errors.controlled_series"} <= {note.code for note in result.notes}
    assert result.primary()[0].high < 0.0


def test_the_published_interval_is_narrower_than_the_calibrated() -> None:
    frame = _frame(areas=2)
    noisy = frame.assign(value=frame["value"] * np.tile(np.random.default_rng(3).choice([1, 3], 48), 6))
    ours, published = (_difference(_panel(noisy), variance=each).primary()[0] for each in ("default", "poisson"))
    relative = [(each.high - each.low) / abs(each.estimate) for each in (ours, published)]
    assert relative[1] < relative[0]


def test_published_time_weights_follow_the_number_of_periods() -> None:
    frame = _frame(effect=1.0)
    answer = _difference(_panel(frame), variance="poisson").primary()[0]
    by_hand = _difference(_panel(frame), variance="poisson", time_weights=[3, 1]).primary()[0]
    assert answer.estimate == pytest.approx(by_hand.estimate)


def test_harm_weights_of_one_are_a_sum_of_outcomes() -> None:
    frame = _frame(outcomes=("fights", "thefts"))
    weighted = _difference(_panel(frame), harm={"fights": 1, "thefts": 1}).primary()[0]
    summed = frame.groupby(["area", "month"], as_index=False)["value"].sum().assign(outcome="all")
    together = _difference(_panel(summed)).primary()[0]
    assert (weighted.estimate, weighted.low, weighted.high) == pytest.approx(
        (together.estimate, together.low, together.high)
    )


def test_harm_weights_scale_the_events_and_not_the_ratio() -> None:
    panel = _panel(_frame(outcomes=("fights", "thefts")))
    one, ten = (_difference(panel, harm={"fights": 2 * k, "thefts": 3 * k}) for k in (1, 10))
    first, tenfold = one.primary()[0], ten.primary()[0]
    assert (tenfold.estimate, tenfold.low, tenfold.high) == pytest.approx(
        (10 * first.estimate, 10 * first.low, 10 * first.high)
    )
    ratios = [_row(each, "relative_incidence_rate_ratio").estimate for each in (one, ten)]
    assert ratios[0] == pytest.approx(ratios[1])
    assert ten.series["observed"].sum() == pytest.approx(10 * one.series["observed"].sum())
    asked = _difference(panel, harm={"fights": 2, "thefts": 3})
    same = evaluera.estimate(
        "weighted_displacement_difference", panel, outcome="fights", **GROUPS, harm={"fights": 2, "thefts": 3}
    )
    assert same.primary() == asked.primary()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sentences_are_relative_to_what_was_expected(language: str) -> None:
    question = evaluera.question(implementation="full", selection_reason="policy")
    result = evaluera.estimate("weighted_displacement_difference", _panel(_frame()), question=question, **GROUPS)
    statement = evaluera.statement(result, language=language)
    answer = result.primary()[0]
    after = result.series["period"] >= pd.Period("2018-01", freq="M")
    expected = result.series.loc[after, "counterfactual"].sum()
    assert answer.estimate / expected == pytest.approx(-0.25, abs=0.05)
    assert statement.finding == "decrease"
    assert ("procent lägre" if language == "sv" else "per cent lower") in statement.size
    assert statement.headline.endswith(
        "utvecklades bättre här än i jämförelseområdena."
        if language == "sv"
        else "developed better here than in the comparison areas."
    )


def test_the_quotient_by_its_formula() -> None:
    frame = _frame(neighbours=0.8)
    result = _quotient(_panel(frame))
    sums = frame.assign(group=frame["area"].str[0], after=np.tile(AFTER, 12)).groupby(["group", "after"])["value"].sum()
    change = {g: sums[g, True] / sums["c", True] - sums[g, False] / sums["c", False] for g in "tb"}
    answer = _row(result, "weighted_displacement_quotient")
    assert answer.estimate == pytest.approx(change["b"] / change["t"], rel=1e-9)
    assert 0.0 < answer.low < answer.estimate < answer.high
    assert (answer.p_value, answer.unit) == (None, "quotient")
    assert result.primary_term == "direct_ratio"
    assert "quotient" in {note.code for note in result.notes}


def test_displacement_is_a_negative_quotient() -> None:
    answer = _row(_quotient(_panel(_frame(neighbours=1.4))), "weighted_displacement_quotient")
    assert answer.low < answer.estimate < answer.high < 0.0


@pytest.mark.parametrize("options", [{}, {"comparison": ["c0", "c1"]}, {"variance": "poisson"}])
def test_the_same_seed_gives_the_same_interval(options: dict[str, Any]) -> None:
    panel = _panel(_frame())
    assert _quotient(panel, **options).to_json() == _quotient(panel, **options).to_json()


def test_no_quotient_without_a_direct_effect() -> None:
    result = _quotient(_panel(_frame(effect=1.0)))
    assert "weighted_displacement_quotient" not in set(result.tidy()["term"])
    assert "no_quotient" in {note.code for note in result.notes}
    assert evaluera.statement(result, language="sv").finding in ("no_clear_effect", "no_important_effect")


def test_the_quotient_covers() -> None:
    """Known ratios with known correlation: the interval holds the true quotient about 95 times in 100."""
    random = np.random.default_rng(7)
    truth, correlation = 0.6 * np.expm1(-0.2) / np.expm1(-0.7), 0.5
    covariance = 0.1**2 * np.array([[1.0, correlation], [correlation, 1.0]])
    held = 0
    for direct, moved in random.multivariate_normal([-0.7, -0.2], covariance, size=300):
        answer = displacement_quotient(
            direct=LogRatio(estimate=direct, scale=0.1, df=None),
            moved=LogRatio(estimate=moved, scale=0.1, df=None),
            correlation=correlation,
            size=0.6,
            confidence=0.95,
        )
        held += answer.low <= truth <= answer.high
    assert 0.92 <= held / 300 <= 0.985


@pytest.mark.parametrize(
    ("method", "options", "codes"),
    [
        ("difference", {"displacement": ["t0"]}, {"parameter.area_in_two_groups"}),
        ("difference", {"comparison": ["b0", "c0"]}, {"parameter.area_in_two_groups"}),
        ("difference", {"displacement": ["z"]}, {"parameter.unknown_area"}),
        ("difference", {"treated": []}, {"parameter.empty_value"}),
        ("difference", {"harm": {"fight": 2.0}}, {"parameter.unknown_outcome"}),
        ("difference", {"time_weights": [2, 1]}, {"method.weights_need_published"}),
        ("difference", {"area_weights": {"treated": 2}}, {"method.weights_need_published"}),
        ("difference", {"area_weights": {"treated": 0}, "variance": "poisson"}, {"parameter.too_low"}),
        (
            "difference",
            {"displacement": [], "displacement_comparison": ["c0"]},
            {"parameter.own_comparison_without_displacement"},
        ),
        ("quotient", {"displacement": []}, {"parameter.empty_value"}),
        ("quotient", {"time_weights": [2, 1]}, {"parameter.unknown"}),
    ],
)
def test_wrong_options_are_told(method: str, options: dict[str, Any], codes: set[str]) -> None:
    with pytest.raises(EvalueraError) as error:
        (_difference if method == "difference" else _quotient)(_panel(_frame()), **options)
    assert {finding.code for finding in error.value.findings} == codes


def test_only_counts() -> None:
    frame = _frame()
    panel = evaluera.panel(
        frame.assign(value=frame["value"] / 7), period="month", area="area", outcome="outcome", kind="rate"
    )
    with pytest.raises(EvalueraError) as error:
        _difference(panel)
    assert [finding.code for finding in error.value.findings] == ["method.needs_counts"]


def test_an_area_without_the_outcome_is_told() -> None:
    frame = _frame(outcomes=("fights", "thefts"))
    lacking = frame[(frame["outcome"] != "thefts") | (frame["area"] != "b1")]
    with pytest.raises(EvalueraError) as error:
        _difference(_panel(lacking))
    assert error.value.findings[0].code == "method.areas_without_outcome"


def test_named_totals_have_an_e_test_beside_them() -> None:
    panel = evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [6, 2]}))
    named = evaluera.estimate("before_after", panel, start=2, interval="score")
    assert next(n for n in named.notes if n.code == "e_test").values["p_value"] == pytest.approx(0.1749, abs=5e-5)
    plain = evaluera.estimate("before_after", panel, start=2)
    assert "e_test" not in {note.code for note in plain.notes}
