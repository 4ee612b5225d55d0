"""From an evaluation.yaml to the folder of a plan: what could be seen before the start."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report import manifest
from evaluera.report.kernel import kernel
from evaluera.report.run_folder import place, recover, refuse_long_paths, writing
from evaluera.report.template import PLANNING, template
from evaluera.text.languages import current_language
from evaluera.text.messages import message

if TYPE_CHECKING:
    from evaluera.evaluation.planning import Intention
    from evaluera.results.power_analysis import PowerAnalysis

__all__ = ["PAGE", "PlanReport", "write_plan"]

PAGE = "plan.html"
_NOTEBOOK, _FIGURES = "notebook.ipynb", "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """A finished plan: its folder, the page in it, and the answer behind it."""

    folder: Path
    html: Path
    language: str
    power: PowerAnalysis


def write_plan(
    path: str | Path,
    *,
    language: str | None = None,
    out: str | Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> PlanReport:
    """Work out what could be seen, and write ``plan-YEAR`` beside the runs: whole or not at all.

    Parameters
    ----------
    path
        ``evaluation.yaml`` or the folder that holds it; the main analysis is planned for.
    language
        ``sv`` or ``en``; goes before the file's own.
    out
        Where reports go, as for a run.
    progress
        Called with one line for each step.

    Returns
    -------
    PlanReport
        The folder holds ``plan.html``, ``plan.csv``, ``plan.json``, ``figures/``, the executed notebook and a manifest.

    Raises
    ------
    EvalueraError
        Everything that is wrong with settings or data, before the simulation; a file of an older plan that a person
        changed; a folder that cannot be written. Nothing is written then.
    """
    from evaluera.evaluation.planning import intend

    with ExitStack() as stack:
        running = stack.enter_context(kernel(_home(path)))
        _tell(progress, "reading", language or current_language())
        intention = intend(path, language=language)
        above = place(intention.file.parent.absolute(), Path(out) if out is not None else None, name=intention.name)
        folder = above / f"plan-{intention.year}"
        refuse_long_paths(folder, (f"{_FIGURES}/ahead.svg", PAGE))
        if recover(folder):
            _tell(progress, "recovered", intention.language)
        manifest.refuse_changed(folder)
        working = stack.enter_context(writing(folder))
        _tell(progress, "simulating", intention.language)
        power = _computed(intention, running, working)
        _tell(progress, "saving", intention.language)
        _write(working / manifest.NAME, manifest.sealed(_facts(intention), working))
    return PlanReport(folder=folder, html=folder / PAGE, language=intention.language, power=power)


def _computed(intention: Intention, running: Any, working: Path) -> PowerAnalysis:
    """Run the notebook, whose front page carries the answer; write the page and the files from that same answer."""
    from evaluera.report.cells import document_of
    from evaluera.report.execution import execute, papermill, text_of
    from evaluera.report.page import page
    from evaluera.results.power_analysis import PowerAnalysis

    papermill()
    notebook = execute(
        template(PLANNING),
        parameters={"path": intention.file.name, "language": intention.language},
        folder=intention.file.parent.absolute(),
        kernel=running,
        language=intention.language,
    )
    document = document_of(notebook)
    if not document:
        raise EvalueraError(Finding(code="report.no_front_page", place=Place(file=PLANNING)))
    power = PowerAnalysis.from_json(json.dumps(document["results"]))
    _write(
        working / PAGE,
        page(notebook, name=intention.parameters.title(intention.language), folder=intention.file.parent).html,
    )
    _write(working / _NOTEBOOK, text_of(notebook))
    _write_beside(power, intention, working)
    return power


def _write_beside(power: PowerAnalysis, intention: Intention, working: Path) -> None:
    from evaluera.figures.saving import png, svg
    from evaluera.report.plan_sections import plan_picture

    _write(working / "plan.csv", power.tidy().to_csv(index=False, lineterminator="\n"))
    _write(working / "plan.json", power.to_json())
    drawn = plan_picture(power, intention.language, synthetic=intention.parameters.marked_synthetic).drawn
    (working / _FIGURES).mkdir()
    _write(working / _FIGURES / f"{drawn.name}.svg", svg(drawn) + "\n")
    (working / _FIGURES / f"{drawn.name}.png").write_bytes(png(drawn))
    _write(working / _FIGURES / f"{drawn.name}.txt", drawn.alt + "\n")


def _facts(intention: Intention) -> dict[str, Any]:
    """What the manifest says beside the files."""
    from evaluera.data.process.input_files import input_paths
    from evaluera.report.run_details import versions

    folder, data = intention.file.parent, intention.parameters.data
    named = [intention.file, *(folder / each.file for each in data if each.file)]
    if any(each.records for each in data) and intention.parameters.process is not None:
        named += input_paths(intention.parameters.process.files, folder).values()
    return {
        "name": intention.name,
        "title": intention.parameters.title(intention.language),
        "start": intention.supposed.start,
        "language": intention.language,
        "publishable": False,
        "inputs": {file.name: manifest.sha256(file) for file in dict.fromkeys(named)},
        "versions": versions(),
    }


def _home(path: str | Path) -> Path:
    given = Path(path).absolute()
    return next(folder for folder in (given, *given.parents) if folder.is_dir())


def _tell(progress: Callable[[str], None] | None, step: str, language: str) -> None:
    if progress is not None:
        progress(message(f"report.step.{step}", language))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
