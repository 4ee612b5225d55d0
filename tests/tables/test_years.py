"""Years beside each other, what became of last year's recommendations, and plans that were changed."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.over_years import over_years
from evaluera.methods.registry import process_methods
from evaluera.results.years import Years
from evaluera.tables.years import recommendations_table, versions_table, years_table
from evaluera.text.process_names import names_of


def _tables(new: int, people: int = 40) -> ProcessTables:
    plan = {"activity_id": ["a", "a"], "name_sv": ["Öppen kväll"] * 2, "plan_version": [1, 2]}
    window = {"planned_start": ["2023-01-01"] * 2, "planned_end": ["2024-12-31"] * 2, "planned_sessions": [4, 4]}
    changed = {
        "changed_on": [None, "2024-02-01"],
        "change_reason": [None, "Fler kvällar"],
        "target_group_size": [people, people],
    }
    log = {"activity_id": ["a"] * 3, "date": ["2023-03-01", "2024-03-01", "2024-06-01"], "status": ["held"] * 3}
    given = {"recommendation_id": ["r"], "year": [2023], "text_sv": ["Anteckna alla."], "addressed_to": ["k"]}
    return process_tables(
        activity_plan=pd.DataFrame({**plan, **window, **changed}),
        activity_log=pd.DataFrame({**log, "n_participants": [9, 9, 9], "n_unique_new": [9, new, 0]}),
        recommendation=pd.DataFrame({**given, "status": ["open"], "due": ["2024-05-01"]}),
        organisation=pd.DataFrame({"org_id": ["k"], "name": ["Kommunen"]}),
    )


def _years(new: int = 8, years: range = range(2023, 2025), people: int = 40) -> Years:
    return over_years(_tables(new, people), years=years, methods=process_methods(), until=dt.date(2024, 12, 31))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_each_year_is_a_column_and_only_what_was_computed_a_row() -> None:
    table = years_table(_years(), "sv", indicators=("PF01", "PR01", "PM01"))
    assert table is not None
    assert table.headers == ("Mått", "2023", "2024")
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Genomförandegrad", "1 av 1 (100 %)", "2 av 3 (67 %)"],  # due by 2023: floor(4 x 365 / 731) = 1
        ["Räckvidd", "9 av 40 (23 %)", "8 av 40 (20 %)"],
    ]


@pytest.mark.parametrize(("fewest", "seen"), [(5, "visas inte (små tal)"), (3, "4 av 40 (10 %)")])
def test_small_numbers_of_persons_are_not_shown(fewest: int, seen: str) -> None:
    table = years_table(
        _years(new=4), "sv", indicators=("PR01",), limits=Limits.model_validate({"fewest_persons": fewest})
    )
    assert table is not None
    assert plain(table.rows[0][2]) == seen


def test_a_share_of_few_persons_is_marked_and_the_note_says_why() -> None:
    table = years_table(_years(people=18), "sv", indicators=("PR01",))
    assert table is not None
    assert [plain(cell) for cell in table.rows[0][1:]] == ["9 av 18 (50 %) ‡", "8 av 18 (44 %) ‡"]
    assert table.note.endswith("‡ Andel av färre än 20 personer: en enda person gör stor skillnad.")


def test_one_year_has_nothing_to_be_compared_with() -> None:
    assert years_table(_years(years=range(2024, 2025)), "sv") is None


def test_what_became_of_a_recommendation() -> None:
    table = recommendations_table(_years(), names_of(_tables(8), "sv"))
    assert table is not None
    assert table.rows == (("Anteckna alla.", "Kommunen", "öppen (försenad)", "1 maj 2024"),)


def test_changed_plans_with_their_reason() -> None:
    table = versions_table(_years(), names_of(_tables(8), "sv"))
    assert table is not None
    assert table.rows == (("Öppen kväll", "2", "1 februari 2024", "Fler kvällar"),)
