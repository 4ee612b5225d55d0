"""Ratings of sessions from 1 to 5: their median, and the share of good ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, logged
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.session_shares import share_of_sessions
from evaluera.results.measure import Measure

__all__ = ["median_rating", "quality", "responsiveness"]

_WORST, _BEST = 1.0, 5.0
_UNKNOWN = "missing_value"
"""The part of sessions for which nobody said who judged."""


def quality(asked: Asked) -> tuple[Measure, ...]:
    """PQ01: the quality of delivery: median, and share of good sessions (``good``); all, and by who judged it."""
    return _rated("PQ01", "quality", asked)


def responsiveness(asked: Asked) -> tuple[Measure, ...]:
    """PQ02: the engagement of the participants, in the same way as the quality."""
    return _rated("PQ02", "responsiveness", asked)


def _rated(indicator: str, column: str, asked: Asked) -> tuple[Measure, ...]:
    """All sessions carried out first; then those of each judge, and the rated ones of unknown judges."""
    rows = carried_out(logged(asked))
    judged = rows.groupby(rows["quality_by"].fillna(_UNKNOWN))
    return (
        *_summaries(indicator, rows, column, asked),
        *(
            measure
            for judge, part in judged
            if judge != _UNKNOWN or bool(part[column].notna().any())
            for measure in _summaries(indicator, part, column, asked, split="quality_by", part=str(judge))
        ),
    )


def _summaries(indicator: str, rows: pd.DataFrame, column: str, asked: Asked, **where: Any) -> tuple[Measure, Measure]:
    good: pd.Series[Any] = (rows[column] >= asked.limits.good_from).where(rows[column].notna())
    return (
        median_rating(indicator, rows, column, **where),
        share_of_sessions(indicator, rows, good, variant="good", **where),
    )


def median_rating(indicator: str, rows: pd.DataFrame, column: str, **where: Any) -> Measure:
    """The median of rated sessions; bounds: sessions without a rating have the worst, or the best.

    A row that stands for several sessions counts as many times.
    """
    empty = rows[column].isna()
    missing = int(empty.sum())
    if bool(empty.all()):
        reason = "all_missing" if missing else "no_rows"
        return not_computed(indicator, unit="scale", reason=reason, missing=missing, **where)
    known = rows[~empty]
    return Measure(
        indicator=indicator,
        value=_median(known[column], known["sessions_n"]),
        unit="scale",
        low=_median(rows[column].fillna(_WORST), rows["sessions_n"]) if missing else None,
        high=_median(rows[column].fillna(_BEST), rows["sessions_n"]) if missing else None,
        bounds="missing" if missing else "none",
        n=int(known["sessions_n"].sum()),
        missing=missing,
        **where,
    )


def _median(values: pd.Series[Any], times: pd.Series[Any]) -> float:
    return float(np.median(np.repeat(values.to_numpy(), times.to_numpy().astype(int))))
