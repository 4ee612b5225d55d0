"""EST as an outcome by settings alone: the same answer as in Python, the words of the settings, dates, and errors."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.errors import EvalueraError
from evaluera.evaluation.checking import check, checked_files
from evaluera.evaluation.following_up import records_of
from evaluera.parameters import dump, load, lock
from evaluera.report.run_details import inputs
from evaluera.report.sections import contribution
from evaluera.text.findings import render

EXAMPLE = Path(__file__).parents[1] / "methods" / "process" / "worked_example"
PLACES = {"north": "Norr", "south": "Söder", "east": "Öster", "west": "Väster", "mid": "Mitten", "edge": "Kanten"}
TREATED = ("north", "south", "east")
SETTINGS = """\
version: 1
namn: Räkneexemplet
projekt: {skäl till urval: politiskt beslut}
process: [process]
data:
  - {från: est, kategorier: [klotter, nedskräpning]}
insats: {start: 2024-01, områden: [Norr, Söder, Öster], jämförelse: övriga}
analyser:
  - {beteckning: jämförelse, metod: före–efter-jämförelse, utfall: klotter, huvudanalys: ja}
  - {beteckning: serie, metod: avbruten tidsserie, utfall: nedskräpning, jämförelse: [],
     förklarande variabler: [low_response]}
"""
ENGLISH = """\
version: 1
name: The example
language: en
process: [process]
data:
  - {from: est, categories: [graffiti, littering]}
intervention: {start: 2024-01, areas: [north, south, east], comparison: rest}
analyses:
  - {id: comparison, method: before_after, outcome: graffiti, primary: true}
"""

Make = Callable[..., Path]


def rounds() -> str:
    """Monthly rounds of six areas from September 2021; fewer than 80 % of the reporters answer each July."""
    lines = ["round_id,area_id,period,expected_reporters,received_reporters"]
    for area in PLACES:
        for month in pd.period_range("2021-09", "2024-12", freq="M"):
            lines.append(f"{area}{month.ordinal},{area},{month},10,{7 if month.month == 7 else 9}")
    return "\n".join(lines) + "\n"


def reports() -> str:
    """Observations: a third fewer in the areas of the initiative from 2024."""
    random = np.random.default_rng(5)
    lines = ["report_id,round_id,area_id,reported_on,category,reporter_org"]
    for area in PLACES:
        for month in pd.period_range("2021-09", "2024-12", freq="M"):
            fewer = 0.65 if month.year == 2024 and area in TREATED else 1.0
            for category, mean in (("graffiti", 20), ("littering", 12), ("theft", 1)):
                for _ in range(random.poisson(mean * fewer)):
                    lines.append(f"r{len(lines)},{area}{month.ordinal},{area},{month}-15,{category},A")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example of the records with six areas and EST from before the start."""
    folder = tmp_path_factory.mktemp("records") / "process"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.md", "est_action.csv"))
    kinds = [f"{area},{name},{'intervention' if area in TREATED else 'comparison'}" for area, name in PLACES.items()]
    (folder / "area.csv").write_text("\n".join(["area_id,name,kind", *kinds]) + "\n", encoding="utf-8")
    (folder / "est_round.csv").write_text(rounds(), encoding="utf-8")
    (folder / "est_report.csv").write_text(reports(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, records: Path) -> Make:
    """Write an evaluation beside the records; ``change`` are replacements in its settings."""

    def made(*change: tuple[str, str], settings: str = SETTINGS) -> Path:
        for there, instead in change:
            assert there in settings
            settings = settings.replace(there, instead)
        folder = tmp_path_factory.mktemp("insats")
        shutil.copytree(records, folder / "process")
        (folder / "evaluation.yaml").write_text(settings, encoding="utf-8")
        return folder

    return made


@pytest.fixture(scope="module")
def folder(make: Make) -> Path:
    """The evaluation in Swedish, its analyses locked."""
    folder = make()
    lock(folder)
    return folder


@pytest.fixture(scope="module")
def evaluation(folder: Path) -> evaluera.Evaluation:
    """It, run."""
    return evaluera.run(folder)


def said(folder: Path, language: str) -> list[str]:
    """What is wrong, in words without the name of the folder."""
    with pytest.raises(EvalueraError) as caught:
        evaluera.run(folder, language=language)
    place = f"{folder.name}/evaluation.yaml "
    return [render(each, language).removeprefix(place) for each in caught.value.findings if each.severity == "error"]


def numbers(result: evaluera.EffectResult) -> pd.DataFrame:
    """The estimates without the names of outcome and area, which the settings choose."""
    found = result.tidy().drop(columns=["outcome", "area"])
    return found.sort_values(["term", "estimate"], ignore_index=True)


def test_the_settings_give_the_same_numbers_as_python(folder: Path, evaluation: evaluera.Evaluation) -> None:
    panel = evaluera.panel_from_est(records_of(folder), category=["graffiti", "littering"])
    question = evaluation.results["jämförelse"].question
    compared = evaluera.estimate(
        "before_after",
        panel,
        outcome="graffiti",
        start="2024-01",
        treated=TREATED,
        comparison="rest",
        question=question,
    )
    series = evaluera.estimate(
        "interrupted_time_series",
        panel,
        outcome="littering",
        start="2024-01",
        treated=TREATED,
        covariates=["low_response"],
        question=evaluation.results["serie"].question,
    )
    pd.testing.assert_frame_equal(numbers(evaluation.results["jämförelse"]), numbers(compared), rtol=1e-12)
    pd.testing.assert_frame_equal(numbers(evaluation.results["serie"]), numbers(series), rtol=1e-12)
    assert evaluation.results["jämförelse"].primary()[0].estimate < 0.85
    assert evaluation.results["serie"].provenance == series.provenance


def test_settings_written_out_hold_what_such_an_entry_can_say_and_come_back(
    folder: Path, evaluation: evaluera.Evaluation, tmp_path: Path
) -> None:
    text = dump(evaluation.parameters)
    entry = text[text.index("records: est") : text.index("protocol:")]
    assert "start_up_months:" in entry
    assert "preliminary_from:" not in entry
    shutil.copytree(folder / "process", tmp_path / "process")
    (tmp_path / "evaluation.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path / "evaluation.yaml") == evaluation.parameters


def test_outcomes_and_areas_have_the_words_of_the_settings(evaluation: evaluera.Evaluation) -> None:
    panel = evaluation.panels["klotter"]
    assert panel.outcomes == ("klotter", "nedskräpning")
    assert panel.areas == tuple(sorted(PLACES.values()))
    assert panel.has_exposure
    assert panel.origin.source == "EST"


def test_the_same_in_english_words_and_ids(make: Make) -> None:
    evaluation = evaluera.run(make(settings=ENGLISH))
    panel = evaluation.panels["graffiti"]
    assert panel.outcomes == ("graffiti", "littering")
    assert {"north", "south", "east"} < set(panel.areas)
    assert evaluation.primary is not None
    assert evaluation.primary.question.labels["graffiti"] == {"sv": "klotter (EST)", "en": "graffiti (EST)"}


def test_without_categories_each_reported_one_and_all_together_can_be_asked_for(make: Make) -> None:
    change = (", kategorier: [klotter, nedskräpning]", ""), ("utfall: klotter", "utfall: iakttagelser")
    panel = evaluera.run(make(*change)).panels["iakttagelser"]
    assert panel.outcomes == ("graffiti", "iakttagelser", "nedskräpning", "theft")


def test_later_months_are_left_out(make: Make) -> None:
    folder = make(("start: 2024-01", "start: 2023-01"))
    by_date = evaluera.run(folder, until="2024-06-29")
    assert str(by_date.panels["klotter"].periods[-1]) == "2024-05"
    assert by_date.evaluated_on == dt.date(2024, 6, 29)
    by_year = evaluera.run(folder, year=2023)
    assert str(by_year.panels["klotter"].periods[-1]) == "2023-12"
    assert [note.values["rows"] for note in by_year.results["serie"].notes if note.code == "rows_after_year"] == [144]


def test_the_files_of_the_records_are_those_that_the_report_rests_on(
    folder: Path, evaluation: evaluera.Evaluation
) -> None:
    files = inputs(evaluation)
    assert {"evaluation.yaml", "process/est_round.csv", "process/est_report.csv"} < set(files)
    assert "None" not in " ".join(files)
    checked = checked_files(folder)
    assert checked is not None
    assert "process/est_report.csv" in checked.files
    assert [each.code for each in check(folder) if each.severity == "error"] == []


def test_the_verdict_the_lock_and_the_statement_know_the_outcome(evaluation: evaluera.Evaluation) -> None:
    assert evaluation.lock.status == "same"
    assert evaluation.contribution is not None
    effects = evaluation.contribution.effects
    assert {(each.analysis, each.conclusion.series.estimate.outcome) for each in effects} >= {("jämförelse", "klotter")}
    assert "lotter (EST)" in str(evaluation.statement("sv"))


def test_each_counted_outcome_is_set_against_the_dose_the_main_one_first(evaluation: evaluera.Evaluation) -> None:
    story = evaluation.contribution
    assert story is not None
    assert [each.outcome for each in story.doses] == ["klotter", "nedskräpning"]
    # 3 of 6 areas have a dose, each its own: 6! / 3! ways
    assert [each.floor for each in story.doses] == [pytest.approx(1 / 120)] * 2
    text = str(contribution(evaluation).body)
    assert text.index("<h4>Klotter (EST)</h4>") < text.index("<h4>Nedskräpning (EST)</h4>")
    assert text.count("kan andelen aldrig bli lägre än") == 2
    assert text.count("Resurser sätts in där problemen växer.") == 2


def test_sources_that_say_nothing_are_named_with_where_they_are_written(evaluation: evaluera.Evaluation) -> None:
    assert (
        "Tysta om alla mål: effektanalys; enkät; vandringar, brister per vandring; intervjuer; partnerenkät; skolans "
        "uppgifter; socialtjänstens uppgifter. Det som inte har en egen tabell skrivs in i bladet annat underlag."
    ) in str(contribution(evaluation).body)


WRONG = {
    "both": (
        ("{från: est, ", "{från: est, fil: a.csv, "),
        [
            "rad 6, data[0].från: Här står både fil och från. Behåll fil för siffror i en fil, eller från för "
            "iakttagelserna i EST."
        ],
        [
            "line 6, data[0].från: Both file and from stand here. Keep file for figures in a file, or from for the "
            "observations in EST."
        ],
    ),
    "neither": (
        ("{från: est, kategorier: [klotter, nedskräpning]}", "{period: månad, värde: antal}"),
        [
            "rad 6, data[0]: Här står inte var siffrorna finns. Skriv fil och filens namn, eller från: est för "
            "iakttagelserna i EST."
        ],
        [
            "line 6, data[0]: It does not say where the figures are. Write file and the name of the file, or from: est "
            "for the observations in EST."
        ],
    ),
    "a column": (
        ("{från: est, ", "{från: est, period: månad, "),
        [
            "rad 6, data[0].period: Det här gäller bara siffror i en fil. Ta bort det: från: est tar månad, område och "
            "antal ur tabellerna."
        ],
        [
            "line 6, data[0].period: This is for figures in a file only. Remove it: from: est takes month, area and "
            "count from the tables."
        ],
    ),
    "categories of a file": (
        ("{från: est, kategorier: [klotter,", "{fil: a.csv, period: månad, värde: antal, kategorier: [klotter,"),
        ["rad 6, data[0].kategorier: Det här gäller bara från: est. Ta bort det."],
        ["line 6, data[0].kategorier: This is for from: est only. Remove it."],
    ),
    "no records": (
        ("process: [process]\n", ""),
        [
            "rad 5, data[0].från: Iakttagelserna i EST finns i insatsens egna uppgifter, men nyckeln process saknas. "
            "Lägg till den, till exempel process: process.xlsx."
        ],
        [
            "line 5, data[0].från: The observations in EST are among the records of the initiative, but the key "
            "process is missing. Add it, for example process: process.xlsx."
        ],
    ),
    "a category": (
        ("[klotter,", "[kloter,"),
        [
            'rad 6, data[0].kategorier: Kategorin "kloter" finns inte i EST. Närmast är "klotter". Välj bland: '
            "skadegörelse, klotter, nedskräpning, öppen drogförsäljning, ordningsstörning, ungdomsarrangemang eller "
            "samling, hot, våld, stöld, brand, trafik, otrygg plats, ryktesspridning, positiv händelse, annat. Skriv "
            "alla för alla tillsammans."
        ],
        [
            'line 6, data[0].kategorier: The category "kloter" does not exist in EST. The nearest is "graffiti". '
            "Choose among: vandalism, graffiti, littering, open drug dealing, disturbance, youth gathering, threat, "
            "violence, theft, fire, traffic, unsafe place, rumour, positive event, other. Write all for all of them "
            "together."
        ],
    ),
    "too long a start": (
        ("nedskräpning]}", "nedskräpning], inkörningsmånader: 60}"),
        [
            "rad 6, data[0].inkörningsmånader: Ingen månad finns kvar när de första 60 månaderna i varje område "
            "lämnats utanför. Vänta tills fler omgångar finns, eller ange färre."
        ],
        [
            "line 6, data[0].inkörningsmånader: No month is left when the first 60 months of each area are left out. "
            "Wait for more rounds, or state fewer."
        ],
    ),
    "an outcome that is not there": (
        ("utfall: klotter", "utfall: klottr"),
        ['rad 9, analyser[0].utfall: Utfallet "klottr" finns inte i data. Menade du "klotter"?'],
        ['line 9, analyser[0].utfall: The outcome "klottr" is not in the data. Did you mean "klotter"?'],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_these_words(make: Make, name: str) -> None:
    change, swedish, english = WRONG[name]
    folder = make(change)
    assert said(folder, "sv") == swedish
    assert said(folder, "en") == english


def test_a_table_that_is_missing_or_has_no_rows_is_named(make: Make) -> None:
    swedish = "rad 6, data[0]: Tabellen est_report saknas. Utan den går det inte att räkna iakttagelser per månad."
    english = "line 6, data[0]: The table est_report is missing. Without it observations by month cannot be counted."
    folder = make()
    file = folder / "process" / "est_report.csv"
    file.write_text(file.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert (said(folder, "sv"), said(folder, "en")) == ([swedish], [english])
    file.unlink()
    assert (said(folder, "sv"), said(folder, "en")) == ([swedish], [english])
