"""What was logged: the sessions of a span, and sums of them that do not depend on the order of the rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked

__all__ = ["carried_out", "counts", "logged", "sum_by", "total"]


def logged(asked: Asked) -> pd.DataFrame:
    """The log rows of the span. One row may stand for several sessions: an empty ``sessions_n`` is one."""
    rows = asked.within("activity_log")
    return rows.assign(sessions_n=rows["sessions_n"].fillna(1.0))


def carried_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Held or partly held. A moved session is not: only the row that it became counts."""
    return rows[rows["status"].isin(("held", "partly"))]


def counts(rows: pd.DataFrame, *statuses: str) -> pd.Series[Any]:
    """Sessions with one of these statuses, by activity."""
    wanted = rows[rows["status"].isin(statuses)]
    return sum_by(wanted["sessions_n"], wanted["activity_id"])


def sum_by(values: pd.Series[Any], key: pd.Series[Any]) -> pd.Series[Any]:
    """Sums by key, sorted by key; missing values add nothing.

    The values are added from the smallest to the largest, so that the order of the rows does not change the last digit.

    Examples
    --------
    >>> sum_by(pd.Series([2.0, None, 1.0]), pd.Series(["b", "b", "a"])).to_dict()
    {'a': 1.0, 'b': 2.0}
    """
    pairs = pd.DataFrame({"key": key.to_numpy(), "value": values.to_numpy(dtype=float)})
    return pairs.sort_values(["key", "value"]).groupby("key")["value"].sum()


def total(values: pd.Series[Any]) -> float:
    """The sum of all values, added from the smallest to the largest; missing values add nothing."""
    return float(values.dropna().sort_values().sum())
