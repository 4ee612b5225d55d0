"""Tables as they are read: finished text, at most eight columns, the same rows in both languages."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from evaluera.conclusion.certainty import Certainty
from evaluera.design.question import DesignClass
from evaluera.results.diagnostic import Verdict
from evaluera.results.provenance import Provenance, Timing
from evaluera.tables.cells import estimate_cell, fitting_digits
from evaluera.tables.checks import diagnostics_table
from evaluera.tables.estimates import estimates_table
from evaluera.tables.names import analysis_label
from evaluera.tables.run import run_table
from evaluera.tables.steps import dots, steps_table
from evaluera.tables.table import MOST_COLUMNS, Table
from evaluera.tables.verdicts import verdicts_table
from evaluera.tables.views import course_table, figure_table
from evaluera.text.names import capital, term_name

ITS = DesignClass.INTERRUPTED_TIME_SERIES
EVERY_TABLE = (estimates_table, diagnostics_table, steps_table, run_table)


def digits(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text.replace(",", "."))


def test_a_table_holds_together():
    with pytest.raises(ValueError, match="as long as the headers"):
        Table(caption="c", headers=("a", "b"), rows=(("1",),))
    with pytest.raises(ValueError, match="as long as the headers"):
        Table(caption="c", headers=("a", "b"), rows=(), align=("left",))
    with pytest.raises(ValueError, match="9 columns, at most 8"):
        Table(caption="c", headers=tuple("abcdefghi"), rows=())


@pytest.mark.parametrize("view", EVERY_TABLE)
def test_every_table_says_the_same_in_both_languages(make_result, view):
    result = make_result(checks={"dispersion": Verdict.FAILS}, question={"implementation": "unknown"})
    swedish, english = view(result, "sv"), view(result, "en")
    assert len(swedish.headers) == len(english.headers) <= MOST_COLUMNS
    assert [digits("|".join(row)) for row in swedish.rows] == [digits("|".join(row)) for row in english.rows]
    assert swedish.caption != english.caption
    assert all(swedish.headers)


def test_estimates_stand_by_name_with_their_interval(make_result):
    table = estimates_table(make_result(), "sv")
    assert table.caption == "Alla skattningar: Skadegörelse, före–efter-jämförelse"
    assert table.headers == ("Mått", "Skattning (95\N{NO-BREAK SPACE}% intervall)", "Enhet", "p-värde", "Perioder")
    assert table.rows[0][:2] == (capital(term_name("rate_ratio", "sv")), "0,78 (0,57–1,06)")
    assert table.rows[0][3:] == ("0,11", "48")
    assert table.align == ("left", "right", "left", "right", "right")


def test_outcome_and_area_stand_only_where_they_differ(make_result):
    result = make_result()
    first = result.estimates[0]
    other = replace(first, outcome="theft", area="Teg", scale="identity", estimate=-3.0, low=-5.5, high=-0.5, unit="x")
    table = estimates_table(replace(result, estimates=(first, other)), "en")
    assert table.headers[:3] == ("Quantity", "Outcome", "Area")
    assert table.rows[0][1:3] == ("Vandalism", "")
    assert table.rows[1][1:5] == ("theft", "Teg", "−3.0 (−5.5 to −0.5)", "x")
    assert "ratio of 1" in table.note
    assert "difference of 0" in table.note


@pytest.mark.parametrize(
    ("numbers", "changes", "expected"),
    [
        ((0.777, 0.568, 1.061), {}, "0,78 (0,57–1,06)"),
        ((1.0015, 0.9979, 1.0051), {}, "1,002 (0,998–1,005)"),
        ((0.5, 0.3, math.inf), {}, "0,50 (0,30–∞)"),
        ((-118.0, -196.2, -40.1), {"scale": "identity", "unit": "events"}, "−118 (−196 till −40)"),
        ((12.34, 4.1, 20.0), {"scale": "identity", "unit": "x"}, "12,3 (4,1–20,0)"),
        ((0.05, 0.021, 0.081), {"scale": "identity", "unit": "share", "kind": "share"}, "5,0 (2,1–8,1)"),
        ((math.nan, math.nan, math.nan), {}, "–"),
    ],
)
def test_estimate_cells(make_result, numbers, changes, expected):
    result = make_result(*numbers, **changes)
    assert estimate_cell(result.estimates[0], result.kind, "sv") == expected


def test_checks_have_verdict_number_and_meaning(make_result):
    table = diagnostics_table(make_result(checks={"my_check": Verdict.DOUBTFUL}), "sv")
    assert table.rows == (
        ("my_check", "tveksamt", "1,5", "Perioden före eller efter är kortare än ett år: 4 av 12 perioder."),
    )


def test_steps_go_from_the_ceiling_to_the_certainty(make_result):
    asked = {"implementation": "unknown", "decided_beforehand": None}
    table = steps_table(make_result(0.6, 0.4, 0.9, design=ITS, question=asked), "sv")
    assert [row[1:] for row in table.rows] == [("–", "●●○○ låg"), ("−1", "●○○○ mycket låg"), ("0", "●○○○ mycket låg")]
    assert [dots(level, "en") for level in (Certainty.VERY_LOW, Certainty.HIGH)] == ["●○○○ very low", "●●●● high"]


def test_a_course_has_a_row_for_each_period_with_meeting_decimals(make_result):
    table = course_table(make_result().courses[0], "sv", label="Skadegörelse")
    assert table.caption == "Siffrorna i figuren: Skadegörelse"
    assert table.rows[0] == ("Januari 2018", "41", "40,5", "40,5", "–", "ja")
    assert table.rows[3] == ("April 2018", "–", "30,0", "40,0", "34,0–46,0", "ja")
    assert table.note == "Tecknet – betyder att uppgift saknas eller inte gäller."


def test_the_numbers_of_a_figure_of_areas(make_result):
    rows = make_result().tidy().assign(area=["Teg"], role=["comparison"])
    pooled = make_result(0.8, 0.6, 1.1).tidy().assign(role=["pooled"])
    table = figure_table(pd.concat([rows, pooled]), title="Finding.", language="en")
    assert table.caption == "The numbers in the figure: Finding"
    term = capital(term_name("rate_ratio", "en"))
    assert table.rows == (
        ("Teg", "comparison area", term, "0.78", "0.57–1.06"),
        ("pooled", "pooled", term, "0.80", "0.60–1.10"),
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1.0, 200.0, None], 0), ([0.123, 0.05], 3), ([788.2], 0), ([12.5], 1), ([0.00012], 4), ([], 0), ([math.nan], 0)],
)
def test_a_column_has_as_many_decimals_as_its_largest_number_needs(values, expected):
    assert fitting_digits(values) == expected


@pytest.mark.parametrize(
    ("result", "words", "size"),
    [
        (((0.6, 0.4, 0.9), {"design": ITS}), "▼ möjlig minskning", "−40\N{NO-BREAK SPACE}% (−60 till −10)"),
        (((1.3, 1.1, 1.5), {"design": ITS}), "▲ möjlig ökning", "30\N{NO-BREAK SPACE}% (10–50)"),
        (((0.78, 0.57, 1.06), {}), "↔ ingen tydlig ändring", "−22\N{NO-BREAK SPACE}% (−43 till 6)"),
        (((1.0, 0.95, 1.05), {}), "= ingen ändring som märks, oklar orsak", "0\N{NO-BREAK SPACE}% (−5 till 5)"),
        (((0.6, 0.4, 0.9), {"evidence": {"periods_after": 3}}), "? för litet underlag", "–"),
        (
            ((-0.05, -0.08, -0.02), {"scale": "identity", "kind": "share", "unit": "share", "design": ITS}),
            "▼ möjlig minskning",
            "−5,0 (−8,0 till −2,0) procentenheter",
        ),
    ],
)
def test_verdicts_have_a_sign_a_word_and_the_interval(make_result, result, words, size):
    numbers, changes = result
    table = verdicts_table({"main": make_result(*numbers, **changes)}, "sv")
    assert table.rows[0][:3] == ("Skadegörelse", words, size)
    assert re.fullmatch("[●○]{4} .+", table.rows[0][3])


def test_one_row_for_each_outcome_from_the_main_analysis(make_result):
    result = make_result()
    other = replace(result.estimates[0], outcome="theft", estimate=0.5, low=0.3, high=0.7)
    several = replace(result, estimates=(*result.estimates, other))
    analyses = {"one": several, "two": make_result(0.6, 0.4, 0.9)}
    table = verdicts_table(analyses, "en")
    assert [row[0] for row in table.rows] == ["Vandalism", "Theft"]
    assert [row[1][0] for row in table.rows] == ["↔", "▼"]
    assert "More analyses" in table.note
    of_two = verdicts_table(analyses, "en", primary="two")
    assert [row[1][0] for row in of_two.rows] == ["▼", "▼"]
    assert "More analyses" not in verdicts_table({"one": several}, "en").note


def test_the_record_of_a_run(make_result):
    provenance = Provenance(
        rows_read=12345,
        rows_used=12000,
        rows_missing=5,
        rows_excluded=340,
        rows_other=0,
        source="Brå",
        retrieved_on="2026-01-20",
        file="brott.csv",
        sha256="ab12",
    )
    timing = Timing(start="2018-09", transition=("2018-09", "2018-12"), preliminary_from="2025-10")
    result = replace(make_result(timing=timing, evidence={"comparison_areas": 3}), provenance=provenance)
    facts = dict(run_table(result, "sv").rows)
    assert facts["Första period efter start"] == "september 2018"
    assert facts["Övergång"] == "september 2018 till december 2018"
    assert facts["Perioder före och efter"] == "24 före, 24 efter"
    assert facts["Områden"] == "1 med insats, 3 jämförda"
    assert facts["Hämtat"] == "20 januari 2026"
    assert facts["Lästa rader"] == "12\N{NARROW NO-BREAK SPACE}345"


def test_an_analysis_is_called_by_its_outcomes_and_method(make_result):
    assert analysis_label(make_result(), "en") == "Vandalism, before/after comparison"
