"""The process half of an evaluation: the records read, and every process method asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.reading import read_process
from evaluera.design.span import Span
from evaluera.errors import Finding, ParameterError
from evaluera.evaluation.collecting import Collector
from evaluera.methods.estimation import estimate
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.indicator import CumulativeEffect
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.over_years import over_years
from evaluera.methods.registry import process_methods
from evaluera.parameters.loading import read
from evaluera.parameters.models import Process
from evaluera.parameters.written import Written
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult
from evaluera.results.years import Years

__all__ = ["FollowUp", "follow_up", "read_records", "records_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FollowUp:
    """The records of the process, the span that is followed up, and what each process method answered."""

    tables: ProcessTables
    span: Span
    limits: Limits
    results: Mapping[str, ProcessResult]

    def years(self, *, most: int = 5) -> Years:
        """This year and those before it that have records, each computed by itself; ``most`` at the most."""
        last = self.span.last.year
        first = max(first_year_of(self.tables, last), last - most + 1)
        return over_years(
            self.tables,
            years=range(first, last + 1),
            methods=process_methods(),
            limits=self.limits,
            until=self.span.last,
        )

    def priced(self, effect: CumulativeEffect) -> FollowUp:
        """The same with the cost of what the effect half found to be prevented in the span."""
        told = (effect.estimate, effect.low, effect.high)
        resources = estimate("resources", self.tables, **_options(self.span.last, self.limits), effect=told)
        return replace(self, results={**self.results, "resources": resources})

    def year_before(self) -> tuple[Measure, ...] | None:
        """The numbers of the year before, computed by itself; None without records of it, or without a theory to tell.

        They are asked for where a programme theory shows what has changed since.
        """
        last = self.span.last.year
        if self.tables.frame("theory_link").empty or first_year_of(self.tables, last) == last:
            return None
        before = over_years(
            self.tables, years=[last - 1], methods=process_methods(), limits=self.limits, until=self.span.last
        )
        return tuple(measure for result in before.results[last - 1].values() for measure in result.measures)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numbers of all process methods."""
        return tuple(measure for result in self.results.values() for measure in result.measures)

    @property
    def evaluated_on(self) -> dt.date:
        """What is dated later has not happened yet."""
        return self.span.last


def read_records(
    process: Process | None, written: Written, collector: Collector, *, until: dt.date | None = None
) -> ProcessTables | None:
    """The process tables that the settings name; None without any, and where something is wrong in them.

    What should have happened by ``until`` is missed; by the last day that something was recorded when it is None.
    """
    if process is None:
        return None
    tables: ProcessTables | None = None
    with collector.collecting(written, "process"):
        tables = read_process(
            *process.files,
            folder=written.file.parent,
            columns=process.columns,
            ignore_columns=process.ignore_columns,
            until=until,
        )
        collector.add(tables.findings)
    return tables


def first_year_of(tables: ProcessTables, last: int) -> int:
    """The first year in which something was logged, met, walked or reported, not after ``last``."""
    days = [row_dates(tables, name).min() for name in ("activity_log", "meeting", "walk", "est_round")]
    known = [int(day.year) for day in days if not pd.isna(day)]
    return min([*known, last])


def records_of(path: str | Path, *, language: str | None = None) -> ProcessTables:
    """The process tables of an evaluation.

    Raises
    ------
    EvalueraError
        Everything that is wrong in the settings and in the records; ``parameter.no_process`` without any records.
    """
    reading = read(path, language=language)
    if reading.parameters.process is None:
        raise ParameterError(Finding(code="parameter.no_process", place=reading.place()))
    collector = Collector()
    tables = read_records(reading.parameters.process, reading, collector)
    collector.stop()
    assert tables is not None
    return tables


def follow_up(tables: ProcessTables, *, limits: Limits, evaluated_on: dt.date) -> FollowUp:
    """Ask every process method about the year up to the evaluation date."""
    span = Span.of_year(evaluated_on.year, until=evaluated_on)
    results = {name: estimate(name, tables, **_options(evaluated_on, limits)) for name in process_methods()}
    return FollowUp(tables=tables, span=span, limits=limits, results=results)


def _options(evaluated_on: dt.date, limits: Limits) -> dict[str, Any]:
    return {"year": evaluated_on.year, "until": evaluated_on, "limits": limits}
