"""The numbers of several years side by side, and what became of last year's recommendations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from evaluera.methods.process.limits import Limits
from evaluera.methods.process.protection import PROTECTED, protected_by
from evaluera.results.measure import Measure
from evaluera.results.years import Years
from evaluera.tables.measure_cells import indicator_name, measure_cell, rests_on_few
from evaluera.tables.table import Align, Table
from evaluera.text.labels import enum_label
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING, date
from evaluera.text.process_names import ProcessNames

__all__ = ["SIDE_BY_SIDE", "recommendations_table", "versions_table", "years_table"]

SIDE_BY_SIDE = ("PF01", "PF02", "PF03", "PR01", "PM01", "PM04", "PM05", "PL01", "PE01", "PE03", "PW01", "PB01", "PB05")
"""The totals that are followed from year to year in the report; all others stand in indicators.csv."""

_VERSION_HEADS = ("activity", "version", "date", "reason")
_RIGHT: Align = "right"


def years_table(
    years: Years, language: str, *, indicators: Sequence[str] = SIDE_BY_SIDE, limits: Limits | None = None
) -> Table | None:
    """One row for each number, one column for each year; None when there is one year or nothing to compare.

    Numbers of persons are protected by the limits.
    """
    found = {each: _shown(years.of(each), limits or Limits()) for each in indicators}
    rows = tuple(
        (indicator_name(each, language), *(_cell(by_year.get(year), language) for year in years.years))
        for each, by_year in found.items()
        if any(measure.value is not None for measure in by_year.values())
    )
    if len(years.years) < 2 or not rows:
        return None
    return Table(
        caption=message("table.years.caption", language),
        headers=(message("table.measures.name", language), *(str(year) for year in years.years)),
        rows=rows,
        note=_note(found, language),
        align=("left", *[_RIGHT] * len(years.years)),
    )


def _note(found: Mapping[str, Mapping[int, Measure]], language: str) -> str:
    few = any(rests_on_few(measure) for by_year in found.values() for measure in by_year.values())
    marked = f" {message('table.measures.note.few', language)}" if few else ""
    return message("table.years.note", language) + marked


def recommendations_table(years: Years, names: ProcessNames) -> Table | None:
    """Last year's recommendations: to whom, and what became of them; None without any."""
    language = names.language
    last = [each for each in years.recommendations if each.year == years.years[-1]]
    if not last:
        return None
    return Table(
        caption=message("table.recommendations.caption", language),
        headers=tuple(message(f"table.recommendations.{head}", language) for head in ("text", "to", "status", "date")),
        rows=tuple(
            (
                names.name("recommendation", each.recommendation),
                names.name("organisation", each.addressed_to) if each.addressed_to else MISSING,
                enum_label(each.status, language)
                + (f" ({message('table.recommendations.overdue', language)})" if each.overdue else ""),
                _day(each.done_on or each.due, language),
            )
            for each in last
        ),
    )


def versions_table(years: Years, names: ProcessNames) -> Table | None:
    """Activities whose plan was changed during the years; None when none was."""
    language = names.language
    changed = [each for each in years.plan_versions if each.changed]
    if not changed:
        return None
    return Table(
        caption=message("table.versions.caption", language),
        headers=tuple(message(f"table.versions.{head}", language) for head in _VERSION_HEADS),
        rows=tuple(
            (
                names.name("activity", each.activity),
                str(each.version),
                _day(each.changed_on, language),
                each.reason or MISSING,
            )
            for each in changed
        ),
    )


def _shown(by_year: Mapping[int, Measure | None], limits: Limits) -> dict[int, Measure]:
    known = {year: measure for year, measure in by_year.items() if measure is not None}
    return dict(zip(known, protected_by(limits, known.values()), strict=True))


def _cell(measure: Measure | None, language: str) -> str:
    """The number or that it is protected; what could not be computed is left open."""
    told = measure is not None and (measure.value is not None or measure.reason == PROTECTED)
    return measure_cell(measure, language) if measure is not None and told else MISSING


def _day(day: dt.date | None, language: str) -> str:
    return MISSING if day is None else date(day, language)
