"""Answers to survey items as they count: reversed ones turned, each with the scale that it belongs to."""

from __future__ import annotations

import pandas as pd

from evaluera.methods.process.indicator import Asked

__all__ = ["scored"]

_TURNED = 6.0
"""On a scale from 1 to 5 a reversed item counts 6 - value."""


def scored(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The rows with reversed values turned and a column ``scale_id`` (missing where the item is not listed)."""
    items = asked.frame("survey_item").drop_duplicates("item_id")
    reverse = items["item_id"][items["reversed"].fillna(False).astype(bool)]
    scales = dict(zip(items["item_id"], items["scale_id"], strict=True))
    turned = rows["item_id"].isin(reverse)
    return rows.assign(
        value=rows["value"].where(~turned, _TURNED - rows["value"]),
        scale_id=rows["item_id"].map(scales).astype("object"),
    )
