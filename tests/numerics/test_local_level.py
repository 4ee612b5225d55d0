"""The local level against statsmodels' UnobservedComponents."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from statsmodels.tsa.statespace.structural import UnobservedComponents

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.local_level import local_level_regression

TIME = np.arange(96)
STEP = (TIME >= 60).astype(float)
MONTHS = (TIME[:, None] % 12 == np.arange(1, 12)[None, :]).astype(float)


@pytest.fixture(scope="module")
def y() -> Floats:
    rng = np.random.default_rng(8)
    level = np.cumsum(rng.normal(0.0, 0.3, 96))
    return level + rng.normal(0.0, 1.0, 96) + 0.5 * np.cos(2 * np.pi * TIME / 12) - 1.5 * STEP + 10.0


def structural(y: Floats, **components: Any) -> tuple[float, float]:
    """Estimate and standard error of the step."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = UnobservedComponents(y, exog=STEP[:, None], **components).fit(
            disp=0, maxiter=1000, cov_type="approx", method="bfgs", gtol=1e-8
        )
    return float(fit.params[-1]), float(fit.bse[-1])


@pytest.mark.parametrize("missing", [[], [10, 11, 40]])
@pytest.mark.parametrize(
    ("columns", "components"),
    [
        ([], {"level": "llevel"}),
        ([TIME.astype(float)], {"level": "lldtrend"}),
        ([*MONTHS.T], {"level": "llevel", "seasonal": 12, "stochastic_seasonal": False}),
    ],
    ids=["level", "trend", "season"],
)
def test_against_statsmodels(y: Floats, columns: list[Floats], components: dict[str, Any], missing: list[int]) -> None:
    """Their diffuse prior is a large variance and their Hessian one of differences: alike to about 1 in 1 000."""
    x = np.column_stack([np.ones(96), *columns, STEP])
    kept = np.delete(TIME, missing)
    ours = local_level_regression(x=x[kept], y=y[kept], time=kept, season_length=12)
    holes = y.copy()
    holes[missing] = np.nan
    estimate, std_error = structural(holes, **components)
    assert ours.coefficients[-1] == pytest.approx(estimate, rel=2e-3)
    assert np.sqrt(ours.covariance[-1, -1]) == pytest.approx(std_error, rel=5e-3)


def test_white_noise_is_least_squares() -> None:
    """No drift at the maximum: the share is at its end, and the answer that of least squares."""
    alternating = np.where(TIME % 2 == 0, 1.0, -1.0) + 0.01 * np.sin(TIME)
    x = np.column_stack([np.ones(96), STEP])
    fit = local_level_regression(x=x, y=alternating, time=TIME)
    assert fit.drift == 0.0
    assert fit.coefficients == pytest.approx(np.linalg.lstsq(x, alternating, rcond=None)[0], abs=1e-12)


def test_leaving_out_a_period(y: Floats) -> None:
    """At the same drift ``deletion`` is exact; the drift moves a little, so the whole change is near it."""
    x = np.column_stack([np.ones(96), TIME.astype(float), STEP])
    whole = local_level_regression(x=x, y=y, time=TIME)
    keep = TIME != 61
    without = local_level_regression(x=x[keep], y=y[keep], time=TIME[keep])
    change = without.coefficients[-1] - whole.coefficients[-1]
    assert whole.deletion[61, -1] == pytest.approx(change, abs=0.15 * np.sqrt(whole.covariance[-1, -1]))


def test_a_response_without_noise() -> None:
    with pytest.raises(NotEstimableError, match="no_variation"):
        local_level_regression(x=np.column_stack([np.ones(96), STEP]), y=2.0 + STEP, time=TIME)
