"""Is the change the same in all areas?

When several areas or years are pooled, their ratios are compared with their common mean (Cochran's Q, with what the
areas share allowed for): FAILS below p = 0.01, DOUBTFUL below 0.10. ``value`` is the share of the variation that is not
chance (I squared).

Assumes
-------
That each area's own interval holds.

When not to use
---------------
To choose whether areas may differ: the pooled answer allows for it whatever this check says. With few areas HOLDS is no
proof that they are alike.

How it was tested
-----------------
Six areas with the same change, and with changes that differ by 30 % (``make calibrate``).

References
----------
Cochran (1954), Biometrics 10:101-129; Higgins and Thompson (2002), Stat Med 21:1539-1558.

Examples
--------
>>> import evaluera
>>> path = "data/seattle-dmi/areas_quarterly.csv"
>>> panel = evaluera.read(path, period="quarter", area="area", value="any_crime", frequency="quarter")
>>> four = panel.select(areas=["000100", "000200", "000300", "000401"])
>>> result = evaluera.pool(evaluera.estimate("interrupted_time_series", four, start=9, errors="quasi_poisson"))
>>> check = next(each for each in result.diagnostics if each.name == "agreement_of_areas")
>>> check.verdict
<Verdict.HOLDS: 'HOLDS'>
"""

from __future__ import annotations

from scipy.special import chdtrc

from evaluera.methods.checks.verdict import verdict_of
from evaluera.numerics.meta_analysis import Heterogeneity
from evaluera.results.diagnostic import Diagnostic

__all__ = ["agreement_of_areas"]


def agreement_of_areas(found: Heterogeneity, *, areas: int, outcome: str) -> Diagnostic:
    """Do the areas show the same change, but for chance? ``value`` is the share of the variation that is not chance."""
    p_value = float(chdtrc(found.df, found.q))
    verdict = verdict_of(p_value)
    return Diagnostic(
        name="agreement_of_areas",
        verdict=verdict,
        value=found.i_squared,
        null="diagnostic.agreement_of_areas.null",
        reason=f"diagnostic.agreement_of_areas.{verdict.lower()}",
        values={"share": found.i_squared, "q": found.q, "p_value": p_value, "areas": areas},
        outcome=outcome,
    )
