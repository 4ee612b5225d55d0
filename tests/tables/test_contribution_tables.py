"""The tables of the contribution as they are read: grade, sources, dose, matrix, links, other explanations."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluera.conclusion.goal_effect import goal_effects
from evaluera.conclusion.implementation import Carried
from evaluera.conclusion.link_story import link_stories
from evaluera.conclusion.reporting import weighed
from evaluera.conclusion.rivals import Rival
from evaluera.conclusion.triangulation import Cell, GoalRow, agreeing_of
from evaluera.data.process.process_tables import process_tables
from evaluera.methods.process.theory_graph import theory_graph
from evaluera.results.dose_response import DosePoint, DoseResponse
from evaluera.results.measure import Measure
from evaluera.results.trend import SourceTrend
from evaluera.tables.contribution import links_table, rivals_table
from evaluera.tables.dose_response import dose_sentences, dose_table
from evaluera.tables.implementation import grade_sentences, implementation_table, qualification_table
from evaluera.tables.reporting import reporting_table
from evaluera.tables.triangulation import triangulation_table
from evaluera.text.process_names import names_of

TABLES = process_tables(
    goal=pd.DataFrame(
        {
            "goal_id": ["g"],
            "text_sv": ["Färre brott"],
            "level": "outcome",
            "direction": ["keep"],
            "indicator_id": ["vandalism"],
        }
    ),
    activity_plan=pd.DataFrame({"activity_id": ["a"], "name_sv": ["Nattvandring"], "plan_version": 1}),
    theory_link=pd.DataFrame(
        {
            "link_id": ["l"],
            "from_node": ["a"],
            "to_node": ["g"],
            "from_type": ["activity"],
            "to_type": ["long_outcome"],
            "indicator_id": ["PF01"],
            "prior_evidence": ["weak"],
        }
    ),
    context_event=pd.DataFrame({"event_id": ["e"], "kind": ["pandemic"], "source": ["Folkhälsomyndigheten"]}),
)
NAMES = names_of(TABLES, "sv")


def plain(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells)


def test_the_grade_says_what_decides_and_what_is_left_out() -> None:
    carried = Carried(grade="partly", lowest="PF01", left_out=("PF03",))
    assert grade_sentences(carried, "sv") == (
        "Insatsen genomfördes till viss del.",
        "Lägst är genomförandegrad, och det avgör.",
        "Kunde inte räknas och är inte med: kärnkomponenter.",
    )
    assert len(grade_sentences(Carried(grade="unknown", lowest="PF01"), "en")) == 1


def test_the_components_are_so_many_of_so_many() -> None:
    half = Measure(indicator="PF01", value=0.5, unit="share", numerator=4, denominator=8)
    table = implementation_table(Carried(grade="low", measures=(half,)), "sv", low_below=0.6, high_from=0.8)
    assert plain(table.rows[0]) == ("Genomförandegrad", "4 av 8 (50 %)")
    assert "låg under 60" in table.note


def test_a_kept_level_is_called_kept(make_result) -> None:
    carried = Carried(grade="high")
    effects = goal_effects(TABLES, {"main": make_result(1.0, 0.95, 1.05)}, carried)
    table = qualification_table(effects, carried, NAMES, labels={"main": "Huvudanalysen"})
    assert table.rows[0][:4] == ("Huvudanalysen", "Färre brott", "högt", "behållet")
    assert table.rows[0][4].startswith("Insatsen genomfördes som planerat och resultatet gick åt väntat håll.")


def test_a_source_has_its_interval_and_a_full_count_none() -> None:
    survey = SourceTrend(
        source="victimisation",
        moved="up",
        before=10.0,
        after=15.0,
        ratio=1.5,
        low=1.33,
        high=1.69,
        first="2019",
        last="2024",
    )
    hours = SourceTrend(source="police_hours", moved="same", before=10.0, after=10.5, ratio=1.05, first="a", last="b")
    rows = reporting_table(weighed((survey, hours, SourceTrend(source="est", moved="silent"))), "sv").rows
    assert rows[0] == ("Utsatthet i enkät", "10,00", "15,00", "1,50 (1,33–1,69)", "upp", "fler brott", "2019 / 2024")
    assert rows[1][3:6] == ("1,05", "oförändrat", "–")
    assert rows[2][1:] == ("–", "–", "–", "underlag saknas", "–", "–")


def response(*, floor: float, points: tuple[DosePoint, ...], p_value: float = 0.2) -> DoseResponse:
    return DoseResponse(
        outcome="x", better="lower", areas=3, dosed=3, points=points, slope=0.95, p_value=p_value, floor=floor
    )


POINTS = (
    DosePoint(level=0, low_dose=0.0, high_dose=0.0, cells=20, ratio=1.0),
    DosePoint(level=2, low_dose=1.0, high_dose=2.5, cells=10, ratio=0.8),
)


def test_the_floor_and_the_caution_are_always_said() -> None:
    few = dose_sentences(response(floor=1 / 6, points=POINTS), "sv")
    assert any("Med 3 områden kan andelen aldrig bli lägre än 17 procent." in sentence for sentence in few)
    assert "Kurvan är en illustration." in " ".join(few)
    assert few[-1].startswith("Resurser sätts in där problemen växer.")
    clear = " ".join(dose_sentences(response(floor=0.01, points=POINTS, p_value=0.01), "en"))
    assert "The relation between amount and result is clear." in clear
    assert "illustration" not in clear
    assert dose_sentences(response(floor=0.01, points=()), "en")[0].endswith("no curve can be computed.")


def test_the_curve_names_its_thirds() -> None:
    rows = dose_table(response(floor=0.01, points=POINTS), "sv", label="Brott").rows
    assert rows == (("ingen", "0,0", "20", "1,00"), ("mellersta tredjedelen", "1,0–2,5", "10", "0,80"))


def matrix(*sources: str) -> GoalRow:
    cells = tuple(Cell(source=source, says="better", strength="weak", own=source != "est") for source in sources)
    return GoalRow(goal="g", cells=cells, agreeing=agreeing_of(cells))


def test_the_matrix_marks_other_aspects() -> None:
    table = triangulation_table([matrix("effect", "est"), GoalRow(goal="okänt", cells=(), agreeing="silent")], NAMES)
    assert table.headers == ("Mål", "Effektanalys", "EST, iakttagelser per rapportör", "Tillsammans")
    assert table.rows[0] == ("Färre brott", "bättre (svag)", "bättre (svag) *", "kompletterande")
    assert table.rows[1] == ("okänt", "tyst", "tyst", "tyst")


def test_sources_that_do_not_fit_stand_together() -> None:
    table = triangulation_table([matrix("effect", "a", "b", "c", "d", "e", "f")], NAMES)
    assert len(table.headers) == 8
    assert table.headers[-2] == "Övriga"
    assert table.rows[0][-2] == "E: bättre (svag); F: bättre (svag)"


@pytest.mark.parametrize(("earlier", "columns"), [(None, 4), ([], 5)])
def test_a_link_says_what_tested_it_and_how_it_was(earlier, columns) -> None:
    measure = Measure(indicator="PF01", value=0.9, unit="share", band="high")
    stories = link_stories(theory_graph(TABLES), measures=[measure], effects=(), earlier=earlier)
    row = links_table(stories, NAMES, labels={}).rows[0]
    assert len(row) == columns
    assert row[:4] == ("Nattvandring → Färre brott", "får stöd", "genomförandegrad: får stöd", "svag")
    assert earlier is None or row[4] == "inte prövat"


def test_an_explanation_says_its_status_and_how_it_was_examined() -> None:
    given = (
        Rival(kind="seasonal", status="ruled_out", by="samma månader", text="Vintern"),
        Rival(kind="context_event", status="stands", by="context_event", event="e", event_kind="pandemic"),
        Rival(kind="trend_before", status="weakened", by="pre_trend"),
        Rival(kind="displacement", status="not_examined"),
    )
    rows = rivals_table(given, NAMES).rows
    assert rows[0] == ("Årstiden: Vintern", "utesluten", "samma månader")
    assert rows[1][0] == "Annan händelse vid samma tid: pandemi (Folkhälsomyndigheten)"
    assert rows[1][2] == "tabellen över händelser"
    assert rows[2][1:] == ("försvagad", "Vad hände före insatsen?")
    assert rows[3][2] == "–"
