"""Prais-Winsten: the fit repeats itself, and is generalised least squares at its own rho."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from evaluera.numerics.arrays import Floats
from evaluera.numerics.failure import NotEstimableError
from evaluera.numerics.prais_winsten import prais_winsten_autoregression

TIME = np.arange(60)


@pytest.fixture
def x() -> Floats:
    return np.column_stack([np.ones(60), TIME, TIME >= 36]).astype(float)


@pytest.fixture
def y(x: Floats) -> Floats:
    noise = np.random.default_rng(11).normal(size=60)
    for i in range(1, 60):
        noise[i] += 0.6 * noise[i - 1]
    return x @ [5.0, 0.1, -2.0] + noise


def test_the_transformed_regression(x: Floats, y: Floats) -> None:
    """Prais and Winsten's own recipe with statsmodels' OLS: quasi-differences, the first row times sqrt(1 - rho^2)."""
    rho = 0.0
    for _ in range(200):
        z = np.column_stack([x, y])
        turned = np.vstack([np.sqrt(1 - rho**2) * z[:1], z[1:] - rho * z[:-1]])
        theirs = sm.OLS(turned[:, -1], turned[:, :-1]).fit()
        left = y - x @ theirs.params
        rho = float(left[1:] @ left[:-1] / (left[:-1] @ left[:-1]))
    ours = prais_winsten_autoregression(x=x, y=y, time=TIME)
    assert ours.rho == pytest.approx(rho, abs=1e-9)
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-8)
    assert ours.covariance == pytest.approx(theirs.cov_params(), rel=1e-7)


def test_missing_periods_keep_their_distance(x: Floats, y: Floats) -> None:
    kept = np.delete(TIME, [5, 6, 30, 44])
    ours = prais_winsten_autoregression(x=x[kept], y=y[kept], time=kept)
    distance = np.abs(kept[:, None] - kept[None, :])
    theirs = sm.GLS(y[kept], x[kept], sigma=ours.rho**distance).fit()
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-8)
    assert ours.covariance == pytest.approx(theirs.cov_params(), rel=1e-7)
    left, near = ours.residuals, np.flatnonzero(np.diff(kept) == 1)
    assert ours.rho == pytest.approx(left[near + 1] @ left[near] / (left[near] @ left[near]), abs=1e-8)


def test_no_neighbours(x: Floats, y: Floats) -> None:
    with pytest.raises(NotEstimableError, match="no_convergence"):
        prais_winsten_autoregression(x=x[::2], y=y[::2], time=TIME[::2])


def test_a_correlation_that_leaves_the_range(x: Floats) -> None:
    growing = np.exp(TIME / 6.0)
    with pytest.raises(NotEstimableError, match="no_convergence"):
        prais_winsten_autoregression(x=x, y=growing, time=TIME)
