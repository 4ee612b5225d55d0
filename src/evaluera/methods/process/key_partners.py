"""Were both the police and the municipality at the table with the right to decide?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

__all__ = ["both_decided", "municipal", "of_sector"]

_CAME = ("yes", "substitute")


def of_sector(organisations: pd.DataFrame, sector: str) -> frozenset[str]:
    """Ids of the organisations of a sector."""
    return frozenset(organisations.loc[organisations["sector"] == sector, "org_id"])


def municipal(organisations: pd.DataFrame) -> frozenset[str]:
    """Ids of the municipalities and of all that is part of one, at any depth: schools, social services, leisure."""
    inside = set(of_sector(organisations, "municipality"))
    above = dict(zip(organisations["org_id"], organisations["part_of"], strict=True))
    while True:
        more = {org for org, parent in above.items() if parent in inside} - inside
        if not more:
            return frozenset(inside)
        inside |= more


def both_decided(rows: pd.DataFrame, organisations: pd.DataFrame) -> Mapping[str, bool | None]:
    """For each meeting with rows: whether both key partners had someone present who decides.

    No, when one of them had nobody present, or only people who do not decide. None, when that hangs on a mandate that
    is not stated.
    """
    sides = (of_sector(organisations, "police"), municipal(organisations))
    return {str(meeting): _both(group, sides) for meeting, group in rows.groupby("meeting_id")}


def _both(group: pd.DataFrame, sides: tuple[frozenset[str], ...]) -> bool | None:
    answers = [_decides(group[group["org_id"].isin(side)]) for side in sides]
    if False in answers:
        return False
    return None if None in answers else True


def _decides(group: pd.DataFrame) -> bool | None:
    """Whether someone present decides; None when nobody surely does, but someone may (mandate or presence unknown)."""
    came, decides = group["present"].isin(_CAME), group["mandate"] == "decides"
    if (came & decides).any():
        return True
    maybe = (came | group["present"].isna()) & (decides | group["mandate"].isna())
    return None if maybe.any() else False
