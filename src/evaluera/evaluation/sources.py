"""The data files of an evaluation as panels: every file is read, everything wrong is collected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluera.data.panel import Panel
from evaluera.data.reading import read as read_file
from evaluera.errors import Finding, Place
from evaluera.evaluation.collecting import Collector, located
from evaluera.methods.unknown_outcome import unknown_outcome
from evaluera.parameters.models import DataSource
from evaluera.parameters.written import Written

__all__ = ["Source", "panel_of", "read_sources"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One entry of ``data``: its place in the list, what it says, and its figures."""

    number: int
    entry: DataSource
    panel: Panel


def read_sources(
    entries: Iterable[tuple[int, DataSource]], written: Written, collector: Collector
) -> tuple[Source, ...]:
    """Read every file; what is wrong in one does not keep the others from being read."""
    sources = []
    for number, entry in entries:
        with collector.collecting(written, "data", number):
            panel = _panel(entry, written.file.parent)
            collector.add(located(panel.findings, written, "data", number))
            sources.append(Source(number=number, entry=entry, panel=replace(panel, findings=())))
    _refuse_shared_outcomes(sources, written, collector)
    return tuple(sources)


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
        entry.file,
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
                values = {"found": outcome, "first": first[outcome].entry.file, "second": source.entry.file}
                place = written.place("data", source.number)
                collector.add([Finding(code="parameter.outcome_in_two_files", place=place, values=values)])
            first.setdefault(outcome, source)
