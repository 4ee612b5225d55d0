"""Ids of rows that nobody gave one: made from what the row says, so that they live on when rows are moved."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

__all__ = ["generated_ids"]

_DIGITS = 10


def generated_ids(rows: pd.DataFrame, table: str) -> np.ndarray:
    """An id for each row: the content's fingerprint and a running number among rows with equal content.

    The order of the rows changes only which of several equal rows has which number. Empty cells say nothing, so one
    column more changes no id.

    Examples
    --------
    >>> generated_ids(pd.DataFrame({"date": ["2024-03-01"] * 2, "minutes": [60.0, 60.0]}), "log").tolist()
    ['log-905f1e3b63-1', 'log-905f1e3b63-2']
    """
    texts = pd.Series("", index=rows.index)
    for name in rows.columns:
        texts = texts + (f"\x1e{name}\x1f" + rows[name].astype("str")).where(rows[name].notna(), "")
    prints = texts.map(lambda text: hashlib.sha256(text.encode()).hexdigest()[:_DIGITS])
    numbers = prints.groupby(prints).cumcount() + 1
    begin = table.replace("_", "-")[: 40 - _DIGITS - 8]
    return np.array([f"{begin}-{made}-{number}" for made, number in zip(prints, numbers, strict=True)], dtype=object)
