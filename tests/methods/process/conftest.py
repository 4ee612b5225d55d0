"""The worked example of the process data model, and small tables of a single initiative."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

EXAMPLE = Path(__file__).parent / "worked_example"

PLAN: Mapping[str, Any] = {
    "activity_id": "a",
    "area_id": "north",
    "planned_start": "2024-01-01",
    "planned_end": "2024-12-31",
    "planned_sessions": 12,
    "planned_minutes": 60,
    "planned_participants": 10,
    "core_components": 4,
    "target_group_size": 100,
    "plan_version": 1,
}
"""An activity of a session a month in 2024."""

SESSION: Mapping[str, Any] = {
    "activity_id": "a",
    "area_id": "north",
    "date": "2024-03-01",
    "status": "held",
    "minutes": 60,
    "n_participants": 10,
    "n_unique_new": 4,
    "core_delivered": 4,
    "adaptation": "none",
}

PEOPLE = (("all", 1000), ("women", 500), ("men", 500), ("age_0_15", 100), ("age_16_19", 60), ("age_20_24", 40))

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Answers:
    """A result whose numbers must be there."""

    result: ProcessResult

    def of(self, indicator: str, variant: str = "", **place: str) -> Measure:
        measure = self.result.of(indicator, variant=variant, **place)
        assert measure is not None, (indicator, variant, place)
        return measure

    def value(self, indicator: str, variant: str = "", **place: str) -> float | None:
        return self.of(indicator, variant, **place).value


Compute = Callable[..., Answers]


@pytest.fixture(scope="session")
def worked_example() -> ProcessTables:
    """Three activities, meetings, EST actions, ties and a budget, with values worked out by hand (do not change it)."""
    paths = sorted(EXAMPLE.glob("*.csv"))
    return process_tables(**{path.stem: pd.read_csv(path, dtype="object") for path in paths})


@pytest.fixture(scope="session")
def compute() -> Compute:
    """Computes a theme for 2024 from rows; what a row does not say is as in ``PLAN`` and ``SESSION``."""

    def answers(
        theme: str, *, plan: Rows = ({},), log: Rows = (), areas: Rows = ({},), year: int = 2024, **options: Any
    ) -> Answers:
        return Answers(evaluera.estimate(theme, initiative(plan=plan, log=log, areas=areas), year=year, **options))

    return answers


@pytest.fixture(scope="session", name="initiative")
def _initiative() -> Callable[..., ProcessTables]:
    return initiative


def initiative(*, plan: Rows = ({},), log: Rows = (), areas: Rows = ({},)) -> ProcessTables:
    """Areas of 1 000 inhabitants in 2024, half of them women and a fifth of them young, a plan and a log."""
    places = [{"area_id": "north", "kind": "intervention", **area} for area in areas]
    people = [{"area_id": place["area_id"], "year": 2024, "group": g, "n": n} for place in places for g, n in PEOPLE]
    return process_tables(
        area=pd.DataFrame(places),
        population=pd.DataFrame(people),
        activity_plan=pd.DataFrame([{**PLAN, **row} for row in plan]),
        activity_log=pd.DataFrame([{**SESSION, "log_id": f"l{number}", **row} for number, row in enumerate(log)]),
    )
