"""The goals in the order of the four that a council works for, with what was done for each and what the figures say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evaluera.data.process.table_registry import table_kind
from evaluera.results.measure import Measure
from evaluera.tables.measure_cells import state_word
from evaluera.tables.table import Table
from evaluera.text.labels import enum_label
from evaluera.text.messages import message
from evaluera.text.names import capital
from evaluera.text.numbers import MISSING
from evaluera.text.process_names import ProcessNames

__all__ = ["goals_table"]

_ALWAYS = ("crime", "safety", "antd", "gambling")
"""The goals of the council: one without any goal in force is told."""

_HEADS = ("area", "goal", "assessment", "activities", "figures")


def goals_table(
    goals: pd.DataFrame,
    plan: pd.DataFrame,
    measures: Sequence[Measure],
    names: ProcessNames,
    *,
    figures: Mapping[str, str],
) -> Table:
    """A row for each goal: its latest assessment, its activities with sessions held of planned, what the figures say.

    ``goals`` are those in force, ``plan`` has a row for each activity, ``measures`` hold PG02 and PF01; ``figures`` is
    the sentence of the analysis of a goal's outcome, by goal. What nothing is known about is "no data".
    """
    language = names.language
    order = table_kind("goal").column("goal_area").values
    rows = [_row(goal, plan, measures, names, figures) for goal in goals.to_dict("records")]
    without = (message("table.goals.none", language), MISSING, MISSING, message("table.goals.no_data", language))
    listed: list[tuple[str, ...]] = []
    for area in order:
        found = [row for at, row in zip(goals["goal_area"], rows, strict=True) if at == area]
        if not found and area in _ALWAYS:
            found = [without]
        called = capital(enum_label(area, language))
        listed += [(called if place == 0 else "", *row) for place, row in enumerate(found)]
    return Table(
        caption=message("table.goals.caption", language),
        headers=tuple(message(f"table.goals.{head}", language) for head in _HEADS),
        rows=tuple(listed),
        note=message("table.goals.note", language),
    )


def _row(
    goal: Mapping[object, object],
    plan: pd.DataFrame,
    measures: Sequence[Measure],
    names: ProcessNames,
    figures: Mapping[str, str],
) -> tuple[str, ...]:
    name, language = str(goal["goal_id"]), names.language
    said = next((m.state for m in measures if (m.indicator, m.split, m.part) == ("PG02", "goal", name)), "")
    activities = [_activity(str(each), measures, names) for each in plan.loc[plan["goal_id"] == name, "activity_id"]]
    return (
        names.name("goal", name),
        state_word(said, language) if said else MISSING,
        "; ".join(activities) or message("table.goals.no_activity", language),
        figures.get(name, message("table.goals.no_data", language)),
    )


def _activity(activity: str, measures: Sequence[Measure], names: ProcessNames) -> str:
    """``Nattvandringar 21 av 30``; the name alone where nothing was due or the plan has no number."""
    name = names.name("activity", activity)
    for each in measures:
        if (each.indicator, each.split, each.part, each.variant) == ("PF01", "activity", activity, ""):
            if each.numerator is None or each.denominator is None:
                break
            of = message("figure.process.of", names.language, done=each.numerator, of=each.denominator)
            return f"{name} {of}"
    return name
