"""Are there areas enough to show how much areas differ?"""

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
