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
        "interrupted_time_series", panel, start="1983-02", season="dummies", covariates=COVARIATES
    ).primary()[0]
    assert (law.estimate, law.std_error) == pytest.approx((-0.1534386, 0.0314745), abs=5e-8)


@pytest.mark.parametrize(("outcome", "published", "within"), [("drivers_ksi", 0.77, 0.10), ("front_ksi", 0.70, 0.12)])
def test_near_the_structural_model(seatbelts: Panel, outcome: str, published: float, within: float) -> None:
    """Another model (a step on a straight trend) on the same data: the fall is of the same order, and clear."""
    law = evaluera.estimate(
        "interrupted_time_series", seatbelts, outcome=outcome, start="1983-02", covariates=COVARIATES
    ).primary()[0]
    assert law.estimate == pytest.approx(published, abs=within)
    assert law.high < 1.0


def test_the_untreated_rear_seat_does_not_fall(seatbelts: Panel) -> None:
    """The law covered front seats only; published +3 %. A straight trend over 14 years overstates the rise."""
    law = evaluera.estimate("interrupted_time_series", seatbelts, outcome="rear_ksi", start="1983-02").primary()[0]
    assert law.low > 0.9
