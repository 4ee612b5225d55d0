"""Do the activities answer to the causes and to the theory?"""

from __future__ import annotations

from evaluera.methods.process.counting import state_of
from evaluera.methods.process.current_plan import current_plan, touching
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import share
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Relevance"]


def _covered(asked: Asked) -> tuple[Measure, ...]:
    """PO01: prioritised causes with an activity; then each cause. The tables have no dates: one value for the whole."""
    causes = asked.frame("cause").sort_values(["priority", "cause_id"])
    causes = causes[causes["priority"] <= asked.limits.cause_limit]
    covered = causes["cause_id"].isin(asked.frame("activity_cause")["cause_id"])
    states = [
        state_of("PO01", "covered" if each else "not_covered", variant="cause", split="cause", part=str(name))
        for name, each in zip(causes["cause_id"], covered, strict=True)
    ]
    return (share("PO01", yes=float(covered.sum()), known=len(causes)), *states)


def _anchored(asked: Asked) -> tuple[Measure, ...]:
    """PO02: activities of the period that answer to a cause; then how many do not, by name."""
    plan = touching(current_plan(asked.frame("activity_plan"), asked.span), asked.span)
    anchored = plan["activity_id"].isin(asked.frame("activity_cause")["activity_id"])
    loose = [
        state_of("PO02", "no", variant="anchored", split="activity", part=str(name))
        for name in sorted(plan.loc[~anchored, "activity_id"])
    ]
    return (share("PO02", yes=float(anchored.sum()), known=len(plan)), *loose)


def _measured(asked: Asked) -> tuple[Measure, ...]:
    """PO03: links of the programme theory that something measures."""
    links = asked.frame("theory_link")
    return (share("PO03", yes=float(links["indicator_id"].notna().sum()), known=len(links)),)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PO01",
        theme="relevance",
        unit="share",
        dimension="relevance",
        tables=("cause", "activity_cause"),
        uncertainty="full_count",
        banded=True,
        compute=_covered,
    ),
    Indicator(
        id="PO02",
        theme="relevance",
        unit="share",
        dimension="relevance",
        tables=("activity_plan", "activity_cause"),
        uncertainty="full_count",
        banded=True,
        compute=_anchored,
    ),
    Indicator(
        id="PO03",
        theme="relevance",
        unit="share",
        dimension="theory",
        tables=("theory_link",),
        uncertainty="full_count",
        banded=True,
        compute=_measured,
    ),
)


class Relevance(ThemeMethod):
    """Do the activities answer to the causes and to the theory?

    Prioritised causes that an activity answers to (PO01), activities that answer to a cause (PO02), and links of the
    programme theory that something measures (PO03).

    Assumptions
    -----------
    A cause with a priority is prioritised. Causes and links have no dates, so they give one value whatever the year;
    activities are those of the period, as planned at its end.

    When not to use
    ---------------
    A cause with an activity is not a cause dealt with: whether the activity was carried out is shown by ``activity``
    and ``fidelity``. Without a cause analysis nothing can be said.

    References
    ----------
    Funnell and Rogers (2011), Purposeful Program Theory: Effective Use of Theories of Change and Logic Models.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> causes = pd.DataFrame({"cause_id": ["c1", "c2", "c3"], "priority": [1, 2, None]})
    >>> linked = pd.DataFrame({"activity_id": ["a1"], "cause_id": ["c1"]})
    >>> tables = process_tables(cause=causes, activity_cause=linked)
    >>> evaluera.estimate("relevance", tables, year=2024).of("PO01").value
    0.5
    """

    name = "relevance"
