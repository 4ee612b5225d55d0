"""A right evaluation.yaml: the same in Swedish and English words, however a person writes values and saves the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluera.errors import ParameterError
from evaluera.parameters import Parameters, dump, load, read
from evaluera.parameters.loading import language_of

Write = Callable[..., Path]


def _as_english(text: str) -> str:
    """The Swedish file with what the two files mean to differ in made equal."""
    own = {"Min insats": "My initiative", "brott.csv": "crime.csv", "period: månad": "period: month"}
    own |= {"område: område": "område: area", "värde: antal": "värde: count", "källa: Brå": "källa: police records"}
    own |= {"  antal: {": "  count: {", "Anmälda brott": "Reported crime", "utfall: antal": "utfall: count"}
    own |= {"språk: svenska": "språk: engelska"}
    for swedish, english in own.items():
        assert swedish in text
        text = text.replace(swedish, english)
    return text


def test_swedish_and_english_words_give_the_same_parameters(swedish: str, english: str, write: Write) -> None:
    assert load(write(_as_english(swedish))) == load(write(english))


def test_the_settings_are_read(swedish: str, write: Write) -> None:
    parameters = load(write(swedish))
    assert (parameters.name, parameters.language, parameters.synthetic) == ("Min insats", "sv", False)
    assert parameters.project.selection_reason == "high_level"
    assert parameters.project.implementation == "partly"
    assert parameters.data[0].retrieved_on == "2026-01-20"
    assert parameters.outcomes["antal"].better == "lower"
    assert parameters.outcomes["antal"].smallest_change == 0.1
    assert parameters.intervention.transition == ("2018-09", "2018-12")
    assert parameters.intervention.comparison == "rest"
    assert parameters.report.formats == ("html",)


def test_the_intervention_is_shared_by_the_analyses(swedish: str, write: Write) -> None:
    series, totals = load(write(swedish)).analyses
    for analysis in (series, totals):
        assert analysis.options["start"] == "2018-09"
        assert analysis.options["treated"] == ["Ersboda", "Mariehem"]
        assert analysis.options["transition"] == ["2018-09", "2018-12"]
    assert totals.options["comparison"] == series.options["comparison"] == "rest"
    assert series.options["confidence"] == 0.9
    assert totals.options["confidence"] == 0.95


def test_an_analysis_goes_before_the_intervention(swedish: str, write: Write) -> None:
    text = swedish.replace("före: 24", "start: 2019-01, jämförelse: [Teg], insatsområden: Ersboda, före: 24")
    totals = load(write(text)).analyses[1]
    assert totals.options["start"] == "2019-01"
    assert totals.options["comparison"] == ["Teg"]
    assert totals.options["treated"] == ["Ersboda"]


def test_ids_are_unique_and_made_from_outcome_and_method(swedish: str, write: Write) -> None:
    text = swedish.replace("beteckning: a, ", "").replace(
        "rapport:", "  - {metod: före–efter-jämförelse, utfall: antal, före: 12}\nrapport:"
    )
    ids = [analysis.id for analysis in load(write(text)).analyses]
    assert ids == ["antal-interrupted_time_series", "antal-before_after", "antal-before_after-2"]


def test_a_single_analysis_is_the_main_one_without_saying_so(write: Write) -> None:
    text = "version: 1\nname: x\ndata: {file: a.csv, period: m, value: n}\nintervention: {start: 5}\n"
    parameters = load(write(text + "analyses: {method: interrupted time series, outcome: n}\n"))
    assert parameters.primary.method == "interrupted_time_series"
    assert parameters.primary.options["start"] == "5"
    assert parameters.outcomes == {}
    assert parameters.data[0].kind == "count"


@pytest.mark.parametrize(
    "written", ["10 %", "10%", "10 procent", "10 per cent", "0,10", "0.1", "0.10", "'10 %'", "10,0 %"]
)
def test_a_share_as_people_write_it(written: str, swedish: str, write: Write) -> None:
    parameters = load(write(swedish.replace("10 %", f'"{written}"' if "," in written else written)))
    assert parameters.outcomes["antal"].smallest_change == 0.1


@pytest.mark.parametrize("written", ["2018-09..2018-12", "2018-09–2018-12", "2018-09 .. 2018-12", "[2018-09, 2018-12]"])
def test_a_range_as_people_write_it(written: str, swedish: str, write: Write) -> None:
    parameters = load(write(swedish.replace("2018-09..2018-12", written)))
    assert parameters.intervention.transition == ("2018-09", "2018-12")


@pytest.mark.parametrize("written", ["lägre", "Lägre är bättre", "mindre är bättre", "färre", "lower"])
def test_a_direction_as_people_write_it(written: str, swedish: str, write: Write) -> None:
    parameters = load(write(swedish.replace("lägre är bättre", written)))
    assert parameters.outcomes["antal"].better == "lower"


@pytest.mark.parametrize(
    "written", ["skäl till urval", "Skäl_till_urval", "urvalsskäl", "selection_reason", "selection-reason"]
)
def test_a_name_as_people_write_it(written: str, swedish: str, write: Write) -> None:
    parameters = load(write(swedish.replace("skäl till urval", written)))
    assert parameters.project.selection_reason == "high_level"


def test_names_that_look_like_numbers_keep_their_zeros(swedish: str, write: Write) -> None:
    text = swedish.replace("[Ersboda, Mariehem]", "[000100, 2480, 1.10]")
    assert load(write(text)).intervention.areas == ("000100", "2480", "1.10")


def test_a_date_needs_no_quotes(swedish: str, write: Write) -> None:
    text = swedish.replace("start: 2018-09\n", "start: 2018-09-01\n")
    assert load(write(text)).intervention.start == "2018-09-01"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_editor_may_have_saved_the_file(encoding: str, swedish: str, write: Write) -> None:
    parameters = load(write(swedish.encode(encoding)))
    assert parameters.project.owner == "Umebrå"


def test_windows_line_ends_are_fine(swedish: str, write: Write) -> None:
    assert load(write(swedish.replace("\n", "\r\n"))) == load(write(swedish))


def test_a_folder_stands_for_the_file_in_it(swedish: str, write: Write) -> None:
    path = write(swedish)
    assert load(path.parent) == load(path)


def test_the_asked_language_goes_before_the_files_own(swedish: str, write: Write) -> None:
    path = write(swedish)
    assert load(path, language="en").language == "en"
    assert (language_of(path), language_of(path, language="en")) == ("sv", "en")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("language: en", "en"),
        ("språk: engelska", "en"),
        ('"språk": "en"', "en"),
        ("språk: svenska", "sv"),
        ("x: 1", "sv"),
    ],
)
def test_a_broken_file_is_spoken_about_in_its_own_language(line: str, language: str, write: Write) -> None:
    assert language_of(write(f"{line}\nbroken: [\n")) == language


def test_a_setting_left_empty_has_its_default(swedish: str, write: Write) -> None:
    text = swedish.replace("lägre är bättre", "").replace("genomförande: delvis", "genomförande: ")
    parameters = load(write(text))
    assert parameters.outcomes["antal"].better == "lower"
    assert parameters.project.implementation == "unknown"


def test_the_parameters_are_frozen(swedish: str, write: Write) -> None:
    parameters = load(write(swedish))
    with pytest.raises(ValueError, match="frozen"):
        parameters.name = "another"  # type: ignore[misc]


def test_a_reading_knows_the_place_of_every_setting_in_the_users_words(swedish: str, write: Write) -> None:
    reading = read(write(swedish))
    place = reading.place("analyses", 1, "before")
    assert (place.file, place.line, place.parameter) == ("min-insats/evaluation.yaml", 16, "analyser[1].före")
    assert reading.place("analyses", 0, "treated").parameter == "insats.områden"
    assert reading.place("analyses", 0, "treated").line == 11
    assert isinstance(reading.parameters, Parameters)


def test_a_deep_nest_or_a_bomb_of_anchors_is_refused(write: Write) -> None:
    bomb = "a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
    with pytest.raises(ParameterError) as caught:
        load(write("version: 1\n" + bomb))
    assert {finding.code for finding in caught.value.findings} >= {"parameter.anchor"}


@pytest.mark.parametrize(("written", "in_english"), [("{sv: Ljus, en: Lights}", "Lights"), ("{sv: Ljus}", "Ljus")])
def test_the_name_may_stand_in_both_languages(written: str, in_english: str, swedish: str, write: Write) -> None:
    parameters = load(write(swedish.replace("namn: Min insats", f"namn: {written}")))
    assert not isinstance(parameters.name, str)
    assert (parameters.name.spoken("sv"), parameters.name.spoken("en")) == ("Ljus", in_english)
    assert load(write(dump(parameters))) == parameters


def test_a_name_without_any_language_is_empty(swedish: str, write: Write) -> None:
    with pytest.raises(ParameterError) as error:
        load(write(swedish.replace("namn: Min insats", "namn: {}")))
    assert [finding.code for finding in error.value.findings] == ["parameter.not_usable"]


HEAD = "version: 1\nnamn: Min insats\n"


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("process: process.xlsx", ("process.xlsx",)),
        ("process: [process.xlsx, loggar]", ("process.xlsx", "loggar")),
        ("process: {filer: loggar}", ("loggar",)),
        ("process: {filer: [process.xlsx, loggar]}", ("process.xlsx", "loggar")),
        ("process: {files: [process.xlsx]}", ("process.xlsx",)),
    ],
)
def test_records_as_one_file_a_list_or_settings(written: str, files: tuple[str, ...], write: Write) -> None:
    parameters = load(write(f"{HEAD}{written}\n"))
    assert parameters.process.files == files
    assert (parameters.data, parameters.analyses, parameters.intervention, parameters.primary) == ((), (), None, None)


def test_settings_of_the_records(write: Write) -> None:
    text = "process: {filer: a.csv, kolumner: {Vad: aktivitet}, utelämna kolumner: [E-post], trösklar: {log_days: 14}}"
    process = load(write(f"{HEAD}{text}\n")).process
    assert process.columns == {"Vad": "aktivitet"}
    assert process.ignore_columns == ("E-post",)
    assert (process.limits.log_days, process.limits.high_from) == (14, 0.8)


def test_an_evaluation_with_neither_half_lacks_the_effect_half(write: Write) -> None:
    with pytest.raises(ParameterError) as caught:
        load(write(f"{HEAD}process:\n"))
    assert [each.values["name"] for each in caught.value.findings] == ["data", "insats", "analyser"]


def test_a_start_without_analyses_may_stand_beside_records(write: Write) -> None:
    parameters = load(write(f"{HEAD}process: a.xlsx\ninsats: {{start: 2024-01}}\n"))
    assert parameters.intervention.start == "2024-01"


def test_data_without_analyses_are_a_mistake_also_beside_records(write: Write) -> None:
    text = f"{HEAD}process: a.xlsx\ndata: {{fil: brott.csv, period: månad, värde: antal}}\n"
    with pytest.raises(ParameterError) as caught:
        load(write(text))
    found = [(each.code, each.values["name"]) for each in caught.value.findings]
    assert found == [("parameter.missing", "insats"), ("parameter.missing", "analyser")]


def test_records_come_back_from_their_own_yaml(write: Write) -> None:
    parameters = load(write(f"{HEAD}process: {{filer: [a.xlsx], trösklar: {{low_below: 0.5}}}}\n"))
    assert load(write(dump(parameters), "again")) == parameters
