"""Putting an answer to the test: the one door to all checks that ask the method again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from evaluera.data.panel import Panel
from evaluera.methods.checks.registry import chosen_checks
from evaluera.methods.checks.trial import trials_of
from evaluera.methods.registry import method
from evaluera.results.effect import EffectResult

__all__ = ["check_assumptions"]


def check_assumptions(
    result: EffectResult, panel: Panel, *, checks: Literal["standard", "all"] | Sequence[str] = "all"
) -> EffectResult:
    """Does the answer stand when it is put to the test? The same result with more checks among its diagnostics.

    Each check asks the method again: at made-up starts, with other windows and choices, of outcomes and areas that
    should not change. It works for every registered method, also a third party's. A check that fails lowers the
    certainty of :func:`evaluera.statement`; none raises it.

    Parameters
    ----------
    result
        What :func:`evaluera.estimate` answered.
    panel
        The same data as were given to it; with other outcomes and areas, if there are any.
    checks
        ``all``; ``standard`` for those of the report; or names of checks.

    Returns
    -------
    EffectResult
        A new one; a check that the result already has is made again and replaced.

    Raises
    ------
    ParameterError
        ``parameter.unknown_check``; or options that the method does not know.
    MethodError
        ``method.unknown_method``: the method of the result is not installed.

    Examples
    --------
    >>> import evaluera, numpy as np, pandas as pd
    >>> count = np.r_[np.tile([20, 24, 28], 8), np.tile([12, 14, 17], 8)]
    >>> frame = pd.DataFrame({"month": pd.period_range("2018-01", periods=48, freq="M"), "count": count})
    >>> panel = evaluera.panel(frame, period="month", value="count")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="2020-01")
    >>> tested = evaluera.check_assumptions(result, panel, checks=["power_reached"])
    >>> tested.diagnostics[-1].name
    'power_reached'
    """
    chosen = chosen_checks(checks)
    trials = trials_of(result, panel, method=method(result.method))
    found = tuple(check.run(trial) for trial in trials for check in chosen if check.applies(trial))
    again = {(each.name, each.outcome, each.area) for each in found}
    kept = tuple(each for each in result.diagnostics if (each.name, each.outcome, each.area) not in again)
    return replace(result, diagnostics=(*kept, *found))
