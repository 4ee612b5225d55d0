"""Time to done: the curve is Kaplan-Meier, its median is marked, open cases are ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from evaluera.data.process.process_tables import ProcessTables
from evaluera.figures.process.waiting_figure import draw_waiting
from evaluera.figures.process.waiting_view import waiting_view
from evaluera.text.process_names import ProcessNames

Ask = Callable[..., Any]
Texts = Callable[..., list[str]]


def test_the_curve_of_the_worked_example(records: ProcessTables, ask: Ask, names: ProcessNames, texts: Texts) -> None:
    view = waiting_view(ask(records), "est_action")
    assert view is not None
    drawn = draw_waiting(view, names.language)
    lines = {str(line.get_gid()): line for line in drawn.figure.axes[0].lines}
    assert list(lines["done"].get_xdata())[1:-1] == [3, 14, 21, 30, 45, 60]
    assert round(float(lines["done"].get_ydata()[4]), 2) == 0.52
    assert list(lines["open"].get_xdata()) == [27, 55, 118]
    assert list(lines["median"].get_xdata()) == [0.0, 30.0, 30.0]
    assert (
        texts(drawn.figure, "median-label")
        == {"sv": ["hälften klara: 30 dagar"], "en": ["half done: 30 days"]}[names.language]
    )
    assert "30" in drawn.title
    assert "30" in drawn.alt
    assert drawn.table["share_done"].round(2).tolist() == [0.1, 0.2, 0.4, 0.52, 0.64, 0.82]


def test_what_is_done_after_the_evaluation_date_is_open(records: ProcessTables, ask: Ask) -> None:
    assert waiting_view(ask(records), "decision") is None, "the only decision was carried out in 2025"
    early = waiting_view(ask(records, until=dt.date(2024, 3, 31)), "est_action")
    assert early is not None
    assert early.curve.n - early.curve.closed == len(early.open)
    assert max(early.open) <= early.curve.longest


def test_a_median_that_is_not_reached_is_said(records: ProcessTables, ask: Ask, texts: Texts) -> None:
    view = waiting_view(ask(records, until=dt.date(2024, 4, 10)), "est_action")
    assert view is not None
    assert (view.curve.closed, view.curve.n, view.curve.median) == (2, 5, None)
    drawn = draw_waiting(view, "sv")
    assert drawn.title == "Mindre än hälften av EST-åtgärderna är klara"
    assert texts(drawn.figure, "median-label") == []
    assert not [line for line in drawn.figure.axes[0].lines if line.get_gid() == "median"]
