"""The legal checklist: what the tables show, what a person says, and the age of the situation picture."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.data.process.table_registry import table_kind
from evaluera.design.span import Span
from evaluera.methods.process.legal_checklist import CHECKLIST, LegalStatus, age_in_months, legal_statuses
from evaluera.results.process import ProcessResult

DOCUMENTS = pd.DataFrame(
    [
        ("picture21", "situation_picture", "2021-02-01", "2021-02-01", None, None),
        ("picture23", "situation_picture", "2023-03-15", "2023-04-01", "2025-12-31", None),
        ("picture25", "situation_picture", "2025-02-01", "2025-02-01", None, None),
        ("plan", "action_plan", "2022-01-01", "2022-01-01", "2024-11-30", "2024-05-02"),
        ("agreement", "collaboration_agreement", "2024-01-10", "2024-02-01", None, None),
    ],
    columns=["doc_id", "kind", "adopted_on", "valid_from", "valid_to", "followed_up_on"],
)
MEETINGS = pd.DataFrame(
    [("m1", "umebra", "2024-03-01", "held"), ("m2", "local_council", "2023-03-01", "held")],
    columns=["meeting_id", "forum", "date", "status"],
)


def _tables(**more: pd.DataFrame) -> ProcessTables:
    return process_tables(**{"document": DOCUMENTS, "meeting": MEETINGS, **more})


def _estimate(tables: ProcessTables, **options: Any) -> ProcessResult:
    return evaluera.estimate("compliance", tables, **{"year": 2024, **options})


def _statuses(year: int, *, until: dt.date | None = None, **more: pd.DataFrame) -> tuple[LegalStatus, ...]:
    return legal_statuses(_tables(**more), Span.of_year(year, until=until), picture_months=24)


def _states(result: ProcessResult, variant: str = "status") -> dict[str, str]:
    return {m.part: m.state for m in result.all_of("PC01", variant=variant, split="legal_item")}


def test_the_checklist_is_that_of_the_table() -> None:
    assert tuple(item.name for item in CHECKLIST) == table_kind("legal_item").column("item").values
    assert {item.name for item in CHECKLIST if item.paragraph} == {"situation_picture", "situation_picture_content"}


def test_what_the_tables_show() -> None:
    """The action plan ended in November; content and coordination function only a person can say."""
    result = _estimate(_tables())
    assert _states(result) == {
        "situation_picture": "met",
        "situation_picture_content": "unknown",
        "situation_picture_current": "met",
        "action_plan": "not_met",
        "coordination_function": "unknown",
        "council": "met",
        "agreement": "met",
        "followup": "met",
    }
    counts = {name: result.of("PC01", variant=name) for name in ("met", "not_met", "unknown")}
    assert {name: (m.value, m.denominator) for name, m in counts.items() if m} == {
        "met": (5.0, 8.0),
        "not_met": (1.0, 8.0),
        "unknown": (2.0, 8.0),
    }


def test_document_date_and_validity() -> None:
    found = {each.item: each for each in legal_statuses(_tables(), Span.of_year(2024), picture_months=24)}
    picture = found["situation_picture"]
    assert (picture.document, picture.date, picture.valid_until) == (
        "picture23",
        dt.date(2023, 3, 15),
        dt.date(2025, 12, 31),
    )
    assert found["situation_picture_current"].valid_until == dt.date(2025, 4, 14)
    assert found["council"].date == dt.date(2024, 3, 1)
    assert (found["followup"].document, found["followup"].date) == ("plan", dt.date(2024, 5, 2))


def test_before_and_after_the_year() -> None:
    """In 2023 the agreement and the council were not there, nothing was followed up, and the plan was valid."""
    states = _states(_estimate(_tables(), year=2023))
    assert [states[name] for name in ("agreement", "council", "followup", "action_plan")] == [
        "not_met",
        "not_met",
        "not_met",
        "met",
    ]


def test_a_report_is_a_follow_up() -> None:
    report = pd.DataFrame({"doc_id": ["r"], "kind": ["annual_report"], "adopted_on": ["2023-02-01"]})
    states = _states(_estimate(_tables(document=pd.concat([DOCUMENTS, report])), year=2023))
    assert states["followup"] == "met"


def test_a_report_that_is_followed_up_itself_is_a_follow_up() -> None:
    report = {"doc_id": ["r"], "kind": ["evaluation_report"], "adopted_on": ["2022-02-01"]}
    reports = pd.DataFrame(report | {"followed_up_on": ["2023-05-02"]})
    found = {each.item: each for each in _statuses(2023, document=reports)}
    assert (found["followup"].status, found["followup"].document) == ("met", "r")
    assert found["followup"].date == dt.date(2023, 5, 2)
    none = {each.item: each for each in _statuses(2024, document=reports)}
    assert none["followup"].status == "not_met"


def test_what_a_person_said_does_not_outlast_its_validity() -> None:
    """A status that ran out says nothing at the evaluation date: the tables speak again, or nobody does."""
    said = pd.DataFrame(
        [("coordination_function", 2024, "met", "2024-06-30"), ("council", 2024, "not_met", "2024-06-30")],
        columns=["item", "year", "status", "valid_until"],
    )
    after = {each.item: each for each in _statuses(2024, legal_item=said)}
    assert (after["coordination_function"].status, after["council"].status) == ("unknown", "met")
    assert not after["council"].set_by_person
    before = {each.item: each for each in _statuses(2024, until=dt.date(2024, 6, 30), legal_item=said)}
    assert (before["coordination_function"].status, before["council"].status) == ("met", "not_met")


def test_what_a_person_said_holds_in_later_years_until_its_day() -> None:
    said = pd.DataFrame(
        [("coordination_function", 2022, "met", "2025-06-30"), ("council", 2025, "not_met", "2026-12-31")],
        columns=["item", "year", "status", "valid_until"],
    )
    found = {each.item: each for each in _statuses(2024, legal_item=said)}
    assert (found["coordination_function"].status, found["coordination_function"].set_by_person) == ("met", True)
    assert not found["council"].set_by_person
    later = {each.item: each for each in _statuses(2025, legal_item=said)}
    assert later["coordination_function"].status == "unknown"
    assert (later["council"].status, later["council"].set_by_person) == ("not_met", True)


def test_a_person_goes_before_the_tables_and_it_is_said() -> None:
    said = pd.DataFrame(
        [
            ("council", 2024, "not_met", None, None),
            ("coordination_function", 2024, "met", "agreement", None),
            ("action_plan", 2024, "met", None, "2024-06-30"),
            ("agreement", 2023, "not_met", None, None),
        ],
        columns=["item", "year", "status", "doc_id", "valid_until"],
    )
    result = _estimate(_tables(legal_item=said))
    states = _states(result)
    assert (states["council"], states["coordination_function"]) == ("not_met", "met")
    assert (states["action_plan"], states["agreement"]) == ("not_met", "met")
    assert _states(result, "derived") == {"coordination_function": "unknown", "council": "met"}
    reasons = {m.part: m.reason for m in result.all_of("PC01", variant="status") if m.reason}
    assert reasons == {"coordination_function": "set_by_person", "council": "set_by_person"}
    found = {
        each.item: each for each in legal_statuses(_tables(legal_item=said), Span.of_year(2024), picture_months=24)
    }
    assert found["coordination_function"].date == dt.date(2024, 1, 10)
    assert found["council"].derived == "met"


@pytest.mark.parametrize(
    ("adopted", "last", "months"),
    [
        ("2023-03-15", "2024-12-31", 21),
        ("2022-12-31", "2024-12-31", 24),
        ("2022-11-30", "2024-12-31", 25),
        ("2024-12-31", "2024-12-31", 0),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-03-31", "2024-04-29", 0),
    ],
)
def test_whole_calendar_months(adopted: str, last: str, months: int) -> None:
    assert age_in_months(dt.date.fromisoformat(adopted), dt.date.fromisoformat(last)) == months


def test_age_of_the_picture() -> None:
    """The picture of 2025 has not been adopted at the end of 2024; until April 2025 that of 2023 is current."""
    found = _estimate(_tables()).of("PC02")
    assert found is not None
    assert (found.value, found.state) == (21.0, "current")
    old = _estimate(_tables(document=DOCUMENTS.iloc[:1])).of("PC02")
    assert old is not None
    assert (old.value, old.state) == (46.0, "outdated")
    none = _estimate(_tables(document=DOCUMENTS.iloc[3:])).of("PC02")
    assert none is not None
    assert (none.value, none.reason) == (None, "no_picture")


def test_no_tables() -> None:
    absent = _estimate(process_tables(meeting=MEETINGS))
    assert [(m.indicator, m.reason, m.state) for m in absent.measures] == [
        ("PC01", "no_data", "document"),
        ("PC02", "no_data", "document"),
    ]


def test_order_does_not_matter() -> None:
    assert _estimate(_tables(document=DOCUMENTS.iloc[::-1])).to_json() == _estimate(_tables()).to_json()
