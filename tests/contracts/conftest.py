"""Puts the example package where an installation would put it: its code and its entry points on the path."""

from __future__ import annotations

import importlib
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluera.data.process import table_registry
from evaluera.methods import registry
from evaluera.methods.process import indicator_registry
from evaluera.text import messages

PACKAGE = Path(__file__).resolve().parents[1] / "example_package"


def _entry_points() -> str:
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [
        "\n".join([f"[{group}]", *(f"{name} = {target}" for name, target in points.items())])
        for group, points in project["entry-points"].items()
    ]
    return "\n\n".join(groups) + "\n"


def _forget() -> None:
    """What was found at the first look is kept; look again."""
    importlib.invalidate_caches()
    registry._found.cache_clear()
    table_registry._found.cache_clear()
    indicator_registry._found.cache_clear()
    messages._foreign.cache_clear()


@pytest.fixture
def rank_shift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the third party's method, which is installed while the test runs."""
    installed = tmp_path / "rank_shift-0.1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: rank-shift\nVersion: 0.1.0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text(_entry_points(), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(PACKAGE / "src"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(PACKAGE / "src"), str(tmp_path)]))  # for the kernel
    _forget()
    yield "rank_shift"
    monkeypatch.undo()
    for name in [name for name in sys.modules if name.partition(".")[0] == "rank_shift"]:
        del sys.modules[name]
    _forget()
