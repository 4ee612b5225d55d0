"""From a path to everything that the analyses need: settings, panels and questions; nothing estimated yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evaluera.conclusion.goal_effect import goal_of
from evaluera.data.calendar import period_label
from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.event import Event
from evaluera.design.question import Question
from evaluera.errors import EvalueraError, Finding
from evaluera.evaluation.asking import ask, beforehand
from evaluera.evaluation.collecting import Collector
from evaluera.evaluation.dating import chosen_year, evaluation_date, impossible_dates
from evaluera.evaluation.dosing import dosed
from evaluera.evaluation.following_up import read_records
from evaluera.evaluation.record import Edition
from evaluera.evaluation.sources import Source, panel_of, read_sources
from evaluera.evaluation.years import until as up_to
from evaluera.methods.known_events import resolve_events
from evaluera.methods.options import nearest
from evaluera.methods.refusal import refuse
from evaluera.parameters.advice import advise
from evaluera.parameters.loading import BrokenParametersError, Reading, read
from evaluera.parameters.locking import Lock, locked
from evaluera.parameters.models import Analysis

__all__ = ["Prepared", "Task", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Task:
    """One analysis with its data and its question; ``rows_after`` came after the year and are left out."""

    number: int
    analysis: Analysis
    panel: Panel
    question: Question
    rows_after: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """Everything before the first estimate."""

    reading: Reading
    year: int | str
    tasks: tuple[Task, ...]
    edition: Edition
    lock: Lock
    decided_beforehand: bool | None
    tables: ProcessTables | None
    evaluated_on: dt.date

    @property
    def panels(self) -> Mapping[str, Panel]:
        """The figures of each outcome."""
        return {task.analysis.outcome: task.panel for task in self.tasks}


def prepare(
    path: str | Path,
    *,
    year: int | None,
    language: str | None,
    collector: Collector,
    until: dt.date | None = None,
) -> Prepared | None:
    """Read settings and data; None when too little could be read to go on, and the collector says why.

    Everything that is wrong in the settings and in every file that could be found is collected. ``until`` is the
    evaluation date of the process half: of the effect half only outcomes out of the records depend on it.
    """
    today = dt.date.today()
    collector.add(impossible_dates(year=year, until=until, today=today))
    try:
        reading = read(path, language=language)
    except BrokenParametersError as error:
        collector.add(error.findings)
        tables = read_records(error.process, error.written, collector, until=until)
        read_sources(error.sources, error.written, collector, tables=tables, until=until)
        return None
    except EvalueraError as error:
        collector.add(error.findings)
        return None
    collector.add(advise(reading))
    tables = read_records(reading.parameters.process, reading, collector, until=until)
    entries = enumerate(reading.parameters.data)
    sources = read_sources(entries, reading, collector, tables=tables, parameters=reading.parameters, until=until)
    lock = Lock(status="none")
    with collector.collecting():
        lock = locked(reading)
    if len(sources) < len(reading.parameters.data) or (tables is None) != (reading.parameters.process is None):
        return None
    chosen = chosen_year(tuple(source.panel for source in sources), tables, year=year, until=until)
    cuts = _cut(sources, year, collector)
    if collector.failed:
        return None
    evaluated_on = evaluation_date(chosen, tables, until=until, today=today)
    edition, last_day = _edition(tuple(source.panel for source, _ in cuts), evaluated_on)
    decided = beforehand(reading.parameters, lock, last_day=last_day)
    _warn_of_lock(lock, decided, reading, collector)
    _warn_of_area_levels(sources, reading, collector)
    return Prepared(
        reading=reading,
        year=chosen,
        tasks=_with_doses(_tasks(cuts, reading, decided, collector), tables, evaluated_on, reading, collector),
        edition=edition,
        lock=lock,
        decided_beforehand=decided,
        tables=tables,
        evaluated_on=evaluated_on,
    )


def _cut(sources: tuple[Source, ...], year: int | None, collector: Collector) -> list[tuple[Source, int]]:
    """The sources up to the year, each with the number of rows after it."""
    if year is None:
        return [(source, 0) for source in sources]
    cuts = []
    for source in sources:
        with collector.collecting():
            cut = up_to(source.panel, year)
            cuts.append((replace(source, panel=cut.panel), cut.rows_after))
    return cuts


def _tasks(
    cuts: list[tuple[Source, int]], reading: Reading, decided: bool | None, collector: Collector
) -> tuple[Task, ...]:
    """The analyses whose outcome is in the data; an outcome that is not is a finding."""
    rows_after = {source.number: rows for source, rows in cuts}
    tasks = []
    for number, analysis in enumerate(reading.parameters.analyses):
        place = reading.place("analyses", number, "outcome")
        source = panel_of(analysis.outcome, [each for each, _ in cuts], place=place, collector=collector)
        if source is None:
            continue
        _placebo_known(number, analysis, source.panel, reading, collector)
        tasks.append(
            Task(
                number=number,
                analysis=analysis,
                panel=source.panel,
                question=ask(
                    reading.parameters,
                    analysis,
                    area_level=source.entry.area_level,
                    labels=source.labels,
                    decided_beforehand=decided,
                    events=_events(number, analysis, source.panel, reading, collector),
                ),
                rows_after=rows_after[source.number],
            )
        )
    return tuple(tasks)


def _with_doses(
    tasks: tuple[Task, ...],
    tables: ProcessTables | None,
    evaluated_on: dt.date,
    reading: Reading,
    collector: Collector,
) -> tuple[Task, ...]:
    """The goal of each outcome known, and the dose of the records beside the figures where an analysis asks for it."""
    found = []
    for task in tasks:
        if tables is not None:
            _goal_known(task, tables, reading, collector)
        with collector.collecting(reading, "analyses", task.number):
            analysis, panel = dosed(task.analysis, task.panel, tables, goal=task.question.goal, until=evaluated_on)
            found.append(replace(task, analysis=analysis, panel=panel))
    return tuple(found)


def _goal_known(task: Task, tables: ProcessTables, reading: Reading, collector: Collector) -> None:
    """The goal that an outcome is said to measure stands in the records."""
    goal, outcome = task.question.goal, task.analysis.outcome
    if goal and not goal_of(tables, outcome, stated=goal):
        known = ", ".join(sorted(tables.frame("goal")["goal_id"]))
        place = reading.place("outcomes", outcome, "goal")
        collector.add([Finding(code="parameter.unknown_goal", place=place, values={"found": goal, "known": known})])


def _events(number: int, analysis: Analysis, panel: Panel, reading: Reading, collector: Collector) -> tuple[Event, ...]:
    """The known events in the periods of the data; a method that has the option finds what is wrong itself."""
    known, findings = resolve_events(panel, reading.parameters.events)
    if "events" not in analysis.options:
        with collector.collecting(reading, "analyses", number):
            refuse(findings)
    return tuple(each.event for each in known)


def _placebo_known(number: int, analysis: Analysis, panel: Panel, reading: Reading, collector: Collector) -> None:
    """What the initiative should not touch must be in the same data as the outcome."""
    named = (("outcome", analysis.placebo_outcome, panel.outcomes), ("area", analysis.placebo_area, panel.areas))
    for what, name, known in named:
        if name is not None and name not in known:
            near = nearest(name, known)
            values = {"found": name, "nearest": near, "known": ", ".join(known)}
            code = f"parameter.unknown_{what}_near" if near else f"parameter.unknown_{what}"
            place = reading.place("analyses", number, f"placebo_{what}")
            collector.add([Finding(code=code, place=place, values=values)])


def _edition(panels: tuple[Panel, ...], evaluated_on: dt.date) -> tuple[Edition, str | None]:
    """The first and last period of all data, the first preliminary one, and the last day where there are dates.

    Without outcomes: the months of the year up to the evaluation date.
    """
    if not panels:
        year = evaluated_on.year
        return Edition(first=f"{year}-01", last=f"{evaluated_on:%Y-%m}", preliminary_from=None), None
    panel = max(panels, key=lambda each: (each.calendar, _age(each.periods[-1])))
    first = min((each.periods[0] for each in panels if each.calendar == panel.calendar), key=_age)
    last = panel.periods[-1]
    preliminary = sorted(each.origin.preliminary_from for each in panels if each.origin.preliminary_from)
    last_day = last.end_time.date().isoformat() if isinstance(last, pd.Period) else None
    edition = Edition(
        first=period_label(first),
        last=period_label(last),
        preliminary_from=preliminary[0] if preliminary else None,
        season_length=panel.season_length,
    )
    return edition, last_day


def _age(period: object) -> int:
    return int(period.end_time.value) if isinstance(period, pd.Period) else int(str(period))


def _warn_of_lock(lock: Lock, decided: bool | None, reading: Reading, collector: Collector) -> None:
    """What was changed after it was locked, and a decision that came when the figures were already there."""
    for deviation in lock.deviations:
        values = {
            "name": deviation.parameter,
            "date": lock.locked_on or "",
            "locked": deviation.locked or "–",
            "now": deviation.now or "–",
        }
        place = reading.place()
        collector.add([Finding(code="parameter.lock_deviation", place=place, values=values, severity="warning")])
    protocol = reading.parameters.protocol
    date = lock.locked_on or (protocol.decided_on if protocol else None)
    if date is not None and decided is None:
        place = reading.place() if lock.locked_on else reading.place("protocol")
        values = {"date": date}
        collector.add([Finding(code="parameter.decided_after_data", place=place, values=values, severity="warning")])


def _warn_of_area_levels(sources: tuple[Source, ...], reading: Reading, collector: Collector) -> None:
    """The figures are for another kind of area than the initiative."""
    own = reading.parameters.project.area_level
    for source in sources:
        level = source.entry.area_level
        if own is not None and level is not None and own != level:
            values = {"intervention": own, "outcome": level, "file": source.entry.name}
            place = reading.place("data", source.number, "area_level")
            found = Finding(code="parameter.area_levels_differ", place=place, values=values, severity="warning")
            collector.add([found])
