"""One analysis on the evaluator's bench: its data, its answer with its checks, and its series for closer trials."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluera.data.panel import Panel
from evaluera.design.question import Question
from evaluera.errors import Finding, ParameterError
from evaluera.evaluation.choosing import chosen_analysis
from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.pooling import together
from evaluera.evaluation.preparing import Task, prepare
from evaluera.methods.checking import check_assumptions
from evaluera.methods.checks.trial import Trial, trials_of
from evaluera.methods.estimation import estimate
from evaluera.methods.registry import method
from evaluera.parameters.models import Analysis, Parameters
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult

__all__ = ["Bench", "set_up"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bench:
    """One analysis and everything that is needed to look closer at it.

    ``result`` has every check of a report among its diagnostics; ``trials`` are its series, ready to be asked again.
    The areas of an analysis that is pooled in the report are analysed together here.
    """

    file: Path
    language: str
    parameters: Parameters
    analysis: Analysis
    panel: Panel
    question: Question
    result: EffectResult
    trials: tuple[Trial, ...]

    @property
    def primary(self) -> bool:
        """Whether it is the main analysis."""
        return self.analysis.primary

    @property
    def options(self) -> dict[str, Any]:
        """The options of the method, as :func:`evaluera.estimate` takes them."""
        return dict(self.analysis.options)


def set_up(path: str | Path, analysis: str | None = None, *, language: str | None = None) -> Bench:
    """Put one analysis on the bench: read, estimated, put to the checks of a report.

    Parameters
    ----------
    path
        ``evaluation.yaml`` or the folder that holds it.
    analysis
        The id of the analysis; the main analysis if left out.
    language
        ``sv`` or ``en``; goes before the file's own.

    Raises
    ------
    ParameterError
        ``parameter.unknown_analysis``, with all ids and the nearest.
    EvalueraError
        Everything that is wrong in settings, files and the analysis.

    Examples
    --------
    >>> set_up("data/sicily-smoking-ban").result.method
    'interrupted_time_series'
    """
    collector = Collector()
    prepared = prepare(path, year=None, language=language, collector=collector)
    collector.stop()
    assert prepared is not None
    reading = prepared.reading
    listed = reading.parameters.analyses
    if reading.parameters.primary is None:
        raise ParameterError(Finding(code="method.no_effect_analysis", place=reading.place()))
    wanted = reading.parameters.primary.id if analysis is None else chosen_analysis(analysis, [a.id for a in listed])
    task = next(task for task in prepared.tasks if task.analysis.id == wanted)
    chosen, result = task.analysis, None
    with collector.collecting(reading, "analyses", task.number):
        result = _together(task) if chosen.pooled else _asked(task)
    collector.stop()
    assert result is not None
    tested = check_assumptions(result, task.panel, checks="standard")
    return Bench(
        file=reading.file,
        language=reading.language,
        parameters=reading.parameters,
        analysis=chosen,
        panel=task.panel,
        question=task.question,
        result=tested,
        trials=trials_of(tested, task.panel, method=method(chosen.method)),
    )


def _asked(task: Task) -> EffectResult:
    chosen = task.analysis
    return estimate(chosen.method, task.panel, question=task.question, outcome=chosen.outcome, **chosen.options)


def _together(task: Task) -> EffectResult:
    """The areas of a pooled analysis on one bench: together, and told so."""
    found = together(task)
    return replace(found, notes=(*found.notes, Note(code="bench_together")))
