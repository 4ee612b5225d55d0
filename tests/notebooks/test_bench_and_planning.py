"""The bench and the plan as notebooks: tables of contents with their parameters, in the wheel."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from evaluera.report import plan_sections, workbench
from evaluera.report.template import BENCH, PLANNING, template

ROOT = Path(__file__).resolve().parents[2]


def sources(name: str) -> list[str]:
    cells = json.loads(template(name).read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_the_bench_shows_every_section_once() -> None:
    shown = [line.removeprefix("workbench.").removesuffix("(bench)") for line in sources(BENCH)[2:]]
    assert sorted([*shown, "Bench", "set_up"]) == sorted(workbench.__all__)
    assert shown[0] == "front_page"


def test_the_plan_shows_every_section_once() -> None:
    shown = [line.removeprefix("plan_sections.").removesuffix("(prospect)") for line in sources(PLANNING)[2:]]
    assert sorted([*shown, "plan_picture"]) == sorted(plan_sections.__all__)


@pytest.mark.parametrize(
    ("name", "parameters"), [(BENCH, ["path", "analysis", "language"]), (PLANNING, ["path", "language"])]
)
def test_parameters(name: str, parameters: list[str]) -> None:
    assert [line.partition(" =")[0] for line in sources(name)[0].splitlines()] == parameters


def test_all_notebooks_go_into_the_wheel() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"]["notebooks"] == "evaluera/notebooks"
    assert "notebooks" in wheel["only-include"]
