"""From an evaluation.yaml to a run folder."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.parameters.loading import language_of
from evaluera.report import manifest
from evaluera.report.kernel import kernel
from evaluera.report.products import Product, folder_name, refuse_without_records
from evaluera.report.run_folder import place, recover, refuse_long_paths, writing
from evaluera.report.template import NOTEBOOK, PROCESS, notebook_of, template
from evaluera.text.messages import message

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.report.page import Page

__all__ = ["FORMATS", "PAGE", "Report", "refuse_formats", "run"]

FORMATS = ("html",)
PAGE = "report.html"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A finished run: its folder, the page in it, the headline of page one and the evaluation behind it."""

    folder: Path
    html: Path
    headline: str
    evaluation: Evaluation


def run(
    path: str | Path,
    *,
    year: int | str | None = None,
    language: str | None = None,
    formats: tuple[str, ...] = FORMATS,
    out: str | Path | None = None,
    until: dt.date | None = None,
    report: Product = "evaluation",
    progress: Progress | None = None,
) -> Report:
    """Evaluate, run the notebook and write the run folder: whole or not at all.

    Parameters
    ----------
    path
        ``evaluation.yaml`` or the folder that holds it.
    year
        Report year: figures of later years are left out; the year of the last period in the data when left out.
    language
        ``sv`` or ``en``; goes before the file's own.
    formats
        Only ``html`` exists.
    out
        Where reports go; else the ``reports`` beside the ``data`` that holds the evaluation, else ``reports`` here.
    until
        Evaluation date of the process half; the report goes to a folder of that date.
    report
        The whole evaluation, or one of its separate products; each has a folder of its own.
    progress
        Called with one line for each step.

    Returns
    -------
    Report

    Raises
    ------
    EvalueraError
        Everything that is wrong with parameters or data, before a cell is run; a file of the older run folder that a
        person changed or added; a cell that failed; a folder that cannot be written. Nothing is written then.
    """
    started = time.monotonic()
    refuse_formats(formats)
    with ExitStack() as stack:
        # the kernel loads in the other core while the input is checked; it runs no cell before all is well
        running = stack.enter_context(kernel(_home(path)))
        _tell(progress, "reading", language_of(path, language=language))
        evaluation = _evaluated(path, year, language, until)
        refuse_without_records(report, records=evaluation.follow_up is not None)
        name = folder_name(evaluation.year, until=until, product=report)
        above = place(evaluation.folder.absolute(), Path(out) if out is not None else None, name=evaluation.name)
        folder = above / name
        refuse_long_paths(folder, _names(evaluation, report))
        if recover(folder):
            _tell(progress, "recovered", evaluation.language)
        manifest.refuse_changed(folder)
        working = stack.enter_context(writing(folder))
        _tell(progress, "computing", evaluation.language)
        page = _computed(evaluation, running, working, asked=_asked(evaluation, year, until, report), product=report)
        _tell(progress, "saving", evaluation.language)
        facts = {**_facts(evaluation, page, time.monotonic() - started), "report": report}
        _write(working / manifest.NAME, manifest.sealed(facts, working))
    from evaluera.report.opening import headline_of

    return Report(folder=folder, html=folder / PAGE, headline=headline_of(evaluation, report), evaluation=evaluation)


def refuse_formats(formats: tuple[str, ...]) -> None:
    """Stop when a format does not exist (``report.unknown_format`` says what to do meanwhile)."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        place = Place(parameter="formats")
        raise EvalueraError([Finding(code="report.unknown_format", place=place, values={"found": n}) for n in unknown])


def _home(path: str | Path) -> Path:
    """The nearest folder that exists; whether the file does is for the parameters to say."""
    given = Path(path).absolute()
    return next(folder for folder in (given, *given.parents) if folder.is_dir())


def _evaluated(path: str | Path, year: int | str | None, language: str | None, until: dt.date | None) -> Evaluation:
    """The evaluation in this process: everything is checked here, before a cell is run."""
    from evaluera.evaluation import run as evaluate
    from evaluera.report.commentary import check

    evaluation = evaluate(path, year=year, language=language, until=until)
    check(evaluation.folder, evaluation.language)
    return evaluation


def _computed(evaluation: Evaluation, running: Any, working: Path, *, asked: dict[str, Any], product: Product) -> Page:
    """Run the notebook while the files beside the page are written, then put the page together."""
    from evaluera.report.execution import execute, papermill, text_of

    papermill()
    with ThreadPoolExecutor(max_workers=1) as beside:
        files = beside.submit(_write_beside, evaluation, working, product)
        notebook = execute(
            notebook_of(evaluation.folder) if product == "evaluation" else template(PROCESS),
            parameters=asked,
            folder=evaluation.folder.absolute(),
            kernel=running,
            language=evaluation.language,
        )
        page = _page(evaluation, notebook)
        files.result()
    _write(working / NOTEBOOK, text_of(notebook))
    _write(working / PAGE, page.html)
    return page


def _asked(evaluation: Evaluation, year: int | str | None, until: dt.date | None, product: Product) -> dict[str, Any]:
    """What the parameters cell is given; an older copy of the notebook need not know a date that was not asked for.

    An evaluation date does not cut the outcomes, so the year goes along only where it was asked for itself.
    """
    shown = evaluation.year if until is None else year
    given = {"path": evaluation.file.name, "year": shown, "language": evaluation.language}
    dated = {} if until is None else {"until": until.isoformat()}
    return {**given, **dated, **({} if product == "evaluation" else {"report": product})}


def _write_beside(evaluation: Evaluation, working: Path, product: Product) -> None:
    from evaluera.report.contents import write_figures, write_tables

    write_tables(evaluation, working)
    write_figures(evaluation, working, product)


def _page(evaluation: Evaluation, notebook: Any) -> Page:
    """The page of the notebook, which must show the very results that this process computed."""
    from evaluera.report.cells import document_of
    from evaluera.report.page import page
    from evaluera.report.results_record import digest

    document = document_of(notebook)
    if not document:
        raise EvalueraError(Finding(code="report.no_front_page", place=Place(file=NOTEBOOK)))
    if document["results"] != digest(evaluation):
        raise EvalueraError(Finding(code="report.changed_while_running", place=Place(file=evaluation.file.name)))
    return page(notebook, name=evaluation.title, folder=evaluation.folder)


def _facts(evaluation: Evaluation, page: Page, seconds: float) -> dict[str, Any]:
    """What the manifest says beside the files."""
    from evaluera.report.run_details import inputs, versions

    return {
        "name": evaluation.name,
        "title": evaluation.title,
        "year": evaluation.year,
        "language": evaluation.language,
        "evaluation_date": evaluation.evaluated_on.isoformat(),
        "duration_seconds": round(seconds, 2),
        "publishable": False,
        "figures": list(page.figures),
        "inputs": inputs(evaluation),
        "versions": versions(),
    }


def _names(evaluation: Evaluation, product: Product) -> tuple[str, ...]:
    """The longest paths in a run folder."""
    from evaluera.report.opening import shown_pictures

    figures = (f"figures/{picture.name}.svg" for picture in shown_pictures(evaluation, product))
    return (PAGE, NOTEBOOK, *figures)


def _tell(progress: Progress | None, step: str, language: str) -> None:
    if progress is not None:
        progress(message(f"report.step.{step}", language))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
