"""An evaluation in a folder: monthly counts in four areas, two of them with an initiative from 2018."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

AREAS = ("Ersboda", "Mariehem", "Teg", "Haga")
SETTINGS = """\
version: 1
namn: Min insats
språk: svenska
projekt: {ägare: Umebrå, genomförande: delvis}
data:
  - {fil: brott.csv, period: månad, område: område, värde: antal, källa: Brå}
utfall:
  antal: {benämning: {sv: Anmälda brott, en: Reported crime}, minsta förändring: 10 %}
insats:
  start: 2018-01
  områden: [Ersboda, Mariehem]
analyser:
  - {beteckning: jämförelse, metod: före–efter-jämförelse, utfall: antal, jämförelse: övriga, huvudanalys: ja}
  - {beteckning: serie, metod: avbruten tidsserie, utfall: antal}
"""

Make = Callable[..., Path]


def counts(*, first: int = 2015, last: int = 2019, mean: float = 60.0) -> str:
    """The file: a row for each area and month, a fourth fewer in the areas of the initiative from 2018."""
    random = np.random.default_rng(1)
    lines = ["månad;område;antal"]
    for area in AREAS:
        for year in range(first, last + 1):
            for month in range(1, 13):
                fewer = 0.75 if year >= 2018 and area in AREAS[:2] else 1.0
                lines.append(f"{year}-{month:02d};{area};{random.poisson(mean * fewer)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write an evaluation; ``change`` are replacements in its settings."""

    def made(*change: tuple[str, str], data: str | None = None, folder: str = "min-insats") -> Path:
        text = SETTINGS
        for there, instead in change:
            assert there in text
            text = text.replace(there, instead)
        target = tmp_path / folder
        target.mkdir(exist_ok=True)
        (target / "brott.csv").write_text(counts() if data is None else data, encoding="utf-8")
        (target / "evaluation.yaml").write_text(text, encoding="utf-8")
        return target

    return made
