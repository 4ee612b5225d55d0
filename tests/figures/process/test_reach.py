"""Reach: bars and outlines, small numbers of persons neither in the figure nor in its table."""

from __future__ import annotations

from collections.abc import Callable

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.reach_figure import draw_reach, reach_view
from evaluera.methods.process.protection import protected
from evaluera.results.measure import Measure
from evaluera.tables.process_figures import process_figure_table
from evaluera.text.process_names import ProcessNames

Texts = Callable[..., list[str]]
YEAR = Span.of_year(2024)


def part(name: str, new: float, people: float = 100.0, **more: object) -> Measure:
    place = {"indicator": "PR01", "unit": "share", "persons": True}
    split = {"split": "activity", "part": name} if name else {}
    return Measure(value=new / people, numerator=new, denominator=people, **place, **split, **more)  # type: ignore[arg-type]


def bars(drawn: Drawn, gid: str) -> list[float]:
    return [round(patch.get_width(), 3) for patch in drawn.figure.axes[0].patches if patch.get_gid() == gid]


def test_each_activity_has_its_bar(records: ProcessTables, names: ProcessNames, texts: Texts) -> None:
    view = reach_view(protected(evaluera.estimate("reach", records, year=2024).measures))
    assert view is not None
    drawn = draw_reach(view, names, span=YEAR)
    assert bars(drawn, "filled") == [0.406, 0.062, 0.028]
    assert bars(drawn, "outline") == []
    number = {"sv": "39 av 96 (41\N{NO-BREAK SPACE}%)", "en": "39 of 96 (41%)"}[names.language]
    assert texts(drawn.figure, "end")[0] == number
    assert number.split(" (")[0] in drawn.title
    assert drawn.figure.axes[0].get_xlim()[0] == 0.0


def test_the_outline_goes_as_far_as_empty_cells_could(names: ProcessNames) -> None:
    view = reach_view([part("a", 10, high=0.5, bounds="missing"), part("b", 20)])
    assert view is not None
    drawn = draw_reach(view, names, span=YEAR)
    assert (bars(drawn, "filled"), bars(drawn, "outline")) == ([0.2, 0.1], [0.5])
    assert {"sv": "Konturen", "en": "outline"}[names.language] in drawn.caption


def test_small_numbers_of_persons_are_not_shown(names: ProcessNames, texts: Texts) -> None:
    measures = [part("", 57, 300), part("a", 3), part("b", 14), part("c", 40)]
    view = reach_view(protected(measures))
    assert view is not None
    drawn = draw_reach(view, names, span=YEAR)
    assert bars(drawn, "filled") == [0.4]
    hidden = {"sv": "visas inte (små tal)", "en": "not shown (small numbers)"}[names.language]
    assert texts(drawn.figure, "end")[1:] == [hidden, hidden]
    assert drawn.table.set_index("activity")["reached"].dropna().tolist() == [40.0]
    cells = process_figure_table(drawn.table, title=drawn.title, language=names.language).rows
    assert [row[1] for row in cells] == ["40", "–", "–"]


def test_activities_without_a_group_size_are_counted_below() -> None:
    unknown = Measure(
        indicator="PR01", value=None, unit="share", split="activity", part="x", reason="plan_number_missing"
    )
    view = reach_view([part("a", 10), unknown])
    assert view is not None
    assert (len(view.parts), view.unsized) == (1, 1)
    assert reach_view([unknown]) is None
