"""Are there survey years enough, and do they differ by more than the sample explains?

The surveys on each side are counted: FAILS with a single one, for a year can be odd, and DOUBTFUL with two.

Assumes
-------
That every survey measured the same thing in the same way; a new way is told with ``method_break``.

When not to use
---------------
For counts of events; ``number_of_periods`` counts those.

How it was tested
-----------------
Exactly: the verdict on both sides of every limit (``tests/methods``).

References
----------
The limits are those of this package.

Examples
--------
No repeated survey is shipped with the package, so these figures are made up.

>>> import evaluera, pandas as pd
>>> share = [0.31, 0.30, 0.32, 0.31, 0.24, 0.23, 0.25, 0.24]
>>> frame = pd.DataFrame({"year": range(2017, 2025), "unsafe": share, "answers": 1500})
>>> panel = evaluera.panel(frame, period="year", value="unsafe", kind="share", n="answers", design_effect=1.3)
>>> result = evaluera.estimate("survey_difference", panel, start=2021)
>>> check = next(each for each in result.diagnostics if each.name == "survey_years")
>>> check.verdict, check.value
(<Verdict.HOLDS: 'HOLDS'>, 4.0)
"""

from __future__ import annotations

from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["survey_years"]

_NEEDED, _WANTED = 2, 3


def survey_years(*, before: int, after: int, outcome: str, area: str) -> Diagnostic:
    """Count the surveys on each side: FAILS with a single one (a year can be odd), DOUBTFUL with two."""
    fewest = min(before, after)
    verdict = Verdict.FAILS if fewest < _NEEDED else Verdict.DOUBTFUL if fewest < _WANTED else Verdict.HOLDS
    return Diagnostic(
        name="survey_years",
        verdict=verdict,
        value=float(fewest),
        null="diagnostic.survey_years.null",
        reason=f"diagnostic.survey_years.{verdict.lower()}",
        values={"before": before, "after": after, "needed": _NEEDED, "wanted": _WANTED},
        outcome=outcome,
        area=area,
    )
