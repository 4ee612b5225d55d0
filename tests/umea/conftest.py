"""The made-up example: what it was made from, its records, and one run of it."""

from __future__ import annotations

import pytest
from umea_vaxer.truth import FOLDER, Truth, truth

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.evaluation.following_up import records_of


@pytest.fixture(scope="session")
def known() -> Truth:
    return truth()


@pytest.fixture(scope="session")
def records() -> ProcessTables:
    return records_of(FOLDER)


@pytest.fixture(scope="session")
def evaluation() -> evaluera.Evaluation:
    return evaluera.run(FOLDER)
