"""What the package needs is said once, in pyproject.toml, and everything else agrees with it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "evaluera"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]
ADDRESS = re.compile(r"[a-z]+://|--(?:extra-)?index|--find-links|\bfile:|@ ")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)( ; [^\\]+)? \\$")

# Distribution and module where the two names differ.
MODULES = {"ruamel.yaml": "ruamel", "markdown-it-py": "markdown_it", "charset-normalizer": "charset_normalizer"}
MODULES |= {"python-calamine": "python_calamine"}
MODULES |= {"jupyter-client": "jupyter_client", "jupyter-core": "jupyter_core"}
# Comes with a declared library and is documented as a part of it.
PARTS = {"pydantic_core": "pydantic"}
# Needed though no module of ours imports it, and why.
UNIMPORTED = {
    "statsmodels": "the evaluator's own cells use it; it is the oracle of our tests",
    "jupyterlab": "evaluera lab starts it",
    "ipykernel": "the notebook runs in it",
    "tzdata": "pandas needs it where the system has no time zones",
}


def _name(requirement: str) -> str:
    return re.split(r"[\s<>=!;\[]", requirement, maxsplit=1)[0]


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins(lock: Path) -> dict[tuple[str, str], str]:
    """Version by name and marker."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line and not line.startswith(" ")]
    matches = {line: PINNED.match(line) for line in lines}
    assert [line for line, match in matches.items() if match is None] == []
    return {(m[1], (m[3] or "").strip()): m[2] for m in matches.values() if m is not None}


def _imported() -> set[str]:
    names: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names.add(node.module.partition(".")[0])
    return {PARTS.get(name, name) for name in names - set(sys.stdlib_module_names) - {"evaluera"}}


DEPENDENCIES = [_name(line) for line in PROJECT["project"]["dependencies"]]


def test_every_imported_library_is_declared() -> None:
    declared = {MODULES.get(name, name) for name in DEPENDENCIES}
    assert _imported() - declared == set()


def test_every_declared_library_is_used_or_says_why_it_is_here() -> None:
    imported = _imported()
    unused = {name for name in DEPENDENCIES if MODULES.get(name, name) not in imported}
    assert unused == set(UNIMPORTED)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_lock_pins_by_hash_and_holds_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert ADDRESS.search(text) is None
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) > 100
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_run_lock_is_a_part_of_the_dev_lock() -> None:
    run, dev = (_pins(lock) for lock in LOCKS)
    assert {key: version for key, version in run.items() if dev.get(key) != version} == {}


def test_locks_hold_every_requirement_and_the_build_backend() -> None:
    groups = PROJECT["dependency-groups"]
    build = [_name(line) for line in groups["build"]]
    dev = [_name(line) for line in groups["dev"] if isinstance(line, str)]
    run_names, dev_names = ({name for name, _ in _pins(lock)} for lock in LOCKS)
    assert {_normalised(name) for name in DEPENDENCIES + build} - run_names == set()
    assert {_normalised(name) for name in DEPENDENCIES + build + dev} - dev_names == set()


def test_conda_environment_says_the_same_as_pyproject() -> None:
    spec = importlib.util.spec_from_file_location("conda", ROOT / "requirements" / "conda.py")
    assert spec is not None
    assert spec.loader is not None
    conda = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(conda)
    written = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert written == conda.environment(PROJECT["project"]), "run: make environment"
    assert conda.conda_requirement("tzdata>=2025.1; sys_platform == 'win32'") == "python-tzdata>=2025.1"


def test_version_is_said_once() -> None:
    import evaluera

    version = PROJECT["project"]["version"]
    assert evaluera.__version__ == version
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
