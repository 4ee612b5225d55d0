"""An analysis whose areas are pooled: each by itself, one answer, told in words, locked like any other choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import evaluera
from evaluera.errors import EvalueraError
from evaluera.evaluation import check
from evaluera.evaluation.bench import set_up
from evaluera.figures.drawing import draw
from evaluera.figures.interval_view import area_views
from evaluera.parameters import lock, read
from evaluera.parameters.locking import locked
from evaluera.parameters.schema_form import schema
from evaluera.report.drawings import pictures
from evaluera.report.sections import method_annex, results
from evaluera.text.findings import render

from .conftest import counts

Make = Callable[..., Path]

SERIES = ("serie, metod: avbruten tidsserie, utfall: antal}", "serie, metod: avbruten tidsserie, utfall: antal, {}}}")
POOLED = (SERIES[0], SERIES[1].format("sammanvägd: ja"))
BOTH = ("jämförelse: övriga, huvudanalys: ja}", "jämförelse: övriga, huvudanalys: ja, sammanvägd: ja}")


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> evaluera.Evaluation:
    """Two areas with the initiative and two without; both analyses are pooled."""
    from .conftest import SETTINGS

    folder = tmp_path_factory.mktemp("insats")
    text = SETTINGS.replace(*POOLED).replace(*BOTH)
    (folder / "brott.csv").write_text(counts(), encoding="utf-8")
    (folder / "evaluation.yaml").write_text(text, encoding="utf-8")
    return evaluera.run(folder)


def test_each_area_is_analysed_by_itself_and_all_are_pooled(evaluation: evaluera.Evaluation) -> None:
    result = evaluation.results["serie"]
    panel = evaluation.panels["antal"]
    by_hand = [
        evaluera.estimate("interrupted_time_series", panel, outcome="antal", start="2018-01", treated=area)
        for area in ("Ersboda", "Mariehem")
    ]
    expected = evaluera.pool(by_hand)
    assert result.estimates == expected.estimates
    (answer,) = result.primary()
    assert (answer.term, answer.area) == ("pooled_effect", "")
    assert answer.estimate == pytest.approx(0.75, abs=0.08)
    assert result.options["treated"] == ["Ersboda", "Mariehem"]
    assert (result.provenance.rows_used, result.provenance.rows_read) == (120, 240)


def test_no_area_is_compared_with_another_one_of_the_initiative(evaluation: evaluera.Evaluation) -> None:
    result = evaluation.primary
    assert {each.comparison_areas for each in result.evidence} == {2}
    assert result.provenance.rows_used == 240
    assert result.options["comparison"] == ["Haga", "Teg"]


def test_the_main_analysis_is_tested_with_its_areas_together(evaluation: evaluera.Evaluation) -> None:
    tested = {each.name for each in evaluation.primary.diagnostics if each.area == ""}
    assert {"placebo_in_time", "reasonable_choices", "agreement_of_areas"} <= tested
    assert "tested_together" in {note.code for note in evaluation.primary.notes}
    assert "tested_together" not in {note.code for note in evaluation.results["serie"].notes}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Det är ett genomsnitt över 2 områden. I ett nytt område kan ändringen väntas bli allt från "),
        ("en", "This is an average over 2 areas. In a new area the change can be expected to be anything from "),
    ],
)
def test_page_and_annex_say_that_it_is_an_average(evaluation: evaluera.Evaluation, language: str, words: str) -> None:
    said = evaluation.statement(language).size
    assert words in said
    fewer, more = (("färre", "fler"), ("fewer", "more"))[language == "en"]
    end = said.partition(words)[2]
    assert fewer in end
    assert end.endswith((f"{more}.", f"{fewer}."))


def test_the_report_has_a_forest_plot_first_and_a_table(evaluation: evaluera.Evaluation) -> None:
    drawn = [picture.name for picture in pictures(evaluation, "sv") if picture.analysis == "serie"]
    assert drawn == [
        "serie-estimates-antal-level_change",
        "serie-course-antal-ersboda",
        "serie-course-antal-mariehem",
    ]
    (view,) = area_views(evaluation.primary)
    assert [row.role for row in (*view.rows, *view.pooled)] == ["area", "area", "pooled", "prediction"]
    html = results(evaluation).body
    assert "sammanvägning av områden" in html
    assert "Sammanvägd ändring" in html
    assert "Väntad ändring i ett nytt område" in html
    annex = method_annex(evaluation).body
    assert "Vad gav insatsen i genomsnitt, och vad kan ett nytt område vänta sig?" in annex
    assert 'id="method-interrupted_time_series"' in annex


def test_the_figure_of_an_area_tells_of_that_area(evaluation: evaluera.Evaluation) -> None:
    result = evaluation.results["serie"]
    panel = evaluation.panels["antal"]
    alone = evaluera.estimate(
        "interrupted_time_series", panel, question=result.question, outcome="antal", start="2018-01", treated="Ersboda"
    )
    of_area = next(each for each in draw(result, "sv") if each.name.endswith("ersboda"))
    (by_itself,) = [each for each in draw(alone, "sv") if each.name.startswith("course")]
    assert (of_area.title, of_area.alt) == (by_itself.title, by_itself.alt)


def test_the_key_is_read_in_english_and_a_wrong_value_is_refused(make: Make) -> None:
    english = make((SERIES[0], SERIES[1].format("pooled: true")), folder="english")
    assert read(english).parameters.analyses[1].pooled is True
    wrong = make((SERIES[0], SERIES[1].format("sammanvägd: kanske")), folder="wrong")
    with pytest.raises(EvalueraError, match="sammanvägd"):
        read(wrong)
    assert "pooled" in schema()["properties"]["analyses"]["items"]["oneOf"][0]["properties"]


@pytest.mark.parametrize(
    ("change", "code", "swedish", "english"),
    [
        (
            ("områden: [Ersboda, Mariehem]", "områden: [Ersboda]"),
            "method.pool_one_area",
            'Det finns bara 1 område att väga samman. Ange minst två områden med insatsen, eller ta bort "sammanvägd".',
            'There is only 1 area to pool. Give at least two areas of the initiative, or remove "pooled".',
        ),
        (
            ("värde: antal,", "värde: antal, slag: medelvärde,"),
            "method.pool_needs_ratios",
            "Använd antal med folkmängd som exponering, eller en metod som ger en kvot.",
            "Use counts with the population as exposure, or a method that gives a ratio.",
        ),
    ],
)
def test_what_cannot_be_pooled_is_found_before_a_run(
    make: Make, change: tuple[str, str], code: str, swedish: str, english: str
) -> None:
    folder = make(POOLED, change)
    (finding,) = [each for each in check(folder) if each.code == code]
    assert (finding.place.line, finding.place.parameter) == (14, "analyser[1].sammanvägd")
    assert render(finding, "sv").endswith(swedish)
    assert render(finding, "en").endswith(english)
    with pytest.raises(EvalueraError) as error:
        evaluera.run(folder)
    assert code in {each.code for each in error.value.findings}


def test_an_area_that_cannot_be_analysed_is_left_out_and_told(make: Make) -> None:
    data = "\n".join([*counts().splitlines(), *(f"{2015 + n // 12}-{n % 12 + 1:02d};Ålidhem;0" for n in range(60))])
    change = ("områden: [Ersboda, Mariehem]", "områden: [Ersboda, Mariehem, Ålidhem]")
    result = evaluera.run(make(POOLED, change, data=data + "\n")).results["serie"]
    assert {each.area for each in result.estimates} == {"", "Ersboda", "Mariehem"}
    (note,) = [each for each in result.notes if each.code == "series_left_out"]
    assert note.values["reason"] == "finding.method.no_events_before"


def test_pooling_is_locked(make: Make) -> None:
    folder = make(POOLED)
    lock(folder)
    assert locked(read(folder)).status == "same"
    file = folder / "evaluation.yaml"
    file.write_text(file.read_text("utf-8").replace(", sammanvägd: ja", ""), encoding="utf-8")
    (deviation,) = locked(read(folder)).deviations
    assert (deviation.parameter, deviation.locked, deviation.now) == ("analyses.serie.pooled", "true", "")


def test_the_bench_takes_the_areas_together_and_says_so(make: Make) -> None:
    bench = set_up(make(POOLED), "serie")
    assert [each.estimate.area for each in bench.trials] == [""]
    assert "bench_together" in {note.code for note in bench.result.notes}
