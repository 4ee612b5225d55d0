"""The weighted displacement difference and the E-test: worked examples with published answers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import poisson

from evaluera.numerics.displacement import DisplacementDifference, displacement_difference, harm_weighted
from evaluera.numerics.e_test import e_test

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "wdd-worked-examples" / "wdd_examples.csv"
CASES = {row["case"]: row for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())}
GROUPS = ("treated", "control", "disp_treated", "disp_control")


def _answer(case: str) -> DisplacementDifference:
    row = CASES[case]
    return displacement_difference(
        before=[float(row[f"{group}_pre"]) for group in GROUPS],
        after=[float(row[f"{group}_post"]) for group in GROUPS],
        time_weights=(float(row["time_weight_pre"]), float(row["time_weight_post"])),
    )


@pytest.mark.parametrize("case", CASES)
def test_published_examples(case: str) -> None:
    """To the printed digits: one decimal in the first three cases, four and six in the others."""
    row, answer = CASES[case], _answer(case)
    printed = 0.05 if len(row["se"]) <= 4 else 5.1e-7 if len(row["se"]) > 8 else 5.1e-5
    assert answer.estimate == pytest.approx(float(row["estimate"]), abs=1e-12)
    assert answer.std_error == pytest.approx(float(row["se"]), abs=printed)
    if row["ci90_low"]:
        limits = (float(row["ci90_low"]), float(row["ci90_high"]))
        assert answer.interval(0.90) == pytest.approx(limits, abs=max(printed, 5.1e-7) if printed < 0.01 else 0.06)


def test_harm_weighted_combination() -> None:
    five = [_answer(case) for case in ("motor_vehicle", "theft", "burglary", "robbery", "assault")]
    answer = harm_weighted(five, [3, 2, 5, 7, 10])
    assert answer.estimate == -1721.0
    assert answer.std_error == pytest.approx(304.1036, abs=5e-5)
    assert answer.estimate / answer.std_error == pytest.approx(-5.6593, abs=5e-5)
    assert answer.interval(0.95) == pytest.approx((-2317.03, -1124.97), abs=5e-3)


def test_displacement_area_with_its_own_comparison() -> None:
    answer = displacement_difference(before=(207, 308, 178, 150), after=(110, 318, 157, 140))
    assert answer.estimate == -118.0
    assert answer.std_error == pytest.approx(39.598, abs=5e-4)
    assert tuple(round(edge) for edge in answer.interval(0.95)) == (-196, -40)


def test_area_weights_divide_the_counts() -> None:
    plain = displacement_difference(before=(20, 30, 0, 0), after=(10, 30, 0, 0))
    larger = displacement_difference(before=(20, 60, 0, 0), after=(10, 60, 0, 0), area_weights=(1, 2, 1, 1))
    assert larger.estimate == plain.estimate == -10.0
    assert larger.variance == 30 + 120 / 4


def test_nothing_at_all_is_no_change() -> None:
    answer = displacement_difference(before=(0, 0, 0, 0), after=(0, 0, 0, 0))
    assert (answer.estimate, answer.std_error, answer.p_value) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("first", "second", "exposures", "expected", "printed"),
    [
        (6, 2, (1, 1), 0.1749, 5e-5),
        (0, 3, (1, 1), 0.08838, 5e-6),
        (10, 5, (1, 1), 0.20616, 5e-6),
        (100, 25, (10, 5), 0.001538, 5e-7),
        (15, 5, (1, 1), 0.025035, 5e-7),
    ],
)
def test_published_e_tests(
    first: int, second: int, exposures: tuple[int, int], expected: float, printed: float
) -> None:
    p_value = e_test(first=first, second=second, first_exposure=exposures[0], second_exposure=exposures[1])
    assert p_value == pytest.approx(expected, abs=printed)


def test_e_test_against_adding_up_one_by_one() -> None:
    first, second, exposures = 7, 1, (2.0, 3.0)
    rate = (first + second) / sum(exposures)

    def statistic(x: int, y: int) -> float:
        variance = (x + y) / (exposures[0] * exposures[1])
        return abs(x / exposures[0] - y / exposures[1]) / float(np.sqrt(variance)) if x + y else 0.0

    expected = sum(
        float(poisson.pmf(x, rate * exposures[0]) * poisson.pmf(y, rate * exposures[1]))
        for x in range(60)
        for y in range(60)
        if statistic(x, y) >= statistic(first, second) - 1e-12
    )
    found = e_test(first=first, second=second, first_exposure=exposures[0], second_exposure=exposures[1])
    assert found == pytest.approx(expected, rel=1e-9)


def test_e_test_of_nothing_and_of_very_much() -> None:
    assert e_test(first=0, second=0) == 1.0
    just_added_up, normal = e_test(first=2050, second=1940), e_test(first=2060, second=1950)
    assert normal == pytest.approx(just_added_up, abs=0.002)
    assert e_test(first=1e9, second=1e9) == 1.0
