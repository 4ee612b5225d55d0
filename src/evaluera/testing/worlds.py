"""Panels in which nothing happened: simulated worlds, and windows of real series."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from evaluera.data.construction import panel as build_panel
from evaluera.data.panel import Kind, Panel
from evaluera.numerics.arrays import Floats
from evaluera.testing.area_counts import draw_areas
from evaluera.testing.count_series import CountNoise, draw_counts, seasonal_mean
from evaluera.testing.noise import first_order, random_walk, with_observation_noise

__all__ = ["REAL_SET", "SEED", "Suite", "World", "real_worlds", "simulated_worlds"]

SEED = 20260101
REAL_SET = "nsw-monthly-offences"
Suite = Literal["quick", "full"]

_REPLICATES: Mapping[Suite, int] = {"quick": 100, "full": 1000}
_EVERY: Mapping[Suite, int] = {"quick": 21, "full": 7}
"""Months from one window of a real series to the next."""
_WINDOWS = ((24, 12), (36, 24))
_LAST_REAL = "2019-12"
_SEASON = 0.2
_SPREAD: Mapping[str, float] = {"mean": 1.0, "share": 0.02}
_LEVEL: Mapping[str, float] = {"mean": 10.0, "share": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """One kind of data without any effect: ``panel()`` holds many series, each an outcome of its own.

    ``options`` are those the method is asked with beside ``start``.
    """

    data: Literal["simulated", "real"]
    name: str
    kind: Kind
    periods: int
    start: str
    values: Callable[[], Mapping[str, Floats]]
    """Series by area: outcomes x periods; the area is "" for single series."""
    options: Mapping[str, object] = field(default_factory=dict)

    def panel(self) -> Panel:
        """The series as monthly data."""
        months = _months(self.periods)
        frames = []
        for area, values in self.values().items():
            columns = {f"series{i:04d}": row for i, row in enumerate(values)}
            frames.append(pd.DataFrame({"month": months, "area": area, **columns}))
        frame = pd.concat(frames, ignore_index=True)
        outcomes = [name for name in frame.columns if name.startswith("series")]
        areas = "area" if len(frames) > 1 else None
        return build_panel(frame, period="month", value=outcomes, area=areas, kind=self.kind)


def _months(number: int) -> pd.PeriodIndex:
    return pd.period_range("2011-01", periods=number, freq="M")


def _start(first_after: int) -> str:
    return str(_months(first_after + 1)[-1])


def simulated_worlds(suite: Suite, *, areas: bool) -> Iterator[World]:
    """The simulated worlds of the suite; those with comparison areas only when ``areas``.

    ``quick``: 48 months, half before, 100 series each, counts around 20. ``full``: 24, 48 and 96 months, counts around
    2, 20 and 200, 1 000 series each.
    """
    for months in (48,) if suite == "quick" else (24, 48, 96):
        yield from _gaussian(suite, months)
        for mean in (20.0,) if suite == "quick" else (2.0, 20.0, 200.0):
            yield from _counts(suite, months, mean)
    if areas:
        yield from _compared(suite)


def _gaussian(suite: Suite, months: int) -> Iterator[World]:
    draws: Mapping[str, Callable[..., Floats]] = {
        "independent": partial(first_order, rho=0.0),
        "autocorrelated": partial(first_order, rho=0.6),
        "autocorrelated_and_noise": partial(with_observation_noise, rho=0.8),
        "drifting": partial(_drifting, step=0.3),
    }
    kinds: tuple[Kind, ...] = ("mean", "share")
    for kind, (name, draw) in product(kinds, draws.items()):
        if kind == "share" and name != "autocorrelated":
            continue
        label = f"{kind}_{name}_{months}"
        values = partial(_single, label, partial(_levelled, draw, kind, _REPLICATES[suite], months))
        yield _world(label, kind, months, values)


def _drifting(random: np.random.Generator, *, series: int, n: int, step: float) -> Floats:
    return np.asarray(
        random_walk(random, series=series, n=n, step=step) + random.standard_normal((series, n)), dtype=float
    )


def _levelled(draw: Callable[..., Floats], kind: str, series: int, n: int, random: np.random.Generator) -> Floats:
    noise = draw(random, series=series, n=n)
    return np.asarray(_LEVEL[kind] + _SPREAD[kind] * noise, dtype=float)


def _counts(suite: Suite, months: int, mean: float) -> Iterator[World]:
    noises: tuple[CountNoise, ...] = ("poisson", "negative_binomial", "autocorrelated", "drifting")
    for noise in noises:
        label = f"count_{noise}_{months}_mean_{mean:g}"
        expected = seasonal_mean(n=months, mean=mean, season=_SEASON)
        drawn = partial(_drawn, noise, _REPLICATES[suite], expected)
        yield _world(label, "count", months, partial(_single, label, drawn))


def _drawn(noise: CountNoise, series: int, mean: Floats, random: np.random.Generator) -> Floats:
    return draw_counts(random, noise=noise, series=series, mean=mean)


def _world(label: str, kind: Kind, months: int, values: Callable[[], Mapping[str, Floats]]) -> World:
    return World(data="simulated", name=label, kind=kind, periods=months, start=_start(months // 2), values=values)


def _random(label: str) -> np.random.Generator:
    return np.random.default_rng([SEED, zlib.crc32(label.encode())])


def _single(label: str, drawn: Callable[[np.random.Generator], Floats]) -> Mapping[str, Floats]:
    return {"": drawn(_random(label))}


def _compared(suite: Suite) -> Iterator[World]:
    """Treated areas against comparison areas, 36 + 12 months."""
    for chosen, others in ((1, 5), (1, 20), (4, 8)):
        label = f"count_areas_{chosen}_against_{others}"
        treated = [_area(i) for i in range(chosen)]
        yield World(
            data="simulated",
            name=label,
            kind="count",
            periods=48,
            start=_start(36),
            values=partial(_by_area, label, chosen, others, _REPLICATES[suite]),
            options={"treated": treated, "comparison": "rest"},
        )


def _by_area(label: str, chosen: int, others: int, series: int) -> Mapping[str, Floats]:
    random = _random(label)
    drawn = [
        draw_areas(random, chosen=chosen, others=others, mean=20.0, before=36, after=12).value for _ in range(series)
    ]
    return {_area(i): np.array([value[i] for value in drawn]) for i in range(chosen + others)}


def _area(number: int) -> str:
    return f"area{number:03d}"


def real_worlds(suite: Suite, *, reference: Path) -> Iterator[World]:
    """Windows of real monthly crime in which nothing happened, 24 + 12 and 36 + 24 months."""
    for before, after in _WINDOWS:
        yield World(
            data="real",
            name=f"crime_{before}_{after}",
            kind="count",
            periods=before + after,
            start=_start(before),
            values=partial(_windows, reference / REAL_SET / "nsw_offences.csv", before + after, _EVERY[suite]),
        )


def _windows(file: Path, length: int, every: int) -> Mapping[str, Floats]:
    by_offence: dict[str, list[float]] = {}
    with file.open(encoding="utf-8", newline="") as opened:
        for row in sorted(csv.DictReader(opened), key=lambda row: (row["offence"], row["month"])):
            if row["month"] <= _LAST_REAL:
                by_offence.setdefault(row["offence"], []).append(float(row["count"]))
    starts = range(0, len(next(iter(by_offence.values()))) - length + 1, every)
    return {"": np.array([values[start : start + length] for values in by_offence.values() for start in starts])}
