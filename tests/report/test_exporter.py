"""``jupyter nbconvert --to evaluera`` on a notebook that a person ran by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert.exporters import get_exporter

from evaluera.errors import EvalueraError
from evaluera.report.exporter import EvalueraExporter
from evaluera.report.lab import copy_notebook
from evaluera.report.running import Report


def test_the_exporter_is_found_by_its_name() -> None:
    assert get_exporter("evaluera") is EvalueraExporter
    assert EvalueraExporter().file_extension == ".html"
    assert EvalueraExporter().output_mimetype == "text/html"


def test_the_executed_notebook_of_a_run_gives_the_same_page(swedish: Report) -> None:
    html, resources = EvalueraExporter().from_filename(str(swedish.folder / "notebook.ipynb"))
    assert html == swedish.html.read_text("utf-8")
    assert resources["output_extension"] == ".html"


def test_a_notebook_run_by_hand_is_exported_on_the_command_line(make_evaluation: Callable[..., Path]) -> None:
    file = copy_notebook(make_evaluation(language="en"))
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(file.parent)}}, kernel_name="python3").execute()
    nbformat.write(notebook, file)
    command = [sys.executable, "-m", "nbconvert", "--to", "evaluera", file.name]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = file.with_suffix(".html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert page.count("<h1") == 1
    assert page.count("<svg ") >= 2


def test_a_notebook_that_was_not_run_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "n.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), file)
    with pytest.raises(EvalueraError) as caught:
        EvalueraExporter().from_filename(str(file))
    assert caught.value.findings[0].code == "report.not_run"
