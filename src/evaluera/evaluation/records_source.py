"""An outcome out of the records of the process: observations in EST, named as the settings name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.methods.process.est_categories import EVERY, category_meant
from evaluera.methods.process.est_panel import ALL, panel_from_est
from evaluera.parameters.data_source import DataSource
from evaluera.parameters.models import Parameters
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import message

__all__ = ["Observed", "observed"]

_AREAS = ("treated", "comparison", "displacement")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Observed:
    """The observations, and what each outcome is called in a report, by language, where the settings do not say."""

    panel: Panel
    labels: Mapping[str, Mapping[str, str]]


def observed(
    entry: DataSource, tables: ProcessTables, parameters: Parameters | None, *, until: dt.date | None
) -> Observed:
    """Observations by month, area and category, as :func:`evaluera.panel_from_est` counts them.

    Outcomes and areas have the words of the settings: ``klotter`` and ``Ersboda`` where they say so, else the machine
    name of the category and the name of the area in the tables.

    Parameters
    ----------
    entry
        Which categories; without any, each that was ever reported, and all of them together.
    tables
        The records.
    parameters
        The settings whose words are used; None when they are wrong, so that the observations are only checked.
    until
        Rounds that end later have not happened yet; None where no evaluation date was asked for.

    Raises
    ------
    DataError
        Those of :func:`evaluera.panel_from_est`.
    """
    asked = tuple(name for word in entry.category if (name := category_meant(word)))
    panel = panel_from_est(
        tables,
        category=asked or (*_reported(tables), EVERY),
        start_up_months=entry.start_up_months,
        response_from=entry.response_from,
        until=until,
    )
    words = (*entry.category, *_outcome_words(parameters))
    outcomes = {_outcome(name): word for word in reversed(words) if (name := category_meant(word))}
    areas = _area_names(tables, () if parameters is None else tuple(_area_words(parameters)))
    rows = panel.rows.assign(
        outcome=panel.rows["outcome"].replace(outcomes),
        area=panel.rows["area"].replace(areas),
    ).sort_values(["outcome", "area", "period"], ignore_index=True)
    origin = replace(panel.origin, retrieved_on=entry.retrieved_on, area_level=entry.area_level)
    named = replace(panel, rows=rows, origin=origin)
    return Observed(panel=named, labels={outcomes.get(each, each): _label(each) for each in panel.outcomes})


def _reported(tables: ProcessTables) -> list[str]:
    return sorted(set(tables.frame("est_report")["category"].dropna()))


def _outcome(category: str) -> str:
    return ALL if category == EVERY else category


def _label(outcome: str) -> Mapping[str, str]:
    """``klotter (EST)``, so that it is not taken for what was reported to the police."""
    key = "outcome.est.all" if outcome == ALL else "outcome.est.one"
    return {language: message(key, language, category=outcome) for language in LANGUAGES}


def _outcome_words(parameters: Parameters | None) -> Iterator[str]:
    """Words of the settings that can be outcomes."""
    if parameters is None:
        return
    for analysis in parameters.analyses:
        beside = (analysis.placebo_outcome, analysis.options.get("comparison_outcome"))
        yield from (each for each in (analysis.outcome, *beside) if isinstance(each, str))
    yield from parameters.outcomes


def _area_words(parameters: Parameters) -> Iterator[str]:
    """Words of the settings that can be areas."""
    for analysis in parameters.analyses:
        for option in _AREAS:
            listed = analysis.options.get(option)
            yield from (str(each) for each in (listed if isinstance(listed, list | tuple) else ()))
        if analysis.placebo_area:
            yield analysis.placebo_area


def _area_names(tables: ProcessTables, words: Iterable[str]) -> Mapping[str, str]:
    """What each area is called: by the word of the settings that is its id or its name, else by its own name."""
    known = tables.frame("area").to_dict("records")
    written = {word.casefold(): word for word in words}
    names: dict[str, str] = {}
    for row in known:
        area, name = str(row["area_id"]), row["name"] if isinstance(row["name"], str) else str(row["area_id"])
        names[area] = written.get(area.casefold()) or written.get(name.casefold()) or name
    shared = {name for name in names.values() if [*names.values()].count(name) > 1}
    return {area: name for area, name in names.items() if name not in shared}
