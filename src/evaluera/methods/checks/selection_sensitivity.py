"""Would the answer be another one if the areas had been chosen for their past?"""

from __future__ import annotations

from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["selection_sensitivity"]


def selection_sensitivity(
    *,
    estimate: float,
    low: float,
    high: float,
    adjusted: float,
    adjusted_low: float,
    adjusted_high: float,
    no_change: float,
    outcome: str,
    area: str,
) -> Diagnostic:
    """Compare the answer with the one that takes the areas' past into account (ANCOVA).

    For when nobody said how the areas were chosen. FAILS when one interval excludes ``no_change`` and the other does
    not, or they exclude it on different sides; ``value`` is the adjusted estimate.
    """
    agree = _side(low, high, no_change) == _side(adjusted_low, adjusted_high, no_change)
    verdict = Verdict.HOLDS if agree else Verdict.FAILS
    return Diagnostic(
        name="selection_sensitivity",
        verdict=verdict,
        value=adjusted,
        null="diagnostic.selection_sensitivity.null",
        reason=f"diagnostic.selection_sensitivity.{verdict.lower()}",
        values={
            "estimate": estimate,
            "low": low,
            "high": high,
            "adjusted": adjusted,
            "adjusted_low": adjusted_low,
            "adjusted_high": adjusted_high,
        },
        outcome=outcome,
        area=area,
    )


def _side(low: float, high: float, no_change: float) -> int:
    return int(low > no_change) - int(high < no_change)
