"""The commands of the README: they exist, and an old Python gets a sentence instead of a stack trace."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = {"run", "test", "check", "bench", "calibrate", "docs", "clean", "lock", "environment"}

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_promised_target_is_there_and_explained() -> None:
    shown = set(re.findall(r"^make (\w+)\t\S", _make("help").stdout, flags=re.MULTILINE))
    assert shown >= TARGETS


def test_every_script_that_the_makefile_names_exists() -> None:
    scripts = set(re.findall(r"[\w/]+\.(?:py|sh)\b", MAKEFILE))
    assert scripts != set()
    assert [name for name in sorted(scripts) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [("exit 1", "is missing."), ('[ "$1" = --version ] && echo Python 3.9.2', "is Python 3.9.2.")],
)
def test_an_old_python_is_refused_in_words(tmp_path: Path, answer: str, said: str) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    python.chmod(0o755)
    done = _make(f"PYTHON={python}", f"VENV={tmp_path / 'venv'}", f"{tmp_path / 'venv'}/.made")
    assert done.returncode != 0
    assert "evaluera needs Python 3.11 or newer" in done.stdout
    assert said in done.stdout


def test_continuous_integration_calls_the_readme_command() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
