"""Answering a question with a method: the one door to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluera.data.panel import Panel
from evaluera.design.question import Question
from evaluera.errors import ParameterError, Place
from evaluera.methods.options import validate
from evaluera.methods.registry import method
from evaluera.methods.unknown_outcome import unknown_outcome
from evaluera.results.effect import EffectResult

__all__ = ["estimate", "of_outcome"]


def estimate(
    name: str, panel: Panel, *, question: Question | None = None, outcome: str | None = None, **options: Any
) -> EffectResult:
    """Answer the question with a method: what changed, how sure, and what the answer rests on.

    Parameters
    ----------
    name
        A registered method: ``interrupted_time_series``, ``before_after`` or a third party's (the command
        ``evaluera methods`` lists them).
    panel
        The data, from :func:`evaluera.panel` or :func:`evaluera.read`.
    question
        What would count as an answer, from :func:`evaluera.question`; by default fewer is better.
    outcome
        One outcome of the panel; all of them if left out.
    **options
        The options of the method by keyword, such as ``start="2018-09"``; unknown or wrong ones are errors.

    Returns
    -------
    EffectResult
        Frozen. ``tidy()``, ``series``, ``diagnostics``, ``notes``, ``provenance``.

    Raises
    ------
    ParameterError
        An option, outcome, area or covariate that does not exist or cannot be used: all of them at once.
    MethodError
        An unknown method, or data that the method cannot answer with.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> totals = evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [50, 30]}))
    >>> answer = evaluera.estimate("before_after", totals, start=2).primary()[0]
    >>> round(answer.estimate, 2), round(answer.low, 4), round(answer.high, 4)
    (0.6, 0.3684, 0.9621)
    """
    chosen = method(name)
    params = validate(chosen.Params, options)
    return chosen.estimate(of_outcome(panel, outcome, beside=params.other_outcomes), params, question or Question())


def of_outcome(panel: Panel, outcome: str | None, *, beside: Sequence[str] = ()) -> Panel:
    """The panel with one outcome (and those needed ``beside`` it) only, or as it is when none is asked for.

    Raises
    ------
    ParameterError
        ``parameter.unknown_outcome``, with the nearest name where there is one.
    """
    if outcome is None:
        return panel
    if outcome not in panel.outcomes:
        raise ParameterError(unknown_outcome(outcome, panel.outcomes, place=Place(parameter="outcome")))
    if not set(beside) <= set(panel.outcomes):
        return panel  # the method names the option that is wrong, and all outcomes there are
    return panel.select(outcome=(outcome, *beside))
