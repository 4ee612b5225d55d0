"""The specification curve as figure and table, in both languages."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

import evaluera
from evaluera.figures.curve_drawing import draw_curve
from evaluera.results.curve import Curve, Specification
from evaluera.tables.curve import curve_table
from evaluera.text.curves import choice_name, value_name, values_of


def row(errors: str, window: str, estimate: float, half: float, *, given: bool = False) -> Specification:
    return Specification(
        choices={"errors": errors, "window": window},
        estimate=estimate,
        low=estimate - half,
        high=estimate + half,
        p_value=0.01,
        prespecified=given,
    )


@pytest.fixture
def curve() -> Curve:
    rows = (
        row("default", "24+24", 0.6, 0.2),
        row("default", "48+24", 0.7, 0.1, given=True),
        row("ar2", "48+24", 0.8, 0.3),
        row("ar2", "24+24", 1.1, 0.3),
    )
    return Curve(
        method="interrupted_time_series",
        outcome="thefts",
        area="",
        scale="log",
        unit="ratio",
        confidence=0.95,
        options=("errors", "window"),
        rows=rows,
    )


def texts(figure: Figure, gid: str) -> list[str]:
    return [text.get_text() for text in figure.texts if text.get_gid() == gid]


def test_the_curve_counts_what_agrees(curve: Curve) -> None:
    assert (curve.same_sign, curve.same_finding, len(curve.others)) == (2, 1, 3)
    assert curve.prespecified.estimate == 0.7
    assert curve.frame()["prespecified"].sum() == 1


def test_the_figure_shows_every_answer_and_its_choices(curve: Curve) -> None:
    drawn = draw_curve(curve, "sv")
    assert drawn.title == "Riktningen är densamma i 2 av 3 andra rimliga val"
    assert "0,70 (0,60–0,80)" in drawn.alt
    upper, *below = drawn.figure.axes
    dots = {gid: [line for line in upper.lines if line.get_gid() == gid] for gid in ("dot", "dot-given", "interval")}
    assert {gid: len(lines) for gid, lines in dots.items()} == {"dot": 3, "dot-given": 1, "interval": 4}
    assert [str(line.get_markerfacecolor()) == "#FFFFFF" for line in dots["dot"]] == [False, True, True]
    assert len(below) == 2
    chosen = {
        (line.get_gid(), tuple(line.get_xdata()))
        for axes in below
        for line in axes.lines
        if str(line.get_gid()).startswith("chosen") and len(line.get_xdata())
    }
    assert chosen == {
        ("chosen-errors", (0,)),
        ("chosen-errors", (1,)),
        ("chosen-errors", (2, 3)),
        ("chosen-window", (2,)),
        ("chosen-window", (1,)),
        ("chosen-window", (0, 3)),
    }
    assert texts(drawn.figure, "choice") == ["Brus", "Perioder före + efter"]
    assert texts(drawn.figure, "value")[2:] == ["48+24", "24+24"]
    assert texts(drawn.figure, "given") == ["huvudanalysen"]
    assert list(drawn.table["estimate"]) == [0.6, 0.7, 0.8, 1.1]


def test_english_says_the_same(curve: Curve) -> None:
    drawn = draw_curve(curve, "en", labels={"thefts": {"en": "Thefts", "sv": "Stölder"}}, synthetic=True)
    assert drawn.title == "The direction is the same in 2 of 3 other reasonable choices"
    assert drawn.subtitle.startswith("Thefts.")
    assert texts(drawn.figure, "synthetic") != []


def test_plot_takes_a_curve(curve: Curve) -> None:
    assert texts(evaluera.plot(curve, "sv"), "given") == ["huvudanalysen"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_table_has_a_row_for_every_way(curve: Curve, language: str) -> None:
    table = curve_table(curve, language)
    assert len(table.rows) == 4
    assert table.headers[1:3] == (choice_name("errors", language), choice_name("window", language))
    given = {"sv": "2, huvudanalysen", "en": "2, the main analysis"}[language]
    assert table.rows[1][0] == given
    assert table.rows[1][3] == {"sv": "0,70 (0,60–0,80)", "en": "0.70 (0.60–0.80)"}[language]


def test_names_of_choices(curve: Curve) -> None:
    assert values_of(curve, "window") == ("48+24", "24+24")
    assert value_name("same_season", "True", "sv") == "ja"
    assert value_name("own", "x", "sv") == "x"
    assert choice_name("own_option", "en") == "own option"
    assert value_name("errors", "default", "en") == value_name("errors", "drift", "en")
