"""Every registered method keeps the contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evaluera import EffectResult, MethodError
from evaluera.methods.registry import method, methods
from evaluera.results.diagnostic import Note
from evaluera.testing import check_method

OURS = [
    "before_after",
    "interrupted_time_series",
    "survey_difference",
    "weighted_displacement_difference",
    "weighted_displacement_quotient",
]


def test_ours_are_registered() -> None:
    assert list(methods()) == OURS


@pytest.mark.parametrize("name", OURS)
def test_it_keeps_the_contract(name: str) -> None:
    check_method(name)


@pytest.mark.parametrize(
    "options",
    [
        {"displacement": ["b0"], "displacement_comparison": ["c7"], "comparison": ["c0", "c1", "c2"]},
        {"displacement": ["b0"], "variance": "poisson"},
        {"comparison": ["c0", "c1"], "confidence": 0.9},
    ],
)
def test_displacement_keeps_the_contract_with_other_options(options: dict[str, object]) -> None:
    check_method("weighted_displacement_difference", options=options)


@pytest.mark.parametrize(
    "options",
    [
        {"shape": "level_and_slope"},
        {"shape": "slope", "end": "2017-12"},
        {"shape": "ramp", "duration": 6, "also": ["2018-06"]},
        {"shape": "pulse", "duration": 12},
        {"shape": "delayed", "lag": 3},
        {"shape": "phase_in", "transition": ["2016-12", "2017-03"]},
        {"errors": "poisson", "harmonics": 1},
        {"errors": "reml_ar1", "season": "dummies"},
        {"errors": "newey_west", "transition": ["2016-11", "2017-02"]},
        {"confidence": 0.9, "before": 30, "after": 20},
    ],
)
def test_it_keeps_the_contract_with_other_options(options: dict[str, object]) -> None:
    check_method("interrupted_time_series", options=options)


def test_instance_class_and_name_are_the_same() -> None:
    before_after = method("before_after")
    check_method(before_after)
    check_method(type(before_after))


def test_an_unknown_method_lists_those_that_exist() -> None:
    with pytest.raises(MethodError, match=r"before_after, .*interrupted_time_series, ") as error:
        method("befor_after")
    assert error.value.findings[0].code == "method.unknown_method"
    assert error.value.findings[0].values["nearest"] == "before_after"


class _Forgetful(type(method("before_after"))):  # type: ignore[misc]
    """Breaks one promise at a time."""

    def estimate(self, panel: Any, params: Any, question: Any) -> Any:
        result = super().estimate(panel, params, question)
        return self.broken(result)


def _without_words(result: EffectResult) -> EffectResult:
    return replace(result, notes=(Note(code="no_such_note"),))


def _outside_its_interval(result: EffectResult) -> EffectResult:
    first = replace(result.estimates[0], estimate=result.estimates[0].high + 1.0)
    return replace(result, estimates=(first, *result.estimates[1:]))


def _another_name(result: EffectResult) -> EffectResult:
    return replace(result, method="another")


def _without_what_check_said(result: EffectResult) -> EffectResult:
    return replace(result, diagnostics=())


def _without_options(result: EffectResult) -> EffectResult:
    return replace(result, options={})


def _lost_rows(result: EffectResult) -> EffectResult:
    return replace(result, provenance=replace(result.provenance, rows_read=1000))


def _certain_but_not(result: EffectResult) -> EffectResult:
    first = replace(result.estimates[0], p_value=0.9, low=result.estimates[0].estimate * 0.999, high=0.99)
    return replace(result, estimates=(first, *result.estimates[1:]))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (_without_words, "no words in sv for note.no_such_note"),
        (_outside_its_interval, "outside its own interval"),
        (_another_name, "result.method must be the method's name"),
        (_without_what_check_said, "lacks what check said: number_of_periods"),
        (_without_options, "result.options lacks"),
        (_lost_rows, "rows read"),
        (_certain_but_not, "p-value 0.9 and interval disagree"),
    ],
)
def test_a_broken_promise_is_told(broken: Callable[[EffectResult], EffectResult], words: str) -> None:
    broken_method = type("Broken", (_Forgetful,), {"broken": staticmethod(broken)})
    with pytest.raises(AssertionError, match=words):
        check_method(broken_method())


def test_what_lacks_the_protocol_is_told() -> None:
    with pytest.raises(AssertionError, match="lacks name, Params, check or estimate"):
        check_method(object())  # type: ignore[arg-type]
