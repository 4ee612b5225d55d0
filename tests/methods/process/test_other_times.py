"""What lies outside the period: what has not happened yet changes no indicator, what lies before only a few."""

from __future__ import annotations

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.data.process.table_registry import table_kinds
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.indicator_registry import of_theme
from evaluera.methods.registry import process_methods
from evaluera.results.measure import Measure
from evaluera.testing.process_rows import made_tables

E = pd.Timestamp("2024-06-15")
THEMES = [name for name in process_methods() if of_theme(name)]
LOOKING_AHEAD = {
    ("DQ04", ""): "all rows that were delivered, whatever their date",
    ("DQ04", "error"): "all rows that were delivered, whatever their date",
    ("DQ04", "warning"): "all rows that were delivered, whatever their date",
    ("PM05", "raised"): "a decision has a row once it is decided: until then it was raised and open",
    ("PM05", "raised_open"): "a decision has a row once it is decided: until then it was raised and open",
    ("PM05", "raised_dropped"): "a decision has a row once it is decided: until then it was raised and open",
    ("PL04", ""): "the day on which the public was told counts, whatever the period of the follow-up",
    ("PL04", "fed_back"): "the day on which the public was told counts, whatever the period of the follow-up",
}
"""Numbers that see rows of a later date, and why."""

LOOKING_BACK = {
    "DQ03": "all rows through the evaluation date",
    "DQ04": "all rows that were delivered, whatever their date",
    "PF04": "the first session may lie before the year in which the activity was to begin",
    "PD03": "the dose adds up from the first logged month",
    "PM01": "a council is known by its meetings of earlier years",
    "PM04": "a decision counts in the year in which it is due",
    "PL01": "the latest follow-up until the evaluation date",
    "PL02": "what was delivered until the evaluation date",
    "PL03": "the latest follow-up until the evaluation date",
    "PL04": "told at any time until the evaluation date",
    "PE04": "actions of earlier years are still open",
    "PE05": "actions that were decided earlier are done",
    "PE06": "actions that were decided earlier are done",
    "PE08": "a picture of December is due in January",
    "PS03": "the change since the wave before",
    "PC01": "documents of earlier years are valid",
    "PC02": "the picture of an earlier year is the latest",
    "PG01": "the document that decided the goal is of an earlier year",
    "PG02": "the document that decided the goal is of an earlier year",
    "PG03": "the document that decided the goal is of an earlier year",
    "PG04": "the document that decided the goal is of an earlier year",
    "PX01": "months since the initiative began",
}


def _happened(name: str, frame: pd.DataFrame, tables: ProcessTables) -> pd.DataFrame:
    """The rows that have begun by the evaluation date, with no date of anything later in them."""
    kind = table_kinds()[name]
    if kind.dated_by in ("wave", "year"):
        frame = frame[frame[kind.dated_by].astype(str).str[:4].astype(int) <= E.year]
    elif kind.dated_by:
        frame = frame[~(row_dates(tables, name)[frame.index] > E)]
    events = [each for each in ("done_on", "fixed_on", "effect_checked_on", "picture_published_on") if each in frame]
    events += [each for each in ("reported_to_umebra_on", "fed_back_to_public_on", "followed_up_on") if each in frame]
    return frame.assign(**{each: frame[each].where(frame[each] <= E) for each in events})


def _numbers(tables: ProcessTables, theme: str, **options: object) -> list[Measure]:
    return list(evaluera.estimate(theme, tables, year=2024, **options).measures)


@pytest.fixture(scope="module")
def tables() -> ProcessTables:
    return made_tables()


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_not_happened_yet_changes_nothing(theme: str, tables: ProcessTables) -> None:
    """A later row, a later date of something done: at the evaluation date nobody knows of it."""
    happened = process_tables(**{name: _happened(name, frame, tables) for name, frame in tables.frames.items()})
    assert sum(map(len, happened.frames.values())) < tables.rows
    before, after = (_numbers(each, theme, until=E.date()) for each in (happened, tables))
    assert [(each.indicator, each.variant, each.part) for each in before] == [
        (each.indicator, each.variant, each.part) for each in after
    ]
    changed = {(one.indicator, one.variant) for one, other in zip(before, after, strict=True) if one != other}
    assert changed <= LOOKING_AHEAD.keys()


@pytest.mark.parametrize("theme", THEMES)
def test_what_lies_before_the_year_changes_only_what_looks_back(theme: str, tables: ProcessTables) -> None:
    def of_the_year(name: str, frame: pd.DataFrame) -> pd.DataFrame:
        dated = table_kinds()[name].dated_by
        return frame[~(row_dates(tables, name)[frame.index].dt.year < 2024)] if dated else frame

    year = process_tables(**{name: of_the_year(name, frame) for name, frame in tables.frames.items()})
    assert year.rows < tables.rows
    one, other = (
        [each for each in _numbers(records, theme) if each.indicator not in LOOKING_BACK] for records in (year, tables)
    )
    assert one == other
