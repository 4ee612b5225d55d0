"""The folder of a plan: whole, self-contained, the same numbers everywhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluera.errors import EvalueraError
from evaluera.figures.ahead_figure import draw_ahead
from evaluera.report.planning import PlanReport, write_plan
from evaluera.tables.ahead import assumed_table
from evaluera.text.looking_ahead import ahead

MakeEvaluation = Callable[..., Path]


@pytest.fixture(scope="module")
def planned(writer: MakeEvaluation, tmp_path_factory: pytest.TempPathFactory) -> PlanReport:
    """One plan in Swedish; read it, do not change it."""
    return write_plan(writer(tmp_path_factory.mktemp("plan") / "data" / "insats"))


def test_the_folder_is_whole_and_named_by_the_year_of_the_start(planned: PlanReport) -> None:
    assert planned.folder.parts[-3:] == ("reports", "insats", "plan-2018")
    files = sorted(file.relative_to(planned.folder).as_posix() for file in planned.folder.rglob("*") if file.is_file())
    assert files == [
        "figures/ahead.png",
        "figures/ahead.svg",
        "figures/ahead.txt",
        "manifest.json",
        "notebook.ipynb",
        "plan.csv",
        "plan.html",
        "plan.json",
    ]
    manifest = json.loads((planned.folder / "manifest.json").read_text("utf-8"))
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    assert sorted(manifest["inputs"]) == ["brott.csv", "evaluation.yaml"]


def test_page_and_table_say_what_the_answer_says(planned: PlanReport) -> None:
    page = planned.html.read_text("utf-8")
    said = ahead(planned.power, "sv")
    assert said.headline in page
    assert said.need in page
    assert said.headline.startswith("Med ett års uppföljning syns en minskning på omkring ")
    frame = pd.read_csv(planned.folder / "plan.csv")
    assert frame["periods"].tolist() == [3, 6, 12, 18, 24, 36]
    assert frame["detectable"].tolist() == [each.detectable for each in planned.power.outlooks]


def test_only_the_time_before_the_start_is_used(planned: PlanReport) -> None:
    assert planned.power.assumed.known == planned.power.assumed.before == 44
    assert planned.power.start == "2018-09"


def test_a_changed_plan_is_never_overwritten(planned: PlanReport, tmp_path: Path) -> None:
    shutil.copytree(planned.folder.parents[2], tmp_path / "copy")
    html = tmp_path / "copy" / planned.html.relative_to(planned.folder.parents[2])
    html.write_text("mitt", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        write_plan(tmp_path / "copy" / "data" / "insats")
    assert [each.code for each in caught.value.findings] == ["report.changed_file"]
    assert html.read_text("utf-8") == "mitt"


def test_too_short_a_series_writes_nothing_and_names_the_analysis(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation(months=50)
    yaml = (folder / "evaluation.yaml").read_text("utf-8").replace("2018-09", "2015-06")
    (folder / "evaluation.yaml").write_text(yaml, encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        write_plan(folder)
    found = caught.value.findings[0]
    assert (found.code, found.values["n"]) == ("method.plan_too_short", 5)
    assert not (folder.parent.parent / "reports").exists()


def test_a_start_beyond_the_data_is_planned_for(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation(months=40)
    made = write_plan(folder, language="en")
    assert made.power.assumed.known == 40
    assert made.power.assumed.before == 44
    assert "4 periods between the figures and the start" in made.html.read_text("utf-8")


AREAS = """\
version: 1
namn: Prov
språk: svenska
data:
  - {fil: brott.csv, period: månad, område: område, värde: antal, källa: Brå}
insats: {start: 2018-01, områden: [Teg], jämförelse: övriga, omflyttning: [Haga]}
analyser:
  - {metod: avbruten tidsserie, utfall: antal}
"""


def test_comparison_areas_of_the_file_are_part_of_the_plan(tmp_path: Path) -> None:
    random = np.random.default_rng(6)
    rows = [
        f"{2015 + month // 12}-{month % 12 + 1:02d};{area};{random.poisson(40)}"
        for area in ("Teg", "Haga", *(f"Övrigt {n}" for n in range(7)))
        for month in range(36)
    ]
    folder = tmp_path / "data" / "insats"
    folder.mkdir(parents=True)
    (folder / "brott.csv").write_text("\n".join(["månad;område;antal", *rows]) + "\n", encoding="utf-8")
    (folder / "evaluation.yaml").write_text(AREAS, encoding="utf-8")
    made = write_plan(folder)
    assert (made.power.errors, made.power.assumed.comparison_areas) == ("random_effects", 7)
    page = made.html.read_text("utf-8")
    for words in (
        "i ett område med insatsen och 7 jämförelseområden. I ett område med insatsen har antalet legat på omkring",
        "Analysen jämför hur varje område ändras från före till efter, med standardvalen i metoden "
        "före–efter-jämförelse.",
        "Hela år närmast starten jämförs. Är uppföljningen kortare än ett år jämförs samma del av året.",
        "Det som händer i alla områden tar ut sig. Områdena antas annars följa jämförelseområdena.",
        "simulerade jämförelser",
    ):
        assert words in page
    english = ahead(made.power, "en")
    assert "in one area with the initiative and 7 comparison areas." in english.basis
    drawn = draw_ahead(made.power, "sv")
    assert "Ett område med insatsen och 7 jämförelseområden. Minsta minskning som syns" in drawn.subtitle
    assumed = assumed_table(made.power, "sv").rows
    assert {("Områden med insatsen", "1"), ("Jämförelseområden", "7")} <= set(assumed)
