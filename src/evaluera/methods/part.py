"""What a method found for one series or one set of areas, and putting such parts together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from evaluera.data.panel import Panel, SeriesData
from evaluera.errors import Finding, MethodError
from evaluera.methods.joining import joined, times
from evaluera.methods.rows import RowCount
from evaluera.numerics.arrays import Integers
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

Found = TypeVar("Found")

__all__ = ["Line", "Part", "each_part", "lines_of", "rows_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A series to analyse and the areas that it is made of."""

    series: SeriesData
    parts: tuple[SeriesData, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """The part of a result that is about one outcome in one area (or areas together)."""

    estimates: tuple[Estimate, ...]
    courses: tuple[Course, ...]
    diagnostics: tuple[Diagnostic, ...]
    evidence: Evidence
    notes: tuple[Note, ...]
    rows: RowCount

    def told(self, *notes: Note) -> Part:
        """The same part with more notes."""
        return replace(self, notes=(*self.notes, *notes))


def lines_of(panel: Panel, treated: Sequence[str]) -> tuple[Line, ...]:
    """Each outcome in each area as a series of its own; with ``treated`` areas each outcome of them together."""
    if not treated:
        return tuple(Line(series=series, parts=(series,)) for series in panel.series())
    by_outcome: dict[str, list[SeriesData]] = {}
    for series in panel.select(areas=treated).series():
        by_outcome.setdefault(series.outcome, []).append(series)
    return tuple(Line(series=joined(parts, kind=panel.kind), parts=tuple(parts)) for parts in by_outcome.values())


def rows_of(parts: Iterable[SeriesData], used: Integers) -> RowCount:
    """Count the rows of these areas; ``used`` are the ordinals of the periods that the analysis rests on."""
    count = RowCount(used=0, missing=0, excluded=0)
    for series in parts:
        empty = np.isnan(series.value)
        taken = ~empty & np.isin(times(series), used)
        count += RowCount(used=int(taken.sum()), missing=int(empty.sum()), excluded=int((~taken & ~empty).sum()))
    return count


def each_part(lines: Sequence[Line], analyse: Callable[[Line], Found]) -> tuple[tuple[Found, ...], tuple[Note, ...]]:
    """Analyse each line. One that cannot be is told in a note; when none can be, everything is raised together.

    Raises
    ------
    MethodError
        The findings of all lines.
    """
    found: list[Found] = []
    findings: list[Finding] = []
    for line in lines:
        try:
            found.append(analyse(line))
        except MethodError as error:
            findings.extend(error.findings)
    if not found:
        raise MethodError(findings)
    return tuple(found), tuple(
        Note(code="series_left_out", values={"reason": f"finding.{finding.code}", **finding.values})
        for finding in findings
    )
