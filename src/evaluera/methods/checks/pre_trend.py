"""What did the outcome do before the start, and could that alone explain a change?

What is asked depends on what the answer leans on. A trend that is drawn on: was it a straight line before (p-value of
a bend; FAILS below 0.01, DOUBTFUL below 0.10)? Two windows: would the trend before, had it gone on, alone have made a
change between them? A comparison: did the areas part already before? The last two HOLD only when the whole interval is
smaller than the smallest change of interest; that nothing is seen is not enough. They FAIL when the interval excludes
zero, and are DOUBTFUL in between. With too few periods or events before it is NOT_APPLICABLE.

Assumes
-------
That what went on before would have gone on. No figures from before the start can show that.

When not to use
---------------
To choose between methods after the answer is known. Short times before give DOUBTFUL nearly always, as they should.

How it was tested
-----------------
A level, a bend, and a fall of 15 % a year before the start (``make calibrate``).

References
----------
Roth (2022), Am Econ Rev Insights 4:305-322, on why a pre-trend that is not seen is not absent.

Examples
--------
>>> import evaluera
>>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
>>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
>>> check = next(each for each in result.diagnostics if each.name == "pre_trend")
>>> check.verdict, check.null
(<Verdict.HOLDS: 'HOLDS'>, 'diagnostic.pre_trend.null_straight')
"""

from __future__ import annotations

from typing import Literal

from evaluera.methods.checks.verdict import verdict_of
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["drift_before", "no_pre_trend", "straight_trend"]


_SENSELESS = 100.0
"""A relative change of a hundred times in an interval says that nothing can be seen."""


def straight_trend(*, p_value: float, outcome: str, area: str) -> Diagnostic:
    """Was the trend before a straight line? ``p_value`` is that of a bend (squared time) in the periods before."""
    verdict = verdict_of(p_value)
    return Diagnostic(
        name="pre_trend",
        verdict=verdict,
        value=p_value,
        null="diagnostic.pre_trend.null_straight",
        reason=f"diagnostic.pre_trend.straight_{verdict.lower()}",
        values={"p_value": p_value},
        outcome=outcome,
        area=area,
    )


def drift_before(
    *,
    change: float,
    low: float,
    high: float,
    smallest_change: float,
    against: Literal["level", "comparison"],
    outcome: str,
    area: str,
) -> Diagnostic:
    """Would the trend before, had it gone on, alone have made a change between the two windows?

    ``change``, ``low``, ``high`` are relative changes (0.10 = 10 % more) over the distance between the middles of the
    windows. HOLDS only when the whole interval is smaller than the smallest change of interest: that nothing is seen
    is not enough. FAILS when the interval excludes zero, else DOUBTFUL; NOT_APPLICABLE when the interval is senseless.
    """
    if not max(abs(low), abs(high)) < _SENSELESS:
        return no_pre_trend(null=against, outcome=outcome, area=area)
    if -smallest_change <= low and high <= smallest_change:
        verdict = Verdict.HOLDS
    elif low > 0.0 or high < 0.0:
        verdict = Verdict.FAILS
    else:
        verdict = Verdict.DOUBTFUL
    return Diagnostic(
        name="pre_trend",
        verdict=verdict,
        value=change,
        null=f"diagnostic.pre_trend.null_{against}",
        reason=f"diagnostic.pre_trend.{against}_{verdict.lower()}",
        values={"change": change, "low": low, "high": high, "smallest_change": smallest_change},
        outcome=outcome,
        area=area,
    )


def no_pre_trend(*, null: Literal["straight", "level", "comparison"], outcome: str, area: str) -> Diagnostic:
    """The periods before say nothing about their trend: they are too few, or have too few events."""
    return Diagnostic(
        name="pre_trend",
        verdict=Verdict.NOT_APPLICABLE,
        value=None,
        null=f"diagnostic.pre_trend.null_{null}",
        reason="diagnostic.pre_trend.too_few",
        outcome=outcome,
        area=area,
    )
