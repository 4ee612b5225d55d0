"""The promise table: promised, delivered, status, reported, fed back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.figures.process.promise_figure import SIGNS, draw_promises
from evaluera.figures.process.promise_view import promise_view
from evaluera.tables.process_figures import process_figure_table
from evaluera.text.process_names import ProcessNames

Ask = Callable[..., Any]
Texts = Callable[..., list[str]]


def test_a_row_says_what_became_of_the_promise(
    records: ProcessTables, ask: Ask, names: ProcessNames, texts: Texts
) -> None:
    view = promise_view(ask(records), evaluera.estimate("promises", records, year=2024))
    assert view is not None
    drawn = draw_promises(view, names)
    swedish = names.language == "sv"
    assert texts(drawn.figure, "quantity") == (
        ["300 av 400 timmar", "ingen mängd lovad"] if swedish else ["300 of 400 hours", "no quantity promised"]
    )
    assert texts(drawn.figure, "status") == (
        ["◐ Delvis", "? Ej uppföljt"] if swedish else ["◐ Partly", "? Not followed up"]
    )
    assert texts(drawn.figure, "reported") == ["2024-12-10", "–"]
    assert texts(drawn.figure, "fed_back") == ["–", "–"], "told after the evaluation date: not yet"
    patches = {patch.get_gid(): patch.get_width() for patch in drawn.figure.axes[0].patches}
    assert patches["delivered"] / patches["promised"] == pytest.approx(0.75)
    assert (
        drawn.title
        == {"sv": "0 av 1 löften som gått ut är hållna", "en": "0 of 1 promises that have ended are kept"}[
            names.language
        ]
    )
    row = process_figure_table(drawn.table, title=drawn.title, language=names.language).rows[0]
    assert row[0] == "Fotpatrull"
    assert row[2:4] == ("400", "300")


def test_every_status_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) == 5


def test_without_follow_up_nothing_is_drawn(records: ProcessTables, ask: Ask) -> None:
    result = evaluera.estimate("promises", records, year=2024)
    assert promise_view(ask(process_tables(promise=records.frame("promise"))), result) is None
