"""The answer of a check that looks for a change where there should be none."""

from __future__ import annotations

import math

from evaluera.methods.checks.trial import Trial, p_value_of
from evaluera.methods.checks.verdict import verdict_of
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.estimate import Estimate

__all__ = ["could_not", "untouched"]


def untouched(trial: Trial, name: str, named: str, found: Estimate | None) -> Diagnostic:
    """Did what should not change (``named``) change? ``value`` is the p-value of its change."""
    if found is None:
        return could_not(trial, name, named)
    p_value = p_value_of(found)
    verdict = verdict_of(p_value)
    kind = "ratio" if found.scale == "log" else "difference"
    values: dict[str, str | int | float] = {"named": named, "p_value": p_value, **_edges(found)}
    return trial.said(name, verdict, reason=f"{kind}_{verdict.lower()}", value=p_value, values=values)


def could_not(trial: Trial, name: str, named: str) -> Diagnostic:
    """It is not in the data, or the method has no answer for it."""
    return trial.said(name, Verdict.NOT_APPLICABLE, reason="could_not", values={"named": named})


def _edges(found: Estimate) -> dict[str, float]:
    edges = {"change": found.estimate, "low": found.low, "high": found.high}
    shift = 1.0 if found.scale == "log" else 0.0
    return {key: value - shift for key, value in edges.items() if math.isfinite(value)}
