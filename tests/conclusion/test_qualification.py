"""Implementation and effect together: every row of the verdict table, and the direction of the goal."""

from __future__ import annotations

from itertools import product

import pytest

from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.qualification import outcome_of, qualify
from evaluera.text.messages import message

OUTCOMES = ("improvement", "no_clear_precise", "no_clear_imprecise", "worsening")
ROWS = {
    "high": ("supports_theory", "theory_failure_likely", "underpowered", "adverse_or_reporting"),
    "partly": ("partial_support", "implementation_or_theory", "implementation_or_theory", "adverse_or_reporting"),
    "low": (
        "other_causes_likely",
        "implementation_failure",
        "implementation_failure",
        "context_or_underlying_trend",
    ),
    "unknown": ("not_qualifiable",) * 4,
}


@pytest.mark.parametrize(("grade", "outcome"), list(product(ROWS, OUTCOMES)))
def test_every_row_of_the_table(grade, outcome):
    code = ROWS[grade][OUTCOMES.index(outcome)]
    assert qualify(grade, outcome) == code
    assert message(f"qualification.{code}", "sv") != message(f"qualification.{code}", "en")


@pytest.mark.parametrize(
    ("numbers", "direction", "expected"),
    [
        ((0.6, 0.4, 0.9), None, "improvement"),
        ((0.6, 0.4, 0.9), "decrease", "improvement"),
        ((0.6, 0.4, 0.9), "increase", "worsening"),
        ((1.6, 1.2, 2.0), None, "worsening"),
        ((1.6, 1.2, 2.0), "increase", "improvement"),
        ((1.0, 0.92, 1.09), "decrease", "no_clear_precise"),
        ((0.8, 0.57, 1.06), "increase", "no_clear_imprecise"),
        ((1.0, 0.90, 1.10), "keep", "improvement"),
        ((0.95, 0.92, 0.98), "keep", "improvement"),
        ((1.3, 1.11, 1.5), "keep", "worsening"),
        ((0.6, 0.4, 0.89), "keep", "worsening"),
        ((0.8, 0.6, 0.95), "keep", "no_clear_imprecise"),
        ((1.05, 0.95, 1.15), "keep", "no_clear_imprecise"),
    ],
)
def test_the_outcome_follows_the_direction_of_the_goal(make_result, numbers, direction, expected):
    assert outcome_of(conclude(make_result(*numbers)), direction=direction) == expected


def test_the_wanted_direction_of_the_question_counts_without_a_goal(make_result):
    conclusion = conclude(make_result(1.6, 1.2, 2.0, question={"better": "higher"}))
    assert outcome_of(conclusion) == "improvement"


@pytest.mark.parametrize("direction", [None, "decrease", "keep"])
def test_too_little_data_answers_nothing(make_result, direction):
    conclusion = conclude(make_result(1.0, 0.95, 1.05, evidence={"periods_after": 3}))
    assert outcome_of(conclusion, direction=direction) == "no_clear_imprecise"


def test_kept_follows_the_smallest_change(make_result):
    conclusion = conclude(make_result(1.05, 0.95, 1.15))
    assert outcome_of(conclusion, direction="keep", smallest_change=0.2) == "improvement"
