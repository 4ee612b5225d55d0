"""Which notebook a run uses: the evaluator's own copy, else the template that comes with the package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["BENCH", "NOTEBOOK", "PLANNING", "PROCESS", "TEMPLATE", "notebook_of", "template"]

NOTEBOOK = "notebook.ipynb"
TEMPLATE = "evaluation.ipynb"
PLANNING = "planning.ipynb"
BENCH = "effect.ipynb"
PROCESS = "process.ipynb"


def template(name: str = TEMPLATE) -> Path:
    """A template notebook: in the wheel inside the package, in the repository in ``notebooks/`` beside ``src/``."""
    package = Path(__file__).resolve().parents[1]
    places = (package / "notebooks" / name, package.parents[1] / "notebooks" / name)
    return next(place for place in places if place.is_file())


def notebook_of(folder: Path) -> Path:
    """``notebook.ipynb`` in the folder of the evaluation when the evaluator has made one, else the template."""
    own = folder / NOTEBOOK
    return own if own.is_file() else template()
