"""Do years differ by more than the samples explain?

The surveys on one side of the start are compared with their mean, in margins of error: FAILS below p = 0.01, DOUBTFUL
below 0.10. When the interval allows for years that differ (the default) the assumption HOLDS whatever the figures show.
Without margins, or with one survey on each side, it is NOT_APPLICABLE.

Assumes
-------
That the margins are right, the design of the sample included.

When not to use
---------------
To decide that sampling error is enough: years that differ by less than the margins are not seen.

How it was tested
-----------------
Surveys of 1 500 persons: chance in the samples only, and years that differ by 3 points (``make calibrate``).

References
----------
Cochran (1954), Biometrics 10:101-129.

Examples
--------
No repeated survey is shipped with the package, so these figures are made up.

>>> import evaluera, pandas as pd
>>> share = [0.31, 0.30, 0.32, 0.31, 0.24, 0.23, 0.25, 0.24]
>>> frame = pd.DataFrame({"year": range(2017, 2025), "unsafe": share, "answers": 1500})
>>> panel = evaluera.panel(frame, period="year", value="unsafe", kind="share", n="answers", design_effect=1.3)
>>> result = evaluera.estimate("survey_difference", panel, start=2021, between_years="none")
>>> check = next(each for each in result.diagnostics if each.name == "variation_between_years")
>>> check.verdict, round(check.value, 1)
(<Verdict.HOLDS: 'HOLDS'>, 0.9)
"""

from __future__ import annotations

from evaluera.methods.checks.verdict import verdict_of
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["variation_between_years"]


def variation_between_years(*, p_value: float | None, handled: bool, outcome: str, area: str) -> Diagnostic:
    """Do years on the same side differ by more than chance in the samples (``p_value`` of the weighted squares)?

    When the interval allows for such variation (``handled``) the assumption holds whatever the figures show.
    NOT_APPLICABLE without margins, or with one year a side.
    """
    if p_value is None:
        verdict, reason = Verdict.NOT_APPLICABLE, "unknown"
    elif handled:
        verdict, reason = Verdict.HOLDS, "handled"
    else:
        verdict = verdict_of(p_value)
        reason = str(verdict.lower())
    return Diagnostic(
        name="variation_between_years",
        verdict=verdict,
        value=p_value,
        null="diagnostic.variation_between_years.null",
        reason=f"diagnostic.variation_between_years.{reason}",
        values={} if p_value is None else {"p_value": p_value},
        outcome=outcome,
        area=area,
    )
