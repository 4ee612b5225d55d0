"""Simulated series have the noise that was asked for, and the estimated noise is the one that was simulated."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.noise import Noise, noise_of, simulated_counts, simulated_values

FLAT = np.full(40, 50.0)


def simulated(noise: Noise, *, n: int = 40, replicates: int = 4000) -> np.ndarray:
    rng, events = np.random.default_rng(3), np.random.default_rng(4)
    mean = np.full(n, 50.0)
    return simulated_counts(mean=mean, factor=np.ones(n), noise=noise, replicates=replicates, rng=rng, events=events)


@pytest.mark.parametrize(("dispersion", "correlation"), [(1.0, 0.0), (3.0, 0.0), (3.0, 0.4)])
def test_counts_have_the_dispersion_and_the_correlation_asked_for(dispersion: float, correlation: float) -> None:
    y = simulated(Noise(dispersion=dispersion, autocorrelation=correlation))
    assert y.mean() == pytest.approx(50.0, rel=0.01)
    assert y.var() / y.mean() == pytest.approx(dispersion, rel=0.05)
    neighbours = np.corrcoef(y[:, :-1].ravel(), y[:, 1:].ravel())[0, 1]
    assert neighbours == pytest.approx(correlation, abs=0.02)


def test_values_have_the_spread_and_the_correlation_asked_for() -> None:
    noise = Noise(dispersion=2.0, autocorrelation=0.5)
    y = simulated_values(mean=FLAT, noise=noise, replicates=4000, rng=np.random.default_rng(1))
    assert y.std() == pytest.approx(2.0, rel=0.02)
    assert np.corrcoef(y[:, :-1].ravel(), y[:, 1:].ravel())[0, 1] == pytest.approx(0.5, abs=0.02)


def test_a_longer_series_begins_as_a_shorter_one() -> None:
    noise = Noise(dispersion=3.0, autocorrelation=0.4)
    assert np.array_equal(simulated(noise, n=60, replicates=5)[:, :40], simulated(noise, replicates=5))


def test_the_noise_of_a_simulated_series_is_found_again() -> None:
    found = []
    time = np.arange(40)
    x = np.column_stack([np.ones(40), time - 20.0])
    for y in simulated(Noise(dispersion=3.0, autocorrelation=0.4), replicates=400):
        residuals = (y - x @ np.linalg.lstsq(x, y, rcond=None)[0]) / np.sqrt(50.0)
        found.append(noise_of(residuals=residuals, time=time, coefficients=2, counts=True))
    # the correction is of first order and the estimate is cut at zero: it comes within 0.06 of the truth
    assert np.mean([each.autocorrelation for each in found]) == pytest.approx(0.4, abs=0.06)
    assert np.mean([each.dispersion for each in found]) == pytest.approx(3.0, rel=0.15)
