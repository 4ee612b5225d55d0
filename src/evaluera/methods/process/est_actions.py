"""Actions decided in EST: how fast they are done, how many wait, and whether somebody checked that they helped."""

from __future__ import annotations

import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import share
from evaluera.methods.process.waiting_time import share_done_within, waiting_curve, waiting_measures
from evaluera.results.measure import Measure

__all__ = ["backlog", "check_back", "long_term", "recurrence", "time_to_action"]


def time_to_action(asked: Asked) -> tuple[Measure, ...]:
    """PE03: days from decision to done (Kaplan-Meier), and the share done within each of ``limits.action_days``.

    Actions decided in the period; those still open at the evaluation date are censored there, dropped ones are left out
    and counted apart. The variants of the shares are ``within_30`` and ``within_90`` by default.
    """
    actions = asked.frame("est_action")
    curve = waiting_curve(actions, start="decided_on", end="done_on", span=asked.span)
    median, *counts = waiting_measures("PE03", actions, start="decided_on", end="done_on", span=asked.span)
    within = (
        share_done_within("PE03", curve, days=days, variant=f"within_{days}") for days in asked.limits.action_days
    )
    return (median, *within, *counts)


def backlog(asked: Asked) -> tuple[Measure, ...]:
    """PE04: open at the evaluation date and at the end of each month; opened, closed, and the difference.

    Actions of earlier years that are still open count; dropped ones are left out, since nobody wrote when they were
    dropped. The month of the evaluation date ends with it.
    """
    actions = asked.frame("est_action")
    kept = actions[(actions["status"] != "dropped") & actions["decided_on"].notna()]
    months = pd.period_range(asked.span.first, asked.span.last, freq="M")
    first, last = pd.Timestamp(asked.span.first), pd.Timestamp(asked.span.last)
    series = (
        _balance(kept, max(month.start_time, first), min(month.end_time.normalize(), last), period=str(month))
        for month in months
    )
    return (*_balance(kept, first, last), *(each for measures in series for each in measures))


def check_back(asked: Asked) -> tuple[Measure, ...]:
    """PE05: actions whose effect was checked, of those done in the period. No date of a check: it was not checked."""
    done = _done(asked)
    return (share("PE05", yes=float(_checked(done, asked).sum()), known=len(done)),)


def recurrence(asked: Asked) -> tuple[Measure, ...]:
    """PE06: the problem came back, of the actions done in the period and checked by the evaluation date.

    ``unknown`` and an empty cell are missing.
    """
    done = _done(asked)
    answers = done["problem_returned"][_checked(done, asked)]
    yes, no = int((answers == "yes").sum()), int((answers == "no").sum())
    return (share("PE06", yes=yes, known=yes + no, missing=len(answers) - yes - no),)


def long_term(asked: Asked) -> tuple[Measure, ...]:
    """PE07: actions against causes in the long term, of all decided in the period, also those dropped."""
    horizon = asked.within("est_action")["horizon"]
    known = int(horizon.notna().sum())
    return (share("PE07", yes=int((horizon == "long").sum()), known=known, missing=len(horizon) - known),)


def _done(asked: Asked) -> pd.DataFrame:
    """Actions done in the period, whenever they were decided; dropped ones are not done."""
    actions = asked.frame("est_action")
    inside = actions["done_on"].between(pd.Timestamp(asked.span.first), pd.Timestamp(asked.span.last))
    return actions[inside & (actions["status"] != "dropped")]


def _checked(done: pd.DataFrame, asked: Asked) -> pd.Series[bool]:
    return done["effect_checked_on"] <= pd.Timestamp(asked.span.last)


def _balance(
    actions: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, *, period: str = ""
) -> tuple[Measure, ...]:
    """What was open after the last day, and what came and went from the first day on."""
    begun = actions["decided_on"] <= last
    waiting = int((begun & ~(actions["done_on"] <= last)).sum())
    opened = int(actions["decided_on"].between(first, last).sum())
    closed = int((begun & actions["done_on"].between(first, last)).sum())
    numbers = {"": waiting, "opened": opened, "closed": closed, "change": opened - closed}
    return tuple(
        Measure(indicator="PE04", value=float(number), unit="count", variant=variant, period=period, n=len(actions))
        for variant, number in numbers.items()
    )
