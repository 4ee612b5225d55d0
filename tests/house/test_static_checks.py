"""The gates that run nothing: format, lint, types and notebooks (`make static` runs the same, with the layers)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = [str(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
CHECKED = ("src", "tests", "docs", "benchmarks", "requirements")


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", *CHECKED),
        ("ruff", "format", "--check", *CHECKED),
        ("mypy",),
        ("nbstripout", "--keep-id", "--verify", *NOTEBOOKS),
    ],
    ids=["ruff-check", "ruff-format", "mypy", "nbstripout"],
)
def test_gate(command: tuple[str, ...]) -> None:
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([str(program), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
