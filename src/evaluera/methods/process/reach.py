"""Did the initiative reach those it was meant for?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.area_coverage import area_coverage
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.reached import participation, reach, repeat_contact
from evaluera.methods.process.representativeness import representativeness
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Reach"]

_PLAN_AND_LOG = ("activity_plan", "activity_log")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PR01",
        theme="reach",
        unit="share",
        dimension="reach",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=reach,
        banded=True,
    ),
    Indicator(
        id="PR02",
        theme="reach",
        unit="ratio",
        dimension="reach",
        tables=("activity_log", "area", "population"),
        uncertainty="wilson",
        compute=representativeness,
    ),
    Indicator(
        id="PR03",
        theme="reach",
        unit="share",
        dimension="exposure",
        tables=("activity_log",),
        uncertainty="full_count",
        compute=repeat_contact,
    ),
    Indicator(
        id="PR04",
        theme="reach",
        unit="share",
        dimension="reach",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=area_coverage,
        banded=True,
    ),
    Indicator(
        id="PR05",
        theme="reach",
        unit="share",
        dimension="reach",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=participation,
        banded=True,
    ),
)


class Reach(ThemeMethod):
    """Did the initiative reach those it was meant for?

    New persons of the target group, women, men and young people among contacts against those who live there, contacts
    that came back, areas with something held, and participants against the plan.

    Assumes that ``n_unique_new`` counts a person once a year and activity. A person reached by two activities counts
    twice in the total, which is therefore an upper bound. Representativeness counts contacts, not persons.

    When not to use: for open activities without a target group of known size: they are left out. Participants are
    counted, not drawn: there is no interval, unless ``limits.generalise`` asks for one.

    References
    ----------
    Glasgow, Vogt and Boles (1999), American Journal of Public Health 89:1322 (reach); Linnan and Steckler (2002),
    Process Evaluation for Public Health Interventions and Research.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> plan = {"activity_id": ["a"], "planned_start": ["2024-01-01"], "planned_end": ["2024-12-31"]}
    >>> log = {"activity_id": ["a", "a"], "date": ["2024-02-01", "2024-05-01"], "status": ["held", "held"]}
    >>> tables = process_tables(
    ...     activity_plan=pd.DataFrame({**plan, "target_group_size": [40], "plan_version": [1]}),
    ...     activity_log=pd.DataFrame({**log, "n_participants": [12, 10], "n_unique_new": [12, None]}),
    ... )
    >>> reached = evaluera.estimate("reach", tables, year=2024).of("PR01")
    >>> reached.value, reached.low, reached.high, reached.missing
    (0.3, 0.3, 0.55, 1)
    """

    name: ClassVar[str] = "reach"
