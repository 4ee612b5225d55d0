"""What did it cost, and was there staff?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import not_computed, ratio
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Resources"]

_DELIVERED = ("held", "partly")


def _budget_use(asked: Asked) -> tuple[Measure, ...]:
    """PB01: spent of the budget; a line without outcome is left out of both sums."""
    lines = asked.within("budget")
    found = [_spent_of(lines)]
    for split, column in (("funder", "funder"), ("activity", "activity_id")):
        found += [_spent_of(group, split=split, part=str(part)) for part, group in lines.groupby(column)]
    return tuple(found)


def _spent_of(lines: pd.DataFrame, **where: Any) -> Measure:
    known = lines.dropna(subset=["actual_sek", "budget_sek"])
    missing = len(lines) - len(known)
    if known.empty:
        reason = "all_missing" if missing else "no_rows"
        return not_computed("PB01", unit="share", reason=reason, missing=missing, **where)
    spent, planned = float(known["actual_sek"].sum()), float(known["budget_sek"].sum())
    return ratio("PB01", done=spent, planned=planned, missing=missing, n=len(known), **where)


def _cost_per_session(asked: Asked) -> tuple[Measure, ...]:
    """PB02: spent for each held session; beside it what the log says that the sessions cost, never added."""
    log = asked.within("activity_log")
    held = float(log.loc[log["status"] == "held", "sessions_n"].fillna(1.0).sum())
    delivered = log.loc[log["status"].isin(_DELIVERED), "cost_sek"]
    costs = log["cost_sek"].dropna()
    logged = None if costs.empty else float(costs.sum())
    return (
        _cost("PB02", _spent(asked), per=held, nothing="nothing_held"),
        _cost("PB02", (logged, int(delivered.isna().sum())), per=held, nothing="nothing_held", variant="logged_cost"),
    )


def _cost_per_person(asked: Asked) -> tuple[Measure, ...]:
    """PB03: spent for each person reached for the first time; rows without that number are counted."""
    log = asked.within("activity_log")
    new = log.loc[log["status"].isin(_DELIVERED), "n_unique_new"]
    spent, missing = _spent(asked)
    silent = missing if spent is None else missing + int(new.isna().sum())
    return (_cost("PB03", (spent, silent), per=float(new.sum()), nothing="nobody_reached", persons=True),)


def _cost(indicator: str, spent: tuple[float | None, int], *, per: float, nothing: str, **where: Any) -> Measure:
    amount, missing = spent
    if amount is None:
        reason = "all_missing" if missing else "no_rows"
        return not_computed(indicator, unit="sek", reason=reason, missing=missing, **where)
    if per <= 0.0:
        return not_computed(indicator, unit="sek", reason=nothing, missing=missing, **where)
    return ratio(indicator, done=amount, planned=per, missing=missing, unit="sek", **where)


def _spent(asked: Asked) -> tuple[float | None, int]:
    """What all lines of the budget have cost, and how many say nothing."""
    actual = asked.within("budget")["actual_sek"]
    known = actual.dropna()
    return (None if known.empty else float(known.sum())), len(actual) - len(known)


def _cost_per_prevented(asked: Asked) -> tuple[Measure, ...]:
    """PB04: spent for each crime prevented, with the interval of the effect; only if that is wholly on the good side.

    ``state`` says why not: no effect was estimated, or its interval does not lie wholly below zero.
    """
    amount, missing = _spent(asked)
    effect = asked.effect
    if amount is None:
        reason = "all_missing" if missing else "no_rows"
        return (not_computed("PB04", unit="sek", reason=reason, missing=missing),)
    if effect is None or max(effect.low, effect.estimate, effect.high) >= 0.0:
        state = "no_effect_estimate" if effect is None else "effect_not_clear"
        return (not_computed("PB04", unit="sek", reason="cannot_be_computed", state=state, missing=missing),)
    low, high = sorted(amount / -end for end in (effect.low, effect.high))
    return (
        Measure(
            indicator="PB04",
            value=amount / -effect.estimate,
            unit="sek",
            numerator=amount,
            denominator=-effect.estimate,
            low=low,
            high=high,
            bounds="confidence",
            missing=missing,
        ),
    )


def _staffing(asked: Asked) -> tuple[Measure, ...]:
    """PB05: staff there was of that planned; months with too little, roles together; then by role and by month."""
    rows = asked.within("staffing")
    months = rows["month"].dt.strftime("%Y-%m")
    monthly = [_staffed(group, period=str(month)) for month, group in rows.groupby(months)]
    known = [each.value for each in monthly if each.value is not None]
    short = float(sum(value < asked.limits.staffed_from for value in known))
    return (
        _staffed(rows),
        Measure(
            indicator="PB05",
            value=short if known else None,
            unit="count",
            variant="months_short",
            numerator=short if known else None,
            denominator=float(len(known)) if known else None,
            n=len(known),
            reason="" if known else "no_rows",
        ),
        *(_staffed(group, split="role", part=str(role)) for role, group in rows.groupby("role")),
        *monthly,
    )


def _staffed(rows: pd.DataFrame, **where: Any) -> Measure:
    known = rows.dropna(subset=["fte_actual", "fte_planned"])
    missing = len(rows) - len(known)
    if known.empty:
        reason = "all_missing" if missing else "no_rows"
        return not_computed("PB05", unit="share", reason=reason, missing=missing, **where)
    actual, planned = float(known["fte_actual"].sum()), float(known["fte_planned"].sum())
    return ratio("PB05", done=actual, planned=planned, missing=missing, n=len(known), **where)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PB01",
        theme="resources",
        unit="share",
        dimension="resources",
        tables=("budget",),
        uncertainty="full_count",
        compute=_budget_use,
    ),
    Indicator(
        id="PB02",
        theme="resources",
        unit="sek",
        dimension="economics",
        tables=("budget", "activity_log"),
        uncertainty="full_count",
        compute=_cost_per_session,
    ),
    Indicator(
        id="PB03",
        theme="resources",
        unit="sek",
        dimension="economics",
        tables=("budget", "activity_log"),
        uncertainty="full_count",
        compute=_cost_per_person,
    ),
    Indicator(
        id="PB04",
        theme="resources",
        unit="sek",
        dimension="economics",
        tables=("budget",),
        uncertainty="effect",
        compute=_cost_per_prevented,
    ),
    Indicator(
        id="PB05",
        theme="resources",
        unit="share",
        dimension="resources",
        tables=("staffing",),
        uncertainty="full_count",
        banded=True,
        compute=_staffing,
    ),
)


class Resources(ThemeMethod):
    """What did it cost, and was there staff?

    Spent of the budget (PB01), cost for each held session (PB02), for each person reached (PB03) and for each crime
    prevented (PB04), and the staff there was of that planned (PB05).

    Assumptions
    -----------
    A budget line is for a whole year. What a session cost according to the log is part of the budget and stands beside
    it, never added. A line without outcome is left out of both sums of PB01, and its number is shown. In a run the
    crimes prevented are those of the year, with the mean change since the start
    (:func:`evaluera.conclusion.prevented.prevented_in`).

    When not to use
    ---------------
    The cost of a crime prevented is given only where the interval of the effect lies wholly on the side of fewer
    crimes, else it "cannot be computed": an effect that may be zero has no price. Costs of different initiatives are
    comparable only if their budgets hold the same things. In the middle of a year what was spent may not be entered
    yet, and the crimes are only those until then.

    References
    ----------
    Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes, 4th ed., chapters 7
    (cost analysis) and 11 (uncertainty).

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> line = {"year": 2024, "line_id": "b1", "funder": "municipality", "budget_sek": 500000, "actual_sek": 412000}
    >>> tables = process_tables(budget=pd.DataFrame([line]))
    >>> found = evaluera.estimate("resources", tables, year=2024, effect=(-40, -60, -20))
    >>> found.of("PB01").value, [found.of("PB04").low, found.of("PB04").value, found.of("PB04").high]
    (0.824, [6866.666666666667, 10300.0, 20600.0])
    """

    name = "resources"
