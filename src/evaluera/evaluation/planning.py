"""Power before the start for an evaluation: its settings and data, the main analysis, and what could be seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.preparing import Task, prepare
from evaluera.evaluation.years import ALL
from evaluera.methods.planning.before_start import plan
from evaluera.methods.planning.supposing import Supposed, supposed
from evaluera.parameters.models import Parameters
from evaluera.results.power_analysis import PowerAnalysis

__all__ = ["Intention", "Prospect", "foresee", "intend"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intention:
    """An evaluation whose main outcome can be planned for; nothing simulated yet."""

    name: str
    file: Path
    language: str
    parameters: Parameters
    task: Task
    supposed: Supposed

    @property
    def year(self) -> str:
        """The year of the start; ``all`` where periods have no dates."""
        start = self.supposed.start
        return start[:4] if self.task.panel.calendar else ALL


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prospect:
    """An evaluation and what could be seen of its main outcome."""

    intention: Intention
    power: PowerAnalysis

    @property
    def language(self) -> str:
        """The language of the evaluation."""
        return self.intention.language


def intend(path: str | Path, *, language: str | None = None) -> Intention:
    """Read and check everything that a plan needs; quick.

    Parameters
    ----------
    path
        ``evaluation.yaml`` or its folder. The start may lie inside, at the end of or beyond the data.
    language
        ``sv`` or ``en``; goes before the file's own.

    Raises
    ------
    EvalueraError
        Everything that is wrong in settings and files at once; then what keeps the series from being planned for.
    """
    collector = Collector()
    prepared = prepare(path, year=None, language=language, collector=collector)
    collector.stop()
    assert prepared is not None
    reading = prepared.reading
    task = next(task for task in prepared.tasks if task.analysis.primary)
    found = None
    with collector.collecting(reading, "analyses", task.number):
        found = supposed(task.panel.select(outcome=task.analysis.outcome), start=_start(task), **_areas(task))
    collector.stop()
    assert found is not None
    return Intention(
        name=reading.name,
        file=reading.file,
        language=reading.language,
        parameters=reading.parameters,
        task=task,
        supposed=found,
    )


def foresee(path: str | Path, *, language: str | None = None) -> Prospect:
    """What could be seen of the main outcome of an evaluation, by simulation (seconds).

    Raises
    ------
    EvalueraError
        As :func:`intend`.

    Examples
    --------
    >>> foresee("data/sicily-smoking-ban").power.outlooks[0].periods
    3
    """
    intention = intend(path, language=language)
    task = intention.task
    found = plan(task.panel, start=_start(task), outcome=task.analysis.outcome, question=task.question, **_areas(task))
    return Prospect(intention=intention, power=found)


def _start(task: Task) -> str:
    return str(task.analysis.options["start"])


class _Areas(TypedDict):
    """Which areas get the initiative, which they are compared with, and which are next to it."""

    treated: tuple[str, ...]
    comparison: Literal["rest"] | tuple[str, ...]
    displacement: tuple[str, ...]


def _areas(task: Task) -> _Areas:
    options = task.analysis.options
    comparison = options.get("comparison") or ()
    return _Areas(
        treated=tuple(options.get("treated") or ()),
        comparison="rest" if comparison == "rest" else tuple(comparison),
        displacement=tuple(options.get("displacement") or ()),
    )
