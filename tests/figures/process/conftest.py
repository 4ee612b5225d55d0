"""Records of one small initiative that every figure of the process half can be drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.span import Span
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.text.process_names import ProcessNames, names_of

EXAMPLE = Path(__file__).parents[2] / "methods" / "process" / "worked_example"

Ask = Callable[..., Asked]
Texts = Callable[[Figure, str], list[str]]

PROMISES: Mapping[str, Any] = {
    "promise": [
        {"promise_id": "p1", "text_sv": "Fotpatrull", "valid_from": "2024-01-01", "valid_to": "2024-12-31"},
        {"promise_id": "p2", "text_sv": "Belysning", "valid_from": "2024-01-01", "valid_to": "2025-06-30"},
    ],
    "promise_followup": [
        {"promise_id": "p1", "period": "2024-H1", "delivered_quantity": 150, "status": "ongoing"},
        {"promise_id": "p1", "period": "2024-H2", "delivered_quantity": 150, "status": "partly"},
    ],
    "decision": [
        {"decision_id": "d1", "decided_on": "2024-11-01", "done_on": "2025-01-10", "status": "done"},
    ],
    "theory_link": [
        {"link_id": "l1", "from_node": "A1", "to_node": "G1", "from_type": "activity", "indicator_id": "PF01"},
        {"link_id": "l2", "from_node": "A2", "to_node": "G1", "from_type": "activity", "indicator_id": "PF01"},
        {"link_id": "l3", "from_node": "A3", "to_node": "G1", "from_type": "activity"},
    ],
}
PROMISES["promise"][0].update({"promised_quantity": 400, "unit": "hours"})
PROMISES["promise_followup"][1].update({"reported_to_umebra_on": "2024-12-10", "fed_back_to_public_on": "2025-02-01"})
for _link in PROMISES["theory_link"]:
    _link["to_type"] = "long_outcome"


@pytest.fixture(scope="session")
def records() -> ProcessTables:
    """The worked example with promises, a decision and a programme theory (do not change it)."""
    frames = {path.stem: pd.read_csv(path, dtype="object") for path in sorted(EXAMPLE.glob("*.csv"))}
    return process_tables(**{**frames, **{name: pd.DataFrame(rows) for name, rows in PROMISES.items()}})


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Records and a span, with the usual limits."""

    def asked(tables: ProcessTables, *, until: dt.date | None = None) -> Asked:
        return Asked(tables=tables, span=Span.of_year(2024, until=until), limits=Limits())

    return asked


@pytest.fixture(params=["sv", "en"])
def names(request: pytest.FixtureRequest, records: ProcessTables) -> ProcessNames:
    """What things are called, in both languages."""
    return names_of(records, request.param)


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The words of a figure by their gid, from the page and from all axes, in the order in which they were written."""

    def found(figure: Figure, gid: str) -> list[str]:
        every = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
        return [text.get_text() for text in every if text.get_gid() == gid]

    return found
