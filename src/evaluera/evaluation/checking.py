"""Check an evaluation before it is run: what is wrong, what is due, and what is too small to say anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluera.data.process.input_files import input_paths
from evaluera.errors import EvalueraError, Finding
from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.pooling import areas_of
from evaluera.evaluation.preparing import Prepared, Task, prepare
from evaluera.evaluation.size import too_small
from evaluera.methods.estimation import of_outcome
from evaluera.methods.options import validate
from evaluera.methods.process.due_entries import due_entries
from evaluera.methods.registry import method
from evaluera.parameters.loading import BrokenParametersError, read
from evaluera.parameters.written import Written

__all__ = ["Checked", "check", "checked_files"]

_TOLD_BY = {"process.sessions_due": "process.plan_without_log"}
"""What is due, and the finding about the same row that says so already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The files of an evaluation: by the name that findings have for them, those of the process first; its own name."""

    name: str
    folder: Path
    files: Mapping[str, Path]


def check(path: str | Path, *, language: str | None = None) -> tuple[Finding, ...]:
    """What is wrong, and what should be known before a run?

    Parameters
    ----------
    path
        ``evaluation.yaml``, or the folder that holds it; or a workbook with a sheet ``inställningar``.
    language
        ``sv`` or ``en``; goes before the file's own ``language``.

    Returns
    -------
    tuple of Finding
        Errors and warnings, never raised; empty when everything is fine. Besides what stops a run: what should have
        been written down by the evaluation date and is not, and outcomes with too few events, or too noisy to show the
        smallest change that matters, with what would help.
    """
    collector = Collector()
    prepared = prepare(path, year=None, language=language, collector=collector)
    if prepared is not None:
        for task in prepared.tasks:
            _look_at(task, prepared, collector)
        collector.add(_sizes(prepared))
        collector.add(_due(prepared, collector.findings))
    return collector.findings


def checked_files(path: str | Path, *, language: str | None = None) -> Checked | None:
    """The files that findings of :func:`check` are about; None where the settings cannot be read at all."""
    written: Written
    try:
        reading = read(path, language=language)
        written, process, entries = reading, reading.parameters.process, reading.parameters.data
    except BrokenParametersError as error:
        written, process, entries = error.written, error.process, tuple(entry for _, entry in error.sources)
    except EvalueraError:  # check has said why
        return None
    folder = written.file.parent
    named = () if process is None else process.files
    files = {**input_paths(named, folder), **input_paths([entry.file for entry in entries if entry.file], folder)}
    return Checked(name=written.name, folder=folder, files=files)


def _due(prepared: Prepared, told: tuple[Finding, ...]) -> list[Finding]:
    """What is due but not written down, without what has been said about the same row."""
    if prepared.tables is None:
        return []
    known = {(each.code, each.place.file, each.place.sheet, each.place.row) for each in told}
    found = due_entries(prepared.tables, on=prepared.evaluated_on)
    return [
        each
        for each in found
        if not {
            (code, each.place.file, each.place.sheet, each.place.row) for code in (each.code, _TOLD_BY.get(each.code))
        }
        & known
    ]


def _look_at(task: Task, prepared: Prepared, collector: Collector) -> None:
    """What the method says about its options and data."""
    with collector.collecting(prepared.reading, "analyses", task.number):
        chosen = method(task.analysis.method)
        params = validate(chosen.Params, task.analysis.options)
        if task.analysis.pooled:
            areas_of(task)
        chosen.check(of_outcome(task.panel, task.analysis.outcome, beside=params.other_outcomes), params)


def _sizes(prepared: Prepared) -> list[Finding]:
    """Outcomes that are too small; the same is said once, at the first analysis that asks about the outcome."""
    said: dict[tuple[object, ...], Finding] = {}
    for task in prepared.tasks:
        place = prepared.reading.place("analyses", task.number, "outcome")
        for finding in too_small(task, place=place, language=prepared.reading.language):
            said.setdefault((finding.code, *finding.values.items()), finding)
    return list(said.values())
