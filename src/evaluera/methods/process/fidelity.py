"""Was it carried out as it was meant to be?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.adaptation import adaptation
from evaluera.methods.process.core_components import core_components
from evaluera.methods.process.fidelity_profile import fidelity_profile
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.ratings import quality, responsiveness
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Fidelity"]

_PLAN_AND_LOG = ("activity_plan", "activity_log")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PF03",
        theme="fidelity",
        unit="share",
        dimension="adherence",
        tables=_PLAN_AND_LOG,
        uncertainty="full_count",
        compute=core_components,
        banded=True,
    ),
    Indicator(
        id="PF06",
        theme="fidelity",
        unit="share",
        dimension="adaptation",
        tables=("activity_log",),
        uncertainty="full_count",
        compute=adaptation,
    ),
    Indicator(
        id="PF07",
        theme="fidelity",
        unit="index",
        dimension="fidelity",
        tables=_PLAN_AND_LOG,
        uncertainty="range",
        compute=fidelity_profile,
        research_variants=("geometric_mean",),
    ),
    Indicator(
        id="PQ01",
        theme="fidelity",
        unit="scale",
        dimension="quality",
        tables=("activity_log",),
        uncertainty="full_count",
        compute=quality,
        banded=True,
    ),
    Indicator(
        id="PQ02",
        theme="fidelity",
        unit="scale",
        dimension="responsiveness",
        tables=("activity_log",),
        uncertainty="full_count",
        compute=responsiveness,
        banded=True,
    ),
)


class Fidelity(ThemeMethod):
    """Was it carried out as it was meant to be?

    Core components, adaptations, quality and engagement of the sessions held or partly held, and a profile that sets
    delivery, dose, core and quality side by side with their minimum. Sessions without a value are not counted, and make
    bounds: they were the worst, or the best.

    Assumes that core components, quality and engagement hold for one session: a row that stands for several weighs as
    many times.

    When not to use: to rank activities by the profile's geometric mean: a strong part does not make up for a weak one.
    Quality that staff judge themselves is not compared with quality judged by others; both are shown apart.

    References
    ----------
    Dane and Schneider (1998), Clinical Psychology Review 18:23 (the five aspects); Carroll et al. (2007),
    Implementation Science 2:40.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> log = {"activity_id": ["a"] * 3, "date": ["2024-02-01", "2024-05-01", "2024-06-01"], "status": ["held"] * 3}
    >>> tables = process_tables(activity_log=pd.DataFrame({**log, "adaptation": ["none", "major", None]}))
    >>> changed = evaluera.estimate("fidelity", tables, year=2024).of("PF06")
    >>> changed.value, round(changed.low, 4), round(changed.high, 4)
    (0.5, 0.3333, 0.6667)
    """

    name: ClassVar[str] = "fidelity"
