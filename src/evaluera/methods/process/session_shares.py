"""The share of sessions for which something holds: all of them, and those of each activity."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.measuring import share
from evaluera.results.measure import Measure

__all__ = ["share_of_sessions", "shares_by"]


def share_of_sessions(indicator: str, rows: pd.DataFrame, answer: pd.Series[Any], **where: Any) -> Measure:
    """The share of sessions for which the answer is yes; rows without an answer are missing.

    A row that stands for several sessions weighs as many times.

    Parameters
    ----------
    indicator
        Id of the indicator.
    rows
        Log rows with ``sessions_n``.
    answer
        Yes, no or missing for each row.
    **where
        Further fields of :class:`Measure`.
    """
    return _share(indicator, _counts(rows, answer).sum(), **where)


def shares_by(
    indicator: str, rows: pd.DataFrame, answer: pd.Series[Any], *, split: str, column: str
) -> tuple[Measure, ...]:
    """The same for each value of a column, sorted."""
    sums = _counts(rows, answer).groupby(rows[column]).sum()
    return tuple(_share(indicator, row, split=split, part=str(row.Index)) for row in sums.itertuples())


def _counts(rows: pd.DataFrame, answer: pd.Series[Any]) -> pd.DataFrame:
    times, known = rows["sessions_n"], answer.notna()
    yes = answer.fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "yes": times.where(yes, 0.0),
            "known": times.where(known, 0.0),
            "unknown": times.where(~known, 0.0),
            "missing": (~known).astype(float),
        }
    )


def _share(indicator: str, sums: Any, **where: Any) -> Measure:
    yes, known, weight = float(sums.yes), float(sums.known), float(sums.unknown)
    return share(indicator, yes=yes, known=known, missing=int(sums.missing), weight=weight, **where)
