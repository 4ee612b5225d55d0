"""What must not matter, does not: units, order, names and dates."""

from __future__ import annotations

import string
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera import EffectResult, Panel

METHODS = st.sampled_from(["interrupted_time_series", "before_after"])
SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=25, deadline=None)


def _frame(seed: int, *, areas: int = 1, months: int = 48) -> pd.DataFrame:
    """Counts with exposure; at least one event a month, so that every model can be fitted."""
    random = np.random.default_rng(seed)
    parts = []
    for i in range(areas):
        mean = random.uniform(5, 60) * np.exp(0.2 * np.cos(np.arange(months) * np.pi / 6))
        periods = pd.period_range("2010-01", periods=months, freq="M")
        value = 1.0 + random.poisson(mean)
        people = random.uniform(500, 5000) * np.ones(months)
        parts.append(pd.DataFrame({"area": f"area {i}", "period": periods, "value": value, "people": people}))
    return pd.concat(parts, ignore_index=True)


def _panel(frame: pd.DataFrame, **keywords: Any) -> Panel:
    return evaluera.panel(frame, **{"area": "area", "exposure": "people", "source": "made here", **keywords})


def _compare(frame: pd.DataFrame, **options: Any) -> EffectResult:
    return evaluera.estimate(
        "before_after", _panel(frame), **{"start": "2012-01", "treated": ["area 0"], "comparison": "rest", **options}
    )


def _close(first: EffectResult, second: EffectResult, rel: float = 1e-7) -> None:
    assert len(first.estimates) == len(second.estimates)
    for one, other in zip(first.estimates, second.estimates, strict=True):
        assert one.term == other.term
        numbers = (one.estimate, one.std_error, one.low, one.high)
        assert numbers == pytest.approx((other.estimate, other.std_error, other.low, other.high), rel=rel, abs=1e-7)


@FEW
@given(name=METHODS, seed=SEEDS, scale=st.floats(1e-4, 1e6))
def test_the_unit_of_the_exposure(name: str, seed: int, scale: float) -> None:
    frame = _frame(seed)
    again = frame.assign(people=frame["people"] * scale)
    _close(*(evaluera.estimate(name, _panel(each), start="2012-01") for each in (frame, again)))


@FEW
@given(seed=SEEDS, scale=st.floats(1e-4, 1e6), areas=st.sampled_from([3, 8, 14]))
def test_the_unit_of_the_exposure_in_comparisons(seed: int, scale: float, areas: int) -> None:
    frame = _frame(seed, areas=areas)
    _close(_compare(frame), _compare(frame.assign(people=frame["people"] * scale)))


@FEW
@given(name=METHODS, seed=SEEDS, factor=st.floats(1e-3, 1e5))
def test_the_unit_of_a_rate(name: str, seed: int, factor: float) -> None:
    frame = _frame(seed)
    plain, scaled = (
        evaluera.estimate(name, _panel(each, kind="rate"), start="2012-01").primary()[0]
        for each in (frame, frame.assign(value=frame["value"] * factor))
    )
    expected = [factor * number for number in (plain.estimate, plain.std_error, plain.low, plain.high)]
    assert (scaled.estimate, scaled.std_error, scaled.low, scaled.high) == pytest.approx(expected, rel=1e-6)
    assert scaled.p_value == pytest.approx(plain.p_value, rel=1e-5)


@FEW
@given(seed=SEEDS, order=SEEDS, areas=st.sampled_from([1, 3, 8]))
def test_the_order_of_the_rows(seed: int, order: int, areas: int) -> None:
    frame = _frame(seed, areas=areas)
    shuffled = frame.sample(frac=1.0, random_state=order % 2**31)
    for name in ("interrupted_time_series", "before_after"):
        results = [evaluera.estimate(name, _panel(each), start="2012-01") for each in (frame, shuffled)]
        assert results[0].to_json() == results[1].to_json()
    if areas > 1:
        assert _compare(frame).to_json() == _compare(shuffled).to_json()


@FEW
@given(
    seed=SEEDS,
    names=st.lists(st.text(string.ascii_letters, min_size=1, max_size=8), min_size=8, max_size=8, unique=True),
)
def test_the_names_of_the_areas(seed: int, names: list[str]) -> None:
    frame = _frame(seed, areas=8)
    renamed = frame.assign(area=frame["area"].map({f"area {i}": f"x{name}" for i, name in enumerate(names)}))
    plain, other = _compare(frame).primary()[0], _compare(renamed, treated=[f"x{names[0]}"]).primary()[0]
    assert (plain.estimate, plain.std_error) == pytest.approx((other.estimate, other.std_error), rel=1e-9)
    assert other.area == f"x{names[0]}"


@FEW
@given(seed=SEEDS, years=st.integers(-60, 60), areas=st.sampled_from([1, 3, 8]))
def test_a_shift_of_all_dates_by_whole_years(seed: int, years: int, areas: int) -> None:
    frame = _frame(seed, areas=areas)
    moved = frame.assign(period=pd.PeriodIndex(frame["period"]) + 12 * years)
    start = f"{2012 + years}-01"
    for name in ("interrupted_time_series", "before_after"):
        first = evaluera.estimate(name, _panel(frame), start="2012-01")
        assert first.estimates == evaluera.estimate(name, _panel(moved), start=start).estimates
    if areas > 1:
        assert _compare(frame).estimates == _compare(moved, start=start).estimates


def _inverted(frame: pd.DataFrame, swapped: pd.DataFrame, *, areas: int, interval: str = "default") -> None:
    if areas:
        there, back = _compare(frame).primary()[0], _compare(swapped).primary()[0]
    else:
        there, back = (
            evaluera.estimate("before_after", _panel(each), start="2012-01", interval=interval).primary()[0]
            for each in (frame, swapped)
        )
    expected = (1 / there.estimate, 1 / there.high, 1 / there.low, there.std_error, there.p_value)
    assert (back.estimate, back.low, back.high, back.std_error, back.p_value) == pytest.approx(expected, rel=1e-6)


@FEW
@given(
    seed=SEEDS,
    evidence=st.sampled_from([(0, "exact"), (0, "midp"), (0, "score"), (8, "default"), (14, "default")]),
)
def test_swapping_before_and_after_inverts_the_ratio(seed: int, evidence: tuple[int, str]) -> None:
    """Totals, and areas as evidence: the order of the months inside a window says nothing."""
    areas, interval = evidence
    frame = _frame(seed, areas=areas + 1)
    month = pd.PeriodIndex(frame["period"])
    swapped = frame.assign(period=month + np.where(month < pd.Period("2012-01", freq="M"), 24, -24))
    _inverted(frame, swapped, areas=areas, interval=interval)


@FEW
@given(seed=SEEDS, areas=st.sampled_from([1, 3, 8]))
def test_reversing_time_inverts_the_ratio(seed: int, areas: int) -> None:
    """Series: what hangs together from month to month does so in both directions.

    One series alone knows which side is which (only after may the noise be larger): tests/methods/test_error_models.py.
    """
    frame = _frame(seed, areas=areas + 1)
    _inverted(
        frame, frame.assign(period=frame.groupby("area")["period"].transform(lambda p: p.to_numpy()[::-1])), areas=areas
    )


@FEW
@given(seed=SEEDS, name=METHODS, areas=st.sampled_from([1, 2]))
def test_json_both_ways(seed: int, name: str, areas: int) -> None:
    result = evaluera.estimate(name, _panel(_frame(seed, areas=areas)), start="2012-03")
    again = EffectResult.from_json(result.to_json())
    assert again == result
    assert again.to_json() == result.to_json()


@FEW
@given(
    value=st.lists(st.integers(0, 10**9), min_size=2, max_size=40),
    split=st.floats(0.1, 0.9),
    name=METHODS,
    kind=st.sampled_from(["count", "rate"]),
)
def test_whatever_the_numbers_an_honest_answer_or_a_clear_refusal(
    value: list[int], split: float, name: str, kind: str
) -> None:
    start = min(len(value), max(2, round(split * len(value)) + 1))
    frame = pd.DataFrame({"period": np.arange(1, len(value) + 1), "value": value})
    panel = evaluera.panel(frame, kind=kind, source="made here")  # type: ignore[arg-type]
    try:
        result = evaluera.estimate(name, panel, start=start)
    except evaluera.MethodError:
        return
    for estimate in result.estimates:
        assert np.isfinite([estimate.estimate, estimate.std_error, estimate.low, estimate.high]).all()
        assert estimate.low <= estimate.estimate <= estimate.high
        assert estimate.std_error > 0.0


@FEW
@given(seed=SEEDS, confidence=st.floats(0.51, 0.999), name=METHODS)
def test_interval_and_p_value_never_disagree(seed: int, confidence: float, name: str) -> None:
    result = evaluera.estimate(name, _panel(_frame(seed)), start="2012-01", confidence=confidence)
    for estimate in result.estimates:
        null = 1.0 if estimate.scale == "log" else 0.0
        assert estimate.p_value is not None
        assert (estimate.p_value < 1 - confidence) == (not estimate.low <= null <= estimate.high)


SHAPES = st.sampled_from(
    [
        {"shape": "slope"},
        {"shape": "ramp", "duration": 4},
        {"shape": "pulse", "duration": 7},
        {"shape": "delayed", "lag": 3},
        {"shape": "phase_in", "transition": ["2012-01", "2012-03"]},
        {"end": "2012-12"},
        {"also": ["2012-09"]},
        {"events": [{"name": "x", "from": "2011-03", "to": "2011-05"}]},
        {"events": [{"name": "x", "from": "2012-05", "to": "2012-06", "how": "exclude"}]},
    ]
)


def _later(value: object, years: int) -> object:
    """Months as text some years later, wherever they stand in the options."""
    if isinstance(value, list):
        return [_later(each, years) for each in value]
    if isinstance(value, dict):
        return {name: _later(each, years) for name, each in value.items()}
    return f"{int(value[:4]) + years}{value[4:]}" if isinstance(value, str) and value[:2] == "20" else value


@FEW
@given(seed=SEEDS, years=st.integers(-60, 60), options=SHAPES)
def test_a_shift_of_all_dates_in_every_shape(seed: int, years: int, options: dict[str, object]) -> None:
    frame = _frame(seed)
    moved = frame.assign(period=pd.PeriodIndex(frame["period"]) + 12 * years)
    first = evaluera.estimate("interrupted_time_series", _panel(frame), start="2012-01", **options)
    later = {name: _later(value, years) for name, value in options.items()}
    second = evaluera.estimate("interrupted_time_series", _panel(moved), start=f"{2012 + years}-01", **later)
    assert first.estimates == second.estimates


@FEW
@given(seed=SEEDS, factor=st.floats(1e-3, 1e5), options=SHAPES)
def test_the_unit_of_a_rate_in_every_shape(seed: int, factor: float, options: dict[str, object]) -> None:
    frame = _frame(seed)
    plain, scaled = (
        evaluera.estimate("interrupted_time_series", _panel(each, kind="rate"), start="2012-01", **options)
        for each in (frame, frame.assign(value=frame["value"] * factor))
    )
    for one, other in zip(plain.estimates, scaled.estimates, strict=True):
        expected = [factor * number for number in (one.estimate, one.std_error, one.low, one.high)]
        assert (other.estimate, other.std_error, other.low, other.high) == pytest.approx(
            expected, rel=1e-6, abs=1e-8 * factor
        )


@FEW
@given(seed=SEEDS, options=SHAPES)
def test_every_shape_survives_json_and_agrees_with_its_p_values(seed: int, options: dict[str, object]) -> None:
    result = evaluera.estimate("interrupted_time_series", _panel(_frame(seed)), start="2012-01", **options)
    assert EffectResult.from_json(result.to_json()) == result
    for each in result.estimates:
        null = 1.0 if each.scale == "log" else 0.0
        assert each.p_value is not None
        assert (each.p_value < 0.05) == (not each.low <= null <= each.high)
