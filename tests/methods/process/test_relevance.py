"""Causes covered, activities anchored, links measured."""

from __future__ import annotations

import pandas as pd

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.results.process import ProcessResult

CAUSES = pd.DataFrame({"cause_id": ["c1", "c2", "c3", "c4"], "priority": [1, 3, 5, None]})
LINKED = pd.DataFrame({"activity_id": ["a1", "a1", "a2"], "cause_id": ["c1", "c4", "c3"]})
PLAN = pd.DataFrame(
    [
        ("a1", "2024-01-01", "2024-12-31", 1, None),
        ("a2", "2023-01-01", "2023-12-31", 1, None),
        ("a3", "2024-06-01", "2025-06-01", 1, None),
        ("a4", "2025-01-01", "2025-12-31", 1, None),
    ],
    columns=["activity_id", "planned_start", "planned_end", "plan_version", "changed_on"],
)
LINKS = pd.DataFrame({"link_id": ["l1", "l2", "l3", "l4"], "indicator_id": ["PF01", None, "ntu", None]})


def _estimate(year: int = 2024, **changed: pd.DataFrame) -> ProcessResult:
    frames = {"cause": CAUSES, "activity_cause": LINKED, "activity_plan": PLAN, "theory_link": LINKS, **changed}
    return evaluera.estimate("relevance", process_tables(**frames), year=year)


def _numbers(result: ProcessResult, indicator: str) -> tuple[float | None, float | None]:
    found = result.of(indicator)
    assert found is not None
    return found.numerator, found.denominator


def test_causes_covered() -> None:
    """Three prioritised causes, of which c2 has no activity; c4 has no priority."""
    result = _estimate()
    assert _numbers(result, "PO01") == (2.0, 3.0)
    states = {m.part: m.state for m in result.all_of("PO01", split="cause")}
    assert states == {"c1": "covered", "c2": "not_covered", "c3": "covered"}
    strict = evaluera.estimate(
        "relevance", process_tables(cause=CAUSES, activity_cause=LINKED), year=2024, limits={"cause_limit": 1}
    )
    assert _numbers(strict, "PO01") == (1.0, 1.0)


def test_activities_anchored() -> None:
    """Of the year: a1 and a3; a3 has no cause."""
    result = _estimate()
    assert _numbers(result, "PO02") == (1.0, 2.0)
    assert [(m.part, m.state) for m in result.all_of("PO02", split="activity")] == [("a3", "no")]
    assert _numbers(_estimate(2023), "PO02") == (1.0, 1.0)


def test_links_measured() -> None:
    assert _numbers(_estimate(), "PO03") == (2.0, 4.0)


def test_empty_and_absent() -> None:
    empty = _estimate(cause=CAUSES.iloc[:0], activity_plan=PLAN.iloc[:0], theory_link=LINKS.iloc[:0])
    assert [m.reason for m in empty.measures] == ["no_rows"] * 3
    absent = evaluera.estimate("relevance", process_tables(cause=CAUSES), year=2024)
    assert [(m.indicator, m.state) for m in absent.measures] == [
        ("PO01", "activity_cause"),
        ("PO02", "activity_plan activity_cause"),
        ("PO03", "theory_link"),
    ]


def test_order_does_not_matter() -> None:
    mixed = _estimate(cause=CAUSES.iloc[::-1], activity_cause=LINKED.iloc[::-1], activity_plan=PLAN.iloc[::-1])
    assert mixed.to_json() == _estimate().to_json()
