"""Notebooks are thin and hold no outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Lambda, ast.Try)
LONGEST_CELL = 3


def _cells(path: Path, kind: str) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == kind]


def _tags(cell: dict[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] != []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_has_one_parameters_cell_and_thin_cells(path: Path) -> None:
    code = _cells(path, "code")
    assert sum("parameters" in _tags(cell) for cell in code) == 1
    for cell in code:
        source = "".join(cell["source"])
        lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert "parameters" in _tags(cell) or 1 <= len(lines) <= LONGEST_CELL, source
        assert not any(isinstance(node, LOGIC) for node in ast.walk(ast.parse(source))), source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_without_outputs(path: Path) -> None:
    code = _cells(path, "code")
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
