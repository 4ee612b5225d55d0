"""One right evaluation.yaml in both languages, and a folder to put it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SWEDISH = """\
version: 1
namn: Min insats
språk: svenska
projekt: {ägare: Umebrå, skäl till urval: hög nivå, genomförande: delvis}
data:
  - {fil: brott.csv, period: månad, område: område, värde: antal, källa: Brå, hämtad: 2026-01-20}
utfall:
  antal: {benämning: Anmälda brott, önskad riktning: lägre är bättre, minsta förändring: 10 %}
insats:
  start: 2018-09
  områden: [Ersboda, Mariehem]
  jämförelse: övriga
  införande: 2018-09..2018-12
analyser:
  - {metod: avbruten tidsserie, utfall: antal, huvudanalys: ja, konfidens: 0.9}
  - {beteckning: a, metod: före–efter-jämförelse, utfall: antal, före: 24, samma årstid: ja}
rapport: {format: [html], utseende: {}}
"""

ENGLISH = """\
version: 1
name: My initiative
language: en
project: {owner: Umebrå, selection_reason: high_level, implementation: partly}
data:
  - {file: crime.csv, period: month, area: area, value: count, source: police records, retrieved_on: 2026-01-20}
outcomes:
  count: {label: Reported crime, better: lower, smallest_change: 10 %}
intervention:
  start: 2018-09
  areas: [Ersboda, Mariehem]
  comparison: rest
  transition: 2018-09..2018-12
analyses:
  - {method: interrupted_time_series, outcome: count, primary: true, confidence: 0.9}
  - {id: a, method: before_after, outcome: count, before: 24, same_season: true}
report: {formats: [html], theme: {}}
"""

Write = Callable[..., Path]


@pytest.fixture
def swedish() -> str:
    return SWEDISH


@pytest.fixture
def english() -> str:
    return ENGLISH


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a text as evaluation.yaml in a folder of its own."""

    def written(text: str | bytes, folder: str = "min-insats") -> Path:
        target = tmp_path / folder / "evaluation.yaml"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return target

    return written
