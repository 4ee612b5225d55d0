"""The evaluator's own copy of the notebook: made once, never overwritten."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluera.errors import EvalueraError, ParameterError
from evaluera.report.lab import copy_notebook, open_lab
from evaluera.report.template import notebook_of, template

MakeEvaluation = Callable[..., Path]


def test_the_copy_holds_the_parameters_of_the_evaluation(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    assert notebook_of(folder) == template()
    file = copy_notebook(folder, language="en")
    cells = json.loads(file.read_text("utf-8"))["cells"]
    source = next(cell["source"] for cell in cells if "parameters" in cell["metadata"].get("tags", []))
    assert source == "path = 'evaluation.yaml'\nyear = None\nlanguage = 'en'\nuntil = None"
    assert notebook_of(folder) == file


def test_a_copy_that_is_there_is_left_as_it_is(make_evaluation: MakeEvaluation) -> None:
    folder = make_evaluation()
    (folder / "notebook.ipynb").write_text("mitt", encoding="utf-8")
    assert copy_notebook(folder / "evaluation.yaml").read_text("utf-8") == "mitt"


def test_a_broken_evaluation_gets_no_notebook(tmp_path: Path) -> None:
    (tmp_path / "evaluation.yaml").write_text("version: 1\n", encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        copy_notebook(tmp_path)
    assert caught.value.findings[0].code.startswith("parameter.")
    assert not (tmp_path / "notebook.ipynb").exists()


def test_jupyterlab_is_started_on_the_copy(make_evaluation: MakeEvaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], Path]] = []

    def start(command: list[str], *, cwd: Path, check: bool) -> SimpleNamespace:
        started.append((command, cwd))
        return SimpleNamespace(returncode=int(check))

    monkeypatch.setattr(subprocess, "run", start)
    file = open_lab(make_evaluation())
    assert started == [([sys.executable, "-m", "jupyterlab", "notebook.ipynb"], file.parent)]


def test_a_jupyterlab_that_does_not_start_is_told(
    make_evaluation: MakeEvaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=3))
    with pytest.raises(EvalueraError) as caught:
        open_lab(make_evaluation())
    assert caught.value.findings[0].code == "report.no_jupyter"
