"""The evaluator's own copy of the notebook, opened in JupyterLab."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report.template import NOTEBOOK, template

__all__ = ["copy_notebook", "open_lab"]


def open_lab(path: str | Path, *, language: str | None = None) -> Path:
    """Copy the template to ``notebook.ipynb`` beside the YAML, unless it is there, and open it in JupyterLab.

    Waits until JupyterLab is closed. Later runs of the evaluation use the copy.

    Parameters
    ----------
    path
        ``evaluation.yaml`` or the folder that holds it.
    language
        ``sv`` or ``en``; goes before the file's own.

    Returns
    -------
    Path
        The notebook.

    Raises
    ------
    ParameterError
        Something is wrong in the YAML.
    EvalueraError
        ``report.no_jupyter`` when JupyterLab does not start.
    """
    notebook = copy_notebook(path, language=language)
    command = [sys.executable, "-m", "jupyterlab", notebook.name]
    try:
        code = subprocess.run(command, cwd=notebook.parent, check=False).returncode
    except OSError as error:
        raise _not_started(error.strerror or str(error)) from error
    if code:
        raise _not_started(f"{code}")
    return notebook


def copy_notebook(path: str | Path, *, language: str | None = None) -> Path:
    """The evaluator's notebook: the one that is there, untouched, or a copy of the template with the parameters set.

    Raises
    ------
    ParameterError
        Something is wrong in the YAML.
    """
    from evaluera.parameters.loading import read

    reading = read(path, language=language)
    notebook = reading.file.parent / NOTEBOOK
    if not notebook.exists():
        content = json.loads(template().read_text(encoding="utf-8"))
        _set(content, {"path": reading.file.name, "year": None, "language": reading.language})
        notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return notebook


def _set(content: dict[str, Any], values: dict[str, object]) -> None:
    """Write the values into the parameters cell, so that the notebook also runs by hand."""
    cell = next(cell for cell in content["cells"] if "parameters" in cell["metadata"].get("tags", []))
    cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in values.items())


def _not_started(reason: str) -> EvalueraError:
    return EvalueraError(Finding(code="report.no_jupyter", place=Place(), values={"reason": reason}))
