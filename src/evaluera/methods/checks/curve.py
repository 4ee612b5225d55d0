"""Does the answer depend on how it was asked? All reasonable choices, one beside the other."""

from __future__ import annotations

from typing import Any

from evaluera.data.panel import Panel
from evaluera.design.question import Question
from evaluera.errors import Finding, MethodError
from evaluera.methods.checks.choices import Choice, choices_of, combinations
from evaluera.methods.checks.trial import Trial, trials_of
from evaluera.methods.estimation import estimate
from evaluera.methods.registry import method
from evaluera.results.curve import Curve, Specification
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["curve_of", "specification_curve"]


def specification_curve(
    name: str, panel: Panel, *, question: Question | None = None, outcome: str | None = None, **options: Any
) -> Curve:
    """Does the answer depend on how it was asked? Every combination of reasonable choices, asked and sorted.

    The choices are those of the options that an evaluator has to make and that the method has: error model (only such
    whose intervals hold), shape of the effect, harmonics of the season, same season, length of the windows, and a
    transition of a quarter of a year. A combination that the method refuses is left out. Not for finding the choice
    that gives the wanted answer: the pre-specified one is the answer, the others say how much it leans on the choices.

    Parameters
    ----------
    name, panel, question, outcome, **options
        As for :func:`evaluera.estimate`; the options are the pre-specified ones.

    Returns
    -------
    Curve
        Frozen: ``rows`` from the lowest to the highest estimate, the pre-specified one marked; ``same_sign`` and
        ``same_finding`` count the others that agree with it; ``frame()``.

    Raises
    ------
    ParameterError
        As for :func:`evaluera.estimate`.
    MethodError
        As for :func:`evaluera.estimate`; ``method.several_outcomes`` or ``method.several_areas`` when the answer has
        several series: choose one.

    References
    ----------
    Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4:1208-1214.

    Examples
    --------
    >>> import evaluera, numpy as np, pandas as pd
    >>> count = np.r_[np.tile([20, 24, 28], 8), np.tile([12, 14, 17], 8)]
    >>> frame = pd.DataFrame({"month": pd.period_range("2018-01", periods=48, freq="M"), "count": count})
    >>> panel = evaluera.panel(frame, period="month", value="count")
    >>> curve = evaluera.specification_curve("interrupted_time_series", panel, start="2020-01")
    >>> curve.same_sign == len(curve.others)
    True
    """
    result = estimate(name, panel, question=question, outcome=outcome, **options)
    return curve_of(_single(result, trials_of(result, panel, method=method(name))))


def curve_of(trial: Trial) -> Curve:
    """The curve of one series whose pre-specified answer is known."""
    choices = choices_of(trial)
    rows = [_row(trial.estimate, tuple(listed[0] for listed in choices), prespecified=True)]
    rows += [_row(found, combination) for combination, found in combinations(trial, choices)]
    return Curve(
        method=trial.method.name,
        outcome=trial.estimate.outcome,
        area=trial.estimate.area,
        scale=trial.estimate.scale,
        unit=trial.estimate.unit,
        confidence=trial.estimate.confidence,
        options=tuple(listed[0].option for listed in choices),
        rows=tuple(sorted(rows, key=lambda row: (row.estimate, row.low, row.high))),
    )


def _row(found: Estimate, combination: tuple[Choice, ...], *, prespecified: bool = False) -> Specification:
    return Specification(
        choices={each.option: each.value for each in combination},
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        p_value=found.p_value,
        prespecified=prespecified,
    )


def _single(result: EffectResult, trials: tuple[Trial, ...]) -> Trial:
    if len(trials) == 1:
        return trials[0]
    if not trials:
        raise MethodError(Finding(code="method.no_primary_estimate", values={"term": result.primary_term}))
    outcomes = tuple(dict.fromkeys(each.estimate.outcome for each in trials))
    if len(outcomes) > 1:
        raise MethodError(Finding(code="method.several_outcomes", values={"outcomes": ", ".join(outcomes)}))
    areas = ", ".join(each.estimate.area for each in trials)
    raise MethodError(Finding(code="method.several_areas", values={"areas": areas}))
