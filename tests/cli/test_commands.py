"""The commands on files: exit codes, several files, the language of each, the whole way to a report."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluera.cli import main

Make = Callable[..., Path]
Capture = pytest.CaptureFixture[str]
WRONG = ("version: 1", "version: 2")
ENGLISH = ("språk: svenska", "språk: engelska")


def test_check_of_a_good_file(make: Make, capsys: Capture) -> None:
    path = make()
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{path}: Inget fel.")


def test_check_of_a_wrong_file(make: Make, capsys: Capture) -> None:
    path = make(WRONG)
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    assert said == (
        "min-insats/evaluation.yaml rad 1, version: Version 2 är inte känd. Skriv version 1.\n"
        f"{path}: Fel att rätta: 1. Att tänka på: 0.\n"
    )


def test_check_of_a_missing_file(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "nothing.yaml"
    assert main(["check", str(path), "--language", "en"]) == 2
    assert capsys.readouterr().out.splitlines()[0] == (f"The file {path} does not exist. Check its name and folder.")


def test_warnings_are_marked(make: Make, capsys: Capture) -> None:
    assert main(["check", str(make((", källa: Brå", "")))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Att tänka på: min-insats/evaluation.yaml rad 5, data.källa: ")


def test_each_file_is_spoken_about_in_its_own_language(make: Make, capsys: Capture) -> None:
    swedish, english = make(WRONG), make(WRONG, ENGLISH, folder="other")
    assert main(["check", str(swedish), str(english)]) == 1
    said = capsys.readouterr().out
    assert "Version 2 är inte känd." in said
    assert "Version 2 is not known." in said
    assert main(["check", str(swedish), str(english), "--language", "en"]) == 1
    assert "Version 2 är inte känd." not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kinds", "code"), [(["good", "wrong"], 1), (["missing", "good"], 2), (["wrong", "missing", "good"], 2)]
)
def test_the_highest_exit_code_and_every_file_looked_at(
    kinds: list[str], code: int, make: Make, tmp_path: Path, capsys: Capture
) -> None:
    files = {"good": make(), "wrong": make(WRONG, folder="wrong"), "missing": tmp_path / "nothing.yaml"}
    assert main(["check", *(str(files[kind]) for kind in kinds)]) == code
    said = capsys.readouterr().out
    assert all(f"{files[kind]}: " in said for kind in kinds)


def test_run_makes_a_report_and_says_where(make: Make, tmp_path: Path, capsys: Capture) -> None:
    assert main(["run", str(make())]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    page = tmp_path / "reports" / "min-insats" / "2019" / "report.html"
    assert lines[0].startswith("Utvärderar ")
    assert len([line for line in lines if line.startswith("  ")]) >= 3
    assert lines[-2] == f"Rapporten: {page}"
    assert lines[-1]
    assert page.is_file()
    assert captured.err == ""


def test_one_failure_does_not_stop_the_others(make: Make, tmp_path: Path, capsys: Capture) -> None:
    wrong, missing, good = make(WRONG, folder="wrong"), tmp_path / "nothing.yaml", make(folder="good one")
    assert main(["run", str(wrong), str(missing), str(good), "--year", "2018", "--language", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [
        "wrong/evaluation.yaml line 1, version: Version 2 is not known. Write version 1.",
        f"The file {missing} does not exist. Check its name and folder.",
    ]
    assert (tmp_path / "reports" / "good one" / "2018" / "report.html").is_file()
    assert not (tmp_path / "reports" / "wrong").exists()


def test_a_wrong_file_leaves_no_run_folder(make: Make, tmp_path: Path, capsys: Capture) -> None:
    assert main(["run", str(make(("start: 2018-01", "start: 2030-01"))), "--out", str(tmp_path / "out")]) == 1
    assert "insats.start" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_new_evaluation_runs_when_it_is_filled_in(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "min-insats"]) == 0
    folder = Path("data", "min-insats")
    assert capsys.readouterr().out == (
        f'Mappen {folder} är skapad. Fyll i evaluation.yaml och kör sedan: evaluera check "{folder}"\n'
    )
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "min-insats/evaluation.yaml rad 11, namn: Här står ingenting. Fyll i ett värde."
    assert said[1] == "min-insats/evaluation.yaml rad 30, insats.start: Här står ingenting. Fyll i ett värde."
    assert said[2] == "brott.csv: Tabellen har rubriker men inga rader. Lägg till rader."

    _fill_in(folder)
    assert main(["check", str(folder)]) == 0
    capsys.readouterr()
    assert main(["run", str(folder)]) == 0
    assert (tmp_path / "reports" / "min-insats" / "2019" / "report.html").is_file()
    assert capsys.readouterr().err == ""


def _fill_in(folder: Path) -> None:
    file = folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8")
    for name, value in (
        ("namn:", "Min insats"),
        ("  start:", "2018-01"),
        ("  områden:", "[Ersboda]"),
        ("källa:", "Brå"),
    ):
        assert name in text
        text = text.replace(name, f"{name} {value}", 1)
    file.write_text(text, encoding="utf-8")
    rows = [
        f"{year}-{month:02d};{area};{40 + 7 * number + month % 5 + year % 3}"
        for number, area in enumerate(("Ersboda", "Teg", "Haga", "Ålidhem", "Grubbe", "Tomtebo", "Sandbacka"))
        for year in range(2015, 2020)
        for month in range(1, 13)
    ]
    with (folder / "brott.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n".join(rows) + "\n")


def test_new_leaves_a_folder_with_files_alone(
    make: Make, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make()
    before = path.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "min-insats"]) == 2
    assert "finns redan och innehåller filer" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_lock_says_since_when(make: Make, capsys: Capture) -> None:
    path = make()
    assert main(["lock", str(path)]) == 0
    first = capsys.readouterr().out
    assert first.startswith("Utfall och analyser är låsta sedan ")
    assert main(["lock", str(path)]) == 0
    assert capsys.readouterr().out == first
    path.write_text(path.read_text(encoding="utf-8").replace("2018-01", "2018-02"), encoding="utf-8")
    assert main(["lock", str(path)]) == 1
    assert "har ändrats sedan dess" in capsys.readouterr().err


def test_lab_of_a_wrong_file_opens_nothing(make: Make, capsys: Capture) -> None:
    path = make(WRONG)
    assert main(["lab", str(path)]) == 1
    assert "Version 2 är inte känd." in capsys.readouterr().err
    assert not path.with_name("notebook.ipynb").exists()


def test_lab_opens_the_evaluators_notebook(make: Make, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(
        "evaluera.report.lab.open_lab", lambda path, analysis, language: opened.append((path, analysis, language))
    )
    path = make()
    assert main(["lab", str(path), "--language", "en"]) == 0
    assert main(["lab", str(path), "--analysis", "antal-interrupted_time_series", "--language", "en"]) == 0
    assert opened == [(str(path), None, "en"), (str(path), "antal-interrupted_time_series", "en")]
    said = "Opening the notebook in JupyterLab. Close it with Ctrl+C in this window.\n"
    assert capsys.readouterr().out == said * 2


def test_lab_of_an_unknown_analysis_names_the_nearest(make: Make, capsys: Capture) -> None:
    path = make()
    assert main(["lab", str(path), "--analysis", "antal-interupted_time_series"]) == 1
    assert 'Menade du "antal-interrupted_time_series"?' in capsys.readouterr().err
    assert main(["lab", str(path), "--analysis", "annat", "--language", "en"]) == 1
    assert 'There is no analysis "annat". There are: antal-interrupted_time_series.' in capsys.readouterr().err
    assert sorted(file.name for file in path.parent.iterdir()) == ["brott.csv", "evaluation.yaml"]


@pytest.mark.parametrize(
    ("language", "first", "headline", "last"),
    [
        ("sv", "3 månader: en minskning på ", "Med ett års uppföljning syns en minskning på ", "Planen: "),
        ("en", "3 months: a decrease of ", "With one year of follow-up a decrease of ", "The plan: "),
    ],
)
def test_plan_says_what_could_be_seen(
    language: str, first: str, headline: str, last: str, make: Make, capsys: Capture
) -> None:
    path = make()
    assert main(["plan", str(path), "--language", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.strip().startswith(first) for line in lines)
    assert any(line.startswith(headline) for line in lines)
    page = path.parents[2] / "reports" / "min-insats" / "plan-2018" / "plan.html"
    assert lines[-1] == f"{last}{page}"
    assert page.is_file()


def test_plan_of_a_wrong_file_writes_nothing(make: Make, capsys: Capture) -> None:
    path = make(WRONG)
    assert main(["plan", str(path)]) == 1
    assert "Version 2 är inte känd." in capsys.readouterr().err
    assert not (path.parents[2] / "reports").exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp850", "cp1252", "utf-8"])
def test_any_console_can_show_every_sentence(encoding: str, make: Make) -> None:
    path = make(WRONG, ("namn: Min insats", "namn: ▼ – … ●"), ("avbruten tidsserie", "▼–…"))
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "evaluera", "check", str(path)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr == b""
    said = done.stdout.decode(encoding)
    assert "Traceback" not in said
    word = "är inte känd" if encoding != "ascii" else "ar inte kand"
    assert word in said
    assert ("▼–…" if encoding == "utf-8" else "v") in said


def test_a_stack_trace_only_with_debug(make: Make) -> None:
    path = make(WRONG)
    for more, shown in (([], False), (["--debug"], True)):
        command = [sys.executable, "-m", "evaluera", "run", str(path), *more]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False
        )
        assert done.returncode == 1
        assert ("Traceback" in done.stderr) is shown
        assert "Version 2 är inte känd." in done.stderr


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; from evaluera.cli import main; main(['run', '--help']); "
        "print([name for name in ('pandas', 'numpy', 'matplotlib', 'papermill', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
