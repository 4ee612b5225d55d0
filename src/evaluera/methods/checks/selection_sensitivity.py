"""Would the answer be another one if the areas had been chosen for their past?

When nobody said how the areas were chosen, the answer is also computed with their past taken into account (ANCOVA). It
FAILS when one of the two intervals excludes no change and the other does not, or they exclude it on different sides.
``value`` is the adjusted estimate.

Assumes
-------
That the past is all that set the chosen areas apart. A reason that the figures do not show is not adjusted for.

When not to use
---------------
When the reason is known: say it with ``selection_reason``, and the method chooses accordingly. It is a weak alarm: see
the table for how seldom it sees that the worst area was chosen.

How it was tested
-----------------
Any of 16 areas without an effect, and the worst of them (``make calibrate``).

References
----------
Van Breukelen (2013), Multivariate Behav Res 48:895-922, on ANCOVA against change.

Examples
--------
>>> import evaluera
>>> path = "data/seattle-dmi/areas_quarterly.csv"
>>> panel = evaluera.read(path, period="quarter", area="area", value="any_crime", frequency="quarter")
>>> result = evaluera.estimate("before_after", panel, start=13, treated=["DMI"], comparison="rest")
>>> check = next(each for each in result.diagnostics if each.name == "selection_sensitivity")
>>> check.verdict, round(check.value, 2)
(<Verdict.HOLDS: 'HOLDS'>, 0.81)
"""

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
