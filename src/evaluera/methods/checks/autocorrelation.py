"""Do neighbouring points resemble each other more than the model allows for?

The first autocorrelations of what the error model leaves are tested together (Ljung-Box, up to lag 6 or a quarter of
the series). A model that handles autocorrelation passes. Only points that are more alike than the model allows make an
interval too narrow: when the correlations sum to less than zero the answer is HOLDS. Below p = 0.01 it FAILS, below
0.10 it is DOUBTFUL. With fewer than 12 periods it is NOT_APPLICABLE.

Assumes
-------
That the season is described: a season that is left looks like months that resemble each other.

When not to use
---------------
To choose an error model: the default allows for autocorrelation whatever this check says, and a short series hides it
more often than it shows it. HOLDS in 24 months is no proof.

How it was tested
-----------------
Independent months, and months with an autocorrelation of 0.6; the default and quasi-Poisson (``make calibrate``).

References
----------
Ljung and Box (1978), Biometrika 65:297-303.

Examples
--------
>>> import evaluera
>>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
>>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
>>> check = next(each for each in result.diagnostics if each.name == "autocorrelation")
>>> check.verdict, round(check.value, 1)
(<Verdict.HOLDS: 'HOLDS'>, -0.1)
"""

from __future__ import annotations

import numpy as np

from evaluera.methods.checks.verdict import verdict_of
from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autocorrelation import portmanteau
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["autocorrelation"]

_FEWEST = 12
_MOST_LAGS = 6


def autocorrelation(*, residuals: Floats, time: Integers, outcome: str, area: str) -> Diagnostic:
    """Test the first autocorrelations of the residuals together (Ljung-Box, up to lag 6 or a quarter of the series).

    ``residuals`` are what the error model leaves, so a model that handles autocorrelation passes. Only points that are
    more alike than the model allows make an interval too narrow: when the correlations sum to less than zero the answer
    is HOLDS. A model that lets the level drift leaves such residuals often. ``value`` is the autocorrelation of
    neighbouring periods. Fewer than 12 periods: NOT_APPLICABLE.
    """
    null = "diagnostic.autocorrelation.null"
    if len(residuals) < _FEWEST or not np.any(residuals):
        return Diagnostic(
            name="autocorrelation",
            verdict=Verdict.NOT_APPLICABLE,
            value=None,
            null=null,
            reason="diagnostic.autocorrelation.too_few",
            values={"n": len(residuals), "needed": _FEWEST},
            outcome=outcome,
            area=area,
        )
    lags = np.arange(1, min(_MOST_LAGS, len(residuals) // 4) + 1)
    found = portmanteau(residuals=residuals, time=time, lags=lags)
    verdict = verdict_of(found.p_value) if found.correlations.sum() > 0.0 else Verdict.HOLDS
    first = float(found.correlations[0])
    return Diagnostic(
        name="autocorrelation",
        verdict=verdict,
        value=first,
        null=null,
        reason=f"diagnostic.autocorrelation.{verdict.lower()}",
        values={"correlation": first, "p_value": found.p_value, "lags": len(lags)},
        outcome=outcome,
        area=area,
    )
