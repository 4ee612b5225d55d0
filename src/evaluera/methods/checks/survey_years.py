"""Are there survey years enough, and do they differ by more than the sample explains?"""

from __future__ import annotations

from evaluera.methods.checks.verdict import verdict_of
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["survey_years", "variation_between_years"]

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
