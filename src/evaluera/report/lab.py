"""The evaluator's own copy of the notebook, opened in JupyterLab."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report.template import BENCH, NOTEBOOK, TEMPLATE, template

__all__ = ["copy_bench", "copy_notebook", "open_lab"]


def open_lab(path: str | Path, *, analysis: str | None = None, language: str | None = None) -> Path:
    """Copy a template beside the YAML, unless it is there, and open it in JupyterLab.

    Without an analysis it is ``notebook.ipynb``, the report, which later runs use; with one it is ``effect-ID.ipynb``,
    the bench for that analysis, which no run touches. Waits until JupyterLab is closed.

    Parameters
    ----------
    path
        ``evaluation.yaml`` or the folder that holds it.
    analysis
        The id of an analysis.
    language
        ``sv`` or ``en``; goes before the file's own.

    Returns
    -------
    Path
        The notebook.

    Raises
    ------
    ParameterError
        Something is wrong in the YAML; ``parameter.unknown_analysis``, with the ids that exist, nearest first.
    EvalueraError
        ``report.no_jupyter`` when JupyterLab does not start.
    """
    copied = copy_notebook if analysis is None else partial(copy_bench, analysis=analysis)
    notebook = copied(path, language=language)
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
    values = {"path": reading.file.name, "year": None, "language": reading.language, "until": None}
    return _copied(TEMPLATE, reading.file.parent / NOTEBOOK, values)


def copy_bench(path: str | Path, *, analysis: str, language: str | None = None) -> Path:
    """The bench for one analysis: the one that is there, untouched, or a copy of the template.

    Raises
    ------
    ParameterError
        Something is wrong in the YAML; ``parameter.unknown_analysis``.
    """
    from evaluera.evaluation.choosing import chosen_analysis
    from evaluera.parameters.loading import read

    reading = read(path, language=language)
    chosen = chosen_analysis(analysis, [each.id for each in reading.parameters.analyses])
    values = {"path": reading.file.name, "analysis": chosen, "language": reading.language}
    return _copied(BENCH, reading.file.parent / f"effect-{_plain(chosen)}.ipynb", values)


def _copied(name: str, notebook: Path, values: Mapping[str, object]) -> Path:
    if not notebook.exists():
        content = json.loads(template(name).read_text(encoding="utf-8"))
        _set(content, values)
        notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return notebook


def _plain(identifier: str) -> str:
    """An id as part of a file name: letters, digits and hyphens of any language."""
    return re.sub(r"[^\w-]+", "-", identifier).strip("-")


def _set(content: dict[str, Any], values: Mapping[str, object]) -> None:
    """Write the values into the parameters cell, so that the notebook also runs by hand."""
    cell = next(cell for cell in content["cells"] if "parameters" in cell["metadata"].get("tags", []))
    cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in values.items())


def _not_started(reason: str) -> EvalueraError:
    return EvalueraError(Finding(code="report.no_jupyter", place=Place(), values={"reason": reason}))
