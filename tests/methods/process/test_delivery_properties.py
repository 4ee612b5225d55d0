"""What holds for any log: what is not due changes nothing, order does not matter, missing values only widen."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, given, settings

import evaluera
from evaluera.data.process.process_tables import process_tables

QUICK = settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
THEMES = ("activity", "fidelity", "dose", "reach", "data_quality")
WITHOUT_ALL_ROWS = ("DQ03", "DQ04")
"""These two are about all rows that were delivered, planned ones too."""

SESSION = st.fixed_dictionaries(
    {
        "activity_id": st.sampled_from(["a", "b"]),
        "date": st.integers(1, 12).map(lambda month: f"2024-{month:02d}-10"),
        "status": st.sampled_from(["held", "partly", "cancelled"]),
        "minutes": st.sampled_from([None, 30, 60, 90]),
        "n_participants": st.sampled_from([None, 6, 10]),
        "n_unique_new": st.sampled_from([None, 0, 3, 6]),
        "n_women": st.sampled_from([None, 0, 3, 6]),
        "core_delivered": st.sampled_from([None, 0, 2, 4]),
        "quality": st.sampled_from([None, 1, 3, 5]),
        "responsiveness": st.sampled_from([None, 2, 4]),
        "adaptation": st.sampled_from([None, "none", "major"]),
        "logged_on": st.sampled_from([None, "2024-12-20", "2024-12-24"]),
        "sessions_n": st.sampled_from([None, 1, 3]),
    }
)
LOGS = st.lists(SESSION, min_size=1, max_size=6)
PLAN = ({}, {"activity_id": "b", "planned_sessions": 3})


def measures(tables, theme, **options):
    found = evaluera.estimate(theme, tables, year=2024, **options).measures
    return [each for each in found if each.indicator not in WITHOUT_ALL_ROWS]


@settings(QUICK, max_examples=3)
@given(log=LOGS)
def test_what_is_not_due_changes_nothing(initiative, log):
    later = {"activity_id": "c", "planned_start": "2025-02-01", "planned_end": "2025-06-30"}
    session = {"activity_id": "c", "date": "2025-02-10", "n_unique_new": 90, "quality": 1, "minutes": 600}
    before = initiative(plan=PLAN, log=log)
    after = initiative(plan=(*PLAN, later), log=[*log, session])
    for theme in THEMES:
        assert measures(after, theme) == measures(before, theme)


@settings(QUICK, max_examples=3)
@given(log=LOGS, seed=st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(initiative, log, seed):
    shuffled = {
        name: frame.sample(frac=1.0, random_state=seed) for name, frame in initiative(plan=PLAN, log=log).frames.items()
    }
    again = process_tables(**shuffled)
    for theme in THEMES:
        assert measures(again, theme) == measures(initiative(plan=PLAN, log=log), theme)


ERASABLE = {
    "core_delivered": ("fidelity", "PF03"),
    "adaptation": ("fidelity", "PF06"),
    "quality": ("fidelity", "PQ01"),
    "responsiveness": ("fidelity", "PQ02"),
    "n_unique_new": ("reach", "PR01"),
    "n_women": ("reach", "PR02"),
    "logged_on": ("data_quality", "DQ02"),
}


@settings(QUICK, max_examples=10)
@given(log=LOGS, column=st.sampled_from(sorted(ERASABLE)), data=st.data())
def test_missing_values_widen_bounds_and_never_move_them_inward(initiative, log, column, data):
    theme, indicator = ERASABLE[column]
    erased = [
        {**row, column: None} if data.draw(st.booleans(), label=f"erase in row {number}") else row
        for number, row in enumerate(log)
    ]
    known = {
        place(each): each for each in measures(initiative(plan=PLAN, log=log), theme) if each.indicator == indicator
    }
    for each in measures(initiative(plan=PLAN, log=erased), theme):
        fuller = known.get(place(each))
        if fuller is None or fuller.value is None or each.value is None or each.unit in ("days",):
            continue
        assert low(each) <= low(fuller) + 1e-12
        assert high(each) >= high(fuller) - 1e-12


def place(measure):
    return (measure.indicator, measure.variant, measure.split, measure.part)


def low(measure):
    return measure.value if measure.low is None else measure.low


def high(measure):
    return measure.value if measure.high is None else measure.high


@QUICK
@given(log=LOGS)
def test_the_log_never_covers_more_than_what_is_due(initiative, log):
    tables = initiative(plan=PLAN, log=log)
    for each in evaluera.estimate("data_quality", tables, year=2024).all_of("DQ01"):
        assert each.numerator <= each.denominator


@QUICK
@given(log=LOGS)
def test_years_add_up(initiative, log):
    """What is done and due in two years together is the sum of both."""
    plan = ({"planned_start": "2023-07-01", "planned_end": "2024-06-30"}, {"activity_id": "b"})
    moved = [
        {**row, "date": row["date"].replace("2024", "2023")} if number % 2 else row for number, row in enumerate(log)
    ]
    tables = initiative(plan=plan, log=moved)
    years = [evaluera.estimate("activity", tables, year=year) for year in (2023, 2024)]
    both = evaluera.estimate("activity", tables, first_year=2023, year=2024)
    for indicator in ("PF01", "PF02", "PF05"):
        parts = [year.of(indicator) for year in years]
        whole = both.of(indicator)
        assert sum(part.numerator or 0.0 for part in parts) == pytest.approx(whole.numerator)
        assert sum(part.denominator or 0.0 for part in parts) == pytest.approx(whole.denominator)
