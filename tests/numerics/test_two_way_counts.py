"""Counts with effects of area and period: against the model of statsmodels, and the floors of the permutation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from evaluera.numerics.two_way_counts import arrangements, fit_levels, fit_slope, told_apart


@pytest.fixture(scope="module")
def table():
    random = np.random.default_rng(4)
    dose = np.where(np.arange(8) >= 3, 1.0, 0.0) * np.array([0.0, 1.0, 2.0, 3.5])[:, None]
    exposure = random.uniform(500, 1500, size=(4, 1)) * np.ones((4, 8))
    counts = random.poisson(exposure * 0.02 * np.exp(-0.1 * dose)).astype(float)
    counts[2, 5] = np.nan
    return counts, exposure, dose


def reference(counts, exposure, *columns):
    """The same model with a dummy for each area and period."""
    known = ~np.isnan(counts)
    area, period = np.nonzero(known)
    both = np.hstack([np.eye(counts.shape[0])[area], np.eye(counts.shape[1])[period][:, 1:]])
    x = np.column_stack([both, *(column[known] for column in columns)])
    model = sm.GLM(counts[known], x, family=sm.families.Poisson(), offset=np.log(exposure[known]))
    return model.fit(tol=1e-13, maxiter=200).params


def test_the_levels_are_those_of_the_poisson_model(table):
    counts, exposure, dose = table
    levels = np.searchsorted([0.5, 1.5], dose)
    fitted = fit_levels(counts=counts, exposure=exposure, levels=levels)
    params = reference(counts, exposure, levels == 1, levels == 2)
    assert fitted.levels[1:] == pytest.approx(np.exp(params[-2:]), rel=1e-7)
    assert np.nansum(fitted.expected) == pytest.approx(np.nansum(counts))
    assert np.isnan(fitted.expected[2, 5])


def test_the_slope_is_that_of_the_poisson_model(table):
    counts, exposure, dose = table
    slope = fit_slope(counts=counts, exposure=exposure, dose=dose)
    assert slope == pytest.approx(reference(counts, exposure, dose)[-1], rel=1e-7)


def test_a_dose_that_is_the_same_everywhere_has_no_slope(table):
    counts, exposure, _ = table
    same = np.ones((4, 1)) * np.arange(8.0)
    assert not told_apart([same], ~np.isnan(counts))
    assert np.isnan(fit_slope(counts=counts, exposure=exposure, dose=same))
    assert np.isnan(fit_slope(counts=counts, exposure=exposure, dose=0.0 * same))


@pytest.mark.parametrize(
    ("doses", "ways"),
    [((1, 2, 3, 4), 24), ((1, 2, 3), 6), ((1, 1, 1, 0, 0, 0), 20), ((1, 1), 1), ((0, 0, 1, 2), 12)],
)
def test_the_number_of_ways_to_deal_the_doses_out(doses, ways):
    assert arrangements(np.array(doses, dtype=float)[:, None] * np.ones(5)) == ways
