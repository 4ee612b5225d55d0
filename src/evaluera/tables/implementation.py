"""How much was carried out, and what that means for each result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluera.conclusion.goal_effect import GoalEffect
from evaluera.conclusion.implementation import Carried
from evaluera.tables.measure_cells import indicator_name, measure_cell
from evaluera.tables.table import Align, Table
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING
from evaluera.text.process_names import ProcessNames

__all__ = ["effect_label", "grade_sentences", "implementation_table", "qualification_table", "verdict_sentence"]

_COMPONENT: tuple[Align, ...] = ("left", "right")


def grade_sentences(carried: Carried, language: str) -> tuple[str, ...]:
    """The grade in a sentence, then which number decides and what could not be computed.

    Examples
    --------
    >>> grade_sentences(Carried(grade="high"), "sv")
    ('Insatsen genomfördes som planerat.',)
    """
    said = [message(f"implementation.{carried.grade}", language)]
    if carried.lowest and carried.grade != "unknown":
        said.append(message("implementation.lowest", language, name=indicator_name(carried.lowest, language).lower()))
    if carried.left_out:
        names = ", ".join(indicator_name(each, language).lower() for each in carried.left_out)
        said.append(message("implementation.left_out", language, names=names))
    return tuple(said)


def implementation_table(carried: Carried, language: str, *, low_below: float, high_from: float) -> Table:
    """The components and the log completeness, each as so many of so many."""
    return Table(
        caption=message("table.implementation.caption", language),
        headers=tuple(message(f"table.implementation.{head}", language) for head in ("component", "value")),
        rows=tuple(
            (indicator_name(each.indicator, language), measure_cell(each, language)) for each in carried.measures
        ),
        note=message("table.implementation.note", language, low=low_below, high=high_from),
        align=_COMPONENT,
    )


def verdict_sentence(effect: GoalEffect, language: str) -> str:
    """The verdict of implementation and effect together, as a sentence."""
    return message(f"qualification.{effect.verdict}", language)


def effect_label(effect: GoalEffect, labels: Mapping[str, str]) -> str:
    """The analysis, and the area where it has several series."""
    area = effect.conclusion.series.estimate.area
    name = labels.get(effect.analysis, effect.analysis)
    return f"{name}: {area}" if area and area not in name else name


def qualification_table(
    effects: Sequence[GoalEffect], carried: Carried, names: ProcessNames, *, labels: Mapping[str, str]
) -> Table:
    """One row for each result: its goal, the implementation, the result and the verdict.

    ``labels`` are the names of the analyses.
    """
    language = names.language
    heads = ("analysis", "goal", "implementation", "effect", "verdict")
    return Table(
        caption=message("table.qualification.caption", language),
        headers=tuple(message(f"table.qualification.{head}", language) for head in heads),
        rows=tuple(
            (
                effect_label(each, labels),
                names.name("goal", each.goal) if each.goal else MISSING,
                message(f"qualification.grade.{carried.grade}", language),
                message(f"qualification.outcome.{'kept' if each.kept else each.outcome}", language),
                verdict_sentence(each, language),
            )
            for each in effects
        ),
    )
