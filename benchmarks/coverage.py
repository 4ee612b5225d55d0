"""How often the default 95 per cent intervals hold the truth, on simulated monthly counts without any effect.

Seeded: the same table every time. The true ratio is 1 in every cell.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import evaluera

TABLE = Path(__file__).resolve().parents[1] / "docs" / "measured" / "coverage.md"
REPLICATES = 1000
SEED = 20250101
SEASON = 0.15

Draw = Callable[[np.random.Generator, NDArray[np.float64]], NDArray[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One kind of series: its length in months (half before the start) and its mean."""

    months: int
    mean: float


def poisson(generator: np.random.Generator, mean: NDArray[np.float64]) -> NDArray[np.int64]:
    """Independent counts."""
    return generator.poisson(mean)


def negative_binomial(generator: np.random.Generator, mean: NDArray[np.float64]) -> NDArray[np.int64]:
    """Overdispersed counts: variance = mean + 0.1 mean squared."""
    return generator.poisson(mean * generator.gamma(10.0, 0.1, mean.size))


def autocorrelated(generator: np.random.Generator, mean: NDArray[np.float64]) -> NDArray[np.int64]:
    """Counts around a latent AR(1) of correlation 0.5 and standard deviation 0.2."""
    return generator.poisson(mean * np.exp(_ar1(generator, mean.size, 0.5, 0.2)))


def drifting(generator: np.random.Generator, mean: NDArray[np.float64]) -> NDArray[np.int64]:
    """Counts around a random walk of 4 per cent a month: what crime does, and what breaks the usual tools."""
    walk = np.cumsum(generator.normal(0.0, 0.04, mean.size))
    return generator.poisson(mean * np.exp(walk - walk.mean()))


def _ar1(generator: np.random.Generator, n: int, rho: float, deviation: float) -> NDArray[np.float64]:
    noise = generator.normal(0.0, deviation * np.sqrt(1 - rho**2), n)
    values = np.empty(n)
    values[0] = generator.normal(0.0, deviation)
    for t in range(1, n):
        values[t] = rho * values[t - 1] + noise[t]
    return values


DRAWS: dict[str, Draw] = {
    "independent (Poisson)": poisson,
    "overdispersed (negative binomial)": negative_binomial,
    "autocorrelated": autocorrelated,
    "drifting": drifting,
}
CELLS = [Cell(months=48, mean=20.0), Cell(months=96, mean=20.0), Cell(months=96, mean=100.0)]
METHODS: dict[str, dict[str, Any]] = {
    "interrupted_time_series": {"term": "level_change"},
    "before_after": {"term": "rate_ratio"},
}


def covered(method: str, counts: NDArray[np.int64], cell: Cell) -> bool:
    """Whether the default interval of the method holds a ratio of 1."""
    months = pd.period_range("2001-01", periods=cell.months, freq="M")
    frame = pd.DataFrame({"month": months, "count": counts})
    panel = evaluera.panel(frame, period="month", value="count")
    result = evaluera.estimate(method, panel, start=str(months[cell.months // 2]))
    estimate = result.tidy().set_index("term").loc[METHODS[method]["term"]]
    return bool(estimate["low"] <= 1.0 <= estimate["high"])


def rows() -> Iterator[str]:
    """One line of the table for each kind of series and cell."""
    for number, (kind, draw) in enumerate(DRAWS.items()):
        for cell in CELLS:
            generator = np.random.default_rng([SEED, number, cell.months, int(cell.mean)])
            season = 1 + SEASON * np.cos(2 * np.pi * np.arange(cell.months) / 12)
            series = [draw(generator, cell.mean * season) for _ in range(REPLICATES)]
            shares = [100 * np.mean([covered(method, counts, cell) for counts in series]) for method in METHODS]
            yield f"| {kind} | {cell.months} | {cell.mean:g} | " + " | ".join(f"{share:.0f}" for share in shares) + " |"


def main() -> int:
    """Simulate and write the table."""
    head = ["| series | months | mean | " + " | ".join(f"`{name}`" for name in METHODS) + " |"]
    head += ["|---|---|---|" + "---|" * len(METHODS)]
    error = 100 * np.sqrt(0.95 * 0.05 / REPLICATES)
    foot = f"Per cent of {REPLICATES} series; Monte Carlo error {error:.1f} points. Half of the months come before."
    TABLE.write_text("\n".join([*head, *rows(), "", foot, ""]), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
