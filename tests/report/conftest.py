"""Evaluations of our own making, small and seeded, and their reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from evaluera.report.running import Report, run

YAML = """\
version: 1
name: Umeå växer – tryggt och säkert
language: {language}
project: {{owner: Umebrå, municipality: Umeå, implementation: full}}
data:
  - {{file: brott.csv, period: month, value: count, source: "Brå, anmälda brott", retrieved_on: 2026-01-20}}
outcomes:
  count: {{label: {{sv: Skadegörelse, en: Vandalism}}, better: lower, smallest_change: 0.10}}
intervention: {{start: 2018-09}}
analyses:
  - {{method: interrupted_time_series, outcome: count, primary: true}}
  - {{method: before_after, outcome: count}}
"""

MakeEvaluation = Callable[..., Path]


def write_evaluation(folder: Path, *, months: int = 96, language: str = "sv", level: float = 60.0) -> Path:
    """A folder with an evaluation.yaml and monthly counts from January 2015, a fifth fewer from September 2018."""
    folder.mkdir(parents=True, exist_ok=True)
    time = np.arange(months)
    expected = level * (1 + 0.15 * np.sin(2 * np.pi * time / 12)) * np.where(time >= 44, 0.8, 1.0)
    counts = np.random.default_rng(20180901).poisson(expected)
    rows = [f"{2015 + t // 12}-{t % 12 + 1:02d};{count}" for t, count in zip(time, counts, strict=True)]
    (folder / "brott.csv").write_text("\n".join(["month;count", *rows]) + "\n", encoding="utf-8")
    (folder / "evaluation.yaml").write_text(YAML.format(language=language), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def writer() -> MakeEvaluation:
    """:func:`write_evaluation`, for fixtures that live longer than a test."""
    return write_evaluation


@pytest.fixture
def make_evaluation(tmp_path: Path) -> MakeEvaluation:
    """Write an evaluation below ``tmp_path/data``; keywords as :func:`write_evaluation`."""

    def make(name: str = "insats", **changes: object) -> Path:
        return write_evaluation(tmp_path / "data" / name, **changes)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def swedish(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """One report in Swedish; read it, do not change it."""
    return run(write_evaluation(tmp_path_factory.mktemp("sv") / "data" / "insats"))


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The same evaluation in English."""
    return run(write_evaluation(tmp_path_factory.mktemp("en") / "data" / "insats"), language="en")
