"""The figures of an evaluation as panels: every file and the records are read, everything wrong is collected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.reading import read as read_file
from evaluera.errors import Finding, Place
from evaluera.evaluation.collecting import Collector, located
from evaluera.methods.unknown_outcome import unknown_outcome
from evaluera.parameters.data_source import DataSource
from evaluera.parameters.models import Parameters
from evaluera.parameters.written import Written

__all__ = ["Source", "panel_of", "read_sources"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One entry of ``data``: its place in the list, what it says, and its figures.

    ``labels`` are what outcomes out of the records are called where the settings do not say, by language.
    """

    number: int
    entry: DataSource
    panel: Panel
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_sources(
    entries: Iterable[tuple[int, DataSource]],
    written: Written,
    collector: Collector,
    *,
    tables: ProcessTables | None,
    parameters: Parameters | None = None,
    until: dt.date | None = None,
) -> tuple[Source, ...]:
    """Read every file, and count what comes out of the records; what is wrong in one does not keep the others away.

    Parameters
    ----------
    entries
        Entries of ``data`` with their numbers.
    written, collector
        The settings as written, and who collects what is wrong.
    tables
        The records; None without any or where they are wrong: outcomes out of them are then left out.
    parameters
        The settings, whose words outcomes and areas of the records get.
    until
        Evaluation date that was asked for: what the records date later has not happened yet.
    """
    sources = []
    for number, entry in entries:
        if entry.records is not None and tables is None:
            continue
        with collector.collecting(written, "data", number):
            panel, labels = _figures(entry, written.file.parent, tables, parameters, until)
            collector.add(located(panel.findings, written, "data", number))
            sources.append(Source(number=number, entry=entry, panel=replace(panel, findings=()), labels=labels))
    _refuse_shared_outcomes(sources, written, collector)
    return tuple(sources)


def _figures(
    entry: DataSource,
    folder: Path,
    tables: ProcessTables | None,
    parameters: Parameters | None,
    until: dt.date | None,
) -> tuple[Panel, Mapping[str, Mapping[str, str]]]:
    if entry.records is None or tables is None:
        return _panel(entry, folder), {}
    from evaluera.evaluation.records_source import observed  # only where there are records

    found = observed(entry, tables, parameters, until=until)
    return found.panel, found.labels


def panel_of(outcome: str, sources: Sequence[Source], *, place: Place, collector: Collector) -> Source | None:
    """The source that holds an outcome; None, and a finding with the nearest name, when none does."""
    known: list[str] = []
    for source in sources:
        if outcome in source.panel.outcomes:
            return source
        known.extend(source.panel.outcomes)
    collector.add([unknown_outcome(outcome, known, place=place)])
    return None


def _panel(entry: DataSource, folder: Path) -> Panel:
    return read_file(
        entry.name,
        folder=folder,
        missing=entry.missing,
        sheet=entry.sheet,
        period=entry.period,
        value=entry.value,
        area=entry.area,
        outcome=entry.outcome,
        exposure=entry.exposure,
        covariates=entry.covariates,
        interval=(entry.low, entry.high),
        n=entry.n,
        design_effect=entry.design_effect,
        interval_confidence=entry.interval_confidence,
        method_break=entry.method_break,
        kind=entry.kind,
        frequency=entry.frequency,
        source=entry.source,
        retrieved_on=entry.retrieved_on,
        preliminary_from=entry.preliminary_from,
        area_level=entry.area_level,
    )


def _refuse_shared_outcomes(sources: Sequence[Source], written: Written, collector: Collector) -> None:
    """An outcome of two files would be two answers to one question."""
    first: dict[str, Source] = {}
    for source in sources:
        for outcome in source.panel.outcomes:
            if outcome in first:
                values = {"found": outcome, "first": first[outcome].entry.name, "second": source.entry.name}
                place = written.place("data", source.number)
                collector.add([Finding(code="parameter.outcome_in_two_files", place=place, values=values)])
            first.setdefault(outcome, source)
