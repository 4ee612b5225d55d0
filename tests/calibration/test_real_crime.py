"""How often is a change found in real crime at dates when nothing happened? The full table is ``make calibrate``.

21 types of offence in New South Wales 1995-2019, 24 + 12 months, a start every 14 months: 399 series, that are not
independent of each other. The first, blind measurement was 5.3 % (drift) and 22 % (quasi-Poisson) on twice as many.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import Panel

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "nsw-monthly-offences" / "nsw_offences.csv"
LAST = "2019-12"
BEFORE, AFTER, APART = 24, 12, 14
LARGEST_SHARE = 0.08


@pytest.fixture(scope="module")
def offences() -> Panel:
    frame = pd.read_csv(FILE)
    frame = frame[frame["month"] <= LAST]
    return evaluera.panel(frame, period="month", value="count", outcome="offence", source="NSW BOCSAR")


def _p_values(panel: Panel, *, errors: str, apart: int = APART) -> np.ndarray:
    months = pd.period_range("1995-01", LAST, freq="M")
    found: list[float] = []
    for first in range(BEFORE, len(months) - AFTER + 1, apart):
        result = evaluera.estimate(
            "interrupted_time_series", panel, start=str(months[first]), before=BEFORE, after=AFTER, errors=errors
        )
        found.extend(estimate.p_value for estimate in result.primary() if estimate.p_value is not None)
    return np.array(found)


def test_the_default_finds_few_changes_where_there_are_none(offences: Panel) -> None:
    p_values = _p_values(offences, errors="default")
    assert len(p_values) == 399
    assert np.mean(p_values < 0.05) <= LARGEST_SHARE


def test_the_same_series_are_hard_for_the_usual_tool(offences: Panel) -> None:
    assert np.mean(_p_values(offences, errors="quasi_poisson", apart=4 * APART) < 0.05) > 2 * LARGEST_SHARE
