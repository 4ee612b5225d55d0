"""The notebook runs in this very Python, and the shortcut of the import leaves no trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from evaluera.errors import EvalueraError
from evaluera.report.execution import execute
from evaluera.report.kernel import kernel


def notebook(folder: Path, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell("a = 1", metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "n.ipynb")
    return folder / "n.ipynb"


def test_cells_run_in_the_folder_of_the_evaluation_with_this_python(tmp_path: Path) -> None:
    folder = tmp_path / "med {klammer} å"
    folder.mkdir()
    file = notebook(folder, "import os, sys\nprint(a, os.getcwd(), sys.executable, sep='|')")
    with kernel(folder) as running:
        done = execute(file, parameters={"a": 5}, folder=folder, kernel=running, language="sv")
    assert done.cells[-1].outputs[0].text.strip().split("|") == ["5", str(folder), sys.executable]
    assert done.metadata.papermill.input_path == "n.ipynb"


def test_a_kernel_that_dies_is_told(tmp_path: Path) -> None:
    file = notebook(tmp_path, "import os\nos._exit(1)")
    with kernel(tmp_path) as running, pytest.raises(EvalueraError) as caught:
        execute(file, parameters={}, folder=tmp_path, kernel=running, language="sv")
    assert caught.value.findings[0].code == "report.cell_unreachable"


def test_the_grammar_is_left_out_only_while_papermill_is_imported() -> None:
    code = (
        "import sys; from evaluera.report.execution import papermill; papermill();"
        "assert 'rfc3987_syntax' not in sys.modules; import rfc3987_syntax; import jsonschema, nbformat;"
        "nbformat.validate(nbformat.v4.new_notebook())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
