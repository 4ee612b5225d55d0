"""Plan against done: marks, the numbers at the end, the evaluation date, rows with too many sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.plan_figure import draw_plan
from evaluera.figures.process.plan_view import plan_view
from evaluera.figures.sheet import SMALLEST
from evaluera.methods.process.delivery import delivery_rate
from evaluera.text.process_names import ProcessNames, names_of

Ask = Callable[..., Any]
Texts = Callable[..., list[str]]


def marks(drawn: Drawn, gid: str) -> list[float]:
    """The days of all marks of a kind, as days of the year."""
    lines = [line for line in drawn.figure.axes[0].lines if line.get_gid() == gid]
    return [float(x) for line in lines for x in line.get_xdata()]


def test_every_session_has_its_mark(records: ProcessTables, ask: Ask, names: ProcessNames, texts: Texts) -> None:
    view = plan_view(ask(records))
    assert view is not None
    drawn = draw_plan(view, names)
    assert [len(marks(drawn, gid)) for gid in ("planned", "held", "partly", "cancelled")] == [22, 14, 1, 1]
    of = {"sv": "av", "en": "of"}[names.language]
    assert texts(drawn.figure, "end") == [f"6 {of} 10", f"4 {of} 8", f"4 {of} 4"]
    assert texts(drawn.figure, "row")[0] == "Öppen kväll"
    assert min(text.get_fontsize() for text in drawn.figure.findobj(lambda a: hasattr(a, "get_fontsize"))) >= SMALLEST
    share = {"sv": "14 av 22 planerade tillfällen", "en": "14 of 22 planned sessions"}[names.language]
    assert drawn.title.startswith(share)
    assert share in drawn.alt


def test_the_numbers_are_those_of_the_indicator(records: ProcessTables, ask: Ask) -> None:
    asked = ask(records)
    total, *parts = (each for each in delivery_rate(asked) if not each.variant)
    view = plan_view(asked)
    assert view is not None
    assert (view.held, view.due) == (total.numerator, total.denominator)
    assert {(line.activity, line.held, line.due) for line in view.lines} == {
        (each.part, each.numerator, each.denominator) for each in parts
    }


def test_nothing_after_the_evaluation_date_was_done(records: ProcessTables, ask: Ask, texts: Texts) -> None:
    until = dt.date(2024, 6, 30)
    view = plan_view(ask(records, until=until))
    assert view is not None
    drawn = draw_plan(view, names_of(records, "sv"))
    assert max(marks(drawn, "held")) < until.toordinal() + 1
    assert max(marks(drawn, "planned")) > until.toordinal()
    (line,) = (line for line in drawn.figure.axes[0].lines if line.get_gid() == "evaluated")
    assert line.get_xdata()[0] == until.toordinal() + 1
    assert texts(drawn.figure, "evaluated-label") == ["Utvärderingsdag 30 juni 2024"]


def test_a_planned_session_stands_where_it_falls_due(ask: Ask) -> None:
    plan = {"activity_id": "a", "planned_start": "2024-01-01", "planned_end": "2024-12-31", "planned_sessions": 2}
    tables = process_tables(
        activity_plan=pd.DataFrame([{**plan, "plan_version": 1}]), activity_log=pd.DataFrame(columns=["activity_id"])
    )
    view = plan_view(ask(tables))
    assert view is not None
    assert [each.day.isoformat() for each in view.lines[0].sessions] == ["2024-07-01", "2024-12-31"]


@pytest.mark.parametrize("statuses", [("held", "cancelled"), ("held", "partly", "cancelled")])
def test_sessions_too_many_to_stand_apart_are_counted(ask: Ask, texts: Texts, statuses: tuple[str, ...]) -> None:
    plan = {"activity_id": "a", "planned_start": "2024-01-01", "planned_end": "2024-12-31", "planned_sessions": 120}
    rows = [
        {"log_id": status, "activity_id": "a", "date": "2024-03-05", "status": status, "sessions_n": number}
        for number, status in enumerate(statuses, start=7)
    ]
    tables = process_tables(activity_plan=pd.DataFrame([{**plan, "plan_version": 1}]), activity_log=pd.DataFrame(rows))
    view = plan_view(ask(tables))
    assert view is not None
    drawn = draw_plan(view, names_of(tables, "sv"))
    assert sum(int(each) for each in texts(drawn.figure, "planned-number")) == 120
    found = {status: texts(drawn.figure, f"{status}-number") for status in statuses}
    assert found == {status: [str(number)] for number, status in enumerate(statuses, start=7)}


def test_an_activity_without_a_number_says_so(ask: Ask, texts: Texts) -> None:
    plan = {"activity_id": "a", "planned_start": "2024-01-01", "planned_end": "2024-12-31", "plan_version": 1}
    row = {"log_id": "l", "activity_id": "a", "date": "2024-03-05", "status": "held"}
    tables = process_tables(activity_plan=pd.DataFrame([plan]), activity_log=pd.DataFrame([row]))
    view = plan_view(ask(tables))
    assert view is not None
    drawn = draw_plan(view, names_of(tables, "sv"))
    assert texts(drawn.figure, "end") == ["1, inget antal i planen"]
    assert drawn.title.startswith("1 tillfällen hölls")


def test_many_activities_stand_closer_with_one_line_of_name(ask: Ask, texts: Texts) -> None:
    plan = [
        {
            "activity_id": f"a{number:02d}",
            "name_sv": "Trygghetsvandring tillsammans med hyresgäster, polis och bostadsbolag",
            "planned_start": "2024-01-01",
            "planned_end": "2024-12-31",
            "planned_sessions": 4,
            "plan_version": 1,
        }
        for number in range(25)
    ]
    tables = process_tables(activity_plan=pd.DataFrame(plan), activity_log=pd.DataFrame(columns=["activity_id"]))
    view = plan_view(ask(tables))
    assert view is not None
    drawn = draw_plan(view, names_of(tables, "sv"), mark="SYNTETISKA DATA")
    shown = texts(drawn.figure, "row")
    assert len(shown) == 25
    assert all("\n" not in each and each.endswith("…") for each in shown)
    assert drawn.figure.get_figheight() * 2.54 < 20.0
    assert texts(drawn.figure, "synthetic") == ["SYNTETISKA DATA"]


def test_without_a_log_nothing_is_drawn(records: ProcessTables, ask: Ask) -> None:
    assert plan_view(ask(process_tables(activity_plan=records.frame("activity_plan")))) is None
