"""What is wrong in settings, files and analyses is said together, each once and at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import evaluera
from evaluera.errors import DataError, EvalueraError, MethodError, ParameterError
from evaluera.methods.registry import methods
from evaluera.text.findings import render

Make = Callable[..., Path]


def _refused(folder: Path, kind: type[EvalueraError] = ParameterError, **options: int) -> EvalueraError:
    with pytest.raises(EvalueraError) as caught:
        evaluera.run(folder, **options)  # type: ignore[arg-type]
    assert type(caught.value) in (kind, *kind.__subclasses__())
    return caught.value


def _said(error: EvalueraError, language: str = "sv") -> list[str]:
    return [render(finding, language) for finding in error.findings]


def test_settings_and_data_are_wrong_together(make: Make) -> None:
    data = "månad;område;antal\n2015-01;Teg;-3\n2015-02;Teg;4,5\n2015-02;Teg;4\n"
    error = _refused(make(("version: 1", "version: 2"), ("huvudanalys: ja", "huvudanalyse: ja"), data=data))
    codes = [finding.code for finding in error.findings]
    assert codes[:3] == ["parameter.unknown_version", "parameter.no_primary", "parameter.unknown_near"]
    assert {"data.negative_count", "data.fractional_count", "data.duplicate_row"} <= set(codes)
    assert "min-insats/evaluation.yaml rad 1, version: Version 2 är inte känd. Skriv version 1." in _said(error)
    assert "brott.csv, rad 2, kolumn antal: Antalet -3 är negativt. Ett antal är 0 eller större." in [
        text.replace("\N{MINUS SIGN}", "-") for text in _said(error)
    ]


def test_a_column_that_is_not_there_is_said_at_its_line(make: Make) -> None:
    error = _refused(make(("värde: antal", "värde: antl")))
    assert _said(error)[0] == (
        "min-insats/evaluation.yaml rad 6, data[0].värde: "
        'Kolumnen "antl" finns inte. De här finns, den mest lika först: antal, månad, område.'
    )


def test_a_missing_data_file(make: Make) -> None:
    error = _refused(make(("fil: brott.csv", "fil: brot.csv")), DataError)
    assert [finding.code for finding in error.findings] == ["data.file_not_found"]
    assert error.findings[0].place.file == "brot.csv"


def test_every_file_is_read_although_one_is_wrong(make: Make) -> None:
    more = (
        "  - {fil: a.csv, period: månad, värde: antal, källa: x}\n  - {fil: b.csv, period: månad, värde: x, källa: x}\n"
    )
    error = _refused(make(("utfall:\n", f"{more}utfall:\n"), data="månad;område;antal\n2015-01;Teg;-3\n"), DataError)
    assert {finding.place.file for finding in error.findings} >= {"brott.csv", "a.csv", "b.csv"}


def test_an_unknown_outcome_names_the_nearest(make: Make) -> None:
    error = _refused(make(("utfall: antal, jämförelse", "utfall: antl, jämförelse")))
    assert _said(error) == [
        'min-insats/evaluation.yaml rad 13, analyser[0].utfall: Utfallet "antl" finns inte i data. Menade du "antal"?'
    ]
    assert _said(error, "en") == [
        'min-insats/evaluation.yaml line 13, analyser[0].utfall: The outcome "antl" is not in the data. '
        'Did you mean "antal"?'
    ]


def test_an_unknown_area_is_said_once_at_the_intervention(make: Make) -> None:
    error = _refused(make(("[Ersboda, Mariehem]", "[Ersboda, Marihem]")))
    places = [(finding.code, finding.place.line, finding.place.parameter) for finding in error.findings]
    assert places == [("parameter.unknown_area_near", 11, "insats.områden")]


@pytest.mark.parametrize("start", ["2030-01", "2015-01", "2014-12"])
def test_a_start_outside_the_data_is_said_once_at_the_intervention(start: str, make: Make) -> None:
    error = _refused(make(("start: 2018-01", f"start: {start}")), MethodError)
    places = [(finding.code, finding.place.line, finding.place.parameter) for finding in error.findings]
    assert places == [("method.start_outside_data", 10, "insats.start")]


def test_a_start_of_one_analysis_is_said_there(make: Make) -> None:
    error = _refused(make(("tidsserie, utfall: antal", "tidsserie, utfall: antal, start: 2030-01")), MethodError)
    places = [(finding.code, finding.place.line, finding.place.parameter) for finding in error.findings]
    assert places == [("method.start_outside_data", 14, "analyser[1].start")]


def test_a_start_that_is_no_period(make: Make) -> None:
    error = _refused(make(("start: 2018-01", "start: i fjol")))
    assert [(finding.code, finding.place.line) for finding in error.findings] == [("data.unreadable_period", 10)]


def test_one_outcome_in_two_files(make: Make) -> None:
    more = "  - {fil: fler.csv, period: månad, område: område, värde: antal, källa: x}\n"
    folder = make(("utfall:\n", f"{more}utfall:\n"))
    (folder / "fler.csv").write_bytes((folder / "brott.csv").read_bytes())
    error = _refused(folder)
    assert _said(error) == [
        "min-insats/evaluation.yaml rad 7, data[1]: "
        'Utfallet "antal" finns i både brott.csv och fler.csv. Lägg det i en av filerna.'
    ]


def test_two_files_with_an_outcome_each(make: Make) -> None:
    more = "  - {fil: fler.csv, period: månad, område: område, värde: stölder, källa: x}\n"
    folder = make(("utfall:\n", f"{more}utfall:\n"), ("tidsserie, utfall: antal", "tidsserie, utfall: stölder"))
    text = (folder / "brott.csv").read_text(encoding="utf-8")
    (folder / "fler.csv").write_text(text.replace("antal", "stölder"), encoding="utf-8")
    evaluation = evaluera.run(folder)
    assert sorted(evaluation.panels) == ["antal", "stölder"]
    assert evaluation.results["serie"].estimates[0].outcome == "stölder"


def test_a_year_before_all_data(make: Make) -> None:
    error = _refused(make(), year=2010)
    assert _said(error) == ["Året 2010 ligger före alla data, som börjar januari 2015."]
    assert _said(error, "en") == ["The year 2010 is before all data, which begin January 2015."]


def test_a_year_where_periods_have_no_dates(make: Make) -> None:
    rows = "".join(f"{period};Teg;{20 + period}\n" for period in range(1, 41))
    change = (
        ("  start: 2018-01\n  områden: [Ersboda, Mariehem]", "  start: 30"),
        (", jämförelse: övriga", ""),
    )
    folder = make(*change, data=f"månad;område;antal\n{rows}")
    assert evaluera.run(folder).year == "all"
    error = _refused(folder, year=2018)
    assert _said(error) == ["Året 2018 går inte att välja: perioderna har inga datum."]


def test_comparison_areas_that_a_method_does_not_use_are_a_warning(make: Make) -> None:
    shared = ("områden: [Ersboda, Mariehem]", "områden: [Ersboda, Mariehem]\n  jämförelse: övriga")
    found = [each for each in evaluera.run(make(shared)).findings if each.code == "parameter.comparison_unused"]
    uses = {name for name, each in methods().items() if "comparison" in each.Params.model_fields}
    assert len(found) == len({"before_after", "interrupted_time_series"} - uses)
    assert all(finding.severity == "warning" for finding in found)


def test_area_levels_that_differ_are_a_warning_and_reach_the_question(make: Make) -> None:
    change = (("genomförande: delvis", "områdesnivå: stadsdel"), ("källa: Brå", "källa: Brå, områdesnivå: kommun"))
    evaluation = evaluera.run(make(*change))
    (finding,) = [each for each in evaluation.findings if each.code == "parameter.area_levels_differ"]
    assert render(finding, "sv") == (
        "min-insats/evaluation.yaml rad 6, data[0].områdesnivå: "
        "Insatsen gäller nivån stadsdel, men brott.csv gäller kommun. Resultatet blir mindre säkert."
    )
    question = evaluation.primary.question
    assert (question.outcome_area_level, question.intervention_area_level) == ("kommun", "stadsdel")


def test_a_missing_source_is_a_warning_at_its_line(make: Make) -> None:
    (finding,) = [each for each in evaluera.run(make((", källa: Brå", ""))).findings if each.code == "data.no_source"]
    assert (finding.severity, finding.place.line, finding.place.parameter) == ("warning", 6, "data[0].källa")


def test_an_outcome_that_nobody_asks_about_is_a_warning(make: Make) -> None:
    evaluation = evaluera.run(make(("utfall:\n", "utfall:\n  stölder: {}\n")))
    (finding,) = [each for each in evaluation.findings if each.code == "parameter.outcome_unused"]
    assert render(finding, "en") == (
        'min-insats/evaluation.yaml line 8, utfall.stölder: The outcome "stölder" is not used in any analysis.'
    )
