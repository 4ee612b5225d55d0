"""The evaluator's bench and a plan as a screen reader and a network see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from evaluera.report.execution import papermill
from evaluera.report.page import page
from evaluera.report.planning import write_plan
from evaluera.report.template import BENCH, template

SICILY = Path(__file__).resolve().parents[2] / "data" / "sicily-smoking-ban"
Audit = Callable[[str], dict[str, Any]]


def refuses_nothing(html: str, audit: Audit) -> None:
    found = audit(html)
    assert found["violations"] == []
    assert found["requests"] == []
    assert "<script" not in html


@pytest.mark.filterwarnings("ignore")  # of the kernel's own start, as by papermill on the command line
def test_axe_finds_nothing_on_the_bench(tmp_path: Path, audit: Audit) -> None:
    out, given = tmp_path / "out.ipynb", {"path": "evaluation.yaml", "language": "sv"}
    papermill().execute_notebook(
        str(template(BENCH)), str(out), given, cwd=str(SICILY), progress_bar=False, kernel_name="python3"
    )
    made = page(nbformat.read(out, 4), folder=SICILY)  # type: ignore[no-untyped-call]
    assert len(made.figures) >= 4
    refuses_nothing(made.html, audit)


def test_axe_finds_nothing_in_a_plan(tmp_path: Path, audit: Audit) -> None:
    made = write_plan(SICILY, out=tmp_path, language="en")
    refuses_nothing(made.html.read_text("utf-8"), audit)
