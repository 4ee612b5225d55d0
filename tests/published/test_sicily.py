"""Lopez Bernal, Cummins, Gasparrini 2017 (Int J Epidemiol 46:348, corrected 2020) and R's nlme::gls on the same data.

Tolerances are half a unit of the last digit that is printed. The paper's intervals are normal; ours are t(n - p).
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy.special import stdtrit

import evaluera
from evaluera import EffectResult, Estimate, Panel


def _estimate(result: EffectResult, term: str = "level_change") -> Estimate:
    return next(estimate for estimate in result.estimates if estimate.term == term)


def _dispersion(result: EffectResult) -> float:
    value = next(check.value for check in result.diagnostics if check.name == "dispersion")
    assert value is not None
    return value


def _its(panel: Panel, **options: Any) -> EffectResult:
    return evaluera.estimate("interrupted_time_series", panel, start="2005-01", **options)


def test_poisson_with_trend(sicily_counts: Panel) -> None:
    found = _estimate(_its(sicily_counts, errors="poisson", harmonics=0))
    assert math.log(found.estimate) == pytest.approx(-0.111628, abs=5e-7)
    assert found.std_error == pytest.approx(0.017225, abs=5e-7)
    assert (found.estimate, found.low, found.high) == pytest.approx((0.8944, 0.8647, 0.9251), abs=5e-5)
    assert found.df is None


def test_quasi_poisson(sicily_counts: Panel) -> None:
    result = _its(sicily_counts, errors="quasi_poisson", harmonics=0)
    found = _estimate(result)
    assert _dispersion(result) == pytest.approx(3.5592, abs=5e-5)
    assert found.estimate == pytest.approx(0.8944, abs=5e-5)
    normal = [found.estimate * math.exp(side * 1.959964 * found.std_error) for side in (-1, 1)]
    assert normal == pytest.approx([0.8392, 0.9532], abs=5e-5)
    assert (found.low, found.high) == pytest.approx((0.8380, 0.9545), abs=5e-5)


def test_quasi_poisson_with_two_harmonics(sicily_counts: Panel) -> None:
    result = _its(sicily_counts, errors="quasi_poisson")
    found = _estimate(result)
    assert math.log(found.estimate) == pytest.approx(-0.122087, abs=5e-7)
    assert found.std_error == pytest.approx(0.027031, abs=5e-7)
    # R divides by the weights of the step before its last and prints 2.262186; converged it is 2.2621826
    assert _dispersion(result) == pytest.approx(2.262186, abs=5e-6)
    normal = [found.estimate * math.exp(side * 1.959964 * found.std_error) for side in (-1, 1)]
    assert normal == pytest.approx([0.8394, 0.9332], abs=5e-5)
    assert (found.estimate, found.low, found.high) == pytest.approx((0.8851, 0.8383, 0.9344), abs=5e-5)


def test_the_interval_is_that_of_student(sicily_counts: Panel) -> None:
    found = _estimate(_its(sicily_counts, errors="quasi_poisson"))
    assert found.df == 59 - 7
    half = stdtrit(found.df, 0.975) * found.std_error
    assert math.log(found.high / found.low) == pytest.approx(2 * half, rel=1e-12)


def test_level_and_slope(sicily_counts: Panel) -> None:
    result = _its(sicily_counts, shape="level_and_slope", errors="quasi_poisson")
    level, slope = _estimate(result), _estimate(result, "slope_change")
    assert math.log(level.estimate) == pytest.approx(-0.1303769, abs=5e-7)
    assert level.std_error == pytest.approx(0.0290772, abs=5e-7)
    assert math.log(slope.estimate) == pytest.approx(0.0014822, abs=5e-7)
    assert slope.std_error == pytest.approx(0.0018546, abs=5e-7)


def test_the_authors_centre_one_month_earlier(sicily_counts: Panel) -> None:
    """Their level is ours minus one month of slope: -0.131859."""
    result = _its(sicily_counts, shape="level_and_slope", errors="quasi_poisson")
    level, slope = _estimate(result), _estimate(result, "slope_change")
    assert math.log(level.estimate / slope.estimate) == pytest.approx(-0.131859, abs=5e-7)


def test_observed_events(sicily_counts: Panel) -> None:
    series = _its(sicily_counts).series
    before, after = series[series["period"] < "2005-01"], series[series["period"] >= "2005-01"]
    assert (before["observed"].sum(), after["observed"].sum()) == (29191, 19723)


@pytest.mark.parametrize(
    ("shape", "errors", "estimate", "std_error", "digits"),
    [
        ("level", "independent", -24.0933031, 7.0500138, 5e-8),
        ("level", "newey_west", -24.0933031, 6.953862, 5e-7),
        ("level", "newey_west_corrected", -24.0933031, 7.137697, 5e-7),
        ("level", "reml_ar1", -23.5450268, 8.8157336, 5e-7),
        ("level_and_slope", "independent", -24.7171431, 7.5251715, 5e-8),
        ("level_and_slope", "newey_west", -24.7171431, 7.208008, 5e-7),
        ("level_and_slope", "reml_ar1", -23.8899612, 9.5538781, 2e-6),
    ],
)
def test_rate_per_100000(
    sicily_rates: Panel, shape: str, errors: str, estimate: float, std_error: float, digits: float
) -> None:
    """REML is maximised numerically on both sides: gls prints phi to 7 digits, so the last of ours may differ."""
    found = _estimate(_its(sicily_rates, shape=shape, errors=errors, harmonics=0))
    assert found.estimate == pytest.approx(estimate, abs=digits)
    assert found.std_error == pytest.approx(std_error, abs=digits)
    assert found.scale == "identity"


def test_the_default(sicily_counts: Panel) -> None:
    """The default's own figure (nobody else's). Its first family gave 0.883 (0.823 to 0.949): test_error_models.py."""
    by_default, by_name = _its(sicily_counts), _its(sicily_counts, errors="drift")
    assert by_default.estimates == by_name.estimates
    found = _estimate(by_default)
    assert (found.estimate, found.low, found.high) == pytest.approx((0.888, 0.827, 0.958), abs=5e-4)


def test_the_default_for_rates_is_the_same_model(sicily_rates: Panel) -> None:
    assert _its(sicily_rates).estimates == _its(sicily_rates, errors="drift").estimates
