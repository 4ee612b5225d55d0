"""Run an evaluation: every analysis estimated, everything that is wrong raised together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.pooling import pooled_answer
from evaluera.evaluation.preparing import Prepared, Task, prepare
from evaluera.evaluation.record import Evaluation
from evaluera.evaluation.years import ALL
from evaluera.methods.checking import check_assumptions
from evaluera.methods.estimation import estimate
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult

__all__ = ["run"]


def run(path: str | Path, *, year: int | str | None = None, language: str | None = None) -> Evaluation:
    """What do the figures say about the initiative? Runs every analysis of an evaluation; writes no file.

    Parameters
    ----------
    path
        ``evaluation.yaml``, or the folder that holds it.
    year
        Figures of later years are left out, so that the report of an earlier year can be made again; None or ``all``
        takes all.
    language
        ``sv`` or ``en``; goes before the file's own ``language``.

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
    prepared = prepare(path, year=None if year in (None, ALL) else int(year), language=language, collector=collector)
    results = {} if prepared is None else _results(prepared, collector)
    collector.stop()
    assert prepared is not None
    reading = prepared.reading
    return Evaluation(
        name=reading.file.resolve().parent.name,
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
    )


def _results(prepared: Prepared, collector: Collector) -> dict[str, EffectResult]:
    results = {}
    for task in prepared.tasks:
        with collector.collecting(prepared.reading, "analyses", task.number):
            results[task.analysis.id] = _result(task)
    return results


def _result(task: Task) -> EffectResult:
    analysis = task.analysis

    def tested(answer: EffectResult) -> EffectResult:
        return check_assumptions(answer, task.panel, checks="standard") if analysis.primary else answer

    if analysis.pooled:
        result = pooled_answer(task, tested)
    else:
        options = analysis.options
        result = tested(
            estimate(analysis.method, task.panel, question=task.question, outcome=analysis.outcome, **options)
        )
    if not task.rows_after:
        return result
    note = Note(code="rows_after_year", values={"rows": task.rows_after})
    return replace(result, notes=(*result.notes, note))
