"""Series that say little: an interval that is finite and wide, or a refusal in words. Never NaN, never a warning."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

import evaluera
from evaluera.text.messages import keys, message

Values = npt.NDArray[np.float64]

_RANDOM = np.random.default_rng(11)


def _only(n: int, *places: int) -> Values:
    value = np.zeros(n)
    value[list(places)] = 1.0
    return value


SERIES: Mapping[str, Values] = {
    "all zero": np.zeros(24),
    "constant": np.full(24, 7.0),
    "one event": _only(24, 15),
    "one event on each side": _only(24, 2, 15),
    "sparse": _RANDOM.poisson(0.1, 48).astype(float),
    "billions": np.round(1e9 * (1 + 0.01 * _RANDOM.standard_normal(24))),
    "constant billions": np.full(24, 1e9),
    "five points": np.array([3.0, 5.0, 4.0, 8.0, 2.0]),
    "three points": np.array([3.0, 5.0, 4.0]),
    "two points": np.array([3.0, 5.0]),
    "a straight line": np.arange(24.0) + 1.0,
    "a clean step": np.where(np.arange(24) < 12, 10.0, 5.0),
    "one huge point": np.where(np.arange(24) == 12, 1e6, 3.0),
    "half missing": np.where(_RANDOM.random(24) < 0.5, np.nan, 20.0 + _RANDOM.poisson(5, 24)),
    "nothing after": np.where(np.arange(24) < 12, 9.0, 0.0)
    + np.where(np.arange(24) % 5, 0.0, 1.0) * (np.arange(24) < 12),
    "nothing before": np.where(np.arange(24) < 12, 0.0, 9.0),
    "nothing known after": np.where(np.arange(24) < 12, 9.0 + np.arange(24) % 3, np.nan),
    "to and fro": np.where(np.arange(24) % 2, 10.0, 0.0),
    "tiny with many zeros": _RANDOM.poisson(0.5, 48) * (_RANDOM.random(48) < 0.3) * 1.0,
    "some with many zeros": _RANDOM.poisson(4.0, 60) * (_RANDOM.random(60) < 0.3) * 1.0,
    "exponential": np.round(np.exp(0.5 * np.arange(48))),
    "a gap around the start": np.where(abs(np.arange(48) - 24) < 5, np.nan, 20.0 + _RANDOM.poisson(5, 48)),
    "one period known after": np.where(np.arange(48) > 24, np.nan, 20.0 + _RANDOM.poisson(5, 48)),
    "ends missing": np.where((np.arange(48) < 4) | (np.arange(48) > 40), np.nan, 20.0 + _RANDOM.poisson(5, 48)),
}
SEARCHED = ("prais_winsten", "reml_ar1_kenward_roger", "arima", "local_level", "negative_binomial", "glm_hac")
RUNS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    *(
        ("interrupted_time_series", {"errors": errors})
        for errors in ("default", "drift_lean", "ar2", "independent", "newey_west", "poisson", *SEARCHED)
    ),
    ("interrupted_time_series", {"shape": "level_and_slope"}),
    ("interrupted_time_series", {"errors": "reml_ar1", "harmonics": 1}),
    *(("before_after", {"interval": interval}) for interval in ("default", "exact", "midp", "score", "wald")),
    ("before_after", {"same_season": False, "errors": "poisson"}),
)


@pytest.mark.parametrize("kind", ["count", "rate"])
@pytest.mark.parametrize("shape", SERIES)
@pytest.mark.parametrize(("name", "options"), RUNS)
def test_finite_or_refused(shape: str, kind: Any, name: str, options: Mapping[str, Any]) -> None:
    value = SERIES[shape]
    periods = pd.period_range("2010-01", periods=len(value), freq="M")
    panel = evaluera.panel(pd.DataFrame({"period": periods, "value": value}), kind=kind, source="made here")
    try:
        result = evaluera.estimate(name, panel, start=str(periods[len(value) // 2]), **options)
    except evaluera.EvalueraError as error:
        for finding in error.findings:
            assert f"finding.{finding.code}" in keys("sv") & keys("en")
            assert message(f"finding.{finding.code}", "sv", **finding.values)
        return
    for estimate in result.estimates:
        assert all(map(math.isfinite, (estimate.estimate, estimate.std_error, estimate.low, estimate.high)))
        assert estimate.low <= estimate.estimate <= estimate.high
    for course in result.courses:
        shown = [v for line in (course.fitted, course.counterfactual, course.low, course.high) for v in line]
        assert all(v is None or math.isfinite(v) for v in shown)
    assert str(evaluera.statement(result, language="sv"))
    for diagnostic in result.diagnostics:
        assert message(diagnostic.reason, "sv", **diagnostic.values)
        assert message(diagnostic.null, "en", **diagnostic.values)


def test_a_fit_far_from_where_it_was_laid_is_refused() -> None:
    """Growth by half a unit of the logarithm a month seen as two levels: no ratio describes it."""
    panel = evaluera.panel(pd.DataFrame({"period": np.arange(1, 49), "value": np.exp(0.5 * np.arange(48)).round()}))
    with pytest.raises(evaluera.MethodError) as error:
        evaluera.estimate("before_after", panel, start=25)
    assert [finding.code for finding in error.value.findings] == ["method.no_convergence"]


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ("all zero", "method.no_events_before"),
        ("nothing after", "method.no_events_after"),
        ("nothing before", "method.no_events_before"),
        ("nothing known after", "method.too_few_periods"),
        ("two points", "method.too_few_periods"),
    ],
)
def test_the_refusal_says_what_is_missing(shape: str, code: str) -> None:
    value = SERIES[shape]
    periods = np.arange(1, len(value) + 1)
    panel = evaluera.panel(pd.DataFrame({"period": periods, "value": value}), source="made here")
    with pytest.raises(evaluera.MethodError) as error:
        evaluera.estimate("interrupted_time_series", panel, start=len(value) // 2 + 1)
    assert [finding.code for finding in error.value.findings] == [code]


@pytest.mark.parametrize(
    "options",
    [
        {"shape": "slope"},
        {"shape": "ramp", "duration": 3},
        {"shape": "pulse", "duration": 1},
        {"shape": "delayed", "lag": 9},
        {"shape": "phase_in", "transition": ["2016-12", "2017-02"]},
        {"end": "2017-01"},
        {"also": ["2017-02", "2017-12"]},
        {"events": [{"name": "x", "from": "2015-01"}, {"name": "y", "from": "2016-12", "to": "2016-12"}]},
        {"events": [{"name": "x", "from": "2015-01", "how": "exclude"}]},
    ],
    ids=str,
)
@pytest.mark.parametrize("errors", ["default", "quasi_poisson"])
@pytest.mark.parametrize(
    "value",
    [
        np.zeros(36),
        np.full(36, 5.0),
        np.r_[np.zeros(20), 1.0, np.zeros(15)],
        np.r_[np.zeros(30), 1.0, np.zeros(5)],
        np.r_[0.0, 1.0, np.zeros(22), 3.0, np.zeros(11)],
        np.tile([1e9, 1.1e9, 0.95e9], 12),
        np.random.default_rng(7).poisson(0.3, 36).astype(float),
    ],
    ids=["zeros", "constant", "one before", "one after", "two", "huge", "rare"],
)
def test_every_shape_answers_finitely_or_refuses(value: np.ndarray, errors: str, options: dict[str, object]) -> None:
    months = pd.period_range("2015-01", periods=36, freq="M")
    panel = evaluera.panel(pd.DataFrame({"period": months, "value": value}), source="made here")
    try:
        result = evaluera.estimate("interrupted_time_series", panel, start="2017-01", errors=errors, **options)
    except evaluera.MethodError:
        return
    for each in result.estimates:
        assert np.isfinite([each.estimate, each.std_error, each.low, each.high]).all()
        assert each.low <= each.estimate <= each.high
