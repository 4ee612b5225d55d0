"""Which figures there are: only those with data, each at its theme, all words in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.span import Span
from evaluera.errors import MethodError
from evaluera.figures.process.record_drawing import draw_records
from evaluera.figures.process.result_drawing import draw_process
from evaluera.figures.saving import svg
from evaluera.methods.process.limits import Limits
from evaluera.methods.registry import process_methods
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult
from evaluera.tables.process_figures import process_figure_table
from evaluera.text.process_names import names_of

Texts = Callable[..., list[str]]
YEAR = Span.of_year(2024)
MARKS = {
    "sv": "SYNTETISKA DATA – visar inte utfallet i Umeå",
    "en": "SYNTHETIC DATA – does not show the outcome in Umeå",
}


@pytest.fixture(scope="module")
def results(records: ProcessTables) -> dict[str, ProcessResult]:
    return {name: evaluera.estimate(name, records, year=2024) for name in process_methods()}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_figure_that_has_data_is_drawn(
    records: ProcessTables, results: dict[str, ProcessResult], language: str, texts: Texts
) -> None:
    found = draw_records(records, results, language, span=YEAR, limits=Limits(), synthetic="Umeå")
    assert [(theme, drawn.name) for theme, drawn in found] == [
        ("activity", "plan"),
        ("dose", "dose"),
        ("reach", "reach"),
        ("meetings", "meetings"),
        ("promises", "promises"),
        ("est", "waiting-est_action"),
        ("partnership", "network"),
        ("resources", "budget"),
        ("relevance", "theory"),
    ]
    for _, drawn in found:
        assert texts(drawn.figure, "synthetic") == [MARKS[language]]
        assert drawn.title in drawn.alt
        assert drawn.caption
        assert round(drawn.figure.get_figwidth() * 2.54, 1) == 16.0
        table = process_figure_table(drawn.table, title=drawn.title, language=language)
        assert len(table.rows) == len(drawn.table) > 0
        assert len(table.headers) <= 8


def test_without_data_nothing_is_drawn() -> None:
    assert draw_records(process_tables(), {}, "sv", span=YEAR, limits=Limits()) == ()
    results = {name: evaluera.estimate(name, process_tables(), year=2024) for name in process_methods()}
    assert draw_records(process_tables(), results, "sv", span=YEAR, limits=Limits()) == ()


def test_the_same_figure_gives_the_same_svg(records: ProcessTables, results: dict[str, ProcessResult]) -> None:
    first, second = (
        [svg(drawn) for _, drawn in draw_records(records, results, "sv", span=YEAR, limits=Limits())] for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("name", ["activity", "dose", "reach", "meetings", "fidelity"])
def test_a_result_draws_what_it_contains(results: dict[str, ProcessResult], name: str) -> None:
    expected = {"dose": "dose", "reach": "reach"}.get(name, "shares")
    assert [drawn.name for drawn in draw_process(results[name], "sv")] == [expected]


def test_plot_of_a_process_result(results: dict[str, ProcessResult], texts: Texts) -> None:
    figure = evaluera.plot(results["meetings"], "sv")
    assert texts(figure, "title") == ["Mötesföljsamhet: 15 av 17 (88\N{NO-BREAK SPACE}%)"]
    widths = [patch.get_width() for patch in figure.axes[0].patches if patch.get_gid() == "filled"]
    assert round(widths[0], 3) == 0.882


def test_a_result_without_shares_cannot_be_plotted() -> None:
    nothing = Measure(indicator="PG02", value=2.0, unit="count")
    result = ProcessResult(method="goal_attainment", first="2024-01-01", last="2024-12-31", measures=(nothing,))
    with pytest.raises(MethodError, match="Resultatet från goal_attainment innehåller inget som går att rita"):
        evaluera.plot(result, "sv")


def test_small_numbers_are_hidden_in_a_plot_too() -> None:
    few = Measure(indicator="PR03", value=0.3, unit="share", numerator=3.0, denominator=10.0, persons=True)
    result = ProcessResult(method="reach", first="2024-01-01", last="2024-12-31", measures=(few,))
    assert draw_process(result, "sv") == ()


def test_names_that_are_missing_are_ids(records: ProcessTables) -> None:
    bare = process_tables(
        **{name: records.frame(name) for name in ("activity_log", "population")},
        area=records.frame("area").assign(name=pd.Series([None] * 3, dtype=object)),
        activity_plan=records.frame("activity_plan").assign(name_sv=pd.Series([None] * 3, dtype=object)),
    )
    results = {"dose": evaluera.estimate("dose", bare, year=2024)}
    ((_, drawn),) = draw_records(bare, results, "sv", span=YEAR, limits=Limits())
    assert "south" in names_of(bare, "sv").name("area", "south")
    assert "south" in drawn.title
