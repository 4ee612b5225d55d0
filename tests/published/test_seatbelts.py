"""The UK seat belt law: R's nlme::gls, and Harvey and Durbin 1986 (J R Stat Soc A 149:187)."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, Panel

COVARIATES = ("log_petrol", "log_kms")


@pytest.fixture(scope="module")
def result(seatbelts: Panel) -> EffectResult:
    return evaluera.estimate(
        "interrupted_time_series",
        seatbelts,
        start="1983-02",
        errors="reml_ar1",
        season="dummies",
        covariates=COVARIATES,
    )


def test_drivers_by_reml(result: EffectResult) -> None:
    law = result.select(outcome="drivers_ksi").primary()[0]
    assert math.log(law.estimate) == pytest.approx(-0.1534386, abs=5e-8)
    assert law.std_error == pytest.approx(0.0314745, abs=5e-8)


def test_the_same_from_log_values_as_a_mean() -> None:
    from pathlib import Path

    frame = pd.read_csv(Path(__file__).resolve().parents[2] / "data" / "uk-seatbelts" / "seatbelts.csv")
    frame = frame.assign(log_petrol=np.log(frame["petrol_price"]), log_kms=np.log(frame["kms"]))
    frame = frame.assign(log_drivers=np.log(frame["drivers_ksi"]))
    panel = evaluera.panel(frame, period="month", value="log_drivers", kind="mean", covariates=list(COVARIATES))
    law = evaluera.estimate(
        "interrupted_time_series", panel, start="1983-02", season="dummies", covariates=COVARIATES, errors="reml_ar1"
    ).primary()[0]
    assert (law.estimate, law.std_error) == pytest.approx((-0.1534386, 0.0314745), abs=5e-8)


@pytest.mark.parametrize(
    ("outcome", "published", "expected"),
    [
        ("drivers_ksi", 0.77, (0.80, 0.71, 0.89)),
        ("front_ksi", 0.70, (0.73, 0.64, 0.83)),
        ("rear_ksi", 1.03, (1.04, 0.91, 1.16)),
    ],
)
def test_the_default_agrees_with_the_structural_model(
    seatbelts: Panel, outcome: str, published: float, expected: tuple[float, float, float]
) -> None:
    """Harvey and Durbin's -23 %, -30 % and +3 % lie in the intervals; the rear seat, not covered, shows no change.

    ``expected``: the default's own figures, with two decimals; those of its first family are in test_error_models.py.
    """
    law = evaluera.estimate(
        "interrupted_time_series", seatbelts, outcome=outcome, start="1983-02", covariates=COVARIATES
    ).primary()[0]
    assert law.low < published < law.high
    assert (law.estimate, law.low, law.high) == pytest.approx(expected, abs=6e-3)


def test_front_against_rear(seatbelts: Panel) -> None:
    """Harvey and Durbin: front -30 %, rear +3 %, so the ratio of both is 0.70 / 1.03 = 0.68.

    With a difference in trend and season, for the front seat's share of casualties fell long before the law.
    """
    answer = evaluera.estimate(
        "interrupted_time_series",
        seatbelts,
        outcome="front_ksi",
        start="1983-02",
        comparison_outcome="rear_ksi",
        trend_difference=True,
        harmonics=2,
    ).primary()[0]
    assert answer.low < 0.70 / 1.03 < answer.high
    assert answer.estimate == pytest.approx(0.702, abs=0.01)
    assert answer.high < 0.80
