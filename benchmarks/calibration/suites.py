"""The grids of cells and the models that are tried on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from calibration import displacement, pooled, surveys
from calibration.cell import AreaCell, Cell, SeriesCell
from calibration.design import design
from calibration.real_crime import real_cells
from calibration.seattle import seattle_cells
from evaluera.design.question import SelectionReason
from evaluera.methods.season import harmonics_for
from evaluera.numerics.arrays import Floats
from evaluera.testing.area_counts import AreaCounts, Selection, draw_areas
from evaluera.testing.count_series import CountNoise, draw_counts, seasonal_mean
from evaluera.testing.noise import first_order, heavy_tailed, second_order, with_observation_noise

__all__ = ["DEFAULT", "ITERATIVE", "MODELS", "cells"]

_GAUSSIAN = (
    *("drift", "drift_lean", "ar2", "reml_ar1_kenward_roger", "reml_ar1_satterthwaite", "reml_ar1"),
    *("prais_winsten", "newey_west_corrected", "newey_west", "independent", "arima", "local_level"),
)
_COUNTS = ("drift", "drift_lean", "ar2", "quasi_poisson", "negative_binomial", "glm_hac", "poisson")
_COMPARED = ("default", "random_effects", "ancova", "controlled_series", "poisson")
MODELS: Mapping[str, tuple[str, ...]] = {
    "gaussian": _GAUSSIAN,
    "other": _GAUSSIAN,
    "counts": _COUNTS,
    "crude": ("drift", "ar2", "quasi_poisson", "poisson"),
    "everyday": ("drift", "quasi_poisson"),
    "areas": _COMPARED,
    "real": _COUNTS,
    "real_areas": _COMPARED,
    "displacement": displacement.MODELS,
    "survey": surveys.MODELS,
    "pool": pooled.MODELS,
    "pool_shared": pooled.SHARED_MODELS,
}
DEFAULT = {suite: models[0] for suite, models in MODELS.items()}
"""The library's default in each suite."""
ITERATIVE = frozenset({"arima", "local_level"})
"""Peers that search iteratively: fewer replicates, worst cells only."""

Noise = Callable[[np.random.Generator, int], Floats]


def cells() -> dict[str, tuple[Cell, ...]]:
    """All suites."""
    return {
        "gaussian": _gaussian(),
        "other": _other(),
        "counts": _counts(),
        "crude": _crude(),
        "everyday": _everyday(),
        "areas": _areas(),
        "real": real_cells(),
        "real_areas": seattle_cells(),
        "displacement": displacement.displacement_cells(),
        "survey": surveys.survey_cells(),
        "pool": pooled.pool_cells(),
        "pool_shared": pooled.shared_cells(),
    }


def _series(suite: str, name: str, noise: Noise, n: int, first_after: int) -> SeriesCell:
    """Gaussian noise around nothing: level and slope are estimated."""
    made = design(n, first_after, trend=True, slope=True, harmonics=0)
    made["terms"], made["rows"] = made["terms"][:2], made["rows"][:2]
    return SeriesCell(suite=suite, name=name, drawn=noise, counts=False, **made)


def _first(random: np.random.Generator, number: int, *, n: int, rho: float) -> Floats:
    return first_order(random, series=number, n=n, rho=rho)


def _gaussian() -> tuple[Cell, ...]:
    """Level and slope, AR(1) noise, the start in the middle."""
    return tuple(
        _series("gaussian", f"AR(1) {rho:g}, {n} months", partial(_first, n=n, rho=rho), n, n // 2)
        for n, rho in product((12, 24, 36, 60, 100), (0.0, 0.3, 0.6, 0.8))
    )


def _second(random: np.random.Generator, number: int, *, n: int, one: float, two: float) -> Floats:
    return second_order(random, series=number, n=n, one=one, two=two)


def _observed(random: np.random.Generator, number: int, *, n: int) -> Floats:
    return with_observation_noise(random, series=number, n=n, rho=0.8)


def _heavy(random: np.random.Generator, number: int, *, n: int) -> Floats:
    return heavy_tailed(random, series=number, n=n, rho=0.4)


def _doubled(random: np.random.Generator, number: int, *, n: int, first_after: int) -> Floats:
    noise = first_order(random, series=number, n=n, rho=0.4)
    noise[:, first_after:] *= np.sqrt(2.0)
    return noise


def _other() -> tuple[Cell, ...]:
    """What is not AR(1), and starts near the end."""
    result = []
    for n, share in ((48, 0.5), (48, 0.75), (48, 0.9), (100, 0.5), (100, 0.75), (100, 0.9)):
        first_after = int(n * share)
        noises: dict[str, Noise] = {
            "AR(2) 0.5, 0.3": partial(_second, n=n, one=0.5, two=0.3),
            "AR(2) 0.8, -0.3": partial(_second, n=n, one=0.8, two=-0.3),
            "AR(1) 0.8 + noise": partial(_observed, n=n),
            "AR(1) 0.95": partial(_first, n=n, rho=0.95),
            "AR(1) -0.4": partial(_first, n=n, rho=-0.4),
            "AR(1) 0.4, t4": partial(_heavy, n=n),
            "AR(1) 0.4, variance doubled after": partial(_doubled, n=n, first_after=first_after),
            "AR(1) 0.6": partial(_first, n=n, rho=0.6),
        }
        label = f"{n} months, {100 * share:.0f}/{100 * (1 - share):.0f}"
        result += [_series("other", f"{name}, {label}", noise, n, first_after) for name, noise in noises.items()]
    return tuple(result)


def _drawn(random: np.random.Generator, number: int, *, noise: CountNoise, mean: Floats) -> Floats:
    return draw_counts(random, noise=noise, series=number, mean=mean)


_SHORT: dict[CountNoise, str] = {"poisson": "Poisson", "negative_binomial": "NB", "autocorrelated": "log-AR(1)"}


def _counts() -> tuple[Cell, ...]:
    """A step on a trend with the season that the default takes, the start in the middle."""
    result = []
    for mean, n, season, noise in product((1.0, 5.0, 20.0, 200.0), (36, 60, 120), (0.0, 0.2), _SHORT):
        harmonics = harmonics_for(n=n, season_length=12, harmonics="auto")
        made = design(n, n // 2, trend=True, slope=False, harmonics=harmonics)
        drawn = partial(_drawn, noise=noise, mean=seasonal_mean(n=n, mean=mean, season=season))
        name = f"{_SHORT[noise]}, mean {mean:g}, {n} months, season {100 * season:.0f} %"
        result.append(SeriesCell(suite="counts", name=name, drawn=drawn, counts=True, **made))
    return tuple(result)


def _crude() -> tuple[Cell, ...]:
    """12 months before and 12 after: no trend, no harmonics."""
    made = design(24, 12, trend=False, slope=False, harmonics=0)
    result = []
    for mean, season, noise in product((2.0, 20.0, 200.0), (0.0, 0.2), _SHORT):
        drawn = partial(_drawn, noise=noise, mean=seasonal_mean(n=24, mean=mean, season=season))
        name = f"{_SHORT[noise]}, mean {mean:g}, season {100 * season:.0f} %"
        result.append(SeriesCell(suite="crude", name=name, drawn=drawn, counts=True, **made))
    return tuple(result)


_EVERYDAY: dict[CountNoise, str] = {
    "poisson": "independent (Poisson)",
    "negative_binomial": "overdispersed (negative binomial)",
    "autocorrelated": "autocorrelated",
    "drifting": "drifting",
}


def _everyday() -> tuple[Cell, ...]:
    """Both methods on the same counts, drifting ones too; a season of 15 %, half of the months before."""
    result = []
    for noise, (n, mean) in product(_EVERYDAY, ((48, 20.0), (96, 20.0), (96, 100.0))):
        drawn = partial(_drawn, noise=noise, mean=seasonal_mean(n=n, mean=mean, season=0.15))
        harmonics = harmonics_for(n=n, season_length=12, harmonics="auto")
        for method, trend, pairs in (("interrupted_time_series", True, harmonics), ("before_after", False, 0)):
            name = f"{_EVERYDAY[noise]}, {n} months, mean {mean:g}, {method}"
            made = design(n, n // 2, trend=trend, slope=False, harmonics=pairs)
            result.append(SeriesCell(suite="everyday", name=name, drawn=drawn, counts=True, **made))
    return tuple(result)


_REASONS: dict[Selection, SelectionReason] = {"random": "random", "level": "high_level", "trend": "rising_trend"}


def _worlds(random: np.random.Generator, number: int, *, before: int, **options: Any) -> list[AreaCounts]:
    return [draw_areas(random, before=before, after=12, **options) for _ in range(number)]


def _areas() -> tuple[Cell, ...]:
    """36 + 12 months (and 12 + 12 against one or five areas), areas chosen at random or for their past."""
    sizes = [
        (others, chosen, 36, mean) for others, chosen, mean in product((5, 20, 100), (1, 4, 20), (2.0, 20.0, 100.0))
    ]
    crude = [(others, 1, 12, mean) for others, mean in product((1, 5), (20.0, 100.0))]
    return tuple(
        AreaCell(
            suite="areas",
            name=f"{selection}, {chosen} against {others}, mean {mean:g}, {before} + 12 months",
            drawn=partial(_worlds, chosen=chosen, others=others, mean=mean, before=before, selection=selection),
            before=before,
            season_length=12,
            reason=reason,
        )
        for selection, reason in _REASONS.items()
        for others, chosen, before, mean in (sizes + crude if selection == "random" else sizes)
    )
