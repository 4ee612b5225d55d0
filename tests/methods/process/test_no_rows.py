"""Tables without rows: every indicator says why there is no number, and only what is counted is zero."""

from __future__ import annotations

import pytest

import evaluera
from evaluera.data.process.frames import empty_frame
from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.table_registry import table_kinds
from evaluera.methods.process.standard_indicators import INDICATORS

OTHER_REASONS = {
    **dict.fromkeys(("PF01", "PF02", "PF05", "PM01", "PR01", "PR04", "PR05", "DQ01"), "nothing_planned"),
    "PF07": "no_components",
    "PD01": "no_intervention_area",
    "PW02": "no_intervention_area",
    "PR02": "no_population",
    "PS01": "nobody_invited",
    "PC02": "no_picture",
    "PX01": "not_started",
    "PI02": "one_coder",
}
"""Why there is no number where it is not that there are no rows."""

ZERO = {
    "PE03": {"open", "dropped"},
    "PE04": {"", "opened", "closed", "change"},
    "PM04": {"overdue", "without_due_date"},
    "PM05": {"open", "dropped", "raised_open", "raised_dropped"},
    "PW01": {"open", "dropped"},
}
"""Cases are counted: without rows there are none."""

EMPTY = ProcessTables(frames={name: empty_frame(kind) for name, kind in table_kinds().items()})


@pytest.mark.parametrize("indicator", [each for each in INDICATORS if each.id != "PC01"], ids=lambda each: each.id)
def test_without_rows_there_is_a_reason_and_no_number(indicator) -> None:
    found = evaluera.estimate(indicator.theme, EMPTY, year=2024).all_of(indicator.id)
    zero = ZERO.get(indicator.id, set())
    assert found
    assert {each.variant for each in found if each.value is not None} == zero
    assert {each.value for each in found if each.variant in zero} <= {0.0}
    if "" not in zero:
        assert found[0].reason == OTHER_REASONS.get(indicator.id, "no_rows")


def test_a_requirement_that_no_document_shows_is_not_met() -> None:
    """What the picture holds and the coordination function only a person can say."""
    result = evaluera.estimate("compliance", EMPTY, year=2024)
    counts = {each.variant: each.value for each in result.all_of("PC01", split="")}
    assert counts == {"met": 0.0, "not_met": 6.0, "unknown": 2.0}
