"""One module, one concept: short modules, nouns for names, no machine's own paths."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "evaluera"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools"}


def _tracked(*patterns: str) -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked cannot be asked")
    done = subprocess.run(["git", "ls-files", "-z", *patterns], capture_output=True, text=True, cwd=ROOT, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).exists()]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_there_are_modules() -> None:
    assert len(MODULES) > 30


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part for path in MODULES for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert names & VAGUE == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(SOURCE)) for path in MODULES if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []


def test_no_tracked_file_holds_a_path_of_one_machine() -> None:
    own = re.compile(r"(?<![\w.~])/(?:home/\w|Users/\w|root/|work/)")
    found = [str(path.relative_to(ROOT)) for path in _tracked() if path != Path(__file__) and own.search(_text(path))]
    assert found == []


def test_no_code_reaches_outside_the_project() -> None:
    outside = "../" + "shared"
    patterns = ("*.py", "*.ipynb", "*.toml", "*.yaml", "*.yml", "Makefile", ".ci/*")
    found = [str(path.relative_to(ROOT)) for path in _tracked(*patterns) if outside in _text(path)]
    assert found == []
