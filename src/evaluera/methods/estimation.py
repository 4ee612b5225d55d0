"""Answering a question with a method: the one door to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import Question
from evaluera.errors import Finding, MethodError, ParameterError, Place
from evaluera.methods.options import validate
from evaluera.methods.registry import method, process_methods
from evaluera.methods.unknown_outcome import unknown_outcome
from evaluera.results.effect import EffectResult
from evaluera.results.process import ProcessResult

__all__ = ["estimate", "of_outcome"]


@overload
def estimate(
    name: str, data: Panel, *, question: Question | None = None, outcome: str | None = None, **options: Any
) -> EffectResult: ...


@overload
def estimate(
    name: str, data: ProcessTables, *, question: Question | None = None, outcome: str | None = None, **options: Any
) -> ProcessResult: ...


def estimate(
    name: str,
    data: Panel | ProcessTables,
    *,
    question: Question | None = None,
    outcome: str | None = None,
    **options: Any,
) -> EffectResult | ProcessResult:
    """Answer the question with a method: what changed, how sure, and what the answer rests on.

    Parameters
    ----------
    name
        A registered method: ``interrupted_time_series``, ``before_after``, ``reach``, ``meetings`` or a third party's
        (the command ``evaluera methods`` lists them).
    data
        For an effect method a panel, from :func:`evaluera.panel` or :func:`evaluera.read`; for a process method the
        process tables, from :func:`evaluera.read_process`.
    question
        What would count as an answer, from :func:`evaluera.question`; by default fewer is better.
    outcome
        One outcome of the panel; all of them if left out. Process methods have none.
    **options
        The options of the method by keyword, such as ``start="2018-09"``; unknown or wrong ones are errors.

    Returns
    -------
    EffectResult or ProcessResult
        Frozen. Both have ``tidy()``, ``diagnostics`` and ``notes``.

    Raises
    ------
    ParameterError
        An option, outcome, area or covariate that does not exist or cannot be used: all of them at once.
    MethodError
        An unknown method, or data that the method cannot answer with (a panel for a process method, or the reverse:
        ``method.wants_tables``, ``method.wants_panel``).

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
    if isinstance(data, ProcessTables):
        if name not in process_methods():
            raise MethodError(Finding(code="method.wants_panel", values={"method": name}))
        return process_methods()[name].estimate(data, params, question or Question())
    if name in process_methods():
        raise MethodError(Finding(code="method.wants_tables", values={"method": name}))
    return chosen.estimate(of_outcome(data, outcome, beside=params.other_outcomes), params, question or Question())


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
