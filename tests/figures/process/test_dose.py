"""Dose tiles: the number in each tile is PD01, quarters and years are means, all areas stand apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.figures.process.dose_figure import draw_dose
from evaluera.figures.process.dose_view import dose_view
from evaluera.results.measure import Measure
from evaluera.text.process_names import ProcessNames

Texts = Callable[..., list[str]]


def monthly(values: dict[str, list[float | None]], first: int = 2024) -> list[Measure]:
    """PD01 by area and month."""

    def one(part: str, value: float | None, period: str = "") -> Measure:
        split = "area" if part else ""
        return Measure(indicator="PD01", value=value, unit="hours_per_1000", split=split, part=part, period=period)

    found = []
    for part, months in values.items():
        known = [value for value in months if value is not None]
        found.append(one(part, sum(known) / len(known)))
        found += [one(part, x, f"{first + n // 12}-{n % 12 + 1:02d}") for n, x in enumerate(months)]
    return found


def test_the_tiles_are_the_indicator(records: ProcessTables, names: ProcessNames, texts: Texts) -> None:
    result = evaluera.estimate("dose", records, year=2024)
    view = dose_view(result.measures)
    assert view is not None
    assert view.rows == ("south", "north", "east", "")
    drawn = draw_dose(view, names, span=Span.of_year(2024))
    assert len(texts(drawn.figure, "dose")) == 4 * 12
    found = {(m.part, m.period): m.value for m in result.all_of("PD01") if m.period}
    assert {(row, period): view.cells[row, period] for row in view.rows for period in view.periods} == found
    assert (
        texts(drawn.figure, "row")[-1] == {"sv": "Alla insatsområden", "en": "All intervention areas"}[names.language]
    )
    mark = {"sv": "0,12", "en": "0.12"}[names.language]
    assert mark in drawn.title
    assert texts(drawn.figure, "end")[0] == mark


@pytest.mark.parametrize(("months", "frequency", "first"), [(12, "M", 1.0), (36, "Q", 2.0), (84, "Y", 6.5)])
def test_many_months_become_quarters_or_years(months: int, frequency: str, first: float) -> None:
    view = dose_view(monthly({"a": [float(n + 1) for n in range(months)]}))
    assert view is not None
    assert (view.frequency, view.cells["a", view.periods[0]]) == (frequency, first)


def test_a_quarter_with_an_unknown_month_is_unknown() -> None:
    view = dose_view(monthly({"a": [1.0, None, 3.0, *[1.0] * 33]}))
    assert view is not None
    assert view.cells["a", "2024Q1"] is None


def test_numbers_that_are_too_wide_lose_their_decimals(names: ProcessNames, texts: Texts) -> None:
    view = dose_view(monthly({"a": [1234.56] * 18}))
    assert view is not None
    drawn = draw_dose(view, names, span=Span.of_year(2025))
    assert all("," not in each.replace("1,2", "12") and "." not in each for each in texts(drawn.figure, "dose"))


def test_the_title_is_about_the_areas_of_the_initiative() -> None:
    names = ProcessNames(language="sv", known={})
    measures = monthly({"a": [2.0] * 3, "b": [1.0] * 3, "elsewhere": [0.1] * 3})
    view = dose_view(measures, compared=["a", "b"])
    assert view is not None
    assert view.rows == ("a", "b", "elsewhere")
    title = draw_dose(view, names, span=Span.of_year(2024)).title
    assert title == "Störst dos: a, 2,0 timmar per 1 000 invånare och månad. Minst: b, 1,0"


def test_without_any_dose_nothing_is_drawn() -> None:
    nothing = Measure(indicator="PD01", value=None, unit="hours_per_1000", reason="no_data")
    assert dose_view([nothing]) is None
