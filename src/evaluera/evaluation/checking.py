"""Check an evaluation before it is run: everything that is wrong, and what is too small to say anything."""

from __future__ import annotations

from pathlib import Path

from evaluera.errors import Finding
from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.pooling import areas_of
from evaluera.evaluation.preparing import Prepared, Task, prepare
from evaluera.evaluation.size import too_small
from evaluera.methods.estimation import of_outcome
from evaluera.methods.options import validate
from evaluera.methods.registry import method

__all__ = ["check"]


def check(path: str | Path, *, language: str | None = None) -> tuple[Finding, ...]:
    """What is wrong, and what should be known before a run?

    Parameters
    ----------
    path
        ``evaluation.yaml``, or the folder that holds it.
    language
        ``sv`` or ``en``; goes before the file's own ``language``.

    Returns
    -------
    tuple of Finding
        Errors and warnings, never raised; empty when everything is fine. Besides what stops a run: outcomes with too
        few events, or too noisy to show the smallest change that matters, with what would help.
    """
    collector = Collector()
    prepared = prepare(path, year=None, language=language, collector=collector)
    if prepared is not None:
        for task in prepared.tasks:
            _look_at(task, prepared, collector)
        collector.add(_sizes(prepared))
    return collector.findings


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
