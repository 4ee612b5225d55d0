"""The folder of a plan: whole, self-contained, the same numbers everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from evaluera.errors import EvalueraError
from evaluera.report.planning import PlanReport, write_plan
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


def test_a_changed_plan_is_never_overwritten(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation(months=60)
    made = write_plan(folder)
    made.html.write_text("mitt", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        write_plan(folder)
    assert [each.code for each in caught.value.findings] == ["report.changed_file"]
    assert made.html.read_text("utf-8") == "mitt"


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
