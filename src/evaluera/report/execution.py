"""The notebook run by papermill, in a kernel of this very Python."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report.cells import joined

__all__ = ["execute", "papermill", "text_of"]

SLOW = "rfc3987_syntax"


def execute(notebook: Path, *, parameters: Mapping[str, object], folder: Path, kernel: Any, language: str) -> Any:
    """The executed notebook; nothing is written.

    Parameters
    ----------
    notebook
        The template or the evaluator's own copy.
    parameters
        What the parameters cell is given: a path, a year and a language.
    folder
        The working directory of the cells: that of the evaluation, so that a cell finds the files beside it.
    kernel
        A running kernel manager.
    language
        Of the finding when a cell fails.

    Raises
    ------
    EvalueraError
        ``report.cell_failed`` names the cell that stopped; ``report.unreadable_notebook``; ``report.cell_unreachable``
        when the kernel died.
    """
    pm = papermill()
    escaped = str(notebook).replace("{", "{{").replace("}", "}}")
    try:
        executed = pm.execute_notebook(
            escaped,
            None,
            dict(parameters),
            progress_bar=False,
            kernel_name=kernel.kernel_name,
            language="python",
            cwd=str(folder),
            km=kernel,
        )
    except pm.PapermillExecutionError as error:
        raise _failed(error, notebook, language) from error
    except (ValueError, KeyError) as error:
        raise _unreadable(notebook, error) from error
    except RuntimeError as error:
        place = Place(file=notebook.name)
        raise EvalueraError(
            Finding(code="report.cell_unreachable", place=place, values={"text": str(error)})
        ) from error
    return _without_paths(executed, notebook)


def papermill() -> Any:
    """The papermill module, imported without the grammar that jsonschema would build for addresses.

    papermill needs nbformat, nbformat jsonschema, and jsonschema compiles a grammar for the formats ``iri`` and
    ``iri-reference`` when ``rfc3987_syntax`` is installed (0.8 s, half of a cold report). To jsonschema that package is
    optional: it does without when it cannot be imported, and the notebook schema has no such format. So the import is
    made to fail while jsonschema loads, and only then.
    """
    with _missing(SLOW):
        import papermill as module
    return module


def text_of(notebook: Any) -> str:
    """The notebook as the text of its file; call it after :func:`papermill`, which loads nbformat the quick way."""
    import nbformat

    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


@contextmanager
def _missing(name: str) -> Iterator[None]:
    """Let one optional package look as if it were not installed; nothing is changed when it is loaded already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def _failed(error: Any, notebook: Path, language: str) -> EvalueraError:
    from evaluera.text.messages import message

    # papermill puts a cell with the parameters before the one that failed, which the evaluator's notebook does not have
    place = Place(file=notebook.name, parameter=message("report.user.cell", language, cell=error.cell_index))
    values = {"error": error.ename, "text": error.evalue, "line": joined(error.source).strip().partition("\n")[0]}
    return EvalueraError(Finding(code="report.cell_failed", place=place, values=values))


def _unreadable(notebook: Path, error: Exception) -> EvalueraError:
    values = {"reason": str(error).partition("\n")[0][:200]}
    return EvalueraError(Finding(code="report.unreadable_notebook", place=Place(file=notebook.name), values=values))


def _without_paths(executed: Any, notebook: Path) -> Any:
    """The notebook without the paths of this machine in its metadata."""
    executed.metadata.get("papermill", {}).update(input_path=notebook.name, output_path=None)
    return executed
