"""The worked example of the process data model, as tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables

EXAMPLE = Path(__file__).parent / "worked_example"


@pytest.fixture(scope="session")
def worked_example() -> ProcessTables:
    """Three activities, meetings, EST actions, ties and a budget, with values worked out by hand (do not change it)."""
    paths = sorted(EXAMPLE.glob("*.csv"))
    return process_tables(**{path.stem: pd.read_csv(path, dtype="object") for path in paths})
