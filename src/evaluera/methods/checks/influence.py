"""Does one single point carry the answer?

One period (or one comparison area) at a time is left out. The three that should move the answer most are refitted in
full, and the move is counted in standard errors of the answer: half of one is DOUBTFUL, a whole one FAILS. So does a
point without which nothing can be estimated.

Assumes
-------
Nothing about chance: it is no test. A series of 60 months without anything odd moves by half a standard error in about
every fourth case, so DOUBTFUL is a request to look at that figure.

When not to use
---------------
To throw a period out. Look up what happened; a known event is told with ``events=``.

How it was tested
-----------------
Months without anything odd, and a last month that is three times too high (``make calibrate``).

References
----------
Cook (1977), Technometrics 19:15-18; Belsley, Kuh and Welsch (1980), Regression Diagnostics, chapter 2.

Examples
--------
>>> import evaluera
>>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
>>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
>>> check = next(each for each in result.diagnostics if each.name == "influence")
>>> check.verdict, check.values["point"]
(<Verdict.DOUBTFUL: 'DOUBTFUL'>, '1983-01')
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["influence"]

_CANDIDATES = 3
_DOUBTFUL_AT = 0.5
_FAILS_AT = 1.0


def influence(
    *,
    estimate: float,
    std_error: float,
    approximate: Floats,
    refit: Callable[[int], float | None],
    labels: tuple[str, ...],
    point: Literal["period", "area"],
    outcome: str,
    area: str,
) -> Diagnostic:
    """Leave out one point at a time: how far does the estimate move, in its own standard errors?

    ``approximate`` (n) is the one-step change when each point is left out; the three largest are refitted in full with
    ``refit`` (index -> new estimate, None when the rest does not determine it). Half a standard error is DOUBTFUL, a
    whole one FAILS; so does a point without which nothing can be estimated. ``labels`` (n) name the points.
    """
    worst, moved = 0, -1.0
    for index in np.argsort(-np.abs(approximate), kind="stable")[:_CANDIDATES].tolist():
        again = refit(index)
        change = np.inf if again is None else abs(again - estimate) / std_error
        if change > moved:
            worst, moved = index, float(change)
    verdict = Verdict.FAILS if moved >= _FAILS_AT else Verdict.DOUBTFUL if moved >= _DOUBTFUL_AT else Verdict.HOLDS
    reason = verdict.lower() if np.isfinite(moved) else "carries"
    return Diagnostic(
        name="influence",
        verdict=verdict,
        value=moved if np.isfinite(moved) else None,
        null="diagnostic.influence.null",
        reason=f"diagnostic.influence.{point}_{reason}",
        values={"point": labels[worst], **({"change": moved} if np.isfinite(moved) else {})},
        outcome=outcome,
        area=area,
    )
