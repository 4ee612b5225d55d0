"""Two totals, and four: the worked cases of the statistics document, to the printed digits."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

import evaluera
from evaluera import Estimate


def _thirty_against_fifty(**options: Any) -> Estimate:
    panel = evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [50, 30]}))
    return evaluera.estimate("before_after", panel, start=2, **options).primary()[0]


def test_exact_interval() -> None:
    for options in ({}, {"interval": "exact"}):
        found = _thirty_against_fifty(**options)
        assert found.estimate == pytest.approx(0.6)
        assert (found.low, found.high) == pytest.approx((0.3683506, 0.9621492), abs=5e-8)
        assert found.p_value == pytest.approx(0.03299, abs=5e-6)


def test_midp_interval() -> None:
    found = _thirty_against_fifty(interval="midp")
    assert (found.low, found.high) == pytest.approx((0.3778063, 0.9405921), abs=5e-8)
    assert found.p_value == pytest.approx(0.0256544, abs=5e-8)


def test_score_interval_against_statsmodels() -> None:
    """statsmodels solves the score equation by search; ours is Wilson's closed form."""
    from statsmodels.stats.rates import confint_poisson_2indep

    found = _thirty_against_fifty(interval="score")
    expected = confint_poisson_2indep(30, 1, 50, 1, method="score", compare="ratio")
    assert (found.low, found.high) == pytest.approx(expected, rel=1e-6)


def test_wald_interval_against_statsmodels() -> None:
    from statsmodels.stats.rates import confint_poisson_2indep

    found = _thirty_against_fifty(interval="wald")
    expected = confint_poisson_2indep(30, 1, 50, 1, method="wald-log", compare="ratio")
    assert (found.low, found.high) == pytest.approx(expected, rel=1e-9)


def test_relative_incidence_rate_ratio() -> None:
    frame = pd.DataFrame({"area": ["a", "a", "b", "b"], "period": [1, 2, 1, 2], "value": [50, 30, 60, 55]})
    panel = evaluera.panel(frame, area="area")
    for options in ({}, {"errors": "poisson"}, {"interval": "wald"}):
        found = evaluera.estimate("before_after", panel, start=2, treated=["a"], comparison=["b"], **options)
        ratio = found.primary()[0]
        assert ratio.term == "relative_incidence_rate_ratio"
        assert math.log(ratio.estimate) == pytest.approx(-0.4238142, abs=5e-8)
        assert ratio.estimate == pytest.approx(0.6545455, abs=5e-8)
        assert ratio.std_error == pytest.approx(0.2969542, abs=5e-8)
        dispersion = next(check for check in found.diagnostics if check.name == "dispersion")
        assert (dispersion.verdict, dispersion.reason) == ("FAILS", "diagnostic.dispersion.unseen")
