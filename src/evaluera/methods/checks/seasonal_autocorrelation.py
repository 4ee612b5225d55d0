"""Is there a season left that the model does not describe?

The residuals are compared with those of the same month a year before. Only a positive correlation is a season: the same
months lie above, or below, year after year. Below p = 0.01 it FAILS, below 0.10 it is DOUBTFUL. It takes three years;
with fewer, or with periods that have no season, it is NOT_APPLICABLE.

Assumes
-------
That the season is much the same from year to year, or changes slowly.

When not to use
---------------
For a season of one single year, which cannot be told from an event.

How it was tested
-----------------
A season of 30 % that is in the model, and one that is not (``make calibrate``).

References
----------
Ljung and Box (1978), Biometrika 65:297-303.

Examples
--------
>>> import evaluera
>>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
>>> result = evaluera.estimate(
...     "interrupted_time_series", panel, start="1983-02", before=60, harmonics=0, errors="quasi_poisson"
... )
>>> check = next(each for each in result.diagnostics if each.name == "seasonal_autocorrelation")
>>> check.verdict, round(check.value, 1)
(<Verdict.FAILS: 'FAILS'>, 0.6)
"""

from __future__ import annotations

import numpy as np

from evaluera.methods.checks.verdict import verdict_of
from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autocorrelation import portmanteau
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["seasonal_autocorrelation"]

_FEWEST_YEARS = 3


def seasonal_autocorrelation(
    *, residuals: Floats, time: Integers, season_length: int | None, outcome: str, area: str
) -> Diagnostic:
    """Test the autocorrelation of the residuals a year apart; at least three years are needed.

    Only a positive correlation is a season: the same months lie above, or below, year after year.
    """
    null = "diagnostic.seasonal_autocorrelation.null"
    reason, value, verdict, p_value = "no_season", None, Verdict.NOT_APPLICABLE, None
    if season_length is not None and season_length > 1:
        reason = "too_few"
        if len(residuals) >= _FEWEST_YEARS * season_length and np.any(residuals):
            found = portmanteau(residuals=residuals, time=time, lags=np.array([season_length]))
            value, p_value = float(found.correlations[0]), found.p_value
            verdict = verdict_of(p_value) if value > 0.0 else Verdict.HOLDS
            reason = verdict.lower()
    known = {} if value is None or p_value is None else {"correlation": value, "p_value": p_value}
    return Diagnostic(
        name="seasonal_autocorrelation",
        verdict=verdict,
        value=value,
        null=null,
        reason=f"diagnostic.seasonal_autocorrelation.{reason}",
        values={"n": len(residuals), "years": _FEWEST_YEARS, **known},
        outcome=outcome,
        area=area,
    )
