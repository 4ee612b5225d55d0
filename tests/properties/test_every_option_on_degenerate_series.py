"""Every registered method, error model and shape, on data that say little: finite, or refused in words.

Never NaN, never an endless interval, never a warning or an error of a library below. What is tried follows the
registries, so a new method, error model or shape is tried too, or the test says that nobody has said how.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

import evaluera
from evaluera.data.panel import Panel
from evaluera.methods.error_models.catalogue import error_names
from evaluera.methods.registry import methods
from evaluera.methods.shapes.registry import shape_names
from evaluera.results.effect import EffectResult
from evaluera.text.messages import keys, message

Values = npt.NDArray[np.float64]

START = 12
SERIES: Mapping[str, Values] = {
    "all zero": np.zeros(24),
    "constant": np.full(24, 7.0),
    "one non-zero month": np.r_[np.zeros(15), 1.0, np.zeros(8)],
    "counts of a billion": np.round(1e9 * (1 + 0.01 * np.random.default_rng(11).standard_normal(24))),
    "constant billions": np.full(24, 1e9),
    "five points": np.array([3.0, 5.0, 4.0, 8.0, 2.0]),
}
AREA_ERRORS = methods()["before_after"].Params.model_json_schema()["properties"]["errors"]["enum"]
EVENTS = ("model", "exclude", "mention")
SHAPE_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "level": {},
    "level_and_slope": {},
    "slope": {},
    "ramp": {"duration": 3},
    "pulse": {"duration": 1},
    "delayed": {"lag": 2},
    "phase_in": {"transition": (0, 2)},
    "dose": {"dose": "dose"},
}
OWN_SHAPES = [name for name in shape_names() if name in SHAPE_OPTIONS]


def _months(n: int) -> pd.PeriodIndex:
    return pd.period_range("2010-01", periods=n, freq="M")


def _start(value: Values) -> int:
    return min(START, len(value) // 2)


def _frame(value: Values, area: str = "a") -> pd.DataFrame:
    after = np.arange(len(value)) >= _start(value)
    dose = np.where(after, 1.0 + np.arange(len(value)) % 3, 0.0)
    return pd.DataFrame({"area": area, "period": _months(len(value)), "value": value, "dose": dose})


def _areas(value: Values, others: str) -> Panel:
    """The series in one area, and eight others: like it, ordinary, or without any event."""
    random = np.random.default_rng(3)
    made = {
        "like it": lambda: value,
        "ordinary": lambda: random.poisson(20, len(value)).astype(float),
        "empty": lambda: np.zeros(len(value)),
    }
    frames = [_frame(value), *(_frame(made[others](), f"b{i}") for i in range(8))]
    return evaluera.panel(pd.concat(frames), area="area", source="made here")


def _said_in_words(error: evaluera.EvalueraError) -> None:
    for finding in error.findings:
        assert f"finding.{finding.code}" in keys("sv") & keys("en")
        assert message(f"finding.{finding.code}", "sv", **finding.values)


def _finite(result: EffectResult) -> None:
    for estimate in result.estimates:
        assert all(map(math.isfinite, (estimate.estimate, estimate.std_error, estimate.low, estimate.high)))
        assert estimate.low <= estimate.estimate <= estimate.high
    for course in result.courses:
        shown = itertools.chain(course.fitted, course.counterfactual, course.low, course.high)
        assert all(value is None or math.isfinite(value) for value in shown)
    for diagnostic in result.diagnostics:
        assert diagnostic.value is None or math.isfinite(diagnostic.value)
        assert message(diagnostic.reason, "sv", **diagnostic.values)
    for estimate in result.primary():
        assert str(evaluera.statement(result.select(outcome=estimate.outcome, area=estimate.area), language="sv"))


def _asked(name: str, panel: Panel, **options: Any) -> EffectResult | None:
    """The answer, which is finite; None for a refusal, which has words."""
    try:
        result = evaluera.estimate(name, panel, **options)
    except evaluera.EvalueraError as error:
        _said_in_words(error)
        return None
    _finite(result)
    return result


def _asked_of_areas(value: Values, others: str) -> Iterator[tuple[str, Mapping[str, Any], Panel]]:
    """Every method for counts of areas, with every way to estimate its uncertainty."""
    panel, start = _areas(value, others), str(_months(len(value))[_start(value)])
    for errors in AREA_ERRORS:
        one = {"start": start, "treated": ["a"], "comparison": "rest"}
        yield "before_after", {**one, "errors": errors}, panel
        moved = {**one, "displacement": ["b0", "b1"], "variance": errors}
        yield "weighted_displacement_difference", moved, panel
        yield "weighted_displacement_quotient", moved, panel
    for errors in ("default", "quasi_poisson", "poisson"):
        yield "interrupted_time_series", {**one, "errors": errors}, panel
    for how in EVENTS:
        event = {"name": "x", "from": str(_months(len(value))[1]), "to": str(_months(len(value))[2]), "how": how}
        yield "before_after", {**one, "events": [event]}, panel
        yield "weighted_displacement_difference", {**one, "displacement": ["b0"], "events": [event]}, panel
        yield "interrupted_time_series", {**one, "events": [event]}, panel


def test_every_method_and_shape_of_the_registry_is_tried() -> None:
    tried = {name for name, _, _ in _asked_of_areas(SERIES["constant"], "ordinary")} | {"survey_difference"}
    ours = {name for name, method in methods().items() if type(method).__module__.startswith("evaluera.")}
    assert tried == ours
    assert set(SHAPE_OPTIONS) <= set(shape_names())


@pytest.mark.parametrize("errors", ["default", *error_names()])
@pytest.mark.parametrize("name", SERIES)
def test_every_error_model_with_every_shape(name: str, errors: str) -> None:
    value = SERIES[name]
    months, first = _months(len(value)), _start(value)
    panel = evaluera.panel(_frame(value).drop(columns="area"), covariates=["dose"], source="made here")
    for shape in OWN_SHAPES:
        options = dict(SHAPE_OPTIONS[shape])
        if "transition" in options:
            options["transition"] = [str(months[first + step]) for step in options["transition"]]
        _asked("interrupted_time_series", panel, start=str(months[first]), shape=shape, errors=errors, **options)


@pytest.mark.parametrize("others", ["like it", "ordinary", "empty"])
@pytest.mark.parametrize("name", SERIES)
def test_every_method_for_areas(name: str, others: str) -> None:
    answers = [_asked(method, panel, **options) for method, options, panel in _asked_of_areas(SERIES[name], others)]
    if name == "constant" and others == "ordinary":
        assert any(answer is not None for answer in answers)


@pytest.mark.parametrize("between", ["integrated", "none"])
@pytest.mark.parametrize("respondents", [None, 1, 1500, 10**9])
@pytest.mark.parametrize(
    "share",
    [
        [0.0] * 10,
        [1.0] * 10,
        [0.3] * 10,
        [1e-9] * 10,
        [0.0] * 5 + [0.1] + [0.0] * 4,
        [0.0, 1.0] * 5,
        [0.3, 0.2],
    ],
    ids=["none", "all", "constant", "tiny", "one year", "to and fro", "two years"],
)
def test_survey_shares(share: list[float], respondents: int | None, between: str) -> None:
    frame = pd.DataFrame({"year": range(2010, 2010 + len(share)), "share": share, "n": respondents})
    start = 2010 + len(share) // 2
    try:
        panel = evaluera.panel(
            frame, period="year", value="share", kind="share", n="n" if respondents else None, source="made here"
        )
    except evaluera.DataError as error:
        _said_in_words(error)
        return
    _asked("survey_difference", panel, start=start, between_years=between)


def _made_of(value: Values, kind: Any) -> Iterator[Callable[[], object]]:
    """What is made of an answer: checks that ask again, sensitivity, the curve; and the plan."""
    start = str(_months(len(value))[_start(value)])
    panel = evaluera.panel(_frame(value).drop(columns=["area", "dose"]), kind=kind, source="made here")
    own = _asked("before_after", panel, start=start)
    if own is not None:
        yield partial(evaluera.check_assumptions, own, panel)
    yield partial(evaluera.sensitivity, "before_after", panel, start=start)
    yield partial(evaluera.specification_curve, "before_after", panel, start=start)
    yield partial(evaluera.plan, panel, start=start, follow_up=[6])


def _pooled(value: Values) -> Iterator[Callable[[], object]]:
    start = str(_months(len(value))[_start(value)])
    several = _asked("interrupted_time_series", _areas(value, "like it"), start=start, errors="quasi_poisson")
    if several is not None:
        yield from (partial(evaluera.pool, several, between=each) for each in ("integrated", "reml", "paule_mandel"))


@pytest.mark.parametrize("kind", ["count", "rate", "areas"])
@pytest.mark.parametrize("name", SERIES)
def test_what_is_made_of_an_answer(name: str, kind: str) -> None:
    for made in _pooled(SERIES[name]) if kind == "areas" else _made_of(SERIES[name], kind):
        try:
            found = made()
        except evaluera.EvalueraError as error:
            _said_in_words(error)
            continue
        if isinstance(found, EffectResult):
            _finite(found)
