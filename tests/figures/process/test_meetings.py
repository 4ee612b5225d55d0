"""The meeting matrix: held and cancelled by month, what was required at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.figures.process.meeting_figure import draw_meetings
from evaluera.figures.process.meeting_view import meeting_view
from evaluera.text.process_names import ProcessNames, names_of

Ask = Callable[..., Any]
Texts = Callable[..., list[str]]


def test_held_and_cancelled_stand_in_their_month(
    records: ProcessTables, ask: Ask, names: ProcessNames, texts: Texts
) -> None:
    view = meeting_view(ask(records))
    assert view is not None
    drawn = draw_meetings(view, names)
    of = {"sv": "av", "en": "of"}[names.language]
    assert texts(drawn.figure, "end") == [f"{n} {of} {m}" for n, m in ((4, 5), (5, 4), (4, 4), (3, 4))]
    lines = drawn.figure.axes[0].lines
    assert sum(line.get_gid() == "held" for line in lines) == 16
    assert [line.get_xdata()[0] for line in lines if line.get_gid() == "cancelled"] == [8.5, 8.5]
    short = [text for text in drawn.figure.texts if text.get_gid() == "end" and text.get_fontweight() == "bold"]
    assert len(short) == 2
    assert drawn.title.startswith(f"15 {of} 17")


def test_the_title_is_the_indicator(records: ProcessTables, ask: Ask) -> None:
    view, found = meeting_view(ask(records)), evaluera.estimate("meetings", records, year=2024).of("PM01")
    assert view is not None
    assert found is not None
    assert (view.counted, view.required) == (found.numerator, found.denominator)


def test_by_june_only_the_meetings_due_are_required(records: ProcessTables, ask: Ask) -> None:
    view = meeting_view(ask(records, until=dt.date(2024, 6, 30)))
    assert view is not None
    assert (view.months[-1], view.required) == ("2024-06", 2 + 3 * 1)


def test_a_forum_that_is_not_judged_stands_last(ask: Ask, texts: Texts) -> None:
    rows = [
        {"meeting_id": f"m{n}", "forum": "steering_group", "status": "held", "date": "2024-03-04"} for n in range(3)
    ]
    rows += [{"meeting_id": "u", "forum": "umebra", "status": "held", "date": "2024-05-02"}]
    tables = process_tables(meeting=pd.DataFrame(rows))
    view = meeting_view(ask(tables))
    assert view is not None
    drawn = draw_meetings(view, names_of(tables, "sv"))
    assert texts(drawn.figure, "end") == ["1 av 5", "3, inget krav"]
    assert texts(drawn.figure, "held-number") == ["3"]


def test_without_meetings_nothing_is_drawn(ask: Ask) -> None:
    assert meeting_view(ask(process_tables())) is None
    assert meeting_view(ask(process_tables(meeting=pd.DataFrame(columns=["meeting_id"])))) is None
