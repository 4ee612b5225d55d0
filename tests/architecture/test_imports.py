"""``import evaluera`` is light, and heavy libraries are imported only where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "evaluera"
HEAVY = ("pandas", "numpy", "scipy", "statsmodels", "matplotlib", "pydantic", "papermill", "nbconvert", "jinja2")


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _fastest_import(module: str) -> float:
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    return min(float(_python(code)) for _ in range(3))


def _imported_libraries(path: Path) -> set[str]:
    """Top-level names of everything that the module imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names


def test_importing_evaluera_loads_no_heavy_library() -> None:
    loaded = _python("import sys, evaluera; print(*sys.modules)").split()
    assert "evaluera" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_importing_evaluera_takes_at_most_half_of_importing_pandas() -> None:
    assert _fastest_import("evaluera") <= 0.5 * _fastest_import("pandas")


@pytest.mark.parametrize("library", ["typer", "rich", "click"])
def test_the_terminal_is_known_to_the_command_line_only(library: str) -> None:
    users = {path.relative_to(SOURCE).parts[0] for path in SOURCE.rglob("*.py") if library in _imported_libraries(path)}
    assert {name.removesuffix(".py") for name in users} <= {"cli"}


def test_the_numbers_are_our_own_and_statsmodels_is_the_oracle_of_the_tests() -> None:
    users = [
        str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "statsmodels" in _imported_libraries(path)
    ]
    assert users == []
