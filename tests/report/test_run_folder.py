"""A run folder appears whole or not at all, and nothing of a person's is ever overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evaluera.errors import EvalueraError
from evaluera.report import manifest
from evaluera.report.run_folder import LONGEST, place, recover, refuse_long_paths, writing


def fill(folder: Path, text: str) -> None:
    """A small complete run folder."""
    (folder / "figures").mkdir()
    (folder / "figures" / "a.svg").write_text(text, encoding="utf-8")
    (folder / "report.html").write_text(text, encoding="utf-8")
    (folder / manifest.NAME).write_text(manifest.sealed({"year": 2025}, folder), encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    with writing(folder) as working:
        fill(working, text)
    return folder


def content(folder: Path) -> dict[str, str]:
    return {f.relative_to(folder).as_posix(): f.read_text("utf-8") for f in folder.rglob("*") if f.is_file()}


def codes(caught: pytest.ExceptionInfo[EvalueraError]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.file) for finding in caught.value.findings]


def stop_in_the_middle(working: Path) -> None:
    fill(working, "två")
    raise RuntimeError("mitt i")


def test_reports_lie_beside_the_data_or_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place(tmp_path / "data" / "insats", None) == tmp_path / "reports" / "insats"
    assert place(tmp_path / "annat" / "insats", None) == tmp_path / "reports" / "insats"
    assert place(tmp_path / "data" / "insats", Path("ut")) == tmp_path / "ut" / "insats"
    assert place(tmp_path / "data", None, name="bok") == tmp_path / "reports" / "bok"
    assert place(tmp_path / "annat", Path("ut"), name="bok") == tmp_path / "ut" / "bok"


def test_nothing_else_stays_beside_a_finished_folder(tmp_path: Path) -> None:
    folder = written(tmp_path / "2025", "ett")
    assert [each.name for each in tmp_path.iterdir()] == ["2025"]
    assert content(folder)["report.html"] == "ett"


def test_an_error_leaves_the_old_report_and_nothing_else(tmp_path: Path) -> None:
    folder = written(tmp_path / "2025", "ett")
    before = content(folder)
    with pytest.raises(RuntimeError, match="mitt i"), writing(folder) as working:
        stop_in_the_middle(working)
    assert content(folder) == before
    assert [each.name for each in tmp_path.iterdir()] == ["2025"]


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    written(tmp_path / "2025", "ett")
    assert content(written(tmp_path / "2025", "två"))["report.html"] == "två"


def test_a_changed_and_an_added_file_stop_the_run(tmp_path: Path) -> None:
    folder = written(tmp_path / "2025", "ett")
    (folder / "report.html").write_text("rättad för hand", encoding="utf-8")
    (folder / "anteckning.docx").write_text("min", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        manifest.refuse_changed(folder)
    assert codes(caught) == [("report.added_file", "anteckning.docx"), ("report.changed_file", "report.html")]
    assert "--out" in str(caught.value)
    with pytest.raises(EvalueraError), writing(folder) as working:
        fill(working, "två")
    assert content(folder)["report.html"] == "rättad för hand"


def test_a_changed_manifest_is_a_persons_change(tmp_path: Path) -> None:
    folder = written(tmp_path / "2025", "ett")
    facts = json.loads((folder / manifest.NAME).read_text("utf-8"))
    (folder / manifest.NAME).write_text(json.dumps({**facts, "publishable": True}), encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        manifest.refuse_changed(folder)
    assert codes(caught) == [("report.changed_file", manifest.NAME)]


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    manifest.refuse_changed(tmp_path / "2025")
    (tmp_path / "2025" / "semester.xlsx").write_text("min", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught:
        manifest.refuse_changed(tmp_path / "2025")
    assert codes(caught) == [("report.foreign_folder", "2025")]


def test_what_a_system_leaves_behind_and_removed_files_stop_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "2025", "ett")
    (folder / ".DS_Store").write_text("x", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "notebook-checkpoint.ipynb").write_text("x", encoding="utf-8")
    (folder / "figures" / "a.svg").unlink()
    manifest.refuse_changed(folder)
    assert (folder / "report.html").is_file()


def test_an_open_file_keeps_both_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path / "2025", "ett")
    rename = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self == folder:
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(EvalueraError) as caught, writing(folder) as working:
        fill(working, "två")
    assert [finding.code for finding in caught.value.findings] == ["report.folder_open"]
    assert str(tmp_path / "2025-new") in str(caught.value)
    assert content(folder)["report.html"] == "ett"
    assert content(tmp_path / "2025-new")["report.html"] == "två"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "hinder").write_text("en fil", encoding="utf-8")
    with pytest.raises(EvalueraError) as caught, writing(tmp_path / "hinder" / "2025") as working:
        fill(working, "ett")
    assert [finding.code for finding in caught.value.findings] == ["report.cannot_write"]


def test_paths_that_windows_cannot_open_are_refused(tmp_path: Path) -> None:
    refuse_long_paths(Path("/kort"), ("report.html",))
    with pytest.raises(EvalueraError) as caught:
        refuse_long_paths(tmp_path / ("x" * LONGEST), ("report.html", "figures/a.svg"))
    assert caught.value.findings[0].code == "report.long_path"
    assert caught.value.findings[0].values["most"] == LONGEST


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_run_folder import fill
from evaluera.report import run_folder

folder, moment = Path(sys.argv[1]), sys.argv[2]
renames = 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def rename(self, target, real=Path.rename):
    global renames
    done = real(self, target)
    renames += 1
    if moment == f"after rename {renames}":
        die()
    return done

Path.rename = rename
with run_folder.writing(folder) as working:
    if moment == "empty":
        die()
    (working / "report.html").write_text("halv")
    if moment == "half":
        die()
    (working / "report.html").unlink()
    fill(working, "ny")
    if moment == "complete":
        die()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "old", "left"),
    [
        ("empty", True, "gammal"),
        ("half", True, "gammal"),
        ("complete", True, "gammal"),
        ("after rename 1", True, "gammal"),
        ("after rename 2", True, "ny"),
        ("half", False, None),
        ("after rename 1", False, "ny"),
    ],
)
def test_killed_at_any_moment_a_whole_report_stays(tmp_path: Path, moment: str, old: bool, left: str | None) -> None:
    folder = tmp_path / "2025"
    if old:
        written(folder, "gammal")
    command = [sys.executable, "-c", KILLED, str(folder), moment, str(Path(__file__).parent)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -9
    recover(folder)
    assert [each.name for each in tmp_path.iterdir()] == (["2025"] if left else [])
    if left:
        assert content(folder)["report.html"] == left
        manifest.refuse_changed(folder)


def test_recovering_says_so_only_when_a_report_got_its_name_back(tmp_path: Path) -> None:
    folder = written(tmp_path / "2025", "ett")
    assert not recover(folder)
    folder.rename(tmp_path / ".2025.previous-999999999")
    assert recover(folder)
    assert content(folder)["report.html"] == "ett"


def test_a_run_in_another_process_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f".2025.working-{os.getppid()}"
    other.mkdir()
    (tmp_path / ".20250.working-999999999").mkdir()
    recover(tmp_path / "2025")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([other.name, ".20250.working-999999999"])
