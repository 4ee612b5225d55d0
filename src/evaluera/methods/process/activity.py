"""Was what was planned carried out, and in time?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.delivery import cancelled_sessions, delivered_minutes, delivery_rate
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.plan_drift import plan_drift
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.process.timeliness import timeliness

__all__ = ["INDICATORS", "Activity"]

_PLAN_AND_LOG = ("activity_plan", "activity_log")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PF01",
        theme="activity",
        unit="share",
        dimension="adherence",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=delivery_rate,
        banded=True,
    ),
    Indicator(
        id="PF02",
        theme="activity",
        unit="share",
        dimension="dose",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=delivered_minutes,
        banded=True,
    ),
    Indicator(
        id="PF04",
        theme="activity",
        unit="share",
        dimension="adherence",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=timeliness,
        banded=True,
    ),
    Indicator(
        id="PF05",
        theme="activity",
        unit="share",
        dimension="adherence",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=cancelled_sessions,
    ),
    Indicator(
        id="PF08",
        theme="activity",
        unit="share",
        dimension="adaptation",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=plan_drift,
    ),
)


class Activity(ThemeMethod):
    """Was what was planned carried out, and in time?

    Sessions held, minutes delivered and sessions cancelled against the sessions that are due, all together and by
    activity; whether activities began in time; how far the plan has moved. What was done is added up before it is
    divided, and more than planned is shown as more than 100 %.

    Assumes that planned sessions are spread evenly over the window of the activity, and the log has a row for what was
    held and cancelled: DQ01 of ``data_quality`` says how far that is so.

    When not to use: where fewer than 60 % of the due sessions have a row: what was not held and what was not logged
    cannot be told apart. The bands (60 and 80 %) are conventions, not laws, and say nothing about fewer than five
    sessions.

    References
    ----------
    Carroll et al. (2007), Implementation Science 2:40 (adherence: content, frequency, duration, coverage); Durlak and
    DuPre (2008), American Journal of Community Psychology 41:327 (results from about 60 %
    implementation, few above 80 %).

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> plan = {"activity_id": ["a"], "planned_start": ["2024-01-01"], "planned_end": ["2024-12-31"]}
    >>> log = {"activity_id": ["a", "a", "a"], "date": ["2024-02-01", "2024-05-01", "2024-06-01"]}
    >>> tables = process_tables(
    ...     activity_plan=pd.DataFrame({**plan, "planned_sessions": [10], "plan_version": [1]}),
    ...     activity_log=pd.DataFrame({**log, "status": ["held", "held", "cancelled"]}),
    ... )
    >>> rate = evaluera.estimate("activity", tables, year=2024, until="2024-06-30").of("PF01")
    >>> rate.numerator, rate.denominator, rate.value
    (2.0, 4.0, 0.5)
    """

    name: ClassVar[str] = "activity"
