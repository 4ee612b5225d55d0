"""Where the way to measure changed, no method computes a change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EvalueraError, Panel

COUNTS = np.random.default_rng(3).poisson(40, 60)


def _panel(**keywords: Any) -> Panel:
    frame = pd.DataFrame({"month": pd.period_range("2015-01", periods=60, freq="M"), "count": COUNTS})
    return evaluera.panel(frame, period="month", value="count", source="made up", **keywords)


@pytest.mark.parametrize("method", ["before_after", "interrupted_time_series"])
def test_a_break_among_the_used_periods_is_refused(method: str) -> None:
    with pytest.raises(EvalueraError, match="mitt i de perioder") as error:
        evaluera.estimate(method, _panel(method_break="2016-01"), start="2018-01")
    (finding,) = error.value.findings
    assert (finding.code, finding.values["period"]) == ("method.break_inside", "2016-01")


@pytest.mark.parametrize("method", ["before_after", "interrupted_time_series"])
def test_a_break_outside_the_used_periods_changes_nothing(method: str) -> None:
    with_break = evaluera.estimate(method, _panel(method_break="2016-01"), start="2018-01", before=24)
    without = evaluera.estimate(method, _panel(), start="2018-01", before=24)
    assert with_break.tidy().equals(without.tidy())
