"""Are there periods enough before and after?

The used periods on each side are counted. Below 12 months, 8 quarters, 52 weeks or 6 years on a side it FAILS and no
conclusion is drawn. Where a trend is drawn on, fewer than twice that before is DOUBTFUL. When the evidence is how areas
differ, four periods on each side are enough.

Assumes
-------
That the periods are like others of their kind; it counts them and does not look at them.

When not to use
---------------
As a sign of power: many periods with few events show little. See ``power_reached``.

How it was tested
-----------------
Exactly: the verdict on both sides of every limit (``tests/methods``).

References
----------
Lopez Bernal, Cummins and Gasparrini (2017), Int J Epidemiol 46:348-355, on how many points it takes. The
limits are those of this package: a whole year on each side, so that a season is not taken for a change.

Examples
--------
>>> import evaluera
>>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
>>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=18)
>>> check = next(each for each in result.diagnostics if each.name == "number_of_periods")
>>> check.verdict, check.value
(<Verdict.DOUBTFUL: 'DOUBTFUL'>, 18.0)
"""

from __future__ import annotations

from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["number_of_periods", "periods_needed"]

_NEEDED = {12: 12, 4: 8, 52: 52, 1: 6}
"""Periods a side below which no conclusion is drawn: 12 months, 8 quarters, 52 weeks, 6 years."""
_NEEDED_WITHOUT_SEASON = 12
_NEEDED_FOR_AREAS = 4
_FEW_FOR_TREND = 2
"""A trend needs twice as many periods before it."""


def periods_needed(season_length: int | None) -> int:
    """The number of periods on each side that a conclusion about one series takes.

    Examples
    --------
    >>> periods_needed(12), periods_needed(1)
    (12, 6)
    """
    return _NEEDED.get(season_length or 0, _NEEDED_WITHOUT_SEASON)


def number_of_periods(
    *,
    before: int,
    after: int,
    season_length: int | None,
    trend: bool,
    outcome: str,
    area: str,
    areas: bool = False,
) -> Diagnostic:
    """Count the used periods on each side; ``value`` is the smaller number.

    FAILS below the number that a conclusion takes, DOUBTFUL when a ``trend`` is drawn on from fewer than twice that.
    With ``areas`` the evidence is how areas differ, and four periods a side are enough.
    """
    needed = _NEEDED_FOR_AREAS if areas else periods_needed(season_length)
    verdict, reason = Verdict.HOLDS, "holds"
    if min(before, after) < needed:
        verdict, reason = Verdict.FAILS, "fails"
    elif trend and before < _FEW_FOR_TREND * needed:
        verdict, reason = Verdict.DOUBTFUL, "doubtful"
    return Diagnostic(
        name="number_of_periods",
        verdict=verdict,
        value=float(min(before, after)),
        null="diagnostic.number_of_periods.null",
        reason=f"diagnostic.number_of_periods.{reason}",
        values={"before": before, "after": after, "needed": needed, "wanted": _FEW_FOR_TREND * needed},
        outcome=outcome,
        area=area,
    )
