"""Survey shares: textbook arithmetic by name, an interval that holds by default, no change across breaks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, EvalueraError, Panel
from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.figures.drawing import draw
from evaluera.testing import check_method

SHARES = [0.31, 0.30, 0.32, 0.31, 0.24, 0.23, 0.25, 0.24]
Z = 1.959963985


def _panel(shares: list[float] = SHARES, *, n: int = 1500, effect: float = 1.3, **keywords: Any) -> Panel:
    frame = pd.DataFrame({"year": range(2017, 2017 + len(shares)), "unsafe": shares, "answers": n})
    given = {"n": "answers", "design_effect": effect, "source": "made up", **keywords}
    return evaluera.panel(frame, period="year", value="unsafe", kind="share", **given)


def _estimate(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("survey_difference", panel, **{"start": 2021, **options})


def _variance(share: float, *, n: float, effect: float) -> float:
    """Agresti-Coull: two successes and two failures more."""
    steadied = (n * share + 2) / (n + 4)
    return effect * steadied * (1 - steadied) / (n + 4)


def test_it_keeps_the_contract() -> None:
    check_method("survey_difference")


def test_one_year_against_one_is_the_textbook_difference_of_two_samples() -> None:
    result = _estimate(_panel([0.30, 0.24], n=1000, effect=1.4), start=2018, between_years="none")
    difference, ratio = result.estimates
    v0, v1 = _variance(0.30, n=1000, effect=1.4), _variance(0.24, n=1000, effect=1.4)
    error = np.sqrt(v0 + v1)
    assert difference.estimate == pytest.approx(-0.06, abs=1e-12)
    assert difference.std_error == pytest.approx(error, rel=1e-12)
    assert (difference.low, difference.high) == pytest.approx((-0.06 - Z * error, -0.06 + Z * error), abs=1e-9)
    log_error = np.sqrt(v0 / 0.30**2 + v1 / 0.24**2)
    assert ratio.estimate == pytest.approx(0.8, rel=1e-9)
    assert ratio.std_error == pytest.approx(log_error, rel=1e-12)
    assert np.log(ratio.high) == pytest.approx(np.log(0.8) + Z * log_error, abs=1e-9)


def test_published_margins_are_taken_as_they_are() -> None:
    shares, half = np.array([0.30, 0.28, 0.25, 0.24]), np.array([0.02, 0.03, 0.02, 0.025])
    frame = pd.DataFrame({"year": range(2017, 2021), "share": shares, "low": shares - half, "high": shares + half})
    panel = evaluera.panel(frame, period="year", value="share", kind="share", interval=("low", "high"), source="x")
    result = _estimate(panel, start=2019, between_years="none")
    variance = (half / Z) ** 2
    weight = 1 / variance
    means = [np.average(shares[side], weights=weight[side]) for side in (slice(0, 2), slice(2, 4))]
    error = np.sqrt(1 / weight[:2].sum() + 1 / weight[2:].sum())
    assert result.estimates[0].estimate == pytest.approx(means[1] - means[0], rel=1e-9)
    assert result.estimates[0].std_error == pytest.approx(error, rel=1e-8)
    at_90 = evaluera.panel(
        frame,
        period="year",
        value="share",
        kind="share",
        interval=("low", "high"),
        interval_confidence=0.90,
        source="x",
    )
    wider = _estimate(at_90, start=2019, between_years="none").estimates[0].std_error
    assert wider == pytest.approx(error * Z / 1.644853627, rel=1e-8)


def test_a_comparison_area_takes_its_change_away() -> None:
    frame = pd.DataFrame(
        {
            "year": [2020, 2021] * 2,
            "area": ["Ersboda"] * 2 + ["Teg"] * 2,
            "share": [0.30, 0.22, 0.28, 0.26],
            "n": [900, 950, 1200, 1100],
        }
    )
    panel = evaluera.panel(frame, period="year", value="share", area="area", kind="share", n="n", source="x")
    result = _estimate(panel, treated=["Ersboda"], comparison="rest", between_years="none")
    difference, ratio, own = result.estimates
    v = [_variance(p, n=n, effect=1.0) for p, n in zip(frame["share"], frame["n"], strict=True)]
    assert difference.estimate == pytest.approx((0.22 - 0.30) - (0.26 - 0.28), abs=1e-12)
    assert difference.std_error == pytest.approx(np.sqrt(sum(v)), rel=1e-12)
    assert (own.term, own.area) == ("area_difference", "Ersboda")
    assert own.estimate == pytest.approx(0.22 - 0.30, abs=1e-12)
    assert own.std_error == pytest.approx(np.sqrt(v[0] + v[1]), rel=1e-12)
    assert [drawn.name for drawn in draw(result, "sv")] == ["course-share-ersboda", "estimates-share-area_difference"]
    assert ratio.term == "relative_incidence_rate_ratio"
    assert ratio.estimate == pytest.approx((0.22 / 0.30) / (0.26 / 0.28), rel=1e-9)
    relative = [each / p**2 for each, p in zip(v, frame["share"], strict=True)]
    assert ratio.std_error == pytest.approx(np.sqrt(sum(relative)), rel=1e-12)
    assert result.design == "before_after_comparison"
    assert result.courses[0].counterfactual[1] == pytest.approx(0.26 + (0.30 - 0.28))


def test_areas_together_are_weighed_by_their_people() -> None:
    frame = pd.DataFrame(
        {
            "year": [2020, 2021] * 2,
            "area": ["a"] * 2 + ["b"] * 2,
            "share": [0.30, 0.20, 0.40, 0.36],
            "people": [1000, 1000, 3000, 3000],
            "n": [500] * 4,
        }
    )
    given = {"period": "year", "value": "share", "area": "area", "kind": "share", "n": "n", "source": "x"}
    panel = evaluera.panel(frame, exposure="people", **given)
    found = _estimate(panel, treated=["a", "b"], between_years="none").estimates[0]
    assert found.estimate == pytest.approx((0.20 + 3 * 0.36) / 4 - (0.30 + 3 * 0.40) / 4, abs=1e-12)
    v = [_variance(p, n=500, effect=1.0) for p in frame["share"]]
    assert found.std_error == pytest.approx(np.sqrt((v[0] + v[1] + 9 * (v[2] + v[3])) / 16), rel=1e-12)
    with pytest.raises(EvalueraError) as error:
        _estimate(evaluera.panel(frame, **given), treated=["a", "b"])
    assert error.value.findings[0].code == "method.exposure_needed"


def test_years_that_differ_widen_the_interval() -> None:
    panel = _panel()
    allowed, sampling = _estimate(panel), _estimate(panel, between_years="none")
    one, other = allowed.primary()[0], sampling.primary()[0]
    assert one.estimate == pytest.approx(-0.07, abs=0.002)
    assert one.high - one.low > 1.3 * (other.high - other.low)
    assert {note.code for note in allowed.notes} == {"between_years.integrated", "detectable_difference"}


def test_what_could_have_been_seen_is_told_in_points() -> None:
    result = _estimate(_panel(), between_years="none")
    found = result.primary()[0]
    (note,) = [each for each in result.notes if each.code == "detectable_difference"]
    expected = (0.8416 + 1.96) * found.std_error
    assert note.values["difference"] == pytest.approx(expected, rel=1e-4)


def test_the_trend_is_a_description_only() -> None:
    result = _estimate(_panel())
    assert [each.term for each in result.estimates] == ["difference", "rate_ratio", "difference_on_trend"]
    assert result.primary_term == "difference"
    short = _estimate(_panel([0.31, 0.30, 0.24, 0.25]), start=2019)
    assert [each.term for each in short.estimates] == ["difference", "rate_ratio"]


def test_a_drift_before_is_told() -> None:
    drifting = [0.40, 0.37, 0.34, 0.31, 0.28, 0.25]
    (check,) = [
        each for each in _estimate(_panel(drifting), between_years="none").diagnostics if each.name == "pre_trend"
    ]
    # 3 points a year over the 3 years between the middles, of a mean share of 35.5 %
    assert check.verdict == "FAILS"
    assert check.value == pytest.approx(-0.03 * 3 / 0.355, abs=0.01)


def test_a_break_inside_the_years_before_shortens_them() -> None:
    result = _estimate(_panel(method_break=2019))
    used = [period for period, taken in zip(result.courses[0].periods, result.courses[0].used, strict=True) if taken]
    assert used[0] == "2019"
    assert result.evidence[0].periods_before == 2
    assert "break_before" in {note.code for note in result.notes}
    after = _estimate(_panel(), breaks=["2023"])
    assert after.evidence[0].periods_after == 2
    assert "break_after" in {note.code for note in after.notes}


@pytest.mark.parametrize("how", ["data", "option"])
def test_no_change_is_computed_across_a_break(how: str) -> None:
    panel = _panel(method_break=2021) if how == "data" else _panel()
    with pytest.raises(EvalueraError, match="går ingen ändring att beräkna") as error:
        _estimate(panel, **({} if how == "data" else {"breaks": 2021}))
    assert error.value.findings[0].code == "method.break_at_start"


def test_a_break_in_the_transition_is_a_break_between_before_and_after() -> None:
    with pytest.raises(EvalueraError) as error:
        _estimate(_panel(), transition=["2020", "2021"], breaks=["2021"])
    assert error.value.findings[0].code == "method.break_at_start"


def test_one_year_a_side_is_too_little_for_an_answer() -> None:
    result = _estimate(_panel([0.30, 0.10], n=5000), start=2018)
    assert conclude(result).finding is FindingClass.TOO_LITTLE_DATA
    assert "minst 2 år" in str(evaluera.statement(result, language="sv"))


def test_sampling_error_alone_lowers_the_certainty_when_years_differ() -> None:
    uneven = _panel([0.20, 0.30, 0.22, 0.31, 0.15, 0.25, 0.14, 0.24], n=3000)
    verdicts = {each.name: each.verdict for each in _estimate(uneven, between_years="none").diagnostics}
    assert verdicts["variation_between_years"] == "FAILS"
    steps = [step.code for step in conclude(_estimate(uneven, between_years="none")).steps]
    assert "dispersion_not_handled" in steps
    handled = {each.name: each.verdict for each in _estimate(uneven).diagnostics}
    assert handled["variation_between_years"] == "HOLDS"


def test_a_share_of_zero_has_no_ratio_but_a_difference() -> None:
    result = _estimate(_panel([0.02, 0.01, 0.03, 0.02, 0.0, 0.01, 0.0, 0.01], n=200))
    assert [each.term for each in result.estimates] == ["difference", "difference_on_trend"]
    assert all(np.isfinite([each.low, each.high]).all() for each in result.estimates)


def test_without_margins_the_years_themselves_show_the_uncertainty() -> None:
    frame = pd.DataFrame({"year": range(2017, 2025), "unsafe": SHARES})
    panel = evaluera.panel(frame, period="year", value="unsafe", kind="share", source="x")
    result = _estimate(panel)
    assert "margins_unknown" in {note.code for note in result.notes}
    assert result.primary()[0].high < 0.0
    with pytest.raises(EvalueraError) as error:
        _estimate(panel, between_years="none")
    assert error.value.findings[0].code == "method.margins_needed"
    with pytest.raises(EvalueraError) as error:
        _estimate(evaluera.panel(frame.iloc[2:5], period="year", value="unsafe", kind="share", source="x"))
    assert error.value.findings[0].code == "method.too_few_periods"


def test_counts_are_refused() -> None:
    frame = pd.DataFrame({"year": range(2017, 2025), "count": range(10, 18)})
    with pytest.raises(EvalueraError, match="share") as error:
        _estimate(evaluera.panel(frame, period="year", value="count", source="x"))
    assert error.value.findings[0].code == "method.needs_shares"


def test_report_words_and_figure_work() -> None:
    result = _estimate(_panel())
    for language in ("sv", "en"):
        assert "percentage points" in str(evaluera.statement(result, language="en"))
        for check in result.diagnostics:
            assert evaluera.explain(check, language=language)
    assert draw(result, "sv")[0].name == "course-unsafe"
    assert EffectResult.from_json(result.to_json()) == result


@pytest.mark.parametrize(("before", "after"), [(3, 3), (5, 5), (10, 3)])
@pytest.mark.parametrize(("independent", "walk"), [(0.0, 0.0), (0.1, 0.0), (0.0, 0.05)])
def test_nothing_happened_and_nothing_is_found(before: int, after: int, independent: float, walk: float) -> None:
    """Fixed seeds; standard deviations on the logit scale: 0.05 is a point a year at a share of 27 per cent."""
    random = np.random.default_rng([before, after, int(100 * independent), int(100 * walk)])
    years, false, replicates = before + after, {"integrated": 0, "none": 0}, 80
    for _ in range(replicates):
        logit = -1.0 + random.normal(0.0, independent, years) + np.cumsum(random.normal(0.0, walk, years))
        shares = random.binomial(1500, 1.0 / (1.0 + np.exp(-logit))) / 1500
        panel = _panel(shares.tolist(), effect=1.0)
        for between in ("integrated", "none"):
            answer = _estimate(panel, start=2017 + before, between_years=between).primary()[0]
            false[between] += bool(answer.p_value is not None and answer.p_value < 0.05)
    # at most 8 % and two Monte Carlo errors of 3 points; with sampling error alone it is several times that
    assert false["integrated"] / replicates <= 0.14
    if independent or walk:
        assert false["none"] / replicates > 0.15
