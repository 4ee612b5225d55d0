"""What the records say of the implementation, told to the question of an effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evaluera.conclusion.implementation import Grade, carried_out
from evaluera.design.question import Implementation, Question
from evaluera.methods.process.limits import Limits
from evaluera.results.process import ProcessResult

__all__ = ["informed"]

_STATED: Mapping[Grade, Implementation] = {"high": "full", "partly": "partly", "low": "low"}


def informed(question: Question, results: Mapping[str, ProcessResult], *, limits: Limits) -> Question:
    """The question with the implementation that the records show; what was stated stays where they do not tell.

    ``sessions`` are those held and due; ``limits`` say what is low and high.
    """
    carried = carried_out(results, low_below=limits.low_below, high_from=limits.high_from)
    sessions = None if carried.done is None or carried.planned is None else (carried.done, carried.planned)
    stated = question.implementation if carried.grade == "unknown" else _STATED[carried.grade]
    return replace(question, implementation=stated, sessions=sessions)
