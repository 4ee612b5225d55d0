"""The option ``errors``: every name of the contract, found by entry points, on counts and on other outcomes."""

from __future__ import annotations

import math
from dataclasses import replace
from importlib.metadata import entry_points

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import MethodError, ParameterError
from evaluera.methods.error_models.catalogue import GROUP, error_model, error_names
from evaluera.methods.error_models.model import Sample
from evaluera.text.messages import has

CONTRACT = (
    "default",
    "drift",
    "drift_lean",
    "ar2",
    "independent",
    "newey_west",
    "newey_west_corrected",
    "prais_winsten",
    "reml_ar1",
    "reml_ar1_satterthwaite",
    "reml_ar1_kenward_roger",
    "arima",
    "poisson",
    "quasi_poisson",
    "negative_binomial",
    "glm_hac",
    "local_level",
)
FOR_COUNTS = {"poisson", "quasi_poisson", "negative_binomial", "glm_hac"}
NORMAL = {"poisson", "negative_binomial", "glm_hac", "arima", "local_level"}


def series(kind: str = "count", *, seed: int = 7, n: int = 48, scale: float = 1.0) -> evaluera.Panel:
    rng = np.random.default_rng(seed)
    value = rng.negative_binomial(8, 0.25, n) + 1.0
    frame = pd.DataFrame({"period": pd.period_range("2018-01", periods=n, freq="M"), "value": value * scale})
    return evaluera.panel(frame, kind=kind)


def test_every_name_of_the_contract_is_registered() -> None:
    assert set(CONTRACT) <= set(error_names())
    assert {point.name for point in entry_points(group=GROUP)} == set(error_names()) - {"default"}


@pytest.mark.parametrize("errors", CONTRACT)
def test_a_model_is_called_by_its_name_and_has_words(errors: str) -> None:
    model = error_model(errors)
    assert model.name == ("drift" if errors == "default" else errors)
    assert model.counts_only == (errors in FOR_COUNTS)
    assert has(f"note.errors.{model.name}")
    assert has(f"error_model.{model.name}")


@pytest.mark.parametrize("errors", CONTRACT)
@pytest.mark.parametrize("kind", ["count", "mean"])
def test_interval_and_p_value_agree(errors: str, kind: str) -> None:
    panel = series(kind)
    if kind != "count" and errors in FOR_COUNTS:
        with pytest.raises(MethodError) as refused:
            evaluera.estimate("interrupted_time_series", panel, start="2020-01", errors=errors)
        assert refused.value.findings[0].code == "method.errors_need_counts"
        return
    result = evaluera.estimate("interrupted_time_series", panel, start="2020-01", errors=errors)
    for estimate in result.estimates:
        assert all(map(math.isfinite, (estimate.estimate, estimate.low, estimate.high, estimate.std_error)))
        assert estimate.low < estimate.estimate < estimate.high
        assert estimate.p_value is not None
        neutral = 1.0 if estimate.scale == "log" else 0.0
        assert (estimate.p_value < 0.05) == (not estimate.low <= neutral <= estimate.high)
        assert (estimate.df is None) == (errors in NORMAL)


@pytest.mark.parametrize("errors", [name for name in CONTRACT if name not in FOR_COUNTS])
def test_the_unit_of_the_outcome_changes_nothing_but_the_unit(errors: str) -> None:
    """1e-6: the maxima are searched to 1e-10 of their range."""
    one, other = (
        evaluera.estimate("interrupted_time_series", series("mean", scale=s), start="2020-01", errors=errors).primary()[
            0
        ]
        for s in (1.0, 1e6)
    )
    assert other.estimate == pytest.approx(1e6 * one.estimate, rel=1e-6)
    assert other.std_error == pytest.approx(1e6 * one.std_error, rel=1e-6)
    assert other.p_value == pytest.approx(one.p_value, rel=1e-5)


@pytest.mark.parametrize("errors", [name for name in CONTRACT if name != "default"])
def test_what_a_fit_says_of_each_period(errors: str) -> None:
    """``deletion`` is about the change when a period is left out, ``residuals`` are of about equal variance."""
    rng, time = np.random.default_rng(9), np.arange(60)
    x = np.column_stack([np.ones(60), time / 12, time >= 36]).astype(float)
    y = rng.negative_binomial(20, 0.4, 60) + 1.0
    sample = Sample(y=y, x=x, exposure=np.ones(60), time=time, counts=True, season_length=12)
    model = error_model(errors)
    fit = model.fit(sample)
    assert fit.residuals.shape == (60,)
    error = fit.contrasts(np.eye(3), confidence=0.95).std_error
    for left in (0, 30, 36, 59):
        again = model.fit(sample.keep(time != left))
        assert fit.deletion[left] / error == pytest.approx((again.coefficients - fit.coefficients) / error, abs=0.3)


def _stepped(after: np.ndarray | None) -> Sample:
    """Noise twice as large in the last four of 60 periods."""
    rng, time = np.random.default_rng(4), np.arange(60)
    x = np.column_stack([np.ones(60), time / 12, time >= 56]).astype(float)
    y = rng.standard_normal(60) * np.where(time >= 56, 2.0, 1.0)
    return Sample(y=y, x=x, exposure=np.ones(60), time=time, counts=False, season_length=12, after=after)


def test_the_default_lets_the_noise_change_at_the_start_and_no_other_model_does() -> None:
    after, rows = np.arange(60) >= 56, np.eye(3)[2:]
    for errors, wider in (("drift", True), ("drift_lean", False), ("ar2", False)):
        with_start, without = (
            error_model(errors).fit(_stepped(known)).contrasts(rows, confidence=0.95) for known in (after, None)
        )
        ratio = (with_start.high - with_start.low)[0] / (without.high - without.low)[0]
        assert (ratio > 1.2) == wider
        assert wider or ratio == 1.0


@pytest.mark.parametrize("after", [np.zeros(60, dtype=bool), np.ones(60, dtype=bool)])
def test_one_side_of_the_start_alone_has_the_same_noise_throughout(after: np.ndarray) -> None:
    rows = np.eye(3)
    known, unknown = (
        error_model("drift").fit(_stepped(each)).contrasts(rows, confidence=0.95) for each in (after, None)
    )
    assert known.low.tolist() == unknown.low.tolist()
    assert known.p_value.tolist() == unknown.p_value.tolist()


@pytest.mark.parametrize("errors", ["drift", "drift_lean", "ar2"])
def test_a_series_read_backwards_without_a_start_gives_the_opposite_step(errors: str) -> None:
    """All but the noise that may be larger after has no direction of time."""
    sample = replace(_stepped(None), x=np.column_stack([np.ones(60), np.arange(60) >= 30]).astype(float))
    there, back = (
        error_model(errors).fit(replace(sample, y=y)).contrasts(np.eye(2)[1:], confidence=0.95)
        for y in (sample.y, sample.y[::-1])
    )
    found = (back.estimate[0], back.low[0], back.high[0], back.p_value[0])
    assert found == pytest.approx((-there.estimate[0], -there.high[0], -there.low[0], there.p_value[0]), rel=1e-6)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(ParameterError) as refused:
        evaluera.estimate("interrupted_time_series", series(), start="2020-01", errors="newy_west")
    finding = refused.value.findings[0]
    assert finding.code == "parameter.not_a_choice_near"
    assert finding.place.parameter == "errors"
    assert finding.values["nearest"] == "newey_west"


@pytest.mark.parametrize("errors", ["arima", "local_level", "prais_winsten", "reml_ar1_kenward_roger"])
def test_a_month_without_events_has_no_logarithm(errors: str) -> None:
    frame = pd.DataFrame({"period": range(1, 49), "value": [0, 3, 5, 4] * 12})
    with pytest.raises(MethodError) as refused:
        evaluera.estimate("interrupted_time_series", evaluera.panel(frame), start=25, errors=errors)
    assert refused.value.findings[0].code == "method.zero_in_logarithm"


def test_a_search_that_finds_nothing_is_refused_in_words() -> None:
    frame = pd.DataFrame({"period": range(1, 49), "value": [3.0, 9.0] * 24})
    panel = evaluera.panel(frame, kind="mean")
    with pytest.raises(MethodError) as refused:
        evaluera.estimate("interrupted_time_series", panel, start=25, errors="prais_winsten")
    assert refused.value.findings[0].code == "method.no_convergence"


@pytest.mark.parametrize(("errors", "verdict"), [("poisson", "FAILS"), ("glm_hac", "HOLDS"), ("drift", "HOLDS")])
def test_the_check_of_dispersion_asks_about_the_interval(errors: str, verdict: str) -> None:
    result = evaluera.estimate("interrupted_time_series", series(), start="2020-01", errors=errors)
    check = next(each for each in result.diagnostics if each.name == "dispersion")
    assert check.verdict == verdict
    assert check.value is not None
    assert check.value > 1.5
