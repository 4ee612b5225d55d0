"""Nobody's own data or reports are pushed by accident: git knows only what is shipped."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {"reference", "seattle-dmi", "sicily-smoking-ban", "uk-seatbelts", "umea-vaxer"}
SAMPLE_REPORTS = {"sicily-smoking-ban"}
LARGEST = 2_000_000


def _git(*arguments: str) -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked cannot be asked")
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.replace("\0", "\n").splitlines()


@pytest.mark.parametrize(("top", "shipped"), [("data", SHIPPED), ("reports", SAMPLE_REPORTS)])
def test_only_what_is_shipped_is_tracked(top: str, shipped: set[str]) -> None:
    tracked = [Path(name) for name in _git("ls-files", "-z", top)]
    folders = {path.parts[1] for path in tracked if len(path.parts) > 2}
    files = {path.name for path in tracked if len(path.parts) == 2}
    assert folders <= shipped
    assert files <= {"README.md"}


@pytest.mark.parametrize("path", ["data/umea/evaluation.yaml", "data/brott.xlsx", "reports/umea/2025/report.html"])
def test_own_data_and_reports_are_ignored(path: str) -> None:
    assert _git("check-ignore", path) == [path]


@pytest.mark.parametrize("folder", sorted(SHIPPED - {"reference"}))
def test_every_data_folder_names_its_source_and_licence(folder: str) -> None:
    readme = (ROOT / "data" / folder / "README.md").read_text(encoding="utf-8")
    assert "**Source:**" in readme
    assert "**Licence:**" in readme


def test_every_reference_set_names_its_source_and_licence() -> None:
    folder = ROOT / "data" / "reference"
    sets = sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".xlsx", ".json", ".parquet"))
    silent = [path.name for path in sets if not (path.parent / "README.md").is_file()]
    assert silent == []


def test_no_tracked_file_is_large() -> None:
    sizes = {name: (ROOT / name).stat().st_size for name in _git("ls-files", "-z") if (ROOT / name).is_file()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
