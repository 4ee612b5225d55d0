"""What the example is made from: levels, noise and true effects, read from its parameter file."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["FOLDER", "Area", "Crime", "Survey", "Truth", "truth"]

FOLDER = Path(__file__).resolve().parents[2] / "data" / "umea-vaxer"
FILE = "parameters.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A district; ``start`` is None and ``effect`` 1 where there is no initiative. ``level`` is crimes a month."""

    name: str
    residents: int
    growth: float
    level: float
    start: str | None = None
    effect: float = 1.0

    def residents_in(self, year: int) -> int:
        """Residents at the end of the year."""
        return round(self.residents * (1.0 + self.growth) ** (year - 2014))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crime:
    """Monthly counts by area; drifts and trend are on the log scale."""

    first: str
    last: str
    dispersion: float
    autocorrelation: float
    drift: float
    own_drift: float
    trend: float
    season: float
    recording_break: str
    recording_factor: float
    pandemic: tuple[str, str]
    pandemic_factor: float
    preliminary_from: str
    preliminary_factors: tuple[float, ...]
    areas: Mapping[str, Area]

    @property
    def months(self) -> pd.PeriodIndex:
        """All months."""
        return pd.period_range(self.first, self.last, freq="M")

    @property
    def treated(self) -> tuple[Area, ...]:
        """The areas of the initiative, in the order in which they started."""
        return tuple(sorted((a for a in self.areas.values() if a.start), key=lambda area: str(area.start)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A share by year; ``effect`` in share units from ``first_after`` on, ``break_step`` from ``method_break`` on."""

    years: tuple[int, ...]
    share: float
    effect: float
    first_after: int
    between_years: float
    sample: int
    design_effect: float
    method_break: int | None = None
    break_step: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything; ``random(name)`` is a generator of its own for each part, so that one part does not move another."""

    seed: int
    crime: Crime
    unsafe: Survey
    school: Survey

    def random(self, name: str) -> np.random.Generator:
        """The random numbers of one part of the data."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])


def truth(file: Path = FOLDER / FILE) -> Truth:
    """The parameters of a file."""
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    crime = dict(written["crime"])
    areas = {name: Area(name=name, **given) for name, given in crime.pop("areas").items()}
    return Truth(
        seed=written["seed"],
        crime=Crime(areas=areas, **{key: _frozen(value) for key, value in crime.items()}),
        unsafe=_survey(written["unsafe"]),
        school=_survey(written["school"]),
    )


def _survey(given: Mapping[str, Any]) -> Survey:
    settings = dict(given)
    first, last = settings.pop("years")
    return Survey(years=tuple(range(first, last + 1, settings.pop("step", 1))), **settings)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
