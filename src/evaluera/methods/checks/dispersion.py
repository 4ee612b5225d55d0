"""Do counts vary more than chance alone makes them?

Pearson's dispersion is compared with 1, what chance (Poisson) gives. When the error model has widened the interval by
it, the verdict is HOLDS and the number is for information; else the p-value of chi-square decides: FAILS below 0.01,
DOUBTFUL below 0.10. Two totals cannot show how much the number varies, so an interval that assumes chance alone FAILS.
With areas as evidence, how differently they change is in the interval. Rates, means and shares are NOT_APPLICABLE.

Assumes
-------
That each event is counted once. Many events from one occasion are dispersion too, and the interval should allow for it.

When not to use
---------------
For counts that are nearly all zero: chi-square is then a poor guide. The default does not depend on it.

How it was tested
-----------------
Counts that vary by chance alone, and twice as much (``make calibrate``).

References
----------
McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., sections 4.5 and 6.2.

Examples
--------
>>> import evaluera
>>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
>>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60, errors="poisson")
>>> check = next(each for each in result.diagnostics if each.name == "dispersion")
>>> check.verdict, round(check.value)
(<Verdict.FAILS: 'FAILS'>, 7)
"""

from __future__ import annotations

from scipy.special import chdtrc

from evaluera.methods.checks.verdict import verdict_of
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["area_dispersion", "dispersion", "unseen_dispersion"]

_NULL = "diagnostic.dispersion.null"


def dispersion(*, dispersion: float | None, df: int, handled: bool, outcome: str, area: str) -> Diagnostic:
    """Compare Pearson's dispersion with 1, what chance (Poisson) gives.

    ``handled`` says that the interval has been widened by it: then the verdict is HOLDS and the number is for
    information. Else the p-value of chi-square(df) decides. Without a dispersion (not a count model): NOT_APPLICABLE.
    """
    if dispersion is None or df < 1:
        return Diagnostic(
            name="dispersion",
            verdict=Verdict.NOT_APPLICABLE,
            value=None,
            null=_NULL,
            reason="diagnostic.dispersion.not_counts",
            outcome=outcome,
            area=area,
        )
    p_value = float(chdtrc(df, dispersion * df))
    verdict = Verdict.HOLDS if handled else verdict_of(p_value)
    reason = "handled" if handled else verdict.lower()
    return Diagnostic(
        name="dispersion",
        verdict=verdict,
        value=dispersion,
        null=_NULL,
        reason=f"diagnostic.dispersion.{reason}",
        values={"dispersion": dispersion, "p_value": p_value},
        outcome=outcome,
        area=area,
    )


def unseen_dispersion(*, outcome: str, area: str) -> Diagnostic:
    """Totals cannot show how much the counts vary, so an interval that assumes chance alone FAILS."""
    return Diagnostic(
        name="dispersion",
        verdict=Verdict.FAILS,
        value=None,
        null=_NULL,
        reason="diagnostic.dispersion.unseen",
        outcome=outcome,
        area=area,
    )


def area_dispersion(*, between: float, outcome: str, area: str) -> Diagnostic:
    """With areas as evidence, how much they differ is in the interval; ``between`` is that variance (log scale)."""
    spread = between**0.5
    return Diagnostic(
        name="dispersion",
        verdict=Verdict.HOLDS,
        value=spread,
        null=_NULL,
        reason="diagnostic.dispersion.between_areas",
        values={"spread": spread},
        outcome=outcome,
        area=area,
    )
