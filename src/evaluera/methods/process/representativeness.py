"""Were women, men and young people met in proportion to how many live there?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.logged_sessions import carried_out, logged, total
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.monthly_dose import intervention_areas
from evaluera.numerics.wilson import wilson_interval
from evaluera.results.measure import Measure

__all__ = ["representativeness"]

_COLUMNS = {"women": "n_women", "men": "n_men", "youth": "n_youth"}


def representativeness(asked: Asked) -> tuple[Measure, ...]:
    """PR02: share of each group among contacts, divided by its share of the inhabitants (``split`` is ``group``).

    Contacts that were logged in areas of the initiative; inhabitants of these areas in the year of the evaluation date.
    An area whose inhabitants are not known is left out of both. ``state`` is ``under_represented``, ``balanced`` or
    ``over_represented``, from five contacts on. Bounds: of the contacts of sessions without the group, none or all
    belonged to it; sessions without any number of contacts are counted as missing, and no bound can cover them. With
    ``limits.generalise`` Wilson's 95 % interval instead, as if contacts were independent; persons who come often make
    it too narrow.
    """
    return tuple(_of_group(asked, group, column) for group, column in _COLUMNS.items())


def _of_group(asked: Asked, group: str, column: str) -> Measure:
    where: dict[str, Any] = {"split": "group", "part": group}
    parts = asked.limits.youth if group == "youth" else (group,)
    areas, residents = _residents(asked, parts)
    if not residents:
        return not_computed("PR02", unit="ratio", reason="no_population", **where)
    rows = carried_out(logged(asked))
    rows = rows[rows["area_id"].isin(areas)]
    known = rows["n_participants"].notna() & rows[column].notna()
    contacts, missing = total(rows["n_participants"][known]), int((~known).sum())
    if contacts <= 0:
        reason = "all_missing" if missing else "no_rows"
        return not_computed("PR02", unit="ratio", reason=reason, missing=missing, **where)
    members, unknown = total(rows[column][known]), total(rows["n_participants"][~known])
    value = members / contacts / residents
    low, high = _bounds(members, contacts, unknown, asked.limits)
    bounded = missing > 0 or asked.limits.generalise
    return Measure(
        indicator="PR02",
        value=value,
        unit="ratio",
        numerator=members,
        denominator=contacts,
        low=low / residents if bounded else None,
        high=high / residents if bounded else None,
        bounds="confidence" if asked.limits.generalise else "missing" if missing else "none",
        n=int(known.sum()),
        missing=missing,
        persons=True,
        state=_balance(value, contacts, asked.limits),
        **where,
    )


def _bounds(members: float, contacts: float, unknown: float, limits: Limits) -> tuple[float, float]:
    """Of the share among contacts: Wilson's interval if it is asked for, else what the unknown contacts could be."""
    if limits.generalise:
        return wilson_interval(yes=members, n=contacts)
    return members / (contacts + unknown), (members + unknown) / (contacts + unknown)


def _balance(value: float, contacts: float, limits: Limits) -> str:
    if contacts < limits.fewest_for_band:
        return ""
    if value < limits.balanced_from:
        return "under_represented"
    return "over_represented" if value > limits.balanced_to else "balanced"


def _residents(asked: Asked, groups: tuple[str, ...]) -> tuple[list[str], float]:
    """The areas whose inhabitants are known, and the share of the groups among these inhabitants."""
    people = asked.frame("population")
    people = people[(people["year"] == asked.span.last.year) & people["area_id"].isin(intervention_areas(asked))]
    table = people.assign(group=people["group"].fillna("all")).pivot_table(
        index="area_id", columns="group", values="n", aggfunc="sum"
    )
    whole: pd.DataFrame = table.reindex(columns=["all", *groups]).dropna()
    everyone = float(whole["all"].sum())
    share: Any = whole[list(groups)].to_numpy().sum() / everyone if everyone > 0 else 0.0
    return sorted(whole.index), float(share)
