"""The suites of pooled effects: log ratios of several areas as one, also of areas that share their noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

import numpy as np

from calibration.cell import CONFIDENCE, Cell
from calibration.design import Design, design
from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.error_models.model import Sample
from evaluera.methods.pooled_answers import Between, pooled_answers
from evaluera.methods.season import harmonics_for
from evaluera.methods.shared_noise import correlation_of_areas, shared_covariance
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts, student_contrasts
from evaluera.testing.noise import first_order

__all__ = ["MODELS", "SHARED_MODELS", "PoolCell", "SharedNoiseCell", "pool_cells", "shared_cells"]

MODELS = ("integrated", "reml", "paule_mandel", "der_simonian_laird")
"""The default, Hartung-Knapp with two estimates of the variance between areas, and the usual normal interval."""
SHARED_MODELS = ("integrated", "integrated_as_if_independent", "reml", "der_simonian_laird")
SMALLEST, LARGEST = 0.05, 0.4
"""Standard errors of the single log ratios run between these, equally likely on the log scale."""
NUMBERS = (3, 5, 10, 20)
SPREADS = (0.0, 0.1, 0.3)
MONTHS, START = 48, 24
OWN, RHO = 0.1, 0.5
MEANS = (10.0, 100.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimates:
    """Log ratios (k) with their sampling covariance (k x k), and what a new area would show."""

    value: Floats
    covariance: Floats
    independent: Floats
    new: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PoolCell:
    """``number`` independent estimates with unequal errors, of ratios that differ by ``spread``; the mean is 0."""

    suite: str
    name: str
    number: int
    spread: float
    terms: tuple[str, ...] = ("mean", "new area")
    once: bool = False

    def draw(self, random: np.random.Generator, number: int) -> Sequence[Estimates]:
        return [self._one(random) for _ in range(number)]

    def _one(self, random: np.random.Generator) -> Estimates:
        error = np.exp(random.uniform(np.log(SMALLEST), np.log(LARGEST), self.number))
        truth = self.spread * random.standard_normal(self.number + 1)
        value = truth[:-1] + error * random.standard_normal(self.number)
        covariance = np.diag(error**2)
        return Estimates(value=value, covariance=covariance, independent=covariance, new=float(truth[-1]))

    def answer(self, problem: Estimates, model: str) -> Contrasts:
        return _answer(problem, model)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SharedNoiseCell:
    """``number`` areas of 10-100 events a month, 24 + 24 months, with autocorrelated noise of which a part is shared.

    Each area is fitted by itself with the default errors (a step on a trend), as ``pool`` is given it.
    """

    suite: str
    name: str
    number: int
    shared: float
    terms: tuple[str, ...] = ("mean", "new area")
    once: bool = False

    def draw(self, random: np.random.Generator, number: int) -> Sequence[Estimates]:
        return [self._one(random) for _ in range(number)]

    def _one(self, random: np.random.Generator) -> Estimates:
        mean = np.exp(random.uniform(*np.log(MEANS), self.number))[:, None]
        common = self.shared * first_order(random, series=1, n=MONTHS, rho=RHO)
        own = OWN * first_order(random, series=self.number, n=MONTHS, rho=RHO)
        counts = random.poisson(mean * np.exp(common + own)).astype(float)
        made = design(
            MONTHS,
            START,
            trend=True,
            slope=False,
            harmonics=harmonics_for(n=MONTHS, season_length=12, harmonics="auto"),
        )
        fits = [_fitted(each, made) for each in counts]
        error = np.array([each[1] for each in fits])
        correlation = correlation_of_areas(np.array([each[2] for each in fits]), 1.0 / error)
        return Estimates(
            value=np.array([each[0] for each in fits]),
            covariance=shared_covariance(error, correlation),
            independent=np.diag(error**2),
            new=0.0,
        )

    def answer(self, problem: Estimates, model: str) -> Contrasts:
        return _answer(problem, model)


def _fitted(counts: Floats, made: Design) -> tuple[float, float, Floats]:
    """The step, its standard error, and log(observed + 0.5) - log(fitted + 0.5)."""
    x, n = made["x"], len(counts)
    sample = Sample(y=counts, x=x, exposure=np.ones(n), time=np.arange(n), counts=True, season_length=12)
    fit = error_model("default").fit(sample)
    answer = fit.contrasts(made["rows"], confidence=CONFIDENCE)
    residuals = np.log(counts + 0.5) - np.log(np.exp(x @ fit.coefficients) + 0.5)
    return float(answer.estimate[0]), float(answer.std_error[0]), residuals


def _answer(problem: Estimates, model: str) -> Contrasts:
    """The mean, and a new area less what it would show."""
    if model == "der_simonian_laird":
        mean, new = _der_simonian_laird(problem.value, np.diagonal(problem.independent))
    else:
        alone = model.endswith("independent")
        covariance = problem.independent if alone else problem.covariance
        between = cast("Between", "integrated" if alone else model)
        mean, new, _ = pooled_answers(problem.value, covariance, between=between, confidence=CONFIDENCE)
    truth = np.array([0.0, problem.new])
    return Contrasts(
        estimate=np.concatenate([mean.estimate, new.estimate]) - truth,
        std_error=np.concatenate([mean.std_error, new.std_error]),
        low=np.concatenate([mean.low, new.low]) - truth,
        high=np.concatenate([mean.high, new.high]) - truth,
        p_value=np.concatenate([mean.p_value, new.p_value]),
    )


def _der_simonian_laird(y: Floats, variance: Floats) -> tuple[Contrasts, Contrasts]:
    """The mean with its normal interval, and the prediction interval with t(k - 2).

    References: DerSimonian and Laird (1986), Control Clin Trials 7:177; Higgins, Thompson and Spiegelhalter (2009), J R
    Stat Soc A 172:137, equation 12.
    """
    weight = 1.0 / variance
    fixed = float(weight @ y / weight.sum())
    excess = float(weight @ (y - fixed) ** 2) - (len(y) - 1)
    between = max(0.0, excess / float(weight.sum() - (weight**2).sum() / weight.sum()))
    weight = 1.0 / (variance + between)
    mean, error = float(weight @ y / weight.sum()), float(1.0 / weight.sum())
    normal, predicted = (
        student_contrasts(
            rows=np.ones((1, 1)),
            coefficients=np.array([mean]),
            covariance=np.array([[square]]),
            df=df,
            confidence=CONFIDENCE,
        )
        for square, df in ((error, None), (error + between, float(len(y) - 2)))
    )
    return normal, predicted


def pool_cells() -> tuple[Cell, ...]:
    """Independent areas."""
    return tuple(
        PoolCell(suite="pool", name=f"{k} areas, spread {spread:g}", number=k, spread=spread)
        for k, spread in product(NUMBERS, SPREADS)
    )


def shared_cells() -> tuple[Cell, ...]:
    """Areas whose noise is partly the same."""
    return tuple(
        SharedNoiseCell(suite="pool_shared", name=f"{k} areas, shared noise {shared:g}", number=k, shared=shared)
        for k, shared in product((4, 8, 16), (0.0, 0.1, 0.2))
    )
