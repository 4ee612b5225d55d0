"""What the records say of the initiative, told to the question of an effect and to the reader of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from evaluera.conclusion.implementation import Grade, carried_out
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import Implementation, Question, SelectionReason
from evaluera.methods.process.limits import Limits
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult
from evaluera.results.process import ProcessResult

__all__ = ["informed", "rollout_notes"]

_STATED: Mapping[Grade, Implementation] = {"high": "full", "partly": "partly", "low": "low"}
_REASONS: Mapping[str, SelectionReason] = {each: each for each in get_args(SelectionReason) if each != "unknown"}
_AT_ONCE = ("level", "slope", "level_and_slope")
"""Shapes with the whole change at one date."""


def informed(
    question: Question, results: Mapping[str, ProcessResult], *, limits: Limits, tables: ProcessTables
) -> Question:
    """The question with the implementation that the records show, and why the area was chosen.

    What was stated stays where the records do not tell. ``sessions`` are those held and due; ``limits`` say what is low
    and high. Where so few due sessions have a row that the implementation is unknown there are no ``sessions``: what
    was not held and what was not logged cannot be told apart, so the number that was held is not known. The reason of
    the settings goes before that of the table ``project``.
    """
    carried = carried_out(results, low_below=limits.low_below, high_from=limits.high_from)
    sessions = None if carried.done is None or carried.planned is None else (carried.done, carried.planned)
    return replace(
        question,
        implementation=_STATED.get(carried.grade, question.implementation),
        sessions=None if carried.grade == "unknown" else sessions,
        selection_reason=question.selection_reason or _written_reason(tables),
    )


def rollout_notes(result: EffectResult, tables: ProcessTables) -> tuple[Note, ...]:
    """A warning where the records say that the initiative came gradually and the analysis has it begin at one date."""
    gradual = bool((tables.frame("project")["rollout"] == "gradual").any())
    at_once = result.options.get("shape") in _AT_ONCE and result.timing.transition is None
    if not (gradual and at_once):
        return ()
    return (Note(code="gradual_rollout", values={"start": result.timing.start}),)


def _written_reason(tables: ProcessTables) -> SelectionReason | None:
    """The reason in the table ``project``: the first that is known."""
    written = tables.frame("project")["selection_reason"].dropna().tolist()
    return next((_REASONS[each] for each in written if each in _REASONS), None)
