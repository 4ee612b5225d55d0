"""The panels that have published answers; the files and their sources stand in ``data/``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import Panel

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def sicily() -> pd.DataFrame:
    """Admissions for acute coronary events, 59 months; the smoking ban is from January 2005."""
    frame = pd.read_csv(DATA / "sicily-smoking-ban" / "sicily.csv")
    month = frame["year"].astype(str) + "-" + frame["month"].astype(str).str.zfill(2)
    return frame.assign(period=month, rate=frame["aces"] / frame["stdpop"] * 1e5)


@pytest.fixture(scope="session")
def sicily_counts(sicily: pd.DataFrame) -> Panel:
    return evaluera.panel(sicily, value="aces", exposure="stdpop")


@pytest.fixture(scope="session")
def sicily_rates(sicily: pd.DataFrame) -> Panel:
    return evaluera.panel(sicily, value="rate", kind="rate")


@pytest.fixture(scope="session")
def seatbelts() -> Panel:
    """Killed and seriously injured in cars, 192 months; the seat belt law is coded from February 1983."""
    frame = pd.read_csv(DATA / "uk-seatbelts" / "seatbelts.csv")
    frame = frame.assign(log_petrol=np.log(frame["petrol_price"]), log_kms=np.log(frame["kms"]))
    return evaluera.panel(
        frame,
        period="month",
        value=["drivers_ksi", "front_ksi", "rear_ksi"],
        covariates=["log_petrol", "log_kms"],
    )


@pytest.fixture(scope="session")
def seattle() -> Panel:
    """Reported crime in 136 areas, 16 quarters; the initiative in the area DMI is from quarter 13."""
    frame = pd.read_csv(DATA / "seattle-dmi" / "areas_quarterly.csv", dtype={"area": str})
    return evaluera.panel(frame, period="quarter", value="any_crime", area="area", frequency="quarter")
