"""What a user who installs the package gets: everything it needs to run, and nobody else's data."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "evaluera"
EVALUATION = ROOT / "data" / "sicily-smoking-ban"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist, built by the backend of pyproject.toml."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t", "wheel", "-t", "sdist"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> dict[str, bytes]:
    """Name and content of every file in the wheel."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(built: Path) -> dict[str, bytes]:
    """Name and content of every file in the sdist."""

    def members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
        for member in archive.getmembers():
            content = archive.extractfile(member)
            if content is not None:
                yield member.name, content.read()

    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        return dict(members(archive))


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh virtual environment with the wheel in it.

    The libraries are those of this environment, lent by a .pth file: only the wheel itself is new.
    """
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(next(built.glob("*.whl")))], check=True, capture_output=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return binaries


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "EVALUERA_LANGUAGE")}


def _run(binaries: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(binaries / arguments[0]), *arguments[1:]]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=_environment())


def _bytes_of_data() -> dict[str, str]:
    files = [path for path in (ROOT / "data").rglob("*") if path.suffix in (".csv", ".xlsx", ".parquet")]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): str(path.relative_to(ROOT)) for path in files}


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_no_data_set_leaves_the_repository(kind: str, request: pytest.FixtureRequest) -> None:
    contents: dict[str, bytes] = request.getfixturevalue(kind)
    known = _bytes_of_data()
    assert known != {}
    assert [name for name in contents if "data/seattle" in name or "data/uk-seat" in name] == []
    assert [name for name, content in contents.items() if hashlib.sha256(content).hexdigest() in known] == []


def test_wheel_holds_every_file_of_the_package(wheel: dict[str, bytes]) -> None:
    files = [path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    expected = {"evaluera/" + path.relative_to(SOURCE).as_posix() for path in files}
    assert {"evaluera/text/sv.toml", "evaluera/text/en.toml", "evaluera/py.typed"} <= expected
    assert expected - set(wheel) == set()


def test_wheel_holds_the_notebooks(wheel: dict[str, bytes]) -> None:
    notebooks = {"evaluera/notebooks/" + path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert notebooks != set()
    assert notebooks - set(wheel) == set()


def test_wheel_holds_nothing_but_the_package(wheel: dict[str, bytes]) -> None:
    assert {name.partition("/")[0] for name in wheel} == {"evaluera", "evaluera-0.1.0.dist-info"}


def test_sdist_holds_what_builds_the_wheel(sdist: dict[str, bytes]) -> None:
    inside = {name.partition("/")[2] for name in sdist}
    assert {"pyproject.toml", "README.md", "LICENSE", "src/evaluera/__init__.py"} <= inside
    assert [name for name in inside if name.startswith(("data/", "reports/", "tests/"))] == []


def test_installed_package_lists_its_methods(installed: Path, tmp_path: Path) -> None:
    where = _run(installed, tmp_path, "python", "-c", "import evaluera; print(evaluera.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed.parent), where.stdout + where.stderr
    done = _run(installed, tmp_path, "evaluera", "methods")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "interrupted_time_series" in done.stdout
    assert "before_after" in done.stdout


def test_installed_package_evaluates_a_folder_anywhere(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "min-insats"
    shutil.copytree(EVALUATION, folder)
    done = _run(installed, tmp_path, "evaluera", "run", "min-insats/evaluation.yaml", "--language", "sv")
    assert done.returncode == 0, done.stdout + done.stderr
    reports = list((tmp_path / "reports" / "min-insats").glob("*/report.html"))
    assert len(reports) == 1
    assert 'lang="sv"' in reports[0].read_text(encoding="utf-8")
