"""Are there areas enough to show how much areas differ?

When the evidence is how differently areas change, the areas are counted: FAILS below 6, DOUBTFUL below 12, those with
the initiative included.

Assumes
-------
That the comparison areas could have been chosen for the initiative just as well.

When not to use
---------------
For a series against the sum of its comparison areas: there the periods are the evidence.

How it was tested
-----------------
Exactly: the verdict on both sides of every limit (``tests/methods``).

References
----------
Hayes and Moulton (2017), Cluster Randomised Trials, 2nd ed., on few clusters. The limits are those of this
package.

Examples
--------
>>> import evaluera
>>> path = "data/seattle-dmi/areas_quarterly.csv"
>>> panel = evaluera.read(path, period="quarter", area="area", value="any_crime", frequency="quarter")
>>> result = evaluera.estimate("before_after", panel, start=13, treated=["DMI"], comparison="rest")
>>> check = next(each for each in result.diagnostics if each.name == "number_of_areas")
>>> check.verdict, check.value
(<Verdict.HOLDS: 'HOLDS'>, 136.0)
"""

from __future__ import annotations

from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["number_of_areas"]

_NEEDED = 6
_WANTED = 12


def number_of_areas(*, treated: int, comparison: int, outcome: str, area: str) -> Diagnostic:
    """Count the areas that the interval rests on: FAILS below 6, DOUBTFUL below 12."""
    areas = treated + comparison
    verdict = Verdict.FAILS if areas < _NEEDED else Verdict.DOUBTFUL if areas < _WANTED else Verdict.HOLDS
    return Diagnostic(
        name="number_of_areas",
        verdict=verdict,
        value=float(areas),
        null="diagnostic.number_of_areas.null",
        reason=f"diagnostic.number_of_areas.{verdict.lower()}",
        values={"treated": treated, "comparison": comparison, "needed": _NEEDED, "wanted": _WANTED},
        outcome=outcome,
        area=area,
    )
