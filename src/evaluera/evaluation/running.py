"""Run an evaluation: every analysis estimated, everything that is wrong raised together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.dating import day_of
from evaluera.evaluation.following_up import FollowUp, follow_up
from evaluera.evaluation.implementing import informed, rollout_notes
from evaluera.evaluation.preparing import Prepared, Task, prepare
from evaluera.evaluation.record import Evaluation
from evaluera.evaluation.years import ALL
from evaluera.methods.checking import check_assumptions
from evaluera.methods.estimation import estimate
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult

__all__ = ["run"]


def run(
    path: str | Path,
    *,
    year: int | str | None = None,
    language: str | None = None,
    until: dt.date | str | None = None,
) -> Evaluation:
    """What was done, and what do the figures say about it? Runs every analysis of an evaluation; writes no file.

    Parameters
    ----------
    path
        ``evaluation.yaml``, or the folder that holds it.
    year
        Figures of later years are left out, so that the report of an earlier year can be made again; None or ``all``
        takes all.
    language
        ``sv`` or ``en``; goes before the file's own ``language``.
    until
        Evaluation date (ISO): the process is followed up to this day, in its year. Figures in files do not depend on
        it; an outcome that is counted out of the records has no rounds after it.

    Returns
    -------
    Evaluation
        Results by the id of the analysis; its ``findings`` are warnings.

    Raises
    ------
    EvalueraError
        Everything that is wrong in settings, files and analyses at once; DataError or MethodError when nothing else
        is wrong, else ParameterError.

    Examples
    --------
    >>> import evaluera
    >>> evaluation = evaluera.run("data/sicily-smoking-ban")
    >>> evaluation.primary_id, evaluation.primary.primary_term
    ('nivå', 'level_change')
    """
    collector = Collector()
    prepared = prepare(
        path,
        year=None if year is None or year == ALL else int(year),
        language=language,
        collector=collector,
        until=day_of(until),
    )
    followed = None if prepared is None else _follow_up(prepared, collector)
    results = {} if prepared is None else _results(prepared, followed, collector)
    collector.stop()
    assert prepared is not None
    reading = prepared.reading
    story = None
    if followed is not None:
        from evaluera.evaluation.contributing import contributed  # only where there are records: scipy is slow to load

        main = reading.parameters.primary.id if reading.parameters.primary else ""
        followed, story, results = contributed(followed, results, prepared.panels, primary=main)
    return Evaluation(
        name=reading.name,
        file=reading.file,
        language=reading.language,
        year=prepared.year,
        parameters=reading.parameters,
        results=results,
        panels=prepared.panels,
        edition=prepared.edition,
        lock=prepared.lock,
        decided_beforehand=prepared.decided_beforehand,
        findings=collector.warnings,
        evaluated_on=prepared.evaluated_on,
        follow_up=followed,
        contribution=story,
    )


def _follow_up(prepared: Prepared, collector: Collector) -> FollowUp | None:
    """The process half; not begun while something is wrong in the records."""
    process = prepared.reading.parameters.process
    if prepared.tables is None or process is None or collector.failed:
        return None
    with collector.collecting(prepared.reading, "process"):
        return follow_up(prepared.tables, limits=process.limits, evaluated_on=prepared.evaluated_on)
    return None


def _results(prepared: Prepared, followed: FollowUp | None, collector: Collector) -> dict[str, EffectResult]:
    results = {}
    for task in prepared.tasks:
        with collector.collecting(prepared.reading, "analyses", task.number):
            results[task.analysis.id] = _result(task, followed)
    return results


def _result(task: Task, followed: FollowUp | None) -> EffectResult:
    """The answer to the question, with what the records say of the initiative."""
    analysis = task.analysis
    if followed is not None:
        told = informed(task.question, followed.results, limits=followed.limits, tables=followed.tables)
        task = replace(task, question=told)

    def tested(answer: EffectResult) -> EffectResult:
        return check_assumptions(answer, task.panel, checks="standard") if analysis.primary else answer

    if analysis.pooled:
        from evaluera.evaluation.pooling import pooled_answer  # seldom, and slow to load

        result = pooled_answer(task, tested)
    else:
        options = analysis.options
        result = tested(
            estimate(analysis.method, task.panel, question=task.question, outcome=analysis.outcome, **options)
        )
    notes = () if followed is None else rollout_notes(result, followed.tables)
    if task.rows_after:
        notes = (*notes, Note(code="rows_after_year", values={"rows": task.rows_after}))
    return replace(result, notes=(*result.notes, *notes)) if notes else result
