"""Both halves in one run: the verdict, the goal, the dose, what the question is told, and the section of the report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.errors import EvalueraError
from evaluera.evaluation import Evaluation
from evaluera.report.sections import contribution, process, process_annex
from evaluera.text.findings import render

EXAMPLE = Path(__file__).parents[1] / "methods" / "process" / "worked_example"
SETTINGS = """\
version: 1
namn: Räkneexemplet
projekt: {{ägare: Kommunen, skäl till urval: politiskt beslut}}
process: {{filer: [process]{limits}}}
data:
  - {{fil: brott.csv, period: månad, område: område, värde: antal, källa: Brå}}
utfall:
  antal: {{önskad riktning: lägre, minsta förändring: 10 %{goal}}}
insats: {{start: 2024-01, områden: [Norr, Söder, Öster], jämförelse: övriga}}
analyser:
  - {{metod: före–efter-jämförelse, utfall: antal, huvudanalys: ja}}
"""
SERIES = "  - {beteckning: serie, metod: avbruten tidsserie, utfall: antal, form: dos, dos: process}\n"
AREAS = ("Norr", "Söder", "Öster", "Väster", "Mitten", "Kanten", "Skogen", "Sjön")

Make = Callable[..., Path]


def counts(factor: float) -> str:
    """Monthly counts of eight areas, times ``factor`` from 2024 in the three with the initiative."""
    random = np.random.default_rng(3)
    lines = ["månad;område;antal"]
    for area in AREAS:
        for month in pd.period_range("2021-01", "2024-12", freq="M"):
            changed = factor if month.year == 2024 and area in AREAS[:3] else 1.0
            lines.append(f"{month};{area};{random.poisson(120 * changed)}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The worked example of the records beside figures of our own."""

    def made(
        *, factor: float = 0.7, goal: str = "", limits: str = "", dose: bool = False, more: dict[str, str] | None = None
    ) -> Path:
        folder = tmp_path_factory.mktemp("insats")
        shutil.copytree(EXAMPLE, folder / "process", ignore=shutil.ignore_patterns("*.md"))
        for name, text in (more or {}).items():
            (folder / "process" / f"{name}.csv").write_text(text, encoding="utf-8")
        (folder / "brott.csv").write_text(counts(factor), encoding="utf-8")
        settings = SETTINGS.format(limits=limits, goal=goal)
        settings += SERIES if dose else ""
        (folder / "evaluation.yaml").write_text(settings, encoding="utf-8")
        return folder

    return made


@pytest.fixture(scope="module")
def fewer(make: Make) -> Evaluation:
    """A clear fall, with the goal stated and evidence of the same direction."""
    evidence = "evidence_id,goal_id,source,direction,strength,period\ne,G1,Skolenkät,improvement,moderate,2024\n"
    goals = "goal_id,goal_area,level,text_sv,direction,owner_org\nG1,crime,outcome,Färre brott.,decrease,A\n"
    return evaluera.run(make(goal=", mål: G1", more={"evidence": evidence, "goal": goals}))


def test_the_verdict_is_that_of_the_records_and_the_figures(fewer: Evaluation) -> None:
    story = fewer.contribution
    assert story is not None
    # PF01 14/22, PF02 0.62, DQ01 16/22 = 0.73: partly, although rows are missing for A2
    assert (story.carried.grade, story.carried.done, story.carried.planned) == ("partly", 14, 22)
    assert (story.effects[0].goal, story.effects[0].outcome) == ("G1", "improvement")
    assert story.effects[0].verdict == "partial_support"


def test_the_limits_of_the_settings_decide_the_grade(make: Make) -> None:
    strict = evaluera.run(make(limits=", limits: {low_below: 0.70, high_from: 0.95}"))
    assert strict.contribution is not None
    assert strict.contribution.carried.grade == "low"
    assert strict.contribution.effects[0].verdict == "other_causes_likely"
    assert strict.primary is not None
    assert strict.primary.question.implementation == "low"


def test_an_agreeing_source_is_told_to_the_question_and_listed_as_a_step(fewer: Evaluation) -> None:
    assert fewer.primary is not None
    assert fewer.primary.question.support == ("sources_agree",)
    assert any("En oberoende källa" in sentence for sentence in fewer.statement("sv").steps)


def test_the_section_shows_the_verdict_the_matrix_and_other_explanations(fewer: Evaluation) -> None:
    section = contribution(fewer)
    text = str(section.body)
    for words in (
        "Insatsen genomfördes till viss del.",
        "Insatsen kan ha bidragit.",
        "samstämmig",
        "Skolenkät",
        "Slumpen",
        "Programteorin är inte ifylld.",
        "kan andelen aldrig bli lägre än",
        "Resurser sätts in där problemen växer.",
    ):
        assert words in text
    assert "Fler brott, eller fler anmälda?" not in text
    assert "g1: agree" in section.plain.casefold()
    annex = str(process_annex(fewer).body)
    for words in ("Genomförande och resultat tillsammans", "14 av 22 (64\N{NO-BREAK SPACE}%)"):
        assert words in annex
        assert words not in text
    assert "Insatsen genomfördes till viss del." in str(process(fewer).body)


def test_a_clear_fall_has_a_price(fewer: Evaluation, make: Make) -> None:
    """All of the budget divided by the year's events times (1 / ratio - 1); no price where the fall is not shown."""
    assert fewer.primary is not None
    ratio = fewer.primary.primary()[0]
    rows = fewer.panels["antal"].rows
    year = rows["period"].map(lambda month: month.year == 2024) & rows["area"].isin(AREAS[:3])
    observed = rows.loc[year, "value"].sum()
    price = fewer.process["resources"].of("PB04")
    assert price.numerator == 412_000
    assert price.value == pytest.approx(412_000 / (observed * (1 / ratio.estimate - 1)))
    assert price.low == pytest.approx(412_000 / (observed * (1 / ratio.low - 1)))
    assert price.high == pytest.approx(412_000 / (observed * (1 / ratio.high - 1)))
    assert price.low < price.value < price.high
    same = evaluera.run(make(factor=1.0)).process["resources"].of("PB04")
    assert (same.value, same.reason, same.state) == (None, "cannot_be_computed", "effect_not_clear")


def test_a_rise_shows_what_other_sources_say(make: Make) -> None:
    survey = "source,year,area_id,measure_id,value,ci_low,ci_high\nNTU,2023,north,utsatthet,10,9,11\n"
    survey += "NTU,2024,north,utsatthet,10,9.6,10.4\n"
    more = evaluera.run(make(factor=1.5, more={"survey_estimate": survey}))
    assert more.contribution is not None
    assert more.contribution.reporting.code == "cannot_say"  # 10 against 10 with margins wider than a tenth
    assert more.primary is not None
    assert more.primary.question.reporting == "cannot_say"
    assert "Underlaget räcker inte för att säga vilket." in " ".join(more.statement("sv").caveats)
    assert "Fler brott, eller fler anmälda?" in str(contribution(more).body)
    assert more.contribution.effects[0].verdict == "adverse_or_reporting"


def test_an_analysis_can_use_the_dose_of_the_records(make: Make) -> None:
    evaluation = evaluera.run(make(dose=True))
    terms = {each.term for each in evaluation.results["serie"].estimates}
    assert "dose_effect" in terms
    assert "process" in evaluation.panels["antal"].covariates


def test_the_dose_can_be_called_the_log(make: Make) -> None:
    folder = make(dose=True)
    file = folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8")
    found = []
    for words in ("dos: process", "dos: från loggen"):
        file.write_text(text.replace("dos: process", words), encoding="utf-8")
        found.append(evaluera.run(folder).results["serie"].tidy())
    pd.testing.assert_frame_equal(*found)


@pytest.mark.parametrize(
    ("change", "swedish", "english"),
    [
        (
            ("process: {filer: [process]}\n", ""),
            "rad 11, analyser[1].dos: Timmarna i loggen finns i insatsens egna uppgifter, men nyckeln process saknas. "
            "Lägg till den, till exempel process: process.xlsx.",
            "line 11, analyser[1].dos: The hours of the log are among the records of the initiative, but the key "
            "process is missing. Add it, for example process: process.xlsx.",
        ),
        (
            ("dos: process", "dos: proces"),
            'rad 12, analyser[1].dos: Mängden "proces" finns inte. Närmast är "process". Skriv process för timmarna i '
            "loggen, eller en kolumn i data. De här finns: process.",
            'line 12, analyser[1].dos: The dose "proces" does not exist. The nearest is "process". Write process for '
            "the hours of the log, or a column of the data. These exist: process.",
        ),
    ],
)
def test_a_dose_that_is_not_there_is_said(make: Make, change: tuple[str, str], swedish: str, english: str) -> None:
    folder = make(dose=True)
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "evaluation.yaml").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        evaluera.run(folder)
    wrong = [each for each in caught.value.findings if each.severity == "error"]
    start = f"{folder.name}/evaluation.yaml "
    assert [render(each, "sv").removeprefix(start) for each in wrong] == [swedish]
    assert [render(each, "en").removeprefix(start) for each in wrong] == [english]


def test_a_goal_that_is_not_in_the_records_is_named_with_its_line(make: Make) -> None:
    with pytest.raises(EvalueraError, match="Målet G9 finns inte") as error:
        evaluera.run(make(goal=", mål: G9"))
    finding = error.value.findings[0]
    assert (finding.code, finding.place.line) == ("parameter.unknown_goal", 8)


def test_without_records_there_is_no_contribution(make: Make) -> None:
    folder = make()
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8")
    (folder / "evaluation.yaml").write_text(text.replace("process: {filer: [process]}\n", ""), encoding="utf-8")
    evaluation = evaluera.run(folder)
    assert evaluation.contribution is None
    assert str(contribution(evaluation).body) == ""
