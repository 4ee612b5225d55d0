"""What is left out, preliminary or missing is told apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evaluera.figures.course_view import view_of


def kinds(result: object) -> list[tuple[str, int, int, bool]]:
    view = view_of(result.courses[0], result.timing)  # type: ignore[attr-defined]
    return [(s.kind, s.first, s.last, s.used) for s in view.stretches]


def test_counterfactual_begins_with_the_start(course_result) -> None:
    result = course_result(count=12, start=8)
    view = view_of(result.courses[0], result.timing)
    assert view.start == 8
    assert np.isnan(view.counterfactual[:8]).all()
    assert np.isfinite(view.counterfactual[8:]).all()


def test_transition_preliminary_and_left_out(course_result) -> None:
    result = course_result(count=20, start=10, left_out=[0, 1, 10, 11, 18, 19], transition=(10, 11), preliminary=18)
    assert kinds(result) == [("excluded", 0, 1, False), ("transition", 10, 11, False), ("preliminary", 18, 19, False)]


def test_preliminary_periods_that_are_used(course_result) -> None:
    assert kinds(course_result(count=20, preliminary=18)) == [("preliminary", 18, 19, True)]


def test_a_missing_value_is_no_stretch(course_result) -> None:
    result = course_result([1.0, np.nan, 3.0, 4.0, 5.0])
    assert kinds(result) == []
    assert np.isnan(view_of(result.courses[0], result.timing).observed[1])


def test_start_outside_the_data_is_at_an_end(course_result) -> None:
    result = course_result(count=12)
    late = replace(result, timing=replace(result.timing, start="2031-01"))
    early = replace(result, timing=replace(result.timing, start="2001-01"))
    assert view_of(late.courses[0], late.timing).start == 12
    assert view_of(early.courses[0], early.timing).start == 0


def test_ordinal_periods_are_compared_as_numbers(course_result) -> None:
    result = course_result(count=16, frequency=None, start=12)
    assert view_of(result.courses[0], result.timing).start == 12
