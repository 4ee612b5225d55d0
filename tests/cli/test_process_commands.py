"""The coordinator's commands: a new workbook, a pack later, next year, a check that marks, a run without YAML."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import evaluera
from evaluera.cli import main
from evaluera.evaluation.following_up import records_of
from evaluera.report.process_start import CARRIED
from evaluera.report.process_workbook import write_workbook

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def umea(here: Path) -> Path:
    """The example of Umeå, to change and to write beside."""
    return Path(shutil.copytree(ROOT / "data" / "umea-vaxer", here / "umea-vaxer"))


def test_a_new_follow_up_says_what_to_fill_in(here: Path, capsys: Capture) -> None:
    assert main(["new", "min-insats", "--with", "möten,mål"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Mappen min-insats är skapad. Fyll i evaluation.yaml och process.xlsx.")
    assert {path.name for path in (here / "min-insats").iterdir()} == {"evaluation.yaml", "process.xlsx"}
    assert main(["check", "min-insats"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "Upplysning" in line] == [lines[-2]]
    assert lines[0].startswith("min-insats/evaluation.yaml rad 11, namn: ")
    assert len(lines) == 3


def test_an_unknown_pack_is_named_with_the_nearest(here: Path, capsys: Capture) -> None:
    assert main(["new", "min-insats", "--with", "vandring"]) == 2
    assert capsys.readouterr().err.startswith("--with: Paketet vandring finns inte (närmast: vandringar). Paket: bas, ")
    assert list(here.iterdir()) == []


def test_a_pack_later_is_a_copy_with_more_sheets(here: Path, capsys: Capture) -> None:
    assert main(["new", "min-insats", "--with", "möten"]) == 0
    before = (here / "min-insats" / "process.xlsx").read_bytes()
    capsys.readouterr()
    assert main(["new", "min-insats", "--with", "vandringar"]) == 0
    assert capsys.readouterr().out == (
        f"Bladen vandring, vandringsbrist finns nu i kopian {Path('min-insats', 'process med fler blad.xlsx')}. "
        "Din arbetsbok är orörd. Byt ut den mot kopian om allt ser rätt ut.\n"
    )
    assert (here / "min-insats" / "process.xlsx").read_bytes() == before
    assert main(["new", "min-insats", "--with", "vandringar"]) == 2
    assert "process med fler blad.xlsx finns redan. Byt namn på den eller ta bort den först." in capsys.readouterr().err
    assert main(["new", "min-insats", "--with", "möten", "--language", "en"]) == 2
    assert "process.xlsx has these sheets already. Name another pack after --with." in capsys.readouterr().err


def test_next_year_carries_over_what_lives_on(umea: Path, capsys: Capture) -> None:
    assert main(["new", "nasta-ar", "--with", "est", "--from", str(umea)]) == 0
    made = umea.parent / "nasta-ar" / "process.xlsx"
    tables, old = evaluera.read_process(made), records_of(umea)
    for name in CARRIED:
        origin = ["_file", "_sheet", "_row"]
        carried = tables.frame(name).drop(columns=origin)
        assert carried.equals(old.frame(name).drop(columns=origin).reset_index(drop=True))
    assert tables.frame("activity_log").empty
    assert "est" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "said"),
    [("borta", "Filen borta finns inte. Kontrollera namn och mapp."), ("tom", "har ingen fil evaluation.yaml")],
)
def test_an_old_one_that_is_not_there_is_said_in_words(old: str, said: str, here: Path, capsys: Capture) -> None:
    (here / "tom").mkdir()
    assert main(["new", "ny", "--from", old]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "ny").exists()


def test_an_old_one_without_records_is_said_in_words(here: Path, capsys: Capture) -> None:
    assert main(["new", "gammal"]) == 0
    text = (here / "gammal" / "evaluation.yaml").read_text(encoding="utf-8")
    text = text.replace("namn:", "namn: A", 1).replace("  start:", "  start: 2018-01", 1)
    (here / "gammal" / "evaluation.yaml").write_text(text, encoding="utf-8")
    assert main(["new", "ny", "--from", "gammal"]) == 2
    assert "process" in capsys.readouterr().err
    assert not (here / "ny").exists()


def test_check_marks_a_copy_and_says_where(umea: Path, capsys: Capture) -> None:
    book = openpyxl.load_workbook(umea / "process.xlsx")
    book["möte"]["D3"] = "igår"
    book.save(umea / "process.xlsx")
    assert main(["check", str(umea), "--mark"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == f"Markerad kopia: {Path('umea-vaxer', 'process att rätta.xlsx')}"
    sheet = openpyxl.load_workbook(umea / "process att rätta.xlsx")["möte"]
    assert sheet["D3"].comment.text.startswith('Fel: "igår" ')


def test_a_run_that_stops_says_how_the_faults_can_be_seen(umea: Path, capsys: Capture) -> None:
    book = openpyxl.load_workbook(umea / "process.xlsx")
    book["möte"]["D3"] = "igår"
    book.save(umea / "process.xlsx")
    assert main(["run", str(umea)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == (
        f'Ingen rapport skrevs. Fel att rätta: 1. Kör evaluera check --mark "{umea}" så färgas de i en kopia av '
        "arbetsboken."
    )
    assert main(["run", str(umea), "--language", "en"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f'No report was written. Errors to mend: 1. Run evaluera check --mark "{umea}" to see them coloured in a copy '
        "of the workbook."
    )


def test_nothing_to_mend_writes_nothing(here: Path, capsys: Capture) -> None:
    path = _workbook(here)
    before = sorted(here.rglob("*"))
    assert main(["check", str(path), "--mark"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["Inget att markera.", f"{path}: Inget fel. Att tänka på: 0."]
    assert sorted(here.rglob("*")) == before


def test_what_cannot_be_read_is_not_marked(here: Path, capsys: Capture) -> None:
    (here / "evaluation.yaml").write_text("version: [1", encoding="utf-8")
    assert main(["check", str(here), "--mark"]) == 1
    assert "Inget kan markeras förrän filen går att läsa." in capsys.readouterr().out


def test_a_workbook_runs_without_yaml(here: Path, capsys: Capture) -> None:
    path = _workbook(here)
    assert main(["run", str(path), "--until", "2024-06-30"]) == 0
    lines = capsys.readouterr().out.splitlines()
    page = here / "reports" / "insats" / "2024-06-30" / "report.html"
    assert lines[-2] == f"Rapporten: {page}"
    text = page.read_text(encoding="utf-8")
    assert "Trygga Ersboda" in text


def _workbook(folder: Path) -> Path:
    """A small initiative in a workbook alone: a session a month, all of them held, a goal followed up."""
    import pandas as pd

    frames = {
        "project": {"project_id": "p", "name_sv": "Trygga Ersboda", "owner_org": "umebra", "rollout": "sharp"}
        | {"baseline_start": "2023-01-01", "intervention_start": "2024-01-01", "evaluation_end": "2024-06-01"},
        "area": {"area_id": "ersboda", "name": "Ersboda", "kind": "intervention"},
        "population": {"area_id": "ersboda", "year": 2024, "group": "all", "n": 9000},
        "organisation": {"org_id": "umebra", "name": "Umebrå", "sector": "municipality"},
        "goal": {"goal_id": "G", "goal_area": "safety", "level": "output", "text_sv": "Öppet hus varje månad"}
        | {"direction": "keep", "owner_org": "umebra"},
        "activity_plan": {"activity_id": "A", "goal_id": "G", "name_sv": "Öppet hus", "type": "youth_activity"}
        | {"prevention": "social", "area_id": "ersboda", "planned_start": "2024-01-01", "planned_end": "2024-06-30"}
        | {"planned_sessions": 2, "responsible_org": "umebra", "project_id": "p", "plan_version": 1},
        "context_event": {"event_id": "H", "start": "2024-01-01", "kind": "law_change", "source": "Riksdagen"},
    }
    rows = {name: pd.DataFrame([row]) for name, row in frames.items()}
    rows["activity_log"] = pd.DataFrame(
        {
            "activity_id": "A",
            "area_id": "ersboda",
            "date": ["2024-02-01", "2024-05-02"],
            "status": "held",
            "minutes": 60,
        }
    )
    followed = {"goal_id": "G", "period": "2024", "assessment": "met"}
    rows["goal_followup"] = pd.DataFrame([followed])
    path = folder / "insats.xlsx"
    write_workbook(path, packs=("goals_promises",), rows=rows)
    book = openpyxl.load_workbook(path)
    book["inställningar"]["B2"] = "Trygga Ersboda"
    book.save(path)
    return path
