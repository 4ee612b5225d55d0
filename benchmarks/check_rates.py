"""How often does each check of the fit raise its hand, when there is nothing wrong and when there is?

``make calibrate`` writes ``docs/measured/check_rates.md`` and leaves the figures with it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import evaluera
from evaluera.data.panel import Panel
from evaluera.results.effect import EffectResult

REPLICATES, QUICK = 300, 10
SEED = 20260401
TABLE = Path(__file__).resolve().parents[1] / "docs" / "measured" / "check_rates.md"
MONTHS, START = 60, 36

Random = np.random.Generator
Answer = Callable[[Random], EffectResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One kind of data and an analysis of it; ``fault``: what ``check`` looks for is there."""

    check: str
    data: str
    fault: bool
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """Counts of one area in 60 months, asked with ``options``; ``mean`` (T) has no change at the start."""

    mean: Callable[[Random], np.ndarray]
    options: Mapping[str, Any] = field(default_factory=dict)
    method: str = "interrupted_time_series"
    dispersion: float = 1.0
    first_month: float = 1.0
    """What the first month after the start is multiplied by, a mistake in the figures."""

    def __call__(self, random: Random) -> EffectResult:
        mean = self.mean(random)
        if self.dispersion > 1.0:
            count = random.negative_binomial(mean / (self.dispersion - 1.0), 1.0 / self.dispersion)
        else:
            count = random.poisson(mean)
        count[START] = round(self.first_month * count[START])
        months = pd.period_range("2018-01", periods=MONTHS, freq="M")
        panel = evaluera.panel(pd.DataFrame({"month": months, "count": count}), period="month", value="count")
        return evaluera.estimate(self.method, panel, start="2021-01", **self.options)


TIME = np.arange(MONTHS)
QUASI = {"errors": "quasi_poisson"}


def even(random: Random) -> np.ndarray:  # noqa: ARG001
    """Thirty events a month."""
    return np.full(MONTHS, 30.0)


def alike(random: Random) -> np.ndarray:
    """Neighbouring months resemble each other: AR(1) 0.6, standard deviation 0.3 on the log scale."""
    noise = np.zeros(MONTHS)
    noise[0] = 0.3 * random.standard_normal()
    for i in range(1, MONTHS):
        noise[i] = 0.6 * noise[i - 1] + 0.3 * 0.8 * random.standard_normal()
    return 30.0 * np.exp(noise)


def seasonal(random: Random) -> np.ndarray:  # noqa: ARG001
    """A season of 30 % up and down."""
    return 30.0 * np.exp(0.3 * np.cos(2.0 * np.pi * TIME / 12.0))


def bent(random: Random) -> np.ndarray:  # noqa: ARG001
    """Before the start up for 18 months and down for 18, by nearly half."""
    return 30.0 * np.exp(-0.6 * np.minimum((TIME - 18.0) / 18.0, 1.0) ** 2)


def falling(random: Random) -> np.ndarray:  # noqa: ARG001
    """Fifteen per cent less each year."""
    return 40.0 * 0.85 ** (TIME / 12.0)


def areas(random: Random, *, spread: float) -> EffectResult:
    """Six areas with a fall of a fifth, that differ by ``spread`` (log scale), as one answer."""
    effect = np.log(0.8) + spread * random.standard_normal(6)
    mean = 40.0 * np.exp(effect[:, None] * (np.arange(48) >= 24))
    panel = _by_area(random.poisson(mean), pd.period_range("2018-01", periods=48, freq="M"))
    return evaluera.pool(evaluera.estimate("interrupted_time_series", panel, start="2020-01", **QUASI))


def chosen(random: Random, *, worst: bool) -> EffectResult:
    """One of 16 areas without any effect, the worst or any, against the others; nobody said how it was chosen."""
    counts = random.poisson(20.0 * np.exp(0.1 * random.standard_normal((16, 1))), (16, 16))
    area = int(np.argmax(counts[:, :8].sum(axis=1))) if worst else 0
    panel = _by_area(counts, range(1, 17), frequency="quarter")
    return evaluera.estimate("before_after", panel, start=9, treated=[f"area{area}"], comparison="rest")


def surveys(random: Random, *, between: float) -> EffectResult:
    """Eight yearly surveys of 1 500 persons, a true share of 30 % that varies by ``between`` from year to year."""
    share = random.binomial(1500, 0.3 + between * random.standard_normal(8)) / 1500
    frame = pd.DataFrame({"year": range(2017, 2025), "unsafe": share, "answers": 1500})
    panel = evaluera.panel(frame, period="year", value="unsafe", kind="share", n="answers")
    return evaluera.estimate("survey_difference", panel, start=2021, between_years="none")


def _by_area(counts: np.ndarray, periods: Sequence[Any] | pd.PeriodIndex, frequency: str | None = None) -> Panel:
    frame = pd.concat(
        pd.DataFrame({"area": f"area{i}", "period": periods, "count": row}) for i, row in enumerate(counts)
    )
    return evaluera.panel(frame, value="count", area="area", frequency=frequency)  # type: ignore[arg-type]


def worlds() -> tuple[World, ...]:
    """For each check data without its fault, and with it."""
    return (
        _world("autocorrelation", "independent months, default", Monthly(mean=even)),
        _world("autocorrelation", "AR(1) 0.6, quasi-Poisson", Monthly(mean=alike, options=QUASI), fault=True),
        _world("autocorrelation", "AR(1) 0.6, default", Monthly(mean=alike)),
        _world("seasonal_autocorrelation", "a season in the model, default", Monthly(mean=seasonal)),
        _world(
            "seasonal_autocorrelation",
            "a season not in the model, quasi-Poisson",
            Monthly(mean=seasonal, options={**QUASI, "harmonics": 0}),
            fault=True,
        ),
        _world("dispersion", "chance alone, Poisson", Monthly(mean=even, options={"errors": "poisson"})),
        _world(
            "dispersion",
            "twice as much as chance, Poisson",
            Monthly(mean=even, dispersion=2.0, options={"errors": "poisson"}),
            fault=True,
        ),
        _world("influence", "independent months, default", Monthly(mean=even)),
        _world("influence", "the first month after tripled, default", Monthly(mean=even, first_month=3.0), fault=True),
        _world("pre_trend", "a level, default", Monthly(mean=even)),
        _world("pre_trend", "a bend before, default", Monthly(mean=bent), fault=True),
        _world("pre_trend", "a bend before, quasi-Poisson", Monthly(mean=bent, options=QUASI), fault=True),
        _world("pre_trend", "a level, two windows", Monthly(mean=even, method="before_after")),
        _world("pre_trend", "15 % less a year, two windows", Monthly(mean=falling, method="before_after"), fault=True),
        _world("agreement_of_areas", "the same change in six areas", lambda random: areas(random, spread=0.0)),
        _world(
            "agreement_of_areas", "changes that differ by 30 %", lambda random: areas(random, spread=0.3), fault=True
        ),
        _world("selection_sensitivity", "any of 16 areas", lambda random: chosen(random, worst=False)),
        _world("selection_sensitivity", "the worst of 16 areas", lambda random: chosen(random, worst=True), fault=True),
        _world("variation_between_years", "chance in the samples", lambda random: surveys(random, between=0.0)),
        _world(
            "variation_between_years",
            "3 points from year to year",
            lambda random: surveys(random, between=0.03),
            fault=True,
        ),
    )


def _world(check: str, data: str, answer: Answer, *, fault: bool = False) -> World:
    return World(check=check, data=data, fault=fault, answer=answer)


def verdicts(world: World, replicates: int) -> Counter[str]:
    """How many of the answers got each verdict from the world's check."""
    found: Counter[str] = Counter()
    for replicate in range(replicates):
        result = world.answer(np.random.default_rng([SEED, replicate]))
        found.update(each.verdict.value for each in result.diagnostics if each.name == world.check)
    return found


def table(replicates: int) -> str:
    """The Markdown table."""
    rows = ["| check | data | fault | DOUBTFUL | FAILS |", "|---|---|---|---|---|"]
    for world in worlds():
        found = verdicts(world, replicates)
        shares = " | ".join(f"{100 * found[verdict] / replicates:.0f} %" for verdict in ("DOUBTFUL", "FAILS"))
        rows.append(f"| `{world.check}` | {world.data} | {'yes' if world.fault else 'no'} | {shares} |")
        print(rows[-1], flush=True)
    return "\n".join([*rows, "", f"{replicates} data sets a row, fixed seeds."]) + "\n"


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    written = table(QUICK if quick else REPLICATES)
    if not quick:
        TABLE.write_text(written, encoding="utf-8")
