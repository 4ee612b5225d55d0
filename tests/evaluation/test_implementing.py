"""What the question of an effect is told by the records, and what it is not told where they are too poor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.question import Question
from evaluera.evaluation.implementing import informed, rollout_notes
from evaluera.methods.process.limits import Limits
from evaluera.results.process import ProcessResult
from evaluera.text.answers import five_answers
from evaluera.text.messages import message

EXAMPLE = Path(__file__).parents[1] / "methods" / "process" / "worked_example"
SEATBELTS = Path(__file__).parents[2] / "data" / "uk-seatbelts" / "seatbelts.csv"


def records(**frames: object) -> ProcessTables:
    """The worked example, with tables in the place of its own."""
    names = ("activity_plan", "activity_log")
    read = {name: pd.read_csv(EXAMPLE / f"{name}.csv", dtype="object") for name in names}
    return process_tables(**{**read, **{name: pd.DataFrame(frame) for name, frame in frames.items()}})


def found(tables: ProcessTables) -> Mapping[str, ProcessResult]:
    themes = ("activity", "fidelity", "data_quality")
    return {name: evaluera.estimate(name, tables, year=2024) for name in themes}


def asked(tables: ProcessTables, question: Question | None = None) -> Question:
    return informed(question or Question(), found(tables), limits=Limits(), tables=tables)


def poorly_logged() -> ProcessTables:
    """A2 of the worked example alone: half of its due sessions have no row."""
    tables = records()
    only = {name: tables.frame(name)[tables.frame(name)["activity_id"] == "A2"] for name in tables.frames}
    return process_tables(**only)


def test_sessions_are_told_where_the_log_is_good_enough() -> None:
    question = asked(records())
    assert (question.implementation, question.sessions) == ("partly", (14.0, 22.0))


def test_not_held_and_not_logged_are_not_told_apart() -> None:
    """Section 8 of the process data model: 4 of 8 have a row, so nobody knows how many were held."""
    question = asked(poorly_logged())
    assert (question.implementation, question.sessions) == ("unknown", None)
    stated = asked(poorly_logged(), Question(implementation="partly"))
    assert (stated.implementation, stated.sessions) == ("partly", None)


@pytest.fixture(scope="module")
def seatbelts() -> evaluera.EffectResult:
    panel = evaluera.read(SEATBELTS, period="month", value="front_ksi")
    return evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")


def test_the_sentence_does_not_say_that_only_so_many_were_held(seatbelts: evaluera.EffectResult) -> None:
    told = replace(seatbelts, question=asked(poorly_logged(), seatbelts.question))
    assert five_answers(told, "sv")[0].text.startswith("Underlaget visar inte hur mycket av insatsen som blev av.")
    good = replace(seatbelts, question=asked(records(), seatbelts.question))
    assert "hölls 14" in five_answers(good, "sv")[0].text


@pytest.mark.parametrize(
    ("written", "stated", "expected"),
    [
        (["high_level"], None, "high_level"),
        ([None, "rising_trend"], None, "rising_trend"),
        (["high_level"], "policy", "policy"),
        (["unknown"], None, None),
        ([], None, None),
    ],
)
def test_the_reason_of_the_table_counts_where_the_settings_have_none(written, stated, expected) -> None:
    project = {"project_id": [f"p{n}" for n, _ in enumerate(written)], "selection_reason": written}
    assert asked(records(project=project), Question(selection_reason=stated)).selection_reason == expected


@pytest.mark.parametrize(
    ("rollout", "changes", "warned"),
    [
        ("gradual", {"shape": "level"}, True),
        ("gradual", {"shape": "ramp"}, False),
        ("gradual", {"shape": "dose"}, False),
        ("phased", {"shape": "level"}, False),
        ("sharp", {"shape": "level"}, False),
    ],
)
def test_a_gradual_start_analysed_at_one_date_is_warned_of(seatbelts, rollout, changes, warned) -> None:
    tables = records(project={"project_id": ["p"], "rollout": [rollout]})
    series = replace(seatbelts, method="interrupted_time_series", options=changes)
    notes = rollout_notes(series, tables)
    assert [each.code for each in notes] == ["gradual_rollout"] * warned
    for note in notes:
        text = message(f"note.{note.code}", "sv", **note.values)
        assert text.startswith("Enligt underlaget infördes insatsen gradvis, men analysen räknar med hela ändringen")
    assert rollout_notes(seatbelts, tables) == ()
    months = replace(series, timing=replace(series.timing, transition=("1983-01", "1983-06")))
    assert rollout_notes(months, tables) == ()
