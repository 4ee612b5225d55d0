"""Every split that a method of ours makes has a name in both languages, and so has every state beside a number."""

from __future__ import annotations

import pytest

import evaluera
from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.registry import process_methods
from evaluera.results.measure import Measure
from evaluera.tables.measure_cells import level_cell, measure_cell
from evaluera.testing.process_rows import made_tables
from evaluera.text.messages import keys


@pytest.fixture(scope="module")
def measures() -> list[Measure]:
    tables = made_tables()
    found = [evaluera.estimate(name, tables).measures for name in process_methods()]
    return [measure for each in found for measure in each]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_split_has_a_name(measures: list[Measure], language: str) -> None:
    wanted = {f"table.measures.split.{each.split}" for each in measures if each.split}
    assert len(wanted) > 10
    assert wanted - keys(language) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_number_can_be_written(measures: list[Measure], language: str) -> None:
    assert {each.indicator for each in measures} == set(indicators())
    assert all(measure_cell(each, language) and level_cell(each, language) for each in measures)
