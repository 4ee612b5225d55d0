"""What the things of the records are called."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.text.process_names import names_of


@pytest.fixture(scope="module")
def tables() -> ProcessTables:
    plan = {"activity_id": ["a", "b", "training"], "name_sv": ["Öppen kväll", "Kurs", None]}
    return process_tables(
        activity_plan=pd.DataFrame({**plan, "name_en": ["Open evening", None, None]}),
        area=pd.DataFrame({"area_id": ["n"], "name": ["Norr"]}),
        promise=pd.DataFrame({"promise_id": ["p"], "text_sv": ["Vi går på torget."]}),
    )


@pytest.mark.parametrize(
    ("split", "part", "swedish", "english"),
    [
        ("activity", "a", "Öppen kväll", "Open evening"),
        ("activity", "b", "Kurs", "Kurs"),
        ("activity", "training", "training", "training"),
        ("activity", "unknown", "unknown", "unknown"),
        ("area", "n", "Norr", "Norr"),
        ("promise", "p", "Vi går på torget.", "Vi går på torget."),
        ("forum", "local_council", "Lokalt förebyggande råd", "Local preventive council"),
        ("funder", "municipality", "Kommunen", "Municipality"),
        ("role", "process_leader_7", "process_leader_7", "process_leader_7"),
    ],
)
def test_names(tables: ProcessTables, split: str, part: str, swedish: str, english: str) -> None:
    assert names_of(tables, "sv").name(split, part) == swedish
    assert names_of(tables, "en").name(split, part) == english
