"""An evaluation to give to the command line, small enough to be quick."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

SETTINGS = """\
version: 1
namn: Min insats
språk: svenska
projekt: {genomförande: helt}
data: {fil: brott.csv, period: månad, värde: antal, källa: Brå}
insats: {start: 2018-01}
analyser: {metod: avbruten tidsserie, utfall: antal}
"""

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write an evaluation below ``data/``; ``change`` are replacements in its settings."""

    def made(*change: tuple[str, str], folder: str = "min-insats") -> Path:
        random = np.random.default_rng(4)
        rows = [f"{year}-{month:02d};{random.poisson(80)}" for year in range(2015, 2020) for month in range(1, 13)]
        text = SETTINGS
        for there, instead in change:
            assert there in text
            text = text.replace(there, instead)
        target = tmp_path / "data" / folder
        target.mkdir(parents=True, exist_ok=True)
        (target / "brott.csv").write_text("\n".join(["månad;antal", *rows]) + "\n", encoding="utf-8")
        (target / "evaluation.yaml").write_text(text, encoding="utf-8")
        return target / "evaluation.yaml"

    return made


@pytest.fixture(autouse=True)
def _in_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of the person who runs the tests does not matter."""
    monkeypatch.delenv("EVALUERA_LANGUAGE", raising=False)
