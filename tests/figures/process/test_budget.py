"""Budget bars: the outline is the budget, the filled part the outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.figures.process.bar_rows import axis_steps
from evaluera.figures.process.budget_figure import budget_view, draw_budget
from evaluera.text.process_names import ProcessNames, names_of

Ask = Callable[..., Any]
Texts = Callable[..., list[str]]


def line(name: str, budget: float, actual: float | None, year: int = 2024) -> dict[str, Any]:
    return {"year": year, "line_id": name, "funder": "bra", "budget_sek": budget, "actual_sek": actual}


def test_bars_of_the_worked_example(records: ProcessTables, ask: Ask, names: ProcessNames, texts: Texts) -> None:
    view = budget_view(ask(records))
    assert view is not None
    drawn = draw_budget(view, names)
    patches = [(patch.get_gid(), patch.get_width()) for patch in drawn.figure.axes[0].patches]
    assert patches == [("outline", 350000), ("filled", 300000), ("outline", 150000), ("filled", 112000)]
    assert texts(drawn.figure, "row") == (
        ["staff (kommunen)", "other (Brå)"] if names.language == "sv" else ["staff (municipality)", "other (Brå)"]
    )
    assert {"sv": "82", "en": "82%"}[names.language] in drawn.title
    assert drawn.figure.axes[0].get_xlim()[0] == 0.0


def test_a_line_without_outcome_is_in_neither_sum(ask: Ask, texts: Texts) -> None:
    tables = process_tables(budget=pd.DataFrame([line("b1", 1000, 900), line("b2", 500, None)]))
    view = budget_view(ask(tables, until=dt.date(2024, 12, 31)))
    assert view is not None
    assert (view.actual, view.budget, view.unknown) == (900.0, 1000.0, 1)
    drawn = draw_budget(view, names_of(tables, "sv"))
    assert "Utan utfall, och inte med i summan: 1." in drawn.caption
    assert texts(drawn.figure, "end")[1] == "utfall saknas, budget 500"
    assert "inte är slut" not in drawn.caption


def test_in_the_middle_of_a_year_the_outcome_is_not_complete(ask: Ask) -> None:
    tables = process_tables(budget=pd.DataFrame([line("b1", 1000, 100)]))
    view = budget_view(ask(tables, until=dt.date(2024, 6, 30)))
    assert view is not None
    assert "Budgeten gäller hela året, som inte är slut" in draw_budget(view, names_of(tables, "sv")).caption


def test_the_axis_has_round_numbers_that_do_not_collide() -> None:
    assert axis_steps(0.62, 150.0, lambda x: f"{x:.0%}") == pytest.approx([0.0, 0.2, 0.4, 0.6])
    assert axis_steps(2_100_000.0, 150.0, lambda x: f"{x / 1000:.0f} tkr") == [0.0, 1_000_000.0, 2_000_000.0]
    assert axis_steps(3.0, 200.0, lambda x: f"{x:.0f}")[-1] <= 3.0


def test_without_a_budget_nothing_is_drawn(ask: Ask) -> None:
    assert budget_view(ask(process_tables())) is None
