"""Were the walks held, and was what they found mended?"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.process.waiting_time import share_done_within, waiting_curve, waiting_measures
from evaluera.methods.process.walk_counts import walks
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Walks"]


def findings_fixed(asked: Asked) -> tuple[Measure, ...]:
    """PW01: the share fixed within ``limits.finding_days``, 1 - S(90) by default, and the median days.

    Findings reported in the period; open ones are censored at the evaluation date, those that will not be fixed are
    left out and counted apart.
    """
    rows, dates = asked.frame("walk_finding"), {"start": "reported_on", "end": "fixed_on"}
    curve = waiting_curve(rows, start=dates["start"], end=dates["end"], span=asked.span)
    median, *counts = waiting_measures("PW01", rows, start=dates["start"], end=dates["end"], span=asked.span)
    share = share_done_within("PW01", curve, days=asked.limits.finding_days)
    return (share, replace(median, variant="median"), *counts)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PW01",
        theme="walks",
        unit="share",
        dimension="output",
        tables=("walk_finding",),
        uncertainty="kaplan_meier",
        compute=findings_fixed,
    ),
    Indicator(
        id="PW02",
        theme="walks",
        unit="count",
        dimension="dose_reach",
        tables=("walk", "area", "population"),
        uncertainty="full_count",
        compute=walks,
    ),
)


class Walks(ThemeMethod):
    """Were the walks held, and was what they found mended?

    Safety walks (trygghetsvandringar) and night walks (nattvandringar): how many and how many participant-hours for
    each 1 000 inhabitants and quarter, the shares of women and young people, and how soon findings are fixed.

    Assumptions
    -----------
    A finding that is still open is fixed no sooner or later than others open as long. Participants are counted at each
    walk: one who walks twice counts twice.

    When not to use
    ---------------
    To compare areas that mend different things: a lamp takes days, a tunnel years.

    References
    ----------
    Kaplan and Meier (1958), JASA 53:457.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> found = {"finding_id": ["f1", "f2"], "reported_on": ["2024-03-01"] * 2, "status": ["fixed", "open"]}
    >>> tables = process_tables(walk_finding=pd.DataFrame(found | {"fixed_on": ["2024-03-31", None]}))
    >>> fixed = evaluera.estimate("walks", tables, year=2024).of("PW01")
    >>> fixed.value, fixed.n
    (0.5, 2)
    """

    name: ClassVar[str] = "walks"
