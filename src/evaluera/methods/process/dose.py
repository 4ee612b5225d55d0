"""How much was delivered, where and when?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.contact_hours import contact_hours
from evaluera.methods.process.dose_series import cumulative_dose, dose_intensity
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Dose"]

_PER_INHABITANT = ("activity_log", "area", "population")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PD01",
        theme="dose",
        unit="hours_per_1000",
        dimension="dose",
        tables=_PER_INHABITANT,
        uncertainty="full_count",
        compute=dose_intensity,
    ),
    Indicator(
        id="PD02",
        theme="dose",
        unit="person_hours",
        dimension="exposure",
        tables=("activity_log",),
        uncertainty="full_count",
        compute=contact_hours,
    ),
    Indicator(
        id="PD03",
        theme="dose",
        unit="hours_per_1000",
        dimension="exposure",
        tables=_PER_INHABITANT,
        uncertainty="full_count",
        compute=cumulative_dose,
    ),
)


class Dose(ThemeMethod):
    """How much was delivered, where and when?

    Hours per 1 000 inhabitants by area and month, hours times participants, and the dose added up over time. The series
    can be set beside the monthly outcome of the same area.

    Assumes that the hours of staff are given, or the length of the session stands for them; the population table has
    the year. A month without a row had no sessions.

    When not to use: as proof that dose works: more is delivered where problems grow, so that dose and outcome can rise
    together without one causing the other.

    References
    ----------
    Dane and Schneider (1998), Clinical Psychology Review 18:23 (exposure); Carroll et al. (2007), Implementation
    Science 2:40.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> log = {"area_id": ["a", "a"], "date": ["2024-01-10", "2024-03-10"], "status": ["held", "held"]}
    >>> tables = process_tables(
    ...     activity_log=pd.DataFrame({**log, "activity_id": ["x", "x"], "minutes": [120, 240]}),
    ...     area=pd.DataFrame({"area_id": ["a"], "kind": ["intervention"]}),
    ...     population=pd.DataFrame({"area_id": ["a"], "year": [2024], "group": ["all"], "n": [2000]}),
    ... )
    >>> result = evaluera.estimate("dose", tables, until="2024-03-31")
    >>> [(each.period, each.value) for each in result.all_of("PD01", split="")]
    [('', 1.0), ('2024-01', 1.0), ('2024-02', 0.0), ('2024-03', 2.0)]
    """

    name: ClassVar[str] = "dose"
